/**
 * The functions of golden/*.json in jit code: some calls of each, of different dtypes, ranks and options, one jitted function a call. Compiled code and
 * original give the same bits, and NumPy's values.
 */
import { describe, expect, test } from 'vitest';
import { AgreeProgram, Thrown } from '../agree/agree.js';
import { compare, decode, readGolden, type Case, type Encoded } from './golden-cases.js';

/** Calls of one function that are compiled: enough for dtypes and axes, few enough for the compiler's time. */
const callsOfEach = 3;
/** Units of one program. */
const batch = 60;
/** Their results are lists of lists, or of a number that only the run knows. */
const notCompiled: ReadonlySet<string> = new Set(['histogramdd', 'unstack', 'toString']);

interface Call {
  /** `(a0: NDArray<2, 'int32'>) => bm.sum(a0, { axis: 0 })` */
  readonly text: string;
  /** What tells it from other calls of the function: types, and the names of options. */
  readonly kind: string;
  readonly arrays: readonly Encoded[];
  readonly golden: Case;
}

const specials: Readonly<Record<string, string>> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity', '-0': '-0' };

function callOf(golden: Case): Call {
  const arrays: Encoded[] = [];
  const types: string[] = [];
  const print = (value: Encoded): string => {
    if (value === null) return 'undefined';
    if (typeof value === 'string') return specials[value] ?? JSON.stringify(value);
    if (typeof value !== 'object') return String(value);
    if ('list' in value) return `[${value.list.map(print).join(', ')}]`;
    if ('text' in value) return JSON.stringify(value.text);
    if ('slice' in value) return `bm.slice(${value.slice.map(String).join(', ')})`;
    if ('options' in value) return `{ ${Object.entries(value.options).map(([key, option]) => `${key}: ${print(option)}`).join(', ')} }`;
    arrays.push(value);
    return `a${types.push(`NDArray<${value.shape.length}, '${value.dtype}'>`) - 1}`;
  };
  const [name, given] = golden;
  const args = given.map(print).join(', ');
  return { text: `(${types.map((type, i) => `a${i}: ${type}`).join(', ')}) => bm.${name}(${args})`, kind: `${types.join()} ${args.replaceAll(/-?[\d.]+/g, '')}`, arrays, golden };
}

/** Some calls of each function, as different as they can be. */
function chooseCalls(cases: readonly Case[]): readonly Call[] {
  const kinds = new Map<string, Set<string>>();
  return cases.filter(([name]) => !notCompiled.has(name)).map(callOf).filter(({ kind, golden: [name] }) => {
    if (!kinds.has(name)) kinds.set(name, new Set());
    const known = kinds.get(name)!;
    if (known.has(kind) || known.size >= callsOfEach) return false;
    known.add(kind);
    return true;
  });
}

for (const [file, cases] of readGolden()) {
  const calls = chooseCalls(cases);
  const programs = new Map<number, AgreeProgram>();
  const programOf = (number: number): AgreeProgram => {
    if (!programs.has(number)) {
      const own = calls.slice(number * batch, (number + 1) * batch);
      programs.set(number, new AgreeProgram(`import { jit, math as bm, type NDArray } from 'myelin';\n${own.map(({ text }, i) => `export const f${i} = jit(${text});`).join('\n')}`));
    }
    return programs.get(number)!;
  };
  describe.skipIf(calls.length === 0)(file, () => {
    test.each(calls.map((call, i) => [`${i}: ${call.text}`, call, i] as const))('%s', (_, { arrays, golden: [, , wanted, tolerance] }, i) => {
      const { compiled, original } = programOf(Math.floor(i / batch)).run((exports) => exports[`f${i % batch}`]!(...arrays.map(decode)), { float: 'float64', mayRunPlain: true });
      if (compiled instanceof Thrown) throw new Error(compiled.message);
      expect(compiled).toEqual(original);
      compare(compiled, wanted, tolerance);
    });
  });
}
