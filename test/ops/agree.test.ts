/** Every recipe, compiled, against its entry's reference: special values, subnormals, all magnitudes, in every compute dtype. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import { isFloat, isInt, typedArrays } from '../../runtime/abi/dtype.js';
import { findMapOperation, mapOperations } from '../../transformer/ops/catalogue.js';
import type { MapOperation } from '../../transformer/ops/operation.js';
import type { KernelRequest, RunKernel } from './assemble-recipe.js';
import { assembleRecipes, kernelSignature } from './assemble-recipe.js';
import golden from './golden-float64.json' with { type: 'json' };
import { lastPlace32, lastPlace64 } from './last-place.js';

const requests: readonly KernelRequest[] = mapOperations.flatMap((operation) =>
  (Object.keys(operation.recipes) as DType[]).map((dtype) => ({ operation, dtype })));

let run: RunKernel;
beforeAll(async () => {
  ({ run } = await assembleRecipes(requests));
});

const special: Readonly<Record<DType, readonly number[]>> = {
  float32: [
    0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, -2, 3, -3, 7, -7, 0.1, -0.9, 10, 100, -100, 88.7, -88.7, -103.9, 128, 1e-10, -1e-10, 2 ** -149, -(2 ** -149),
    2 ** -126, 1e-40, 2 ** 23 + 1, 2 ** 31, 1e20, -1e20, (2 - 2 ** -23) * 2 ** 127, -(2 - 2 ** -23) * 2 ** 127, Infinity, -Infinity, NaN,
    Math.fround(0.49999997), Math.fround(-0.49999997), Math.fround(Math.PI), Math.fround(Math.PI / 2),
  ],
  float64: [
    0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, -2, 3, -3, 7, -7, 0.1, -0.9, 10, 100, -100, 709.7, -709.7, -745.1, 1024, 1e-20, -1e-20, 5e-324, -5e-324,
    2 ** -1022, 1e-310, 2 ** 52 + 1, 2 ** 53, 1e20, -1e20, 1e300, -1e300, Number.MAX_VALUE, -Number.MAX_VALUE, Infinity, -Infinity, NaN,
    0.49999999999999994, -0.49999999999999994, Math.PI, Math.PI / 2,
  ],
  int32: [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, 31, 32, 33, 65535, 65537, -65536, 2 ** 30, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31) + 1, 123456789],
  uint32: [0, 1, 2, 3, 7, 10, 31, 32, 33, 65535, 65537, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 4123456789],
  bool: [0, 1],
};

/** A generator of its own, so that a failure comes again (mulberry32). */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomValue(dtype: DType, random: () => number): number {
  if (dtype === 'bool') return random() < 0.5 ? 0 : 1;
  if (dtype === 'int32') return (random() * 2 ** 32) >> Math.floor(random() * 31);
  if (dtype === 'uint32') return Math.floor(random() * 2 ** 32) >>> Math.floor(random() * 31);
  const moderate = (random() - 0.5) * 20;
  if (random() < 0.6) return moderate;
  return (random() - 0.5) * 2 ** ((random() - 0.5) * (dtype === 'float32' ? 270 : 2000));
}

/** All combinations of special values, then random ones; an odd number of elements in all. */
function makeOperands(dtypes: readonly DType[]): readonly (readonly number[])[] {
  const random = makeRandom(dtypes.length);
  const rows: number[][] = [];
  const combine = (row: readonly number[]): void => {
    const dtype = dtypes[row.length];
    if (dtype === undefined) {
      rows.push([...row]);
      return;
    }
    // Three operands: every fifth value of the second and third.
    special[dtype].forEach((value, k) => {
      if (dtypes.length < 3 || row.length === 0 || dtype === 'bool' || k % 5 === row.length % 5) combine([...row, value]);
    });
  };
  combine([]);
  for (let k = 0; k < 4000; k++) rows.push(dtypes.map((dtype) => randomValue(dtype, random)));
  if (rows.length % 2 === 0) rows.pop();
  return dtypes.map((dtype, k) => Array.from(typedArrays[dtype].from(rows.map((row) => row[k] ?? 0))));
}

/** References are put together from Math's functions, whose doubles are off themselves; MPFR's values, further down, are strict. */
const referenceUlp = { float32: 1e-6, float64: 3 } as const;

/** How far `got` is beyond what the entry states, or undefined where all is well. */
function findFault(operation: MapOperation, dtype: DType, at: readonly number[], got: number): string | undefined {
  const { result } = kernelSignature({ operation, dtype });
  const own = isInt(dtype) ? operation.integerReference : dtype === 'float32' ? operation.float32Reference : undefined;
  const exact = (own ?? operation.reference)(...at);
  const rounded = typedArrays[result].of(result === 'bool' ? Number(exact !== 0) : exact)[0] ?? NaN;
  if (Object.is(got, rounded)) return undefined;
  const message = `${operation.name}(${at.join(', ')}) is ${exact}, got ${got}`;
  if (!isFloat(result) || Number.isNaN(got) || Number.isNaN(rounded)) return message;
  // Zeros of the other sign are wrong, unless the exact value underflows or cancels.
  if (got === 0 && rounded === 0) return exact === 0 ? message : undefined;
  const limit = result === 'float32' ? 2 ** 128 : Infinity;
  const lastPlace = result === 'float32' ? lastPlace32 : lastPlace64;
  const unit = lastPlace(operation.ulpOf === 'operands' ? Math.max(Math.abs(exact), ...at.map(Math.abs)) : exact);
  const value = Math.abs(got) === Infinity ? Math.sign(got) * limit : got;
  const error = value === exact ? 0 : Math.abs(value - exact) / unit;
  return error <= (operation.ulp?.[result] ?? 0) + referenceUlp[result] ? undefined : `${message}, ${error} ULP off`;
}

