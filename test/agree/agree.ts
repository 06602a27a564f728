/**
 * The heart of the tests: TypeScript text goes through the whole compiler, and each of its cases runs compiled, as the kept original,
 * and in the evaluator after every pass. Compiled and original give the same bits (NaN payloads aside); the evaluator gives the same bits
 * after every pass, and the same as both where the program uses exact operations only.
 */
import { expect } from 'vitest';
import { isFloat, type DType } from '../../runtime/abi/dtype.js';
import * as myelin from '../../runtime/index.js';
import * as internal from '../../runtime/internal.js';
import { findMapOperation } from '../../transformer/ops/catalogue.js';
import { visitExpr, visitStatements, expressionsOf } from '../../transformer/ir/visit.js';
import type { CompiledSource, Sources } from './compile-source.js';
import { compileSource, unitsSpecifier } from './compile-source.js';
import { CountingProgram, EvaluatedProgram } from './evaluated-program.js';

/** What a case module exports. */
export type Exports = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** A value as data: arrays as dtype, shape and elements (all NaN alike, -0 kept), errors by class. */
export type Snapshot = string | { readonly [key: string]: Snapshot } | readonly Snapshot[];

export interface RunOptions {
  /** The default float while modules are loaded and cases run. */
  readonly float?: 'float32' | 'float64';
  /** How far the evaluator may be off where operations are not exact, in units of the last place of the largest element. */
  readonly places?: number;
  /** Whether a case without any compiled call is a mistake of the test. */
  readonly mayRunPlain?: boolean;
}

const passNames = ['lower', 'flatten', 'fuse-rows', 'fuse'] as const;

export class AgreeProgram {
  readonly source: CompiledSource;
  readonly #isExact: boolean;

  constructor(sources: Sources) {
    this.source = compileSource(sources);
    this.#isExact = usesExactOperations(this.source);
  }

