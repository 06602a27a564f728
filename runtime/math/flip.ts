/** Elements in another order along axes: `flip`, `fliplr`, `flipud`, `roll`, `rot90`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import { gather } from '../array/gather.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import { placesOf } from '../array/places.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { copyAs, permuteAxes } from './rearrange.js';

/** The order of elements reversed along an axis or several; along all of them where none is stated. */
export function flip<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis?: number | readonly number[]): NDArray<R, D> {
  const source = checkArray('flip', 'x', x);
  return toPublic(reverse(source, axis === undefined || axis === null ? source.shape.map((_, at) => at) : readAxes('flip', axis, source.ndim)));
}

/** The order of columns reversed: `flip` along axis 1. */
export function fliplr<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): NDArray<R, D> {
  const source = checkArray('fliplr', 'x', x);
  return toPublic(reverse(source, [normalizeAxis('fliplr', 1, source.ndim)]));
}

/** The order of rows reversed: `flip` along axis 0. */
export function flipud<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): NDArray<R, D> {
  const source = checkArray('flipud', 'x', x);
  return toPublic(reverse(source, [normalizeAxis('flipud', 0, source.ndim)]));
}

/** Elements moved on by `shift`, those past the end back in at the start; in row order where no axis is stated. */
export function roll<R extends number = AnyRank, D extends DType = DType>(
  x: Given<R, D>, shift: number | readonly number[], axis?: number | readonly number[],
): NDArray<R, D> {
  const source = checkArray('roll', 'x', x);
  const shifts = typeof shift === 'number' ? [shift] : shift;
  if (!shifts.every(Number.isInteger)) throw new TypeError(`roll: the shift must be a whole number, got ${shifts.join(', ')}`);
  if (axis === undefined || axis === null) {
    const flat = source.share([source.size]);
    return toPublic(rollAxes(flat, [shifts.reduce((sum, one) => sum + one, 0)]).share(source.shape));
  }
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => normalizeAxis('roll', one, source.ndim));
  if (shifts.length !== 1 && axes.length !== 1 && shifts.length !== axes.length) throw new ShapeError(`roll: ${shifts.length} shifts for ${axes.length} axes`);
  const totals = new Array<number>(source.ndim).fill(0);
  for (let i = 0; i < Math.max(axes.length, shifts.length); i++) totals[axes[axes.length === 1 ? 0 : i]!]! += shifts[shifts.length === 1 ? 0 : i]!;
  return toPublic(rollAxes(source, totals));
}

/** Turned by 90 degrees `k` times, from the first of the two axes towards the second. */
export function rot90<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, k: number = 1, axes: readonly [number, number] = [0, 1]): NDArray<R, D> {
  const source = checkArray('rot90', 'x', x);
  const [first, second] = readAxes('rot90', axes ?? [0, 1], source.ndim) as [number, number];
  const turns = (((k ?? 1) % 4) + 4) % 4;
  if (turns === 0) return toPublic(source.share());
  if (turns === 2) return toPublic(reverse(source, [first, second]));
  const exchanged = source.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis));
  return toPublic(turns === 1 ? permuteAxes(reverse(source, [second]), exchanged) : reverse(permuteAxes(source, exchanged), [second]));
}

function readAxes(operation: string, axis: number | readonly number[], rank: number): readonly number[] {
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => normalizeAxis(operation, one, rank));
  if (new Set(axes).size !== axes.length) throw new ShapeError(`${operation}: an axis is named twice in ${printShape(axes)}`);
  return axes;
}

/** A copy that starts at the last element of each reversed axis and walks back. */
function reverse(x: NDArrayObject, axes: readonly number[]): NDArrayObject {
  const strides = stridesOf(x.shape);
  const start = axes.reduce((sum, axis) => sum + (x.shape[axis]! - 1) * strides[axis]!, 0);
  return copyAs(x, x.shape, strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride)), start);
}

function rollAxes(x: NDArrayObject, shifts: readonly number[]): NDArrayObject {
  const indices = x.shape.map((size, axis) => {
    const shift = shifts[axis]!;
    return shift === 0 ? undefined : Int32Array.from({ length: size }, (_, i) => (((i - shift) % size) + size) % size);
  });
  return gather(x, placesOf(x.shape, indices), x.shape);
}