describe.each(requests.map((request) => [request.operation.name, request.dtype, request.operation] as const))('%s of %s', (_, dtype, operation) => {
  test('agrees with its reference', () => {
    const operands = makeOperands(kernelSignature({ operation, dtype }).operands);
    const got = run({ operation, dtype }, operands);
    const faults = Array.from(got, (value, i) => findFault(operation, dtype, operands.map((operand) => operand[i] ?? 0), value));
    expect(faults.filter((fault) => fault !== undefined).slice(0, 5)).toEqual([]);
  });
});

describe.each(Object.entries(golden as Record<string, readonly (readonly number[])[]>))('%s of float64', (name, rows) => {
  const operation = findMapOperation(name);
  test.skipIf(operation === undefined)('agrees with MPFR', () => {
    if (operation === undefined) return;
    const operands = operation.parameters.map((_, k) => rows.map((row) => row[k] ?? 0));
    const got = run({ operation, dtype: 'float64' }, operands);
    rows.forEach((row, i) => {
      const exact = row.at(-1) ?? NaN;
      const unit = lastPlace64(operation.ulpOf === 'operands' ? Math.max(...row.map(Math.abs)) : exact);
      // The golden value is rounded itself: half a last place.
      expect(Math.abs((got[i] ?? NaN) - exact) / unit, `${name}(${row.slice(0, -1).join(', ')}) = ${exact}`).toBeLessThanOrEqual((operation.ulp?.float64 ?? 0) + 0.5);
    });
  });
});

describe('special cases', () => {
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['exp', [-Infinity], 0], ['exp', [-745.1], 5e-324], ['exp', [0], 1], ['exp', [710], Infinity],
    ['log', [-1], NaN], ['log', [-0], -Infinity], ['log', [5e-324], -744.4400719213812], ['log', [1], 0], ['log', [Infinity], Infinity],
    ['tanh', [-0], -0], ['tanh', [5e-324], 5e-324], ['tanh', [-Infinity], -1], ['expm1', [-0], -0], ['log1p', [-0], -0], ['log1p', [-1], -Infinity],
    ['pow', [1, NaN], 1], ['pow', [NaN, 0], 1], ['pow', [-8, 1 / 3], NaN], ['pow', [-2, 3], -8], ['pow', [-0, -3], -Infinity], ['pow', [-0, -2], Infinity],
    ['pow', [-Infinity, 0.5], Infinity], ['pow', [-Infinity, -3], -0], ['pow', [0.5, -Infinity], Infinity], ['pow', [2, -1074], 5e-324], ['pow', [-1, Infinity], 1],
    ['exprel', [0], 1], ['exprel', [-Infinity], 0], ['exprel', [Infinity], Infinity], ['exprel', [5e-324], 1],
    ['sin', [-0], -0], ['sin', [Infinity], NaN], ['cos', [0], 1], ['tan', [-0], -0], ['atan2', [0, -0], Math.PI], ['atan2', [-0, 0], -0],
    ['atan2', [Infinity, -Infinity], (3 * Math.PI) / 4], ['rem', [-6, 3], -0], ['rem', [1e300, 3], 1e300 % 3], ['rem', [5, Infinity], 5], ['rem', [5, 0], NaN],
    ['mod', [-7, 3], 2], ['mod', [7, -3], -2], ['mod', [6, -3], -0], ['floorDivide', [-7, 2], -4], ['floorDivide', [7, 0], Infinity],
    ['round', [2.5], 2], ['round', [-0.5], -0], ['roundHalfUp', [2.5], 3], ['roundHalfUp', [-2.5], -2], ['roundHalfUp', [0.49999999999999994], 0], ['roundHalfUp', [-0.2], -0],
    ['minimum', [NaN, 1], NaN], ['fmin', [NaN, 1], 1], ['fmax', [1, NaN], 1], ['maximum', [-0, 0], 0], ['clip', [5, NaN, 7], NaN], ['clip', [5, 1, 3], 3],
    ['sigmoid', [-745], 5e-324], ['sinc', [0], 1], ['sinc', [3], 0], ['hypot', [NaN, Infinity], Infinity], ['hypot', [3e200, 4e200], 5e200], ['cbrt', [-27], -3], ['cbrt', [5e-324], 1.7031839360032603e-108],
    ['log2', [2 ** -1074], -1074], ['log10', [1000], 3], ['exp2', [-1074], 5e-324], ['logaddexp', [-Infinity, -Infinity], -Infinity], ['nanToNum', [-Infinity], -Number.MAX_VALUE],
  ];
  test.each(cases)('%s(%j) is %d', (name, operands, expected) => {
    const operation = findMapOperation(name);
    if (operation === undefined) throw new Error(`no operation ${name}`);
    const [got = 9] = run({ operation, dtype: 'float64' }, operands.map((value) => [value]));
    if (Number.isNaN(expected) || expected === 0 || !Number.isFinite(expected)) expect(got).toBe(expected);
    else expect(Math.abs(got - expected)).toBeLessThanOrEqual((operation.ulp?.float64 ?? 0) * lastPlace64(expected));
  });
});

test('a wrong recipe is noticed', () => {
  const exp = findMapOperation('exp');
  const expm1 = findMapOperation('expm1');
  if (exp === undefined || expm1 === undefined) throw new Error('no exponentials');
  const [got = NaN] = run({ operation: expm1, dtype: 'float64' }, [[1]]);
  expect(findFault(exp, 'float64', [1], got)).toContain('exp(1) is 2.718');
});
