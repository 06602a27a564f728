/** What users get wrong: every message names the function, the operand and its shape, and the class of the error fits. */
import { describe, expect, test } from 'vitest';
import { DTypeError, IndexError, ShapeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import { Variable } from '../../runtime/core/variable.js';
import * as math from '../../runtime/math/index.js';

const x = math.array([1, 2, 3]);
const X = math.ones([2, 3]);
type Wrong = never;

describe('indices', () => {
  test.each([
    ['outside', () => math.at(x, 3), IndexError, /at: 3 is no index of axis 0, whose size is 3/],
    ['too many', () => math.at(x, 0, 0 as Wrong), IndexError, /2 indices for x, which is \[3\]/],
    ['half', () => math.at(X, 0.5), IndexError, /0.5 is no index/],
    ['a word', () => math.at(x, 'first'), IndexError, /'first' is no slice/],
    ['a step of 0', () => math.at(x, '::0'), IndexError, /step must not be 0/],
    ['two ellipses', () => math.at(X, '...', '...'), IndexError, /can stand once/],
    ['floats', () => math.at(x, math.array([0.5])), DTypeError, /must hold whole numbers or bools/],
    ['a short mask', () => math.at(x, math.array([true])), IndexError, /the mask is \[1\]/],
    ['arrays that do not fit', () => math.at(X, [0, 1], [0, 1, 2]), ShapeError, /index array 1 is \[2\], index array 2 is \[3\]/],
    ['a value that does not fit', () => math.setAt(X, [':', 0], math.ones(3)), ShapeError, /the value is \[3\], the part of the array is \[2\]/],
    ['no value', () => { math.ones(2).set(0, [1] as Wrong); }, TypeError, /the value must be an array/],
    ['take outside', () => math.take(x, [7]), IndexError, /take: 7/],
    ['no vector', () => math.searchsorted(X as Wrong, 1), ShapeError, /sorted must have rank 1, and is \[2, 3\]/],
    ['ids', () => math.segmentSum(X, math.arange(3)), ShapeError, /x is \[2, 3\], ids is \[3\]/],
    ['float ids', () => math.segmentSum(x, x), DTypeError, /ids must be whole numbers/],
  ] as const)('%s', (_, run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});

describe('shapes', () => {
  test.each([
    ['diag', () => math.diag(math.ones([1, 1, 1])), ShapeError, /diag: x must have rank 1 or 2/],
    ['split', () => math.split(x, 2), ShapeError, /3 elements of axis 0 do not divide into 2/],
    ['pad', () => math.pad(X, [[1, 1], [1, 1], [1, 1]]), ShapeError, /3 pairs of margins for x, which is \[2, 3\]/],
    ['pad by nothing', () => math.pad(math.zeros(0), 1, { mode: 'edge' }), ShapeError, /has no elements to repeat/],
    ['roll', () => math.roll(X, 1, 2), ShapeError, /roll: axis 2/],
    ['repeat', () => math.repeat(x, [1, 2]), ShapeError, /2 numbers of repeats for 3 elements/],
    ['cross', () => math.cross(X, math.ones(2)), ShapeError, /cross: b is \[2\]/],
    ['interp', () => math.interp(0.5, x, math.ones(2)), ShapeError, /xp has 3 elements, fp has 2/],
    ['tensordot', () => math.tensordot(X, X, 1), ShapeError, /a is \[2, 3\], b is \[2, 3\]/],
    ['gradient', () => math.gradient(math.ones(1)), ShapeError, /must have 2 elements or more/],
    ['max', () => math.max(math.zeros(0)), ShapeError, /no elements/],
    ['histogram', () => math.histogram(x, [3, 1]), RangeError, /they must rise/],
    ['bincount', () => math.bincount(math.array([-1], { dtype: 'int32' })), RangeError, /no negative numbers/],
    ['quantile', () => math.quantile(x, 2), RangeError, /q must be between 0 and 1/],
    ['a list', () => math.flip([1, 2] as Wrong), TypeError, /flip: x is a plain JavaScript array; make it an array/],
  ] as const)('%s', (_, run, kind, message) => {
    expect(run).toThrow(kind);
    expect(run).toThrow(message);
  });
});

test('a write that fails changes nothing, and a snapshot keeps what it was', () => {
  const v = new Variable(math.zeros(4));
  const before: NDArray = v.value;
  expect(() => v.set(['1:'], math.ones(2))).toThrow(ShapeError);
  v.set(['1:3'], math.array([1, 2]));
  v.set(math.greater(v, 1), 9.5);
  expect([v.toArray(), before.toArray()]).toEqual([[0, 1, 9.5, 0], [0, 0, 0, 0]]);
  const n = math.zeros(3, { dtype: 'int32' });
  n.set([':'], math.array([1.75, -1.75, 2 ** 32 + 5], { dtype: 'float64' }));
  // Float arrays saturate, as with astype: NumPy leaves what is out of range to the machine.
  expect(n.toArray()).toEqual([1, -1, 2 ** 31 - 1]);
  n.set('::-1', n);
  expect(n.toArray()).toEqual([2 ** 31 - 1, -1, 1]);
});
