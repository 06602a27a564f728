import { beforeEach, describe, expect, test } from 'vitest';
import { DTypeError, IndexError, OutOfMemoryError, ShapeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

beforeEach(() => math.setFloat('float32'));

const describeArray = (x: NDArray): unknown => [x.dtype, x.shape, x.toArray()];

describe('array', () => {
  test('of lists', () => {
    expect(describeArray(math.array([[1, 2], [3, 4]]))).toEqual(['float32', [2, 2], [[1, 2], [3, 4]]]);
    expect(describeArray(math.array([true, false]))).toEqual(['bool', [2], [true, false]]);
    expect(describeArray(math.array([1, 2.9], { dtype: 'int32' }))).toEqual(['int32', [2], [1, 2]]);
    expect(describeArray(math.array([]))).toEqual(['float32', [0], []]);
    expect(describeArray(math.array([[], []]))).toEqual(['float32', [2, 0], [[], []]]);
    expect(describeArray(math.array([Float32Array.of(1, 2), Float32Array.of(3, 4)]))).toEqual(['float32', [2, 2], [[1, 2], [3, 4]]]);
    expect(describeArray(math.array(3))).toEqual(['float32', [], 3]);
  });

  test('of typed arrays, which keep their dtype', () => {
    expect(math.array(Float64Array.of(1)).dtype).toBe('float64');
    expect(math.array(Uint32Array.of(1)).dtype).toBe('uint32');
    expect(math.array(Int16Array.of(-1)).dtype).toBe('int32');
    expect(describeArray(math.array(Uint8Array.of(2, 0), { dtype: 'bool' }))).toEqual(['bool', [2], [true, false]]);
    expect(describeArray(math.array(Float64Array.of(1, 2, 3, 4), { shape: [2, 2], dtype: 'float32' }))).toEqual(['float32', [2, 2], [[1, 2], [3, 4]]]);
  });

  test('transposed', () => {
    const x = math.array([[1, 2, 3], [4, 5, 6]]);
    expect(describeArray(x.T)).toEqual(['float32', [3, 2], [[1, 4], [2, 5], [3, 6]]]);
    expect(math.zeros([2, 3, 4]).T.shape).toEqual([4, 3, 2]);
    const row = math.array([1, 2]);
    const same = row.T;
    row[0] = 5;
    expect(same.toArray()).toEqual([1, 2]);
  });

  test('of an array is a copy', () => {
    const x = math.ones(2);
    const copy = math.array(x);
    copy[0] = 5;
    expect([x.toArray(), copy.toArray()]).toEqual([[1, 1], [5, 1]]);
    expect(describeArray(math.array(x, { dtype: 'float64' }))).toEqual(['float64', [2], [1, 1]]);
    expect(math.asarray(x)).toBe(x);
  });

  test('refuses what is no array', () => {
    const array = math.array as (data: unknown, options?: unknown) => unknown;
    expect(() => array([[1, 2], [3]])).toThrow(ShapeError);
    expect(() => array([1, [2]])).toThrow(ShapeError);
    expect(() => array(['1'])).toThrow(TypeError);
    expect(() => array([math.ones(2)])).toThrow(/math\.stack/);
    expect(() => array(new BigInt64Array(1))).toThrow(TypeError);
    expect(() => array([1, 2, 3], { shape: [2, 2] })).toThrow(/3 elements do not fill the shape \[2, 2\]/);
    expect(() => array([1], { dtype: 'float16' })).toThrow(DTypeError);
  });
});

describe('creation', () => {
  test('of one value', () => {
    expect(describeArray(math.zeros([2, 2]))).toEqual(['float32', [2, 2], [[0, 0], [0, 0]]]);
    expect(describeArray(math.ones(2, { dtype: 'bool' }))).toEqual(['bool', [2], [true, true]]);
    expect(describeArray(math.ones(2, 'bool'))).toEqual(['bool', [2], [true, true]]);
    expect(() => math.ones(2, 'int' as 'int32')).toThrow(/there is no dtype "int"/);
    expect(describeArray(math.full(2, -65))).toEqual(['float32', [2], [-65, -65]]);
    expect(describeArray(math.full(2, true))).toEqual(['bool', [2], [true, true]]);
    expect(describeArray(math.fullLike(math.zeros(2, { dtype: 'int32' }), 7.5))).toEqual(['int32', [2], [7, 7]]);
    expect(describeArray(math.zerosLike(math.ones([1, 2])))).toEqual(['float32', [1, 2], [[0, 0]]]);
    expect(math.empty([3, 0]).shape).toEqual([3, 0]);
    expect(describeArray(math.eye(2, 3, { k: 1 }))).toEqual(['float32', [2, 3], [[0, 1, 0], [0, 0, 1]]]);
    expect(describeArray(math.eye(3, 2, { k: -1, dtype: 'int32' }))).toEqual(['int32', [3, 2], [[0, 0], [1, 0], [0, 1]]]);
  });

  test('of ranges', () => {
    expect(describeArray(math.arange(3))).toEqual(['int32', [3], [0, 1, 2]]);
    expect(describeArray(math.arange(1, 2, 0.25))).toEqual(['float32', [4], [1, 1.25, 1.5, 1.75]]);
    expect(describeArray(math.arange(5, 0, -2))).toEqual(['int32', [3], [5, 3, 1]]);
    expect(describeArray(math.arange(2, { dtype: 'float64' }))).toEqual(['float64', [2], [0, 1]]);
    expect(math.arange(3, 1).shape).toEqual([0]);
    expect(describeArray(math.linspace(-4, 4, 5))).toEqual(['float32', [5], [-4, -2, 0, 2, 4]]);
    expect(describeArray(math.linspace(0, 1, 4, { endpoint: false, dtype: 'float64' }))).toEqual(['float64', [4], [0, 0.25, 0.5, 0.75]]);
    expect(math.linspace(0, 1, 1).toArray()).toEqual([0]);
    expect(math.linspace(0, 0.3, 4, { dtype: 'float64' }).toArray().at(-1)).toBe(0.3);
    expect(() => math.arange(0, 1, 0)).toThrow(RangeError);
  });

  test('refuses sizes that are none', () => {
    for (const size of [-1, 1.5, Number.NaN, Infinity]) expect(() => math.zeros(size)).toThrow(ShapeError);
    expect(() => math.zeros([1, 1, 1, 1, 1, 1, 1, 1, 1])).toThrow(ShapeError);
    expect(() => math.zeros([1e6, 1e6])).toThrow(OutOfMemoryError);
  });

  test('setFloat changes arrays made afterwards', () => {
    math.setFloat('float64');
    expect([math.getFloat(), math.zeros(1).dtype, math.linspace(0, 1).dtype]).toEqual(['float64', 'float64', 'float64']);
    expect(() => math.setFloat('int32' as 'float32')).toThrow(DTypeError);
  });
});

describe('shapes', () => {
  const x = math.array([[1, 2, 3], [4, 5, 6]], { dtype: 'int32' });

  test('reshape, ravel, expandDims, squeeze', () => {
    expect(math.reshape(x, [3, -1]).toArray()).toEqual([[1, 2], [3, 4], [5, 6]]);
    expect(math.ravel(x).toArray()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(math.expandDims(x, -1).shape).toEqual([2, 3, 1]);
    expect(math.squeeze(math.zeros([1, 2, 1])).shape).toEqual([2]);
    expect(math.squeeze(math.zeros([1, 2, 1]), -1).shape).toEqual([1, 2]);
    expect(() => math.reshape(x, [4])).toThrow(/x is \[2, 3\], with 6 elements, and \[4\] has 4/);
    expect(() => math.reshape(x, [4, -1])).toThrow(ShapeError);
    expect(() => math.squeeze(x, 0)).toThrow(ShapeError);
  });

  test('transpose, swapaxes, moveaxis, broadcastTo', () => {
    expect(math.transpose(x).toArray()).toEqual([[1, 4], [2, 5], [3, 6]]);
    const cube = math.reshape(math.arange(24), [2, 3, 4]);
    expect(math.transpose(cube, [1, 0, 2]).shape).toEqual([3, 2, 4]);
    expect(math.at(math.transpose(cube, [2, 0, 1]), 3, 1, 2)).toBe(math.at(cube, 1, 2, 3));
    expect(math.swapaxes(cube, 0, -1).shape).toEqual([4, 3, 2]);
    expect(math.moveaxis(cube, 0, -1).shape).toEqual([3, 4, 2]);
    expect(math.broadcastTo(math.array([1, 2]), [2, 2]).toArray()).toEqual([[1, 2], [1, 2]]);
    expect(math.broadcastTo(math.array([[1], [2]]), [2, 3]).toArray()).toEqual([[1, 1, 1], [2, 2, 2]]);
    expect(math.broadcastTo(math.array([[1], [2]]), [2, 2, 3]).toArray()).toEqual([[[1, 1, 1], [2, 2, 2]], [[1, 1, 1], [2, 2, 2]]]);
    expect(() => math.broadcastTo(x, [2, 2])).toThrow(ShapeError);
    expect(() => math.transpose(x, [0, 0])).toThrow(ShapeError);
  });

  test('concatenate and stack', () => {
    expect(math.concatenate([x, x]).shape).toEqual([4, 3]);
    expect(math.concatenate([x, math.array([[7], [8]], { dtype: 'int32' })], 1).toArray()).toEqual([[1, 2, 3, 7], [4, 5, 6, 8]]);
    expect(describeArray(math.concatenate([math.array([true]), math.array([2.5])]))).toEqual(['float32', [2], [1, 2.5]]);
    expect(math.stack([math.arange(2), math.arange(2)], -1).toArray()).toEqual([[0, 0], [1, 1]]);
    expect(() => math.concatenate([x, math.zeros([2, 2])])).toThrow(ShapeError);
    expect(() => math.stack([])).toThrow(ShapeError);
  });

  test('at', () => {
    expect(math.at(x, -1, -1)).toBe(6);
    expect(math.at(x, 1).toArray()).toEqual([4, 5, 6]);
    expect(math.at(math.array([true, false]), 0)).toBe(true);
    expect(() => math.at(x, 2)).toThrow(IndexError);
    expect(() => math.at(x, 0, -4)).toThrow(/-4 is no index of axis 1, whose size is 3/);
    expect(() => math.at(x, 0, 0, 0)).toThrow(IndexError);
  });

  test('astype', () => {
    expect(describeArray(math.astype(math.array([1.7, -1.7]), 'int32'))).toEqual(['int32', [2], [1, -1]]);
    expect(describeArray(math.astype(math.array([0, 2]), 'bool'))).toEqual(['bool', [2], [false, true]]);
  });
});

test('gelu has the values of jax.nn.gelu (JAX 0.4.38, float64, approximate=True), and a limit at both ends', () => {
  const x = [-6, -3, -1, -0.5, 0, 0.3, 1, 2.5, 8];
  const expected = [
    -8.43964897967453e-11, -0.0036373920817729943, -0.15880800939172324, -0.15428599017485606, 0, 0.18537092354275922, 0.8411919906082768, 2.484915733910001, 8,
  ];
  const values = math.gelu(math.array(x, { dtype: 'float64' })).toArray() as unknown as number[];
  // JAX adds tanh to 1, where its last digits are lost.
  for (const [i, value] of values.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-15);
  expect(math.gelu(math.array([-Infinity, Infinity, NaN])).toArray()).toEqual([-0, Infinity, NaN]);
  expect(math.gelu(math.array([2000], { dtype: 'int32' })).toArray()).toEqual([2000]);
});
