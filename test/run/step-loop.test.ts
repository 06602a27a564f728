/** A run is the same whatever form its steps have: compiled in one schedule, in several with JavaScript between them, or originals. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as myelin from '../../runtime/index.js';
import * as internal from '../../runtime/internal.js';
import * as host from '../../runtime/jit/host-functions.js';
import { functionsInTable } from '../../runtime/memory/function-table.js';
import { memoryUse } from '../../runtime/memory/residency.js';
import { Segment } from '../../runtime/run/schedule.js';
import { programParts } from '../program-parts.js';
import { compileSource, unitsSpecifier } from '../agree/compile-source.js';
import type * as Models from './models.js';

const { compiled, files } = compileSource({ 'main.ts': readFileSync(join(import.meta.dirname, 'models.ts'), 'utf8') }, { runners: true });
const { math: bm } = myelin;
const models = load();
const { makeRunner } = models;

/** The compiled program as a module. */
function load(): typeof Models {
  const program = internal.loadProgram(programParts(compiled, { math: bm, internal, host }));
  const exports = {};
  const require = (name: string): object => (name === 'myelin' ? myelin : name === 'myelin/math' ? myelin.math : name === unitsSpecifier ? { program } : internal);
  // The reason for a function made of text: the module is the compiler's output.
  // eslint-disable-next-line no-new-func
  (new Function('require', 'exports', files.get('main')!) as (...args: unknown[]) => void)(require, exports);
  return exports as typeof Models;
}

type Options = Omit<myelin.DSRunnerOptions, 'inputs' | 'monitors'> & { readonly inputs?: myelin.Inputs; readonly monitors?: Exclude<myelin.Monitors, readonly unknown[]> };

const elementsOf = (array: myelin.NDArray | undefined): unknown => array && [array.dtype, array.shape, array.toTypedArray()];

/** Everything that runs leave: recordings, outputs, and the state after them. */
function leave(make: () => myelin.dyn.DynamicalSystem, options: Options, runs: readonly (number | myelin.RunOptions)[]): unknown {
  bm.random.seed(5);
  const target = make();
  const runner = makeRunner(target, { progressBar: false, dt: 0.1, ...options });
  return runs.map((run) => {
    const { steps, outputs } = runner.run(run);
    const recorded = Object.fromEntries(Object.entries(runner.mon).map(([name, array]) => [name, elementsOf(array)]));
    return [steps, elementsOf(outputs), recorded, Object.fromEntries([...target.vars()].map(([path, variable]) => [path, elementsOf(variable)]))];
  });
}

/** Runs in all forms; says how many steps Wasm made in calls of several steps, and one by one. */
function expectSame(make: () => myelin.dyn.DynamicalSystem, options: Options, runs: readonly (number | myelin.RunOptions)[]): { readonly batched: number; readonly single: number } {
  const original = leave(make, { ...options, jit: false }, runs);
  const segments = vi.spyOn(Segment.prototype, 'run');
  const whole = leave(make, options, runs);
  const counts = segments.mock.calls.map(([count]) => count);
  segments.mockRestore();
  expect(whole).toEqual(original);
  // A function among the monitors cuts the step into pieces.
  const cut = leave(make, { ...options, monitors: { first: ({ i }) => i, ...options.monitors } }, runs);
  const cutOriginal = leave(make, { ...options, monitors: { first: ({ i }) => i, ...options.monitors }, jit: false }, runs);
  expect(cut).toEqual(cutOriginal);
  const sum = (list: readonly number[]): number => list.reduce((total, count) => total + count, 0);
  return { batched: sum(counts.filter((count) => count > 1)), single: counts.filter((count) => count === 1).length };
}

const rows = (...shape: number[]): myelin.NDArray => bm.sin(bm.reshape(bm.arange(shape.reduce((a, b) => a * b, 1)), shape)) as myelin.NDArray;

afterEach(() => { bm.setFloat('float32'); });

