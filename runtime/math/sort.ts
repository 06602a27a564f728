/** Elements in rising order: `sort`, `argsort`. NaN counts as the largest, as in NumPy; equal elements keep their order. */
import type { DType } from '../abi/dtype.js';
import { normalizeAxis } from '../abi/shape.js';
import type { Elements } from '../array/fill-array.js';
import { fillArray, laneStart, lanesOf } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';

/** A copy sorted along an axis (the last one where none is stated). */
export function sort<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis: number = -1): NDArray<R, D> {
  const source = checkArray('sort', 'x', x);
  const along = normalizeAxis('sort', axis ?? -1, source.ndim);
  const lanes = lanesOf(source.shape, along);
  return toPublic(fillArray(source.dtype, source.shape, [source], (to, from) => {
    if (lanes.inner === 1) {
      to.set(from);
      for (let row = 0; row < lanes.outer; row++) to.subarray(row * lanes.count, (row + 1) * lanes.count).sort();
      return;
    }
    const lane = from.slice(0, lanes.count);
    for (let k = 0; k < lanes.outer * lanes.inner; k++) {
      readLane(from, laneStart(lanes, k), lanes.inner, lane);
      lane.sort();
      for (let i = 0; i < lane.length; i++) to[laneStart(lanes, k) + i * lanes.inner] = lane[i]!;
    }
  }));
}

/** The order that would sort an axis (the last one where none is stated): positions along it. */
export function argsort<R extends number = AnyRank>(x: Given<R>, axis: number = -1): NDArray<R, 'int32'> {
  const source = checkArray('argsort', 'x', x);
  const along = normalizeAxis('argsort', axis ?? -1, source.ndim);
  const lanes = lanesOf(source.shape, along);
  return toPublic(fillArray('int32', source.shape, [source], (to, from) => {
    const lane = from.slice(0, lanes.count);
    for (let k = 0; k < lanes.outer * lanes.inner; k++) {
      readLane(from, laneStart(lanes, k), lanes.inner, lane);
      const order = sortedOrder(lane);
      for (let i = 0; i < order.length; i++) to[laneStart(lanes, k) + i * lanes.inner] = order[i]!;
    }
  }));
}

/** @internal The positions of a list's elements in rising order. */
export function sortedOrder(values: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: values.length }, (_, i) => i);
  // Typed arrays sort stably by a comparison; NaNs are moved behind all others.
  return order.sort((a, b) => {
    const [x, y] = [values[a]!, values[b]!];
    return x < y ? -1 : x > y ? 1 : x === y ? 0 : Number(x !== x) - Number(y !== y);
  });
}

function readLane(from: Elements, start: number, stride: number, lane: Elements): void {
  for (let i = 0; i < lane.length; i++) lane[i] = from[start + i * stride]!;
}
