/**
 * The heart of the tests: TypeScript text goes through the whole compiler, and each of its cases runs compiled, as the kept original,
 * and in the evaluator after every pass. Compiled and original give the same bits (NaN payloads aside); the evaluator gives the same bits
 * after every pass, and the same as both where the program uses exact operations only.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { isFloat, type DType } from '../../runtime/abi/dtype.js';
import * as myelin from '../../runtime/index.js';
import * as internal from '../../runtime/internal.js';
import { findMapOperation } from '../../transformer/ops/catalogue.js';
import { visitExpr, visitStatements, expressionsOf } from '../../transformer/ir/visit.js';
import type { CompiledSource, Sources } from './compile-source.js';
import { compileSource, unitsSpecifier } from './compile-source.js';
import * as host from '../../runtime/jit/host-functions.js';
import { programParts } from '../program-parts.js';
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

const passNames = ['lower', 'flatten', 'fuse-rows', 'sink', 'fuse'] as const;

/** What came of each way, as plain data; `evaluated` after each pass. */
export interface Ways {
  readonly compiled: unknown;
  readonly original: unknown;
  readonly evaluated: readonly unknown[];
}

/** `places`: how far the evaluator may be off; 0 for the same bits. */
export function expectAgreement({ compiled, original, evaluated }: Ways, places: number): void {
  expectSame({ compiled, original });
  for (const [i, pass] of passNames.entries()) if (i > 0) expectSame({ [`evaluated after ${pass}`]: evaluated[i], before: evaluated[i - 1] });
  if (places === 0) expectSame({ compiled, evaluated: evaluated[0] });
  else expectClose(compiled, evaluated[0], places);
}

/** Two values with the names of the ways that they come from. The message is the first element that differs: arrays are long. */
function expectSame(pair: Readonly<Record<string, unknown>>): void {
  const [[name, value], [otherName, other]] = Object.entries(pair) as [[string, unknown], [string, unknown]];
  const found = findDifference(value, other, '');
  if (found !== undefined) throw new Error(`${found.path || 'the result'} is ${found.values[0]} ${name}, ${found.values[1]} ${otherName}`);
}

interface Difference {
  readonly path: string;
  readonly values: readonly [string, string];
}

function findDifference(a: unknown, b: unknown, path: string): Difference | undefined {
  if (isPlainArray(a) && isPlainArray(b) && a.dtype === b.dtype && a.shape.join() === b.shape.join()) {
    const at = a.elements.findIndex((element, i) => !Object.is(element, b.elements[i]));
    return at < 0 ? undefined : { path: `${path} ${a.dtype}[${a.shape.join(', ')}] element ${at}`, values: [printNumber(a.elements[at]!), printNumber(b.elements[at]!)] };
  }
  if (isNested(a) && isNested(b) && Object.keys(a).join() === Object.keys(b).join()) {
    for (const key of Object.keys(a)) {
      const found = findDifference(a[key], b[key], path === '' ? key : `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const values = [a, b].map((value) => `${JSON.stringify(snapshotOf(value))} ${printThrown(value)}`.trim()) as [string, string];
  return JSON.stringify(snapshotOf(a)) === JSON.stringify(snapshotOf(b)) ? undefined : { path, values };
}

function isNested(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isPlainArray(value) && !(value instanceof Thrown);
}

export class AgreeProgram {
  readonly source: CompiledSource;
  readonly #isExact: boolean;
  /** The passes that made something else of a unit; after the others the evaluator has the same program before it. */
  readonly #changes: ReadonlySet<string>;

  constructor(sources: Sources) {
    this.source = compileSource(sources);
    this.#changes = new Set(passNames.filter((pass, i) => i === 0 || !isDeepStrictEqual(this.source.passes.get(pass), this.source.passes.get(passNames[i - 1]!))));
    this.#isExact = usesExactOperations(this.source);
  }

  /** Runs something in every way. It must make its own arrays and objects: each way has a module of its own. */
  run(run: (exports: Exports) => unknown, { float = 'float32', mayRunPlain = false }: RunOptions = {}): Ways {
    const before = myelin.math.getFloat();
    myelin.math.setFloat(float);
    try {
      const counting = new CountingProgram(this.#parts());
      const compiled = this.#outcome(run, counting);
      const { calls, completed } = counting;
      if (!mayRunPlain) expect(calls, `compiled calls, with ${JSON.stringify(snapshotOf(compiled))} ${printThrown(compiled)}`).toBeGreaterThan(0);
      const original = myelin.withoutJit(() => this.#outcome(run, counting));
      // For the text of an error the original's call is made compiled too, and throws.
      expect(counting.completed, 'compiled calls of the original').toBe(completed);
      const evaluated: unknown[] = [];
      for (const pass of passNames) evaluated.push(this.#changes.has(pass) ? this.#outcome(run, new EvaluatedProgram(this.#parts(this.source.compiled.sites), this.source.passes.get(pass)!)) : evaluated.at(-1));
      return { compiled, original, evaluated };
    } finally {
      myelin.math.setFloat(before);
    }
  }

  /** Runs one case in every way and checks that all agree; gives what it gave. */
  check(run: (exports: Exports) => unknown, options: RunOptions = {}): Snapshot {
    const ways = this.run(run, options);
    expectAgreement(ways, this.#isExact ? 0 : options.places ?? 16);
    return snapshotOf(ways.compiled);
  }

  /** `sites`: those of the IR, for the evaluator. */
  #parts(sites = this.source.compiled.meta.sites): ConstructorParameters<typeof CountingProgram>[0] {
    const { compiled } = this.source;
    return programParts({ ...compiled, meta: { ...compiled.meta, sites } }, { math: myelin.math, internal, host });
  }

  #outcome(run: (exports: Exports) => unknown, program: object): unknown {
    return plain(attempt(() => run(this.#load(program))));
  }

  /** The module anew: its Variables and objects are those of this run. */
  #load(program: object): Exports {
    const modules = new Map<string, object>();
    const load = (name: string): object => {
      if (name === 'myelin') return myelin;
      if (name === 'myelin/internal') return internal;
      if (name === 'myelin/math') return myelin.math;
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

function printNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export function snapshotOf(value: unknown): Snapshot {
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
      // A reference in plain JavaScript may overflow on the way to a result that is in range.
      if (Math.abs(wanted) === Infinity && Math.abs(element) > 1e300) continue;
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
