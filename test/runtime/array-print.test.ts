import { expect, test } from 'vitest';
import { arrayOf } from './array-fixture.js';

/** Layouts as NumPy 1.24 prints them, with our dtype ending. */
const cases: readonly (readonly [string, ReturnType<typeof arrayOf>])[] = [
  ['array([1, 2, 3], dtype=int32)', arrayOf([1, 2, 3], 'int32')],
  ['array([1. , 2.5, 3. ], dtype=float32)', arrayOf([1, 2.5, 3], 'float32')],
  ['array([  1.,  nan,  inf, -inf], dtype=float64)', arrayOf([1, Number.NaN, Infinity, -Infinity], 'float64')],
  ['array([[1, 2],\n       [3, 4]], dtype=int32)', arrayOf([[1, 2], [3, 4]], 'int32')],
  ['array([[[1],\n        [2]],\n\n       [[3],\n        [4]]], dtype=int32)', arrayOf([[[1], [2]], [[3], [4]]], 'int32')],
  ['array([ true, false], dtype=bool)', arrayOf([1, 0], 'bool')],
  ['array(2., dtype=float64)', arrayOf(2, 'float64')],
  ['array([], dtype=float32)', arrayOf([], 'float32')],
  ['array([], shape=[2, 0], dtype=float32)', arrayOf([], 'float32', [2, 0])],
  ['array([1.e-10, 1.e+00], dtype=float64)', arrayOf([1e-10, 1], 'float64')],
  ['array([3.33333333e-01, 1.00050000e+03], dtype=float64)', arrayOf([1 / 3, 1000.5], 'float64')],
  ['array([1.e-05, 1.e+00], dtype=float32)', arrayOf([1e-5, 1], 'float32')],
  ['array([-0.,  1.], dtype=float64)', arrayOf([-0, 1], 'float64')],
  ['array([   0,    1,    2, ..., 1998, 1999, 2000], shape=[2001], dtype=int32)', arrayOf(Array.from({ length: 2001 }, (_, i) => i), 'int32')],
];

test.each(cases)('%s', (text, array) => {
  expect(String(array)).toBe(text);
});
