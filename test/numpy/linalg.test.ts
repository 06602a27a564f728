/** What decompositions promise, where the result itself is free in signs and order: products give the matrix back, columns are orthonormal. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

beforeAll(() => math.setFloat('float64'));
afterAll(() => math.setFloat('float32'));

const matrix = (rows: number, columns: number, values: readonly number[]): NDArray<2> =>
  math.reshape(math.array(Array.from({ length: rows * columns }, (_, i) => values[i % values.length]! + (i % 7) * 0.125), { dtype: 'float64' }), [rows, columns]);
const distance = (a: NDArray, b: NDArray): number => math.sub(a, b).size === 0 ? 0 : Number(math.max(math.abs(math.sub(a, b))));
const sizeOf = (a: NDArray): number => 1 + (a.size === 0 ? 0 : Number(math.max(math.abs(a))));
const any = fc.record({ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 9 }), values: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 40 }) });

/** Rounding of some n³ operations in float64. */
const tolerance = 1e-12;

describe('decompositions', () => {
  test('svd', () => {
    fc.assert(fc.property(any, fc.boolean(), ({ rows, columns, values }, fullMatrices) => {
      const a = matrix(rows, columns, values);
      const [u, s, vt] = math.svd(a, { fullMatrices });
      const k = Math.min(rows, columns);
      const back = math.matmul(math.mul(math.at(u, ':', math.slice(k)), s), math.at(vt, math.slice(k)));
      expect(distance(back, a) / sizeOf(a)).toBeLessThan(tolerance);
      expect(distance(math.matmul(math.transpose(u), u), math.eye(u.shape[1]!))).toBeLessThan(tolerance);
      expect(distance(math.matmul(vt, math.transpose(vt)), math.eye(vt.shape[0]!))).toBeLessThan(tolerance);
      expect(s.toArray()).toEqual([...s.toArray()].sort((x, y) => y - x));
    }));
  });

  test('eigh', () => {
    fc.assert(fc.property(any, ({ rows, values }) => {
      const half = matrix(rows, rows, values);
      const a = math.add(half, math.transpose(half));
      const [w, v] = math.eigh(a);
      expect(distance(math.matmul(a, v), math.mul(v, w)) / sizeOf(a)).toBeLessThan(tolerance);
      expect(distance(math.matmul(math.transpose(v), v), math.eye(rows))).toBeLessThan(tolerance);
    }));
  });

  test('qr, also where columns depend on each other', () => {
    fc.assert(fc.property(any, fc.constantFrom('reduced' as const, 'complete' as const), ({ rows, columns, values }, mode) => {
      const a = matrix(rows, columns, values);
      const [q, r] = math.qr(a, { mode });
      expect(distance(math.matmul(q, r), a) / sizeOf(a)).toBeLessThan(tolerance);
      expect(distance(math.matmul(math.transpose(q), q), math.eye(q.shape[1]!))).toBeLessThan(tolerance);
      expect(math.triu(r).toArray()).toEqual(r.toArray());
    }));
  });

  test('a matrix of 120 rows', () => {
    const a = matrix(120, 120, [3, -1, 4, 1, -5, 9, 2, 6, -5, 3, 5.5]);
    const spd = math.add(math.matmul(a, math.transpose(a)), math.mul(120, math.eye(120)));
    const lower = math.cholesky(spd);
    expect(distance(math.matmul(lower, math.transpose(lower)), spd) / sizeOf(spd)).toBeLessThan(tolerance);
    expect(distance(math.matmul(math.inv(spd), spd), math.eye(120))).toBeLessThan(1e-10);
    // Of a positive definite matrix eigenvalues and singular values are the same.
    expect(distance(math.flip(math.eigvalsh(spd)), math.svd(spd)[1]) / sizeOf(spd)).toBeLessThan(tolerance);
  });
});

test('errors name the function and the shapes', () => {
  expect(() => math.inv(math.zeros([2, 3]))).toThrow(/inv: a is \[2, 3\]; its last two axes must be equal/);
  expect(() => math.solve(math.ones([2, 2]), math.ones(2))).toThrow(/solve: the matrix a is singular/);
  expect(() => math.solve(math.eye(2), math.ones(3))).toThrow(/a is \[2, 2\], b is \[3\]/);
  expect(() => math.cholesky(math.array([[1, 2], [2, 1]]))).toThrow(/not positive definite/);
  expect(() => math.einsum('ij,jk->ik', math.ones([2, 3]), math.ones([2, 3]))).toThrow(/'j' of 'ij,jk->ik' has the size 3, and 2 in operand 2/);
  expect(() => math.einsum('ij->ijk', math.ones([2, 3]))).toThrow(/'k' behind the arrow/);
  expect(() => math.einsum('ij', math.ones(2))).toThrow(/does not fit operand 1/);
  expect(math.eigvalsh(math.array([[Number.NaN, 1], [1, 2]])).toArray().some(Number.isNaN)).toBe(true);
});
