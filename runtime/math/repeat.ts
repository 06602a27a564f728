/** Elements or whole arrays several times: `repeat`, `tile`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { asShape, normalizeAxis, sizeOf } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import { gatherAlong } from '../array/gather.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { copyAs } from './rearrange.js';

interface Repeat {
  <D extends DType = DType>(x: Given<number, D>, repeats: number | readonly number[] | NDArray<1>): NDArray<1, D>;
  <R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, repeats: number | readonly number[] | NDArray<1>, axis: number): NDArray<R, D>;
}

/** Each element `repeats` times (or each its own number of times) along an axis; of all elements in row order where none is stated. */
export const repeat: Repeat = <A>(x: unknown, repeats: unknown, axis?: number): A => {
  const given = checkArray('repeat', 'x', x);
  const source = axis === undefined || axis === null ? given.share([given.size]) : given;
  const along = normalizeAxis('repeat', axis ?? 0, source.ndim);
  const size = source.shape[along]!;
  const counts = readCounts(repeats);
  if (counts.length !== 1 && counts.length !== size) throw new ShapeError(`repeat: ${counts.length} numbers of repeats for ${size} elements of axis ${along}`);
  const indices: number[] = [];
  for (let i = 0; i < size; i++) for (let k = counts[counts.length === 1 ? 0 : i]!; k > 0; k--) indices.push(i);
  return toPublic(gatherAlong(source, along, indices));
};

/** The whole array `reps` times along each axis; missing axes are added in front, on either side. */
export function tile<R extends number = AnyRank, D extends DType = DType>(x: NDArray<R, D>, reps: number): NDArray<R extends 0 ? 1 : R, D>;
export function tile<D extends DType = DType>(x: Given<number, D>, reps: number | readonly number[]): NDArray<AnyRank, D>;
export function tile(x: unknown, reps: number | readonly number[]): NDArray {
  const source = checkArray('tile', 'x', x);
  const times = asShape('tile', reps);
  const rank = Math.max(times.length, source.ndim);
  const sizes = [...new Array<number>(rank - source.ndim).fill(1), ...source.shape];
  const counts = [...new Array<number>(rank - times.length).fill(1), ...times];
  // Each axis becomes two, the outer of which repeats.
  const strides = stridesOf(sizes);
  const copied = copyAs(source, sizes.flatMap((size, axis) => [counts[axis]!, size]), strides.flatMap((stride) => [0, stride]));
  return toPublic(copied.share(sizes.map((size, axis) => size * counts[axis]!)));
}

function readCounts(repeats: unknown): readonly number[] {
  const counts = typeof repeats === 'number' ? [repeats] : NDArrayObject.isInstance(repeats) ? Array.from(repeats.storage.elements()) : repeats;
  // `sizeOf` is for the check alone: counts are sizes.
  if (Array.isArray(counts) && sizeOf(asShape('repeat', counts as number[])) >= 0) return counts as number[];
  throw new TypeError('repeat: the number of repeats must be a whole number or a list of them');
}
