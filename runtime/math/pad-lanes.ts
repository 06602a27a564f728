/** Margins that are computed from each lane along an axis, axis after axis: statistics and ramps. */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { fillArray, laneStart, lanesOf } from '../array/fill-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { castNumber } from './cast.js';

/** The elements of one margin, from the edge outwards: `lane` are those of the array, from that edge on; whole numbers are rounded by `isWhole`. */
export type Margin = (lane: Float64Array, width: number, isWhole: boolean) => ArrayLike<number>;

/** @internal What a margin may hold of its lane. */
export const statistics = {
  maximum: (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b)),
  minimum: (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b)),
  mean: (values: Float64Array): number => values.reduce((a, b) => a + b) / values.length,
  median(values: Float64Array): number {
    const sorted = values.toSorted();
    return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  },
} as const;

/** @internal A statistic of the first `length` elements, everywhere. Of whole numbers it is rounded to the even neighbour, as in NumPy. */
export function statisticOf(statistic: (values: Float64Array) => number, length: number | undefined): Margin {
  if (length !== undefined && (!Number.isInteger(length) || length < 1)) throw new RangeError(`pad: statLength must be a whole number above 0, got ${length}`);
  return (lane, width, isWhole) => {
    const value = statistic(lane.subarray(0, length));
    return new Float64Array(width).fill(isWhole ? roundHalfEven(value) : value);
  };
}

/** @internal A straight line that ends at `end`. Of whole numbers it is rounded down, as in NumPy. */
export function rampTo(end: number): Margin {
  return (lane, width, isWhole) => Float64Array.from({ length: width }, (_, i) => {
    const value = end + (width - 1 - i) * ((lane[0]! - end) / width);
    return isWhole ? Math.floor(value) : value;
  });
}

function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  return value - low === 0.5 ? low + Math.abs(low % 2) : Math.round(value);
}

/** @internal Pads each axis in turn: the margins of later ones see those of earlier ones. */
export function padByLanes(source: NDArrayObject, widths: readonly (readonly [number, number])[], margin: Margin): NDArrayObject {
  return widths.reduce((x, width, axis) => padAxis(x, axis, width, margin), source);
}

function padAxis(x: NDArrayObject, axis: number, [before, after]: readonly [number, number], margin: Margin): NDArrayObject {
  if (before === 0 && after === 0) return x.share();
  const size = x.shape[axis]!;
  if (size === 0) throw new ShapeError(`pad: axis ${axis} of x, which is ${printShape(x.shape)}, has no elements to go by`);
  const shape = x.shape.with(axis, before + size + after);
  const [from, to] = [lanesOf(x.shape, axis), lanesOf(shape, axis)];
  const dtype: DType = x.dtype;
  return fillArray(dtype, shape, [x], (target, elements) => {
    for (let k = 0; k < from.outer * from.inner; k++) {
      const [start, at] = [laneStart(from, k), laneStart(to, k)];
      const lane = Float64Array.from({ length: size }, (_, i) => elements[start + i * from.inner]!);
      const write = (place: number, value: number): void => { target[at + place * to.inner] = castNumber(value, dtype); };
      for (const [i, value] of lane.entries()) write(before + i, value);
      const margins = [margin(lane, before, !isFloat(dtype)), margin(lane.toReversed(), after, !isFloat(dtype))] as const;
      for (let i = 0; i < before; i++) write(before - 1 - i, margins[0][i]!);
      for (let i = 0; i < after; i++) write(before + size + i, margins[1][i]!);
    }
  });
}
