import { beforeEach, describe, expect, test } from 'vitest';
import { ShapeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

beforeEach(() => math.setFloat('float32'));

const describeArray = (x: NDArray): unknown => [x.dtype, x.shape, x.toArray()];
const x = math.array([[1, 2, 3], [4, 5, 6]], { dtype: 'float64' });
const cube = math.reshape(math.arange(24, { dtype: 'float64' }), [2, 3, 4]);

describe('reductions', () => {
  test('over all elements give rank 0', () => {
    expect(describeArray(math.sum(x))).toEqual(['float64', [], 21]);
    expect(describeArray(math.prod(x))).toEqual(['float64', [], 720]);
    expect([math.min(x).item(), math.max(x).item()]).toEqual([1, 6]);
    expect(math.sum(x) > 20).toBe(true);
  });

  test('along axes', () => {
    expect(describeArray(math.sum(x, { axis: 0 }))).toEqual(['float64', [3], [5, 7, 9]]);
    expect(describeArray(math.sum(x, -1))).toEqual(['float64', [2], [6, 15]]);
    expect(describeArray(math.max(x, { axis: 1, keepdims: true }))).toEqual(['float64', [2, 1], [[3], [6]]]);
    expect(math.sum(cube, { axis: 1 }).toArray()).toEqual([[12, 15, 18, 21], [48, 51, 54, 57]]);
    expect(math.sum(cube, { axis: [0, 1] }).toArray()).toEqual([60, 66, 72, 78]);
    expect(math.sum(cube, { axis: [0, 2] }).toArray()).toEqual([60, 92, 124]);
    expect(math.sum(cube, { axis: [2, 0], keepdims: true }).shape).toEqual([1, 3, 1]);
    expect(math.sum(x, []).toArray()).toEqual(x.toArray());
    expect(() => math.sum(x, 2)).toThrow(/axis 2 is not an axis of an array of rank 2/);
    expect(() => math.sum(x, [0, -2])).toThrow(ShapeError);
  });

  test('dtypes', () => {
    expect(describeArray(math.sum(math.array([true, true, false])))).toEqual(['int32', [], 2]);
    expect(describeArray(math.sum(math.array([[true], [true]]), 0))).toEqual(['int32', [1], [2]]);
    expect(math.sum(math.arange(4)).dtype).toBe('int32');
    expect(describeArray(math.max(math.array([true, false])))).toEqual(['bool', [], true]);
    expect(describeArray(math.mean(math.arange(4)))).toEqual(['float32', [], 1.5]);
    expect(describeArray(math.sum(math.array([2 ** 32 - 1, 2], { dtype: 'uint32' })))).toEqual(['uint32', [], 1]);
  });

  test('of no elements', () => {
    expect(math.sum(math.zeros(0)).item()).toBe(0);
    expect(math.prod(math.zeros([2, 0]), 1).toArray()).toEqual([1, 1]);
    expect([math.any(math.zeros(0)).item(), math.all(math.zeros(0)).item()]).toEqual([false, true]);
    expect(math.mean(math.zeros(0)).item()).toBeNaN();
    expect(() => math.min(math.zeros(0))).toThrow(ShapeError);
    expect(math.max(math.zeros([0, 2]), 1).shape).toEqual([0]);
    expect(() => math.max(math.zeros([0, 2]), 0)).toThrow(/no elements to choose from/);
  });

  test('any, all', () => {
    expect(describeArray(math.any(x, 0))).toEqual(['bool', [3], [true, true, true]]);
    expect([math.any(math.zeros(3)).item(), math.all(math.array([1, 0])).item(), math.all(math.array([Number.NaN])).item()]).toEqual([false, false, true]);
  });

  test('mean, variance, std', () => {
    expect(math.mean(x, { axis: 0 }).toArray()).toEqual([2.5, 3.5, 4.5]);
    expect(math.variance(x).item()).toBeCloseTo(35 / 12, 14);
    expect(math.variance(x, { ddof: 1 }).item()).toBe(3.5);
    expect(math.std(x, { axis: 1, keepdims: true }).shape).toEqual([2, 1]);
    expect(math.std(x, 1).toArray()).toEqual([Math.sqrt(2 / 3), Math.sqrt(2 / 3)]);
  });

  test('argmin, argmax', () => {
    const y = math.array([[3, 1, 1], [0, 9, 9]]);
    expect(describeArray(math.argmin(y))).toEqual(['int32', [], 3]);
    expect(describeArray(math.argmax(y, 1))).toEqual(['int32', [2], [0, 1]]);
    expect(math.argmin(y, { axis: 0, keepdims: true }).toArray()).toEqual([[1, 0, 0]]);
    expect(math.argmax(math.array([1, Number.NaN, 5, Number.NaN])).item()).toBe(1);
    expect(() => math.argmax(math.zeros(0))).toThrow(ShapeError);
  });

  test('cumsum, cumprod', () => {
    expect(describeArray(math.cumsum(math.array([true, true])))).toEqual(['int32', [2], [1, 2]]);
    expect(math.cumsum(x, 0).toArray()).toEqual([[1, 2, 3], [5, 7, 9]]);
    expect(math.cumsum(x).toArray()).toEqual([1, 3, 6, 10, 15, 21]);
    expect(math.cumprod(math.array([1 << 20, 1 << 12, 3], { dtype: 'int32' })).toArray()).toEqual([1 << 20, 0, 0]);
  });

  test('plain numbers count as rank 0', () => {
    expect(math.sum(3).item()).toBe(3);
    expect(() => math.sum([1] as unknown as number)).toThrow(/math\.array/);
  });
});

describe('products', () => {
  const v = math.array([1, 0, 2], { dtype: 'float64' });

  test('dot', () => {
    expect(describeArray(math.dot(v, v))).toEqual(['float64', [], 5]);
    expect(math.dot(x, v).toArray()).toEqual([7, 16]);
    expect(math.dot(math.array([1, 2], { dtype: 'float64' }), x).toArray()).toEqual([9, 12, 15]);
    expect(math.dot(x, math.transpose(x)).toArray()).toEqual([[14, 32], [32, 77]]);
    expect(math.dot(x, 2).toArray()).toEqual([[2, 4, 6], [8, 10, 12]]);
    expect(math.dot(cube, math.ones(4)).shape).toEqual([2, 3]);
    expect(math.dot(x, math.ones([2, 3, 4])).shape).toEqual([2, 2, 4]);
    expect(() => math.dot(x, math.ones(2))).toThrow(/dot\(a, b\): a is \[2, 3\], b is \[2\]; a's axis 1 must equal b's axis 0/);
    expect(math.dot(math.zeros([2, 0]), math.zeros([0, 3])).toArray()).toEqual([[0, 0, 0], [0, 0, 0]]);
    expect(math.dot(math.zeros(0), math.zeros(0)).item()).toBe(0);
    expect(describeArray(math.dot(math.arange(3), math.arange(3)))).toEqual(['int32', [], 5]);
  });

  test('dot of higher ranks takes the last but one axis of the right', () => {
    const right = math.reshape(math.arange(24, { dtype: 'float64' }), [2, 3, 4]);
    const product = math.dot(x, right);
    let expected = 0;
    for (let k = 0; k < 3; k++) expected += math.at(x, 1, k) * (math.at(right, 1, k, 2) as number);
    expect(math.at(product, 1, 1, 2)).toBe(expected);
  });

  test('matmul broadcasts stacks', () => {
    const y = math.ones([4, 1], { dtype: 'float64' });
    expect(math.matmul(cube, y).toArray()).toEqual([[[6], [22], [38]], [[54], [70], [86]]]);
    expect(math.matmul(cube, math.ones([2, 4, 5])).shape).toEqual([2, 3, 5]);
    expect(math.matmul(math.ones(3), cube).shape).toEqual([2, 4]);
    expect(() => math.matmul(x, 2)).toThrow(ShapeError);
  });

  test('outer', () => {
    expect(describeArray(math.outer(math.arange(2), math.arange(3)))).toEqual(['int32', [2, 3], [[0, 0, 0], [0, 1, 2]]]);
  });
});

describe('pow', () => {
  test('small whole exponents multiply', () => {
    const y = math.array([1.1, -2], { dtype: 'float64' });
    expect(math.pow(y, 3).toArray()).toEqual([1.1 * 1.1 * 1.1, -8]);
    expect(math.pow(y, -2).toArray()).toEqual([1 / (1.1 * 1.1), 0.25]);
    expect(math.pow(y, 0).toArray()).toEqual([1, 1]);
    expect(describeArray(math.pow(math.arange(3), 2))).toEqual(['int32', [3], [0, 1, 4]]);
    expect(math.pow(math.arange(3), 2.5).dtype).toBe('float32');
    expect(math.pow(2, 3)).toBe(8);
  });
});
