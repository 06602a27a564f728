/** Orders other than that of `sort`: `partition`, `argpartition`, `lexsort`; and `unique` along an axis. */
import type { DType } from '../abi/dtype.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape } from '../abi/shape.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { argsort, sort } from './sort.js';

function checkPlace(operation: string, x: unknown, kth: number | readonly number[], axis: number): void {
  const { shape, ndim } = checkArray(operation, 'x', x);
  const size = shape[normalizeAxis(operation, axis, ndim)]!;
  for (const k of typeof kth === 'number' ? [kth] : kth) {
    if (!Number.isInteger(k) || k >= size || k < -size) throw new IndexError(`${operation}: ${k} is no place of axis ${axis}, which has ${size} elements`);
  }
}

/** A copy in which element `kth` of an axis (the last one) is where it is in rising order, smaller ones before it and larger ones behind. All are in order here. */
export function partition<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, kth: number | readonly number[], axis: number = -1): NDArray<R, D> {
  checkPlace('partition', x, kth, axis);
  return sort<R, D>(x, axis);
}

/** The positions of the elements of `partition`. */
export function argpartition<R extends number = AnyRank>(x: Given<R>, kth: number | readonly number[], axis: number = -1): NDArray<R, 'int32'> {
  checkPlace('argpartition', x, kth, axis);
  return argsort<R>(x, axis);
}

/** The order of rows that sorts by the last key, among equals by the one before it, and so on. Keys are vectors of one length, or the rows of a matrix. */
export function lexsort(keys: readonly Given<1>[] | Given<2>): NDArray<1, 'int32'> {
  const lists = (Array.isArray(keys) ? keys.map((key, k) => checkArray('lexsort', `key ${k}`, key)) : rowsOf(checkArray('lexsort', 'keys', keys))).map(toNumbers);
  const [first] = lists;
  if (first === undefined) throw new ShapeError('lexsort: at least one key is wanted');
  for (const [k, list] of lists.entries()) if (list.length !== first.length) throw new ShapeError(`lexsort: key 0 has ${first.length} elements, key ${k} has ${list.length}; all keys have as many`);
  const order = Int32Array.from({ length: first.length }, (_, i) => i);
  order.sort((a, b) => {
    for (let k = lists.length - 1; k >= 0; k--) {
      const compared = compare(lists[k]![a]!, lists[k]![b]!);
      if (compared !== 0) return compared;
    }
    return a - b;
  });
  return toPublic(fromNumbers('int32', [order.length], order));
}

function rowsOf(matrix: NDArrayObject): NDArrayObject[] {
  if (matrix.ndim !== 2) throw new ShapeError(`lexsort: a list of vectors or a matrix is wanted, and keys is ${printShape(matrix.shape)}`);
  const size = matrix.shape[1]!;
  return Array.from({ length: matrix.shape[0]! }, (_, k) => new NDArrayObject(matrix.storage.copyRange(k * size, size), [size]));
}

/** @internal NaN behind all numbers. */
export function compare(x: number, y: number): number {
  return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number(x !== x) - Number(y !== y);
}
