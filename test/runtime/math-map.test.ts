import { beforeEach, describe, expect, test } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import { dtypes } from '../../runtime/abi/dtype.js';
import { DTypeError, ShapeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import { applyWithKinds, defineMap } from '../../runtime/math/define-map.js';
import * as math from '../../runtime/math/index.js';
import { fakeMap } from './fake-kernels.js';
import { arrayOf } from './array-fixture.js';

beforeEach(() => math.setFloat('float32'));

/** The engine apart from the catalogue: kernels in JavaScript. */
const add = defineMap({ name: 'add', kernels: fakeMap((a, b) => a + b), signature: 'keepsDType', parameters: ['x', 'y'] });
const root = defineMap({ name: 'root', kernels: fakeMap(Math.sqrt), signature: 'givesFloat', parameters: ['x'] });
const below = defineMap({ name: 'below', kernels: fakeMap((a, b) => Number(a < b), 'bool'), signature: 'compares', parameters: ['x', 'y'] });
const both = defineMap({ name: 'both', kernels: fakeMap((a, b) => a & b), signature: 'logical', parameters: ['x', 'y'] });
const and = defineMap({ name: 'and', kernels: fakeMap((a, b) => a & b), signature: 'keepsInteger', parameters: ['x', 'y'] });
const choose = defineMap({ name: 'choose', kernels: fakeMap((c, a, b) => (c ? a : b), undefined, 1), signature: 'chooses', parameters: ['condition', 'x', 'y'] });

const describeResult = (x: NDArray): unknown => [x.dtype, x.shape, x.toArray()];

describe('dtypes', () => {
  test.each(dtypes.flatMap((a) => dtypes.map((b): [DType, DType] => [a, b])))('%s with %s promotes the same from both sides', (a, b) => {
    const result = add(arrayOf([1, 0], a), arrayOf([1, 1], b));
    expect(result.dtype).toBe(add(arrayOf([1, 1], b), arrayOf([1, 0], a)).dtype);
    if (a === b) expect(result.dtype).toBe(a);
  });

  test('int32 with uint32 gives the default float', () => {
    expect(add(arrayOf([1], 'int32'), arrayOf([1], 'uint32')).dtype).toBe('float32');
    math.setFloat('float64');
    expect(add(arrayOf([1], 'int32'), arrayOf([1], 'uint32')).dtype).toBe('float64');
  });

  test('plain numbers are weak', () => {
    expect(describeResult(add(arrayOf([1], 'int32'), 2))).toEqual(['int32', [1], [3]]);
    expect(describeResult(add(arrayOf([1], 'int32'), 2.5))).toEqual(['float32', [1], [3.5]]);
    expect(describeResult(add(0.1, arrayOf([0], 'float32')))).toEqual(['float32', [1], [Math.fround(0.1)]]);
    expect(describeResult(add(arrayOf([1], 'bool'), 2))).toEqual(['int32', [1], [3]]);
    expect(describeResult(add(arrayOf([1], 'float64'), true))).toEqual(['float64', [1], [2]]);
  });

  test('the build says which plain numbers are whole, whatever their value', () => {
    const x = arrayOf([1], 'int32');
    expect((applyWithKinds(add, 0, [x, 2]) as unknown as NDArray).dtype).toBe('float32');
    expect((applyWithKinds(add, 2, [x, 2]) as unknown as NDArray).dtype).toBe('int32');
    expect((applyWithKinds(add, 1, [2, x]) as unknown as NDArray).dtype).toBe('int32');
  });

  test('rank 0 is strong', () => {
    expect(add(arrayOf([1], 'float32'), arrayOf(1, 'float64')).dtype).toBe('float64');
  });

  test('functions that give floats', () => {
    expect(describeResult(root(arrayOf([4, 9], 'int32')))).toEqual(['float32', [2], [2, 3]]);
    expect(describeResult(root(arrayOf([4, 9], 'float64')))).toEqual(['float64', [2], [2, 3]]);
  });

  test('comparisons, truth and choices', () => {
    expect(describeResult(below(arrayOf([1, 3], 'int32'), 2.5))).toEqual(['bool', [2], [true, false]]);
    expect(describeResult(both(arrayOf([2, 0, Number.NaN], 'float32'), true))).toEqual(['bool', [3], [true, false, true]]);
    expect(describeResult(choose(arrayOf([1, 0], 'bool'), arrayOf([1, 2], 'int32'), 0))).toEqual(['int32', [2], [1, 0]]);
    expect(describeResult(choose(arrayOf([3, 0], 'float32'), 1.5, 2.5))).toEqual(['float32', [2], [1.5, 2.5]]);
    expect(describeResult(choose(arrayOf([1, 0], 'bool'), 1, 2))).toEqual(['int32', [2], [1, 2]]);
  });

  test('an operation that has no form for floats says so', () => {
    expect(() => and(arrayOf([1], 'float32'), 1)).toThrow(DTypeError);
    expect(() => and(arrayOf([1], 'float32'), 1)).toThrow(/and\(x, y\) is not defined for float32/);
    expect(and(6, 3)).toBe(2);
  });
});

describe('shapes', () => {
  test('broadcast', () => {
    expect(describeResult(add(arrayOf([[1], [2]], 'int32'), arrayOf([10, 20], 'int32')))).toEqual(['int32', [2, 2], [[11, 21], [12, 22]]]);
    expect(describeResult(add(arrayOf([[1, 2]], 'int32'), arrayOf([[10], [20]], 'int32')))).toEqual(['int32', [2, 2], [[11, 12], [21, 22]]]);
    expect(describeResult(add(arrayOf([[5]], 'int32'), arrayOf([1, 2], 'int32')))).toEqual(['int32', [1, 2], [[6, 7]]]);
    expect(describeResult(add(arrayOf([1], 'float32'), arrayOf([1], 'int32', [1, 1])))).toEqual(['float32', [1, 1], [[2]]]);
  });

  test('no elements', () => {
    expect(describeResult(add(arrayOf([], 'int32'), 1))).toEqual(['int32', [0], []]);
    expect(add(arrayOf([], 'int32', [0, 3]), arrayOf([1, 2, 3], 'int32')).shape).toEqual([0, 3]);
    expect(root(arrayOf([], 'float32')).shape).toEqual([0]);
  });

  test('shapes that do not fit are named', () => {
    expect(() => add(arrayOf([1, 2], 'int32'), arrayOf([1, 2, 3], 'int32'))).toThrow(ShapeError);
    expect(() => add(arrayOf([1, 2], 'int32'), arrayOf([1, 2, 3], 'int32'))).toThrow(/add: x is \[2\], y is \[3\]/);
  });

  test('rank 0 stays rank 0', () => {
    expect(describeResult(add(arrayOf(1, 'float32'), arrayOf(2, 'float32')))).toEqual(['float32', [], 3]);
    expect(describeResult(add(arrayOf(1, 'int32'), 2))).toEqual(['int32', [], 3]);
  });

  test('odd lengths, and long ones', () => {
    for (const size of [1, 7, 15, 16, 17, 1000, 4097]) {
      const x = arrayOf<1>(Array.from({ length: size }, (_, i) => i), 'int32');
      const sum = add(x, x);
      expect([sum[0], sum[size - 1], sum.size]).toEqual([0, 2 * (size - 1), size]);
    }
  });
});

describe('operands', () => {
  test('plain numbers alone give a plain number or boolean', () => {
    expect([add(1, 2), root(9), below(1, 2), both(true, false), choose(true, 1, 2)]).toEqual([3, 3, true, false, 1]);
  });

  test('anything else is a TypeError that says what to write', () => {
    const call = (value: unknown) => () => (add as (a: unknown, b: unknown) => unknown)(value, 1);
    expect(call([1, 2])).toThrow(/add: x is a plain JavaScript array; make it an array with math\.array/);
    expect(call(new Float32Array(2))).toThrow(/Float32Array; make it an array with math\.array/);
    expect(call('1')).toThrow(/x is a string/);
    expect(call(undefined)).toThrow(/x is missing/);
    expect(call(null)).toThrow(/x is null/);
    expect(call({ [Symbol.for('myelin.array')]: true })).toThrow(/another copy of myelin/);
  });

  test('work as callbacks, whose other arguments they do not take', () => {
    expect([arrayOf([4], 'int32'), arrayOf([9], 'int32')].map(root).map((x) => x.toArray())).toEqual([[2], [3]]);
    expect([2.5, 1].reduce(add as (a: number, b: number) => number, 0)).toBe(3.5);
  });
});