describe.each(['float32', 'float64'] as const)('in %s', (float) => {
  it('inputs of all kinds', () => {
    bm.setFloat(float);
    const inputs: Record<string, myelin.Inputs> = {
      number: ['input', 0.3], negative: ['x', 0.1, 'fix', '-'], times: ['x', 0.7, 'fix', '*'], through: ['x', 3, 'fix', '/'], clamp: ['x', 0.2, 'fix', '='],
      array: ['input', rows(37)], one: ['input', bm.array([0.3])], oneClamped: ['x', bm.array([0.3]), 'fix', '='], other: ['x', bm.asarray(bm.greater(rows(37), 0)), 'fix', '+'],
      numbers: ['input', rows(250), 'iter'], rows: ['input', rows(250, 37), 'iter', '-'], column: ['x', rows(250, 1), 'iter', '*'], clamps: ['x', rows(250), 'iter', '='],
      clampRows: ['x', rows(250, 37), 'iter', '='], byFunction: ['input', ({ t, i }) => t * i, 'func'],
      several: [['x', 0.5, 'fix', '*'], ['input', rows(250, 37), 'iter'], ['input', 2], ['x', 1, 'fix', '-']],
    };
    for (const [name, one] of Object.entries(inputs)) {
      const { batched } = expectSame(() => new models.Summer(), { inputs: one, monitors: { x: 'x', input: 'input' } }, [12, 13]);
      // 250 steps less the first of each run, whose output shows what the others are like.
      if (name !== 'byFunction' && name !== 'other') expect([name, batched]).toEqual([name, 248]);
    }
  });

  it('inputs that are the same at each step, into what the library empties', () => {
    bm.setFloat(float);
    const make = (): myelin.dyn.DynamicalSystem => {
      const cells = new models.Leaky(70);
      cells.input.value = 0.25;
      return cells;
    };
    const given: readonly myelin.Inputs[] = [
      ['input', 0.3], ['input', -0], ['input', 0.3, 'fix', '-'], [['input', 0.1], ['input', 0.2]], [['V', 0.1], ['input', 0.2], ['input', rows(250), 'iter']], [['input', rows(250), 'iter'], ['input', 0.2]],
    ];
    for (const inputs of given) expect(expectSame(make, { inputs, monitors: { V: 'V', input: 'input' } }, [12, 13]).batched).toBe(248);
  });

  it('arguments and outputs of update', () => {
    bm.setFloat(float);
    for (const more of [rows(150, 5), rows(150)]) {
      const { batched } = expectSame(() => new models.Counter(5), { inputs: ['input', 1], monitors: { V: 'V', steps: 'steps', some: ['V', [3, 0, 3]], last: ['V', 4] } }, [{ inputs: [more, rows(150)] }, { inputs: [more, rows(150)] }]);
      expect(batched).toBe(298);
    }
  });

  it('rows for the input of a model that takes none', () => {
    bm.setFloat(float);
    expect(expectSame(() => new models.Summer(), { monitors: { x: 'x' } }, [{ inputs: rows(120, 37) }, 3]).batched).toBe(148);
  });

  it('random numbers, functions of the host, every third step, other starts', () => {
    bm.setFloat(float);
    const monitors = { y: 'b.y', spike: 'b.spike', late: 'b.late', few: ['b.ring', [2, 0]], x: 'a.x' } as const;
    expect(expectSame(() => new models.Chain(), { monitors, every: 3, t0: 7, dt: 0.25, inputs: ['a.input', 0.5] }, [10, 25.25, 0, 0.25]).batched).toBe(140);
  });
});

describe('a run that throws', () => {
  it.each([true, false])('leaves the state before it (jit: %s)', (jit) => {
    const noisy = new models.Noisy();
    const runner = makeRunner(noisy, { progressBar: false, jit, dt: 1, monitors: ['y'] });
    bm.random.seed(2);
    runner.run(10);
    const before = [elementsOf(noisy.y), elementsOf(noisy.ring), elementsOf(bm.random.randn(3) as myelin.NDArray)];
    bm.random.seed(2);
    runner.reset();
    (noisy.limit as unknown as number[])[0] = 10 + 333;
    noisy.vars().get('y')!.value = 0;
    noisy.vars().get('ring')!.value = 0;
    runner.run(10);
    expect(() => runner.run(1000)).toThrow(jit
      ? /^this\.y\[9\]: .* \(\S+main\.ts:\d+:\d+\) \[step 343, t = 343 ms: update of Noisy\]$/
      : /^x\[9\]: .* \[step 343, t = 343 ms: update of Noisy\]$/);
    expect([elementsOf(noisy.y), elementsOf(noisy.ring), elementsOf(bm.random.randn(3) as myelin.NDArray)]).toEqual(before);
    expect(runner.i).toBe(10);
  });

  it.each([true, false])('names the part, and keeps the class of the error (jit: %s)', (jit) => {
    const chain = new models.Chain();
    (chain.b.limit as unknown as number[])[0] = 5;
    const runner = makeRunner(chain, { progressBar: false, jit, dt: 0.1 });
    runner.run(0.3);
    const error = thrownBy(() => runner.run(1));
    expect(error).toBeInstanceOf(myelin.IndexError);
    expect(error.message).toMatch(/\[step 5, t = 0\.5 ms: b\.update of Noisy[^[\]]*\]$/);
    expect(error.stack).toContain(error.message);
  });

  it('says in which step inputs and monitors throw', () => {
    const late = ({ i }: { readonly i: number }): number => { if (i === 4) throw new RangeError('too late'); return i; };
    const options = [{ inputs: ['input', late, 'func'] }, { monitors: { late } }] as const;
    for (const jit of [true, false]) for (const option of options) {
      const error = thrownBy(() => makeRunner(new models.Summer(), { progressBar: false, jit, dt: 0.5, ...option }).run(10));
      expect([error.constructor, error.message]).toEqual([RangeError, 'too late [step 4, t = 2 ms]']);
    }
  });

  it('says which output does not fit', () => {
    for (const jit of [true, false]) {
      const runner = makeRunner(new models.Growing(), { progressBar: false, jit, dt: 1 });
      expect(() => runner.run(10)).toThrow(/the output of update: a value of shape \[4\] after those of shape \[8\]/);
    }
  });

  it('asks for rows that are missing', () => {
    for (const jit of [true, false]) {
      const runner = makeRunner(new models.Summer(), { progressBar: false, jit, dt: 1, inputs: ['input', rows(7), 'iter'] });
      expect(() => runner.run(10)).toThrow(/step 7 has no row in an input of shape \[7\]/);
    }
  });
});

it('1,000 constructions of a runner leave memory level', () => {
  const use = (count: number): readonly number[] => {
    for (let n = 0; n < count; n++) makeRunner(new models.Chain(), { progressBar: false, dt: 1, monitors: ['a.x', 'b.y'], inputs: ['a.input', 1] }).run(3);
    return [memoryUse().reserved, functionsInTable()];
  };
  const before = use(100);
  expect(use(1000)).toEqual(before);
}, 240_000);

function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
