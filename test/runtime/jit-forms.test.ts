import { transpileModule, ScriptTarget, ModuleKind } from 'typescript';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { JitError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import { Base } from '../../runtime/core/base.js';
import { Variable } from '../../runtime/core/variable.js';
import type { CompiledUnit } from '../../runtime/jit/compiled-unit.js';
import { isJitted } from '../../runtime/jit/is-jitted.js';
import { jit } from '../../runtime/jit/jit.js';
import { callUnit, jitFunction, noteTagged } from '../../runtime/jit/jit-function.js';
import { defineTwin, twin, twinCapture } from '../../runtime/jit/twins.js';
import { isJitOn, setJit, withoutJit } from '../../runtime/jit/settings.js';
import { arrayOf } from './array-fixture.js';

afterEach(() => setJit(true));

const unit = { name: 'f', call: () => 'compiled', checkArguments: () => undefined, conformResult: (result: unknown) => result } as unknown as CompiledUnit;
type Fn = (...args: unknown[]) => unknown;
const jitWith = jitFunction as unknown as (fn: Fn, options: object | undefined, unit: CompiledUnit) => Fn;

describe('jit of a function', () => {
  it('runs the original where there is no compiled unit', () => {
    const double = jit((x: number) => x * 2);
    expect([double(2), isJitted(double), double.name, double.length]).toEqual([4, false, '', 1]);
  });

  it('runs the compiled unit unless anything says off', () => {
    const f = jitWith(() => 'original', undefined, unit);
    const off = jitWith(() => (isJitOn() ? 'on' : 'off'), { jit: false }, unit);
    expect([f(), isJitted(f), off(), isJitted(off)]).toEqual(['compiled', true, 'off', false]);
    expect(withoutJit(() => [f(), isJitted(f)])).toEqual(['original', false]);
    setJit(false);
    expect([f(), isJitted(f)]).toEqual(['original', false]);
  });

  it('turns jit on again after an error, and refuses promises', () => {
    expect(() => withoutJit(() => { throw new RangeError('x'); })).toThrow('x');
    expect(isJitOn()).toBe(true);
    expect(() => withoutJit(async () => undefined)).toThrow(/synchronous/);
  });

  it('serves calls of tagged functions', () => {
    const tagged = (): unknown => callUnit(unit, () => 'original', []);
    noteTagged(tagged);
    expect([tagged(), isJitted(tagged), withoutJit(tagged)]).toEqual(['compiled', true, 'original']);
  });

  it('reads a Variable that an original returns, as compiled code does', () => {
    const v = new Variable(2);
    const both = jit(() => [v, 1]);
    const [value] = both() as unknown as [NDArray];
    v.value = 1;
    expect(value.toArray()).toEqual([0, 0]);
  });

  it('checks and reads at the outermost call only', () => {
    const v = new Variable(1);
    const strict: CompiledUnit = { ...unit, checkArguments: () => { throw new TypeError('checked'); } };
    const inner = jitWith(() => (isJitOn() ? v : 'suspended'), { jit: false }, strict);
    expect(() => inner()).toThrow('checked');
    expect(jit(() => [inner()])()).toEqual(['suspended']);
  });

  it('refuses what is neither a function nor a Base', () => {
    expect(() => (jit as unknown as (x: unknown) => void)(new Map())).toThrow(JitError);
    expect(() => (jit as unknown as (x: unknown) => void)(3)).toThrow(/extends Base/);
  });
});

describe('jit of an object, without compiled classes', () => {
  it('undoes its call when that throws', () => {
    class Model extends Base {
      readonly v = new Variable(1);
      call(x: number): void {
        this.v.value = x;
        if (x > 1) throw new RangeError('too much');
      }
    }
    const model = jit(new Model());
    model(1);
    expect(() => model(2)).toThrow('too much');
    expect([model.v.toArray(), isJitted(model)]).toEqual([[1], false]);
    expect(jit(model)).toBeInstanceOf(Model);
  });
});

// The plugin removes decorators; without it they must do no harm, in either of TypeScript's kinds.
describe.each([['standard', false], ['experimental', true]])('%s decorators', (_title, experimentalDecorators) => {
  it('leave classes and methods as they are', () => {
    const source = `
      @jit class A extends Base { call() { return 'A'; } @jit method() { return 'm'; } @jit({ jit: false }) other() { return 'o'; } }
      @jit({ fastMath: true }) class B extends A {}
      result.push(new B().call(), new B().method(), new B().other(), new B() instanceof A);
    `;
    const { outputText } = transpileModule(source, { compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ESNext, experimentalDecorators } });
    const result: unknown[] = [];
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the compiled text of the lines above
    new Function('jit', 'Base', 'result', outputText)(jit, Base, result);
    expect(result).toEqual(['A', 'm', 'o', true]);
  });
});

describe('twins', () => {
  it('are found by id, with what stands around them', () => {
    defineTwin('src/h.ts:half', ((x: number) => x / 2) as never, () => [arrayOf([1], 'float32'), 7]);
    expect(twin('src/h.ts:half')(4)).toBe(2);
    expect(twinCapture('src/h.ts:half', 1)).toBe(7);
    expect(() => twin('src/h.ts:gone')).toThrow(JitError);
  });
});

describe('two copies of the package', () => {
  it('are reported once, and an array of the other one is refused', async () => {
    arrayOf([1], 'float32');
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.resetModules();
    const other = await import('./array-fixture.js');
    const foreign = other.arrayOf([1], 'float32');
    expect(warn).toHaveBeenCalledWith(expect.stringMatching(/two copies of the package/));
    expect(() => new Variable(foreign)).toThrow(/another copy of myelin/);
    expect(() => { new Variable(1).value = foreign; }).toThrow(/another copy of myelin/);
    warn.mockRestore();
  });
});
