/** Loops and choices as functions, and `vmap`. */
import { describe, expect, test } from 'vitest';
import { ShapeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import { Variable } from '../../runtime/core/variable.js';
import * as math from '../../runtime/math/index.js';

const X = math.reshape(math.arange(6, { dtype: 'float32' }), [3, 2]);
const show = (x: NDArray): unknown => [x.dtype, x.shape, x.toArray()];

describe('forLoop', () => {
  test('along axis 0, of one array and of several', () => {
    expect(show(math.forLoop((row: NDArray<1>) => math.mul(row, 2), X))).toEqual(['float32', [3, 2], [[0, 2], [4, 6], [8, 10]]]);
    expect(show(math.forLoop((row, k) => math.mul(row, k), [X, math.arange(3)] as const))).toEqual(['float32', [3, 2], [[0, 0], [2, 3], [8, 10]]]);
    expect(show(math.forLoop((i) => i * 2, 3))).toEqual(['float32', [3], [0, 2, 4]]);
    expect(math.forLoop(() => undefined, 2)).toBeUndefined();
  });

  test('results of several parts, in the order of the parts, with Variables carried', () => {
    const v = new Variable(math.zeros(1));
    const { total, big } = math.forLoop((x: NDArray<0>) => {
      v.value = math.add(v, x);
      return { total: v.value, big: Number(x) > 2 };
    }, math.array([1, 2, 3]), { reverse: true });
    expect([show(total), show(big)]).toEqual([['float32', [3, 1], [[6], [5], [3]]], ['bool', [3], [false, false, true]]]);
    expect(v.toArray()).toEqual([6]);
  });

  test('errors', () => {
    expect(() => math.forLoop((x: NDArray) => x, math.zeros([0, 2]))).toThrow(ShapeError);
    expect(() => math.forLoop((x: NDArray, y: NDArray) => math.add(x, y), [math.zeros(2), math.zeros(3)] as never)).toThrow(/different sizes/);
  });
});

test('scan carries a value', () => {
  const [carry, sums] = math.scan((sum: NDArray, x: NDArray<0>) => [math.add(sum, x), math.mul(x, 10)] as const, math.asarray(0, { dtype: 'float32' }) as NDArray, math.array([1, 2, 3]));
  expect([carry.item(), sums.toArray()]).toEqual([6, [10, 20, 30]]);
});

test('whileLoop', () => {
  const [x, n] = math.whileLoop((x: NDArray, n: number) => math.less(x, 100) && n < 50 && Number(x) < 100, (x: NDArray, n: number) => [math.mul(x, 2), n + 1] as const, [math.asarray<0>(3) as NDArray, 0] as const);
  expect([Number(x), n]).toEqual([192, 6]);
  expect(() => math.whileLoop(() => math.array([1, 2]), () => [], [])).toThrow(/must be one value/);
});

test('cond and ifelse run one branch', () => {
  const fail = (): never => { throw new Error('the other branch ran'); };
  expect(math.cond(math.greater(math.asarray(3), 2), (a: number) => a + 1, fail, [1])).toBe(2);
  expect(math.cond(false, fail, 7)).toBe(7);
  const grade = (x: number): string => math.ifelse([x > 2, x > 1], ['big', 'middle', () => 'small']);
  expect([3, 2, 1].map(grade)).toEqual(['big', 'middle', 'small']);
  expect(() => math.ifelse([true], [1])).toThrow(/need 2 branches/);
});

test('vmap', () => {
  const dot = math.vmap((a: NDArray<1>, b: NDArray<1>) => math.dot(a, b));
  expect(show(dot(X, X))).toEqual(['float32', [3], [1, 13, 41]]);
  const scaled = math.vmap((a: NDArray<1>, k: NDArray<0> | number) => math.mul(a, k), { inAxes: [1, null], outAxes: 1 });
  expect(show(scaled(X, 2))).toEqual(['float32', [3, 2], [[0, 2], [4, 6], [8, 10]]]);
  expect(() => dot(X, math.zeros([2, 2]))).toThrow(/different sizes/);
});
