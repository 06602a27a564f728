/** Elements in rising order: `sort`, `argsort`. NaN counts as the largest, as in NumPy; equal elements keep their order. */
import type { DType } from '../abi/dtype.js';
import { normalizeAxis } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { sort as kernels } from '../kernels/sort.js';
import { allocateTemporary, beginCall, endCall, releaseTemporary } from '../memory/residency.js';
import { addressAs, castArray } from './cast.js';
import { kernelTags } from './kernel-tags.js';
import { checkArray } from './operand.js';
import { permuteAxes } from './rearrange.js';

/** A copy sorted along an axis (the last one where none is stated). */
export function sort<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis: number = -1): NDArray<R, D> {
  const source = checkArray('sort', 'x', x);
  return toPublic(castArray(sortAlong('sort', source, numeric(source.dtype), axis), source.dtype));
}

/** The order that would sort an axis (the last one where none is stated): positions along it. */
export function argsort<R extends number = AnyRank>(x: Given<R>, axis: number = -1): NDArray<R, 'int32'> {
  return toPublic(sortAlong('argsort', checkArray('argsort', 'x', x), 'int32', axis));
}

/** Kernels sort rows: another axis is moved to the end and back. */
function sortAlong(operation: 'sort' | 'argsort', x: NDArrayObject, result: DType, axis: number): NDArrayObject {
  const along = normalizeAxis(operation, axis ?? -1, x.ndim);
  const last = x.ndim - 1;
  if (along === last) return sortRows(operation, x, result);
  const exchanged = x.shape.map((_, at) => (at === along ? last : at === last ? along : at));
  return permuteAxes(sortRows(operation, permuteAxes(x, exchanged), result), exchanged);
}

function sortRows(operation: 'sort' | 'argsort', x: NDArrayObject, result: DType): NDArrayObject {
  const dtype = numeric(x.dtype);
  const length = x.shape.at(-1)!;
  beginCall();
  try {
    const from = addressAs(x.storage, dtype);
    const made = makeArray(result, x.shape);
    if (made.size === 0) return made;
    const room = allocateTemporary(length * roomPerElement + roomAround);
    kernels.get(`${operation}_${kernelTags[dtype]}`)(made.size / length, length, made.storage.address(), from, room);
    releaseTemporary(room);
    return made;
  } finally {
    endCall();
  }
}

/** Keys and positions of up to 12 bytes, twice. */
const roomPerElement = 24;
const roomAround = 128;

/** @internal The positions of a list's elements in rising order. */
export function sortedOrder(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  // Typed arrays sort stably by a comparison; NaNs are moved behind all others.
  return order.sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number(x !== x) - Number(y !== y);
  });
}
