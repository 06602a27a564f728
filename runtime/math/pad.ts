/** Larger arrays with a margin around: `pad`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { gather } from '../array/gather.js';
import { makeFilled } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import { placesOf } from '../array/places.js';
import { scatter } from '../array/scatter.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { castNumber } from './cast.js';
import { padByLanes, rampTo, statisticOf, statistics } from './pad-lanes.js';
import { checkArray } from './operand.js';

type PadMode = RepeatMode | StatisticMode | 'constant' | 'linear_ramp';
type RepeatMode = 'edge' | 'reflect' | 'symmetric' | 'wrap';
type StatisticMode = 'maximum' | 'minimum' | 'mean' | 'median';

/** Margins: one for all sides; before and after, for all axes; or a pair for each axis. */
export type PadWidth = number | readonly [number, number] | readonly (readonly [number, number])[];

export interface PadOptions {
  /**
   * What the margin holds: a constant, the element at the edge, the array reflected (without or with its edge) or repeated, a statistic of
   * each lane along the axis, or a straight line from the edge to `value`.
   */
  readonly mode?: PadMode | undefined;
  /** The constant, and where a ramp ends; 0 where it is not stated. */
  readonly value?: number | boolean | undefined;
  /** How many elements at the edge a statistic is of; all of the lane where it is not stated. */
  readonly statLength?: number | undefined;
}

/** Where the index `i`, outside of an axis of this size, reads. */
const outside: Readonly<Record<RepeatMode, (i: number, size: number) => number>> = {
  edge: (i, size) => Math.min(size - 1, Math.max(0, i)),
  wrap: (i, size) => modulo(i, size),
  symmetric: (i, size) => fold(modulo(i, 2 * size), 2 * size - 1, size),
  reflect: (i, size) => (size === 1 ? 0 : fold(modulo(i, 2 * size - 2), 2 * size - 2, size)),
};

/** A margin of `width` elements around the array, on every side or by axis. */
export function pad<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, width: PadWidth, options?: PadOptions): NDArray<R, D> {
  const source = checkArray('pad', 'x', x);
  const widths = readWidths(width, source);
  const shape = source.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1]);
  const mode = options?.mode ?? 'constant';
  if (mode === 'constant') return toPublic(surround(source, shape, widths, castNumber(Number(options?.value ?? 0), source.dtype)));
  if (mode === 'linear_ramp') return toPublic(padByLanes(source, widths, rampTo(Number(options?.value ?? 0))));
  if (mode in statistics) return toPublic(padByLanes(source, widths, statisticOf(statistics[mode as StatisticMode], options?.statLength)));
  const read = outside[mode as RepeatMode];
  if (read === undefined) throw new TypeError(`pad: there is no mode '${String(mode)}'; the modes are constant, linear_ramp, ${[...Object.keys(outside), ...Object.keys(statistics)].join(', ')}`);
  const indices = source.shape.map((size, axis) => {
    if (size === 0 && shape[axis]! > 0) throw new ShapeError(`pad: axis ${axis} of x, which is ${printShape(source.shape)}, has no elements to repeat`);
    return Int32Array.from({ length: shape[axis]! }, (_, i) => read(i - widths[axis]![0], size));
  });
  return toPublic(gather(source, placesOf(source.shape, indices), shape));
}

function surround(source: NDArrayObject, shape: readonly number[], widths: readonly (readonly [number, number])[], value: number): NDArrayObject {
  const made = makeFilled(source.dtype, shape, value);
  const inside = source.shape.map((size, axis) => Int32Array.from({ length: size }, (_, i) => i + widths[axis]![0]));
  if (source.size > 0) scatter(made.storage, placesOf(shape, inside), source.size === 1 ? source.storage.copy() : source.storage);
  return made;
}

function readWidths(width: PadWidth, { shape }: NDArrayObject): readonly (readonly [number, number])[] {
  const first = typeof width === 'number' ? width : width[0];
  const pairs = typeof width === 'number' ? shape.map(() => [width, width] as const)
    : typeof first === 'number' ? shape.map(() => width as readonly [number, number]) : (width as readonly (readonly [number, number])[]);
  const all = pairs.length === 1 ? shape.map(() => pairs[0]!) : pairs;
  if (all.length !== shape.length) throw new ShapeError(`pad: ${pairs.length} pairs of margins for x, which is ${printShape(shape)}`);
  if (!all.flat().every((margin) => Number.isInteger(margin) && margin >= 0)) throw new ShapeError(`pad: margins must be whole numbers of 0 or more, got ${all.join(' and ')}`);
  return all;
}

function modulo(i: number, size: number): number {
  return ((i % size) + size) % size;
}

function fold(i: number, turn: number, size: number): number {
  return i < size ? i : turn - i;
}