  /** Runs one case in every way and checks that all agree; gives what it gave. The case must make its own arrays and objects. */
  check(run: (exports: Exports) => unknown, { float = 'float32', places = 16, mayRunPlain = false }: RunOptions = {}): Snapshot {
    const before = myelin.math.getFloat();
    myelin.math.setFloat(float);
    try {
      const counting = new CountingProgram(this.#parts());
      const compiled = this.#outcome(run, counting);
      if (!mayRunPlain) expect(counting.calls, `compiled calls, with ${JSON.stringify(compiled.snapshot)} ${printThrown(compiled.value)}`).toBeGreaterThan(0);
      const callsBefore = counting.calls;
      const original = myelin.withoutJit(() => this.#outcome(run, counting));
      expect(counting.calls, 'compiled calls of the original').toBe(callsBefore);
      expect(compiled.snapshot, 'compiled (left) and original (right)').toEqual(original.snapshot);
      const evaluated = passNames.map((pass) => this.#outcome(run, new EvaluatedProgram(this.#parts(), this.source.passes.get(pass)!)));
      for (const [i, pass] of passNames.entries()) {
        if (i > 0) expect(evaluated[i]!.snapshot, `evaluated after ${pass} (left) and before (right)`).toEqual(evaluated[i - 1]!.snapshot);
      }
      if (this.#isExact) expect(compiled.snapshot, 'compiled (left) and evaluated (right)').toEqual(evaluated[0]!.snapshot);
      else expectClose(compiled.value, evaluated[0]!.value, places);
      return compiled.snapshot;
    } finally {
      myelin.math.setFloat(before);
    }
  }

  #parts(): ConstructorParameters<typeof CountingProgram>[0] {
    const { meta, wasm, hostFunctions } = this.source.compiled;
    const find = (path: string): never => path.split('.').reduce<unknown>((space, name) => (space as Record<string, unknown>)[name], internal.math) as never;
    return { meta: JSON.parse(JSON.stringify(meta)) as typeof meta, wasm, functions: Object.fromEntries(hostFunctions.map((path) => [path, find(path)])) };
  }

  #outcome(run: (exports: Exports) => unknown, program: object): { readonly value: unknown; readonly snapshot: Snapshot } {
    const value = plain(attempt(() => run(this.#load(program))));
    return { value, snapshot: snapshotOf(value) };
  }

  /** The module anew: its Variables and objects are those of this run. */
  #load(program: object): Exports {
    const modules = new Map<string, object>();
    const load = (name: string): object => {
      if (name === 'myelin') return myelin;
      if (name === 'myelin/internal') return internal;
      if (name === unitsSpecifier) return { program };
      const file = name.replace(/^\.\//, '').replace(/\.js$/, '');
      const known = modules.get(file);
      if (known !== undefined) return known;
      const exports = {};
      modules.set(file, exports);
      // The reason for a function made of text: the module is the compiler's output.
      // eslint-disable-next-line no-new-func
      (new Function('require', 'exports', 'console', this.source.files.get(file)!) as (...args: unknown[]) => void)(load, exports, { log: () => undefined });
      return exports;
    };
    return load('./main.js') as Exports;
  }
}

/** What a call threw, as a value. */
export class Thrown {
  constructor(readonly name: string, readonly message: string) {}
}

export function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return new Thrown(error.name, error.message);
  }
}

function printThrown(value: unknown): string {
  return value instanceof Thrown ? value.message : '';
}

interface PlainArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly elements: readonly number[];
}

function isPlainArray(value: unknown): value is PlainArray {
  return typeof value === 'object' && value !== null && 'elements' in value && 'dtype' in value;
}

/** Copies arrays out at once: later calls may change Variables. */
function plain(value: unknown): unknown {
  if (myelin.isArray(value)) return { dtype: value.dtype, shape: [...value.shape], elements: [...value.toTypedArray()] } satisfies PlainArray;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Thrown || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Arrays that a case wants as they are now. */
export const snapshotNow: (value: unknown) => unknown = plain;

function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function snapshotOf(value: unknown): Snapshot {
  if (value instanceof Thrown) return `throws ${value.name}`;
  if (typeof value === 'number') return printNumber(value);
  if (Array.isArray(value)) return value.map(snapshotOf);
  if (isPlainArray(value)) return `${value.dtype}[${value.shape.join(', ')}] ${value.elements.map(printNumber).join(' ')}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, snapshotOf(item)]));
}

function expectClose(actual: unknown, expected: unknown, places: number): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    expectClose({ dtype: 'float32', shape: [], elements: [actual] }, { dtype: 'float32', shape: [], elements: [expected] }, places);
  } else if (isPlainArray(actual) && isPlainArray(expected)) {
    expect([actual.dtype, actual.shape]).toEqual([expected.dtype, expected.shape]);
    const epsilon = isFloat(actual.dtype) ? (actual.dtype === 'float32' ? 2 ** -23 : 2 ** -52) : 0;
    const largest = Math.max(2 ** -100, ...expected.elements.map((one) => (Number.isFinite(one) ? Math.abs(one) : 0)));
    for (const [i, element] of actual.elements.entries()) {
      const wanted = expected.elements[i]!;
      if (Object.is(element, wanted) || element === wanted) continue;
      expect(Math.abs(element - wanted), `element ${i}: ${element} compiled, ${wanted} evaluated`).toBeLessThanOrEqual(places * epsilon * largest);
    }
  } else if (typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null && !(actual instanceof Thrown)) {
    expect(Object.keys(actual)).toEqual(Object.keys(expected));
    for (const key of Object.keys(actual)) expectClose((actual as Record<string, unknown>)[key], (expected as Record<string, unknown>)[key], places);
  } else {
    expect(snapshotOf(actual)).toEqual(snapshotOf(expected));
  }
}

/** Whether JavaScript's own functions, rounded, give the bits of every operation that the program uses. */
function usesExactOperations({ passes }: CompiledSource): boolean {
  let isExact = true;
  for (const unit of passes.get('lower')!.values()) {
    const see = (expr: Parameters<Parameters<typeof visitExpr>[1]>[0]): void => {
      if (expr.kind !== 'map' || expr.op === 'toInt32') return;
      const { ulp } = findMapOperation(expr.op === 'power' ? 'pow' : expr.op) ?? {};
      if (ulp !== undefined && Math.max(ulp.float32, ulp.float64) > 0.5) isExact = false;
    };
    visitStatements(unit.body, (statement) => { for (const root of expressionsOf(statement)) visitExpr(root, see); });
    for (const result of unit.results) visitExpr(result.value, see);
  }
  return isExact;
}
