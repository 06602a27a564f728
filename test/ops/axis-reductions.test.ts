/** Reductions along an axis against the stated order, bit by bit, over every dtype. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { AxisOperation, AxisTag } from '../../transformer/ops/axis-reductions.js';
import { axisFunctions } from '../../transformer/ops/axis-reductions.js';
import type { KernelModule, Numbers } from './products-module.js';
import { compileKernels, Out } from './products-module.js';
import type { Arithmetic } from './products-order.js';
import { bitsOf, makeRandom, sequenceOrder, sums32, sums64, vectorOrder } from './products-order.js';

const kinds = { f32: Float32Array, f64: Float64Array, i32: Int32Array, u32: Uint32Array, bool: Uint8Array } as const;
const numberTags = ['f32', 'f64', 'i32', 'u32'] as const;
const cases: readonly (readonly [AxisOperation, AxisTag])[] = [
  ...(['sum', 'prod', 'min', 'max'] as const).flatMap((op) => numberTags.map((tag) => [op, tag] as const)), ['any', 'bool'], ['all', 'bool'],
];

/** NaN wins and -0 is below 0 in Math.min and Math.max, as in Wasm. */
function arithmeticOf(op: AxisOperation, tag: AxisTag): Arithmetic {
  const width = tag === 'f64' ? 2 : 4;
  const rounds = { f32: Math.fround, f64: (x: number): number => x, i32: (x: number): number => x | 0, u32: (x: number): number => x >>> 0, bool: (x: number): number => x };
  const round = rounds[tag];
  const of = (combine: (a: number, b: number) => number, empty: number): Arithmetic => ({ combine, empty, start: empty, multiply: Math.imul, width });
  const lowest = tag === 'i32' ? -(2 ** 31) : tag === 'u32' ? 0 : -Infinity;
  const highest = tag === 'i32' ? 2 ** 31 - 1 : tag === 'u32' ? 2 ** 32 - 1 : Infinity;
  switch (op) {
    case 'sum': return tag === 'f32' ? sums32 : tag === 'f64' ? sums64 : of((a, b) => round(a + b), 0);
    case 'prod': return of((a, b) => (tag === 'i32' || tag === 'u32' ? round(Math.imul(a, b)) : round(a * b)), 1);
    case 'min': return of(Math.min, highest);
    case 'max': return of(Math.max, lowest);
    case 'any': return of((a, b) => a | b, 0);
    case 'all': return of((a, b) => a & b, 1);
  }
}

/** Values whose products stay finite, with few zeros among bools so that long rows don't all give the same. */
function fill(op: AxisOperation, tag: AxisTag, length: number, seed: number): Numbers {
  const random = makeRandom(seed);
  const array: Numbers = new kinds[tag](length);
  for (let i = 0; i < length; i++) {
    const value = random();
    if (tag === 'bool') array[i] = (Math.abs(value) < 1e-3) === (op === 'any') ? 1 : 0;
    else if (tag === 'i32' || tag === 'u32') array[i] = Math.trunc(value * 2 ** 20) | 1;
    else array[i] = op === 'prod' ? 1 + (value / 2 ** 11) * 0.2 : value;
  }
  return array;
}

let module: KernelModule;
beforeAll(async () => {
  module = await compileKernels(cases.map(([op, tag]) => axisFunctions(op, tag)).join('\n'), cases.map(([op, tag]) => `${op}_${tag}_axis`));
});

function expected(arithmetic: Arithmetic, x: Numbers, [outer, n, inner]: readonly [number, number, number]): number[] {
  const order = inner === 1 ? vectorOrder : sequenceOrder;
  return Array.from({ length: outer * inner }, (_, at) => {
    const from = Math.floor(at / inner) * n * inner + (at % inner);
    return order(arithmetic, Array.from({ length: n }, (_, i) => x[from + i * inner]!));
  });
}

const shapes: readonly (readonly [number, number, number])[] = [
  [0, 3, 4], [3, 0, 4], [3, 0, 1], [3, 4, 0], [1, 1, 1], [5, 1, 3], ...[3, 4, 5, 10, 15, 16, 17, 31, 63, 64, 65, 100].map((n) => [3, n, 1] as const),
  ...[4095, 4096, 4097, 8193, 20000].map((n) => [2, n, 1] as const), [3, 5, 2], [4, 10, 3], [2, 9, 5], [3, 100, 17], [2, 7, 600], [1, 3, 2100],
  [1, 4095, 3], [2, 4097, 10], [1, 8193, 4], [1, 20000, 5], [1, 12289, 20],
];

describe.each(cases)('%s of %s along an axis', (op, tag) => {
  const name = `${op}_${tag}_axis`;
  const arithmetic = arithmeticOf(op, tag);

  it.each(shapes)('[%i, %i, %i]', (outer, n, inner) => {
    const x = fill(op, tag, outer * n * inner, 11);
    const { out } = module.run(name, [outer, n, inner, new Out<Numbers>(kinds[tag], outer * inner), x]);
    expect(bitsOf(out)).toEqual(bitsOf(kinds[tag].from(expected(arithmetic, x, [outer, n, inner]))));
  });

  it.runIf(tag === 'f32' || tag === 'f64')('NaN, infinities and zeros of both signs', () => {
    const x = kinds[tag].from([-0, 0, NaN, 1, Infinity, -0, -0, 2, 3, NaN, -Infinity, 0, 0, -0, 5, -1, 1, -0]);
    for (const shape of [[9, 2, 1], [3, 2, 3], [1, 9, 2], [1, 3, 6]] as const) {
      const { out } = module.run(name, [...shape, new Out<Numbers>(kinds[tag], shape[0] * shape[2]), x]);
      expect(bitsOf(out)).toEqual(bitsOf(kinds[tag].from(expected(arithmetic, x, shape))));
    }
  });
});

describe('sums along an axis', () => {
  it.each(['f32', 'f64'] as const)('%s lies close to the exact sum', (tag) => {
    const [outer, n, inner] = [2, 20000, 3];
    const x = fill('sum', tag, outer * n * inner, 12);
    const { out } = module.run(`sum_${tag}_axis`, [outer, n, inner, new Out<Numbers>(kinds[tag], outer * inner), x]);
    out.forEach((value, at) => {
      const column = Array.from({ length: n }, (_, i) => x[Math.floor(at / inner) * n * inner + i * inner + (at % inner)]!);
      const size = column.reduce((sum, one) => sum + Math.abs(one), 0);
      // Every addition rounds once; 4,096 in sequence and a few merges is the longest chain.
      expect(Math.abs(value - column.reduce((sum, one) => sum + one, 0))).toBeLessThanOrEqual(size * (4096 + 20) * (tag === 'f32' ? 2 ** -24 : 2 ** -52));
    });
  });

  it('refuses what has no meaning', () => {
    expect(() => axisFunctions('sum', 'bool')).toThrow(/no 'sum' for bool/);
    expect(() => axisFunctions('any', 'f32')).toThrow(/no 'any' for f32/);
  });
});
