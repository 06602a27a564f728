/** Reading by index: `at`. */
import type { DType } from '../abi/dtype.js';
import { IndexError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { ItemOf, NDArray, NDArrayLike } from '../array/types.js';
import { stridesOf } from '../array/copy-strided.js';
import { checkArray } from './operand.js';

interface At {
  <D extends DType>(x: NDArray<1, D>, i: number): ItemOf<D>;
  <D extends DType>(x: NDArray<2, D>, i: number, j: number): ItemOf<D>;
  <D extends DType>(x: NDArray<2, D>, i: number): NDArray<1, D>;
  <D extends DType = DType>(x: NDArray<number, D> | NDArrayLike<number, D>, ...indices: readonly number[]): NDArray<number, D>;
}

/**
 * The element at one index for each axis, as a plain number (or boolean); with fewer indices than axes, a copy of that part of
 * the array. Negative indices count from the end. Throws an IndexError outside of the array.
 */
export const at: At = ((x: unknown, ...indices: readonly number[]) => {
  const source = checkArray('at', 'x', x);
  const { shape } = source;
  if (indices.length > shape.length) {
    throw new IndexError(`at: ${indices.length} indices for x, which is ${printShape(shape)} and has ${shape.length} ${shape.length === 1 ? 'axis' : 'axes'}`);
  }
  const strides = stridesOf(shape);
  const offset = indices.reduce((sum, index, axis) => sum + wholeIndex(index, shape[axis]!, axis) * strides[axis]!, 0);
  const rest = shape.slice(indices.length);
  if (rest.length > 0) return toPublic(new NDArrayObject(source.storage.copyRange(offset, sizeOf(rest)), rest));
  const value = source.storage.read(offset);
  return source.dtype === 'bool' ? value !== 0 : value;
  // The reason for the cast: one implementation of overloads whose results differ by the number of indices.
}) as At;

function wholeIndex(index: number, size: number, axis: number): number {
  const whole = index < 0 ? index + size : index;
  if (Number.isInteger(index) && whole >= 0 && whole < size) return whole;
  throw new IndexError(`at: ${index} is no index of axis ${axis}, whose size is ${size}: whole numbers from ${-size} to ${size - 1}`);
}
