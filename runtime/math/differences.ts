/** Neighbours compared and summed up: `diff`, `ediff1d`, `gradient`, `trapezoid`. */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers } from '../array/fill-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, Operand } from '../array/types.js';
import { gatherAlong } from '../array/gather.js';
import { castArray } from './cast.js';
import { add } from './generated/add.js';
import { div } from './generated/div.js';
import { mul } from './generated/mul.js';
import { notEqual } from './generated/notEqual.js';
import { sub } from './generated/sub.js';
import { concatenate } from './join.js';
import { checkArray } from './operand.js';
import { checkReduced } from './reduce.js';
import { reshape } from './reshape.js';
import { sum } from './sum.js';

/** Each element less the one before it along an axis (the last one), `n` times over. Of bool: whether they differ. */
export function diff<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, n: number = 1, axis: number = -1): NDArray<R, D> {
  const source = checkArray('diff', 'x', x);
  const along = normalizeAxis('diff', axis ?? -1, source.ndim);
  if (!Number.isInteger(n ?? 1) || (n ?? 1) < 0) throw new RangeError(`diff: n must be a whole number of 0 or more, got ${n}`);
  let result = toPublic<NDArray>(source.share());
  const difference = source.dtype === 'bool' ? notEqual : sub;
  for (let k = 0; k < (n ?? 1); k++) result = difference(part(result, along, 1), part(result, along, 0, -1));
  // The reason for the cast: differences keep rank and dtype.
  return result as NDArray<R, D>;
}

/** The differences of neighbours in row order, with `toBegin` in front and `toEnd` behind. */
export function ediff1d<D extends DType = DType>(x: Given<number, D>, toEnd?: Operand | readonly number[], toBegin?: Operand | readonly number[]): NDArray<1, D> {
  const source = checkArray('ediff1d', 'x', x);
  const steps = diff(toPublic<NDArray>(source.share([source.size])));
  const ends = [toBegin, undefined, toEnd].map((end): NDArray | undefined => {
    if (end === undefined || end === null) return undefined;
    const given = Array.isArray(end) ? fromNumbers(source.dtype, [end.length], end as number[]) : castArray(checkReduced('ediff1d', end), source.dtype);
    return toPublic(given.share([given.size]));
  });
  return concatenate(ends.with(1, steps).filter((part) => part !== undefined)) as NDArray<1, D>;
}

/**
 * The slope at each element along an axis, by central differences, at both ends by the one neighbour. `spacing` is the distance of
 * neighbours or a vector of coordinates. Without an axis: of rank 1 one array, else a list with one for each axis.
 */
export function gradient<D extends DType = DType>(x: NDArray<1, D>, spacing?: Operand): NDArray<1, FloatOf<D>>;
export function gradient<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, spacing: Operand | undefined, axis: number): NDArray<R, FloatOf<D>>;
export function gradient<D extends DType = DType>(x: NDArray<2, D>, spacing?: Operand): [NDArray<2, FloatOf<D>>, NDArray<2, FloatOf<D>>];
export function gradient<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, spacing?: Operand): NDArray<R, FloatOf<D>>[];
export function gradient(x: unknown, spacing?: unknown, axis?: number): NDArray | NDArray[] {
  const given = checkArray('gradient', 'x', x);
  const source = castArray(given, isFloat(given.dtype) ? given.dtype : getFloat());
  const along = (at: number): NDArray => gradientAlong(source, spacing ?? 1, normalizeAxis('gradient', at, source.ndim));
  if (axis !== undefined && axis !== null) return along(axis);
  return source.ndim === 1 ? along(0) : source.shape.map((_, at) => along(at));
}

function gradientAlong(source: NDArrayObject, spacing: unknown, axis: number): NDArray {
  const size = source.shape[axis]!;
  if (size < 2) throw new ShapeError(`gradient: axis ${axis} of x, which is ${printShape(source.shape)}, must have 2 elements or more`);
  const x = toPublic<NDArray>(source);
  const steps = checkReduced('gradient', spacing);
  if (steps.ndim === 0) {
    const h = steps.storage.number();
    const inside = div(sub(part(x, axis, 2), part(x, axis, 0, -2)), 2 * h);
    return concatenate([div(sub(part(x, axis, 1, 2), part(x, axis, 0, 1)), h), inside, div(sub(part(x, axis, -1), part(x, axis, -2, -1)), h)], axis);
  }
  if (steps.ndim !== 1 || steps.size !== size) throw new ShapeError(`gradient: spacing must be a number or a vector of ${size} coordinates, and is ${printShape(steps.shape)}`);
  const line = toPublic<NDArray>(castArray(steps, source.dtype));
  const along = (values: NDArray): NDArray => reshape(values, source.shape.map((_, at) => (at === axis ? values.size : 1)));
  const h = sub(part(line, 0, 1), part(line, 0, 0, -1));
  const [before, after] = [along(part(h, 0, 0, -1)), along(part(h, 0, 1))];
  // Of a parabola through three points: NumPy's weights for unequal steps.
  const weights = [div(mul(-1, after), mul(before, add(before, after))), div(sub(after, before), mul(before, after)), div(before, mul(after, add(before, after)))] as const;
  const inside = add(add(mul(weights[0], part(x, axis, 0, -2)), mul(weights[1], part(x, axis, 1, -1))), mul(weights[2], part(x, axis, 2)));
  const first = div(sub(part(x, axis, 1, 2), part(x, axis, 0, 1)), along(part(h, 0, 0, 1)));
  const last = div(sub(part(x, axis, -1), part(x, axis, -2, -1)), along(part(h, 0, -1)));
  return concatenate([first, inside, last], axis);
}

export interface TrapezoidOptions {
  /** The places of the values: a vector, or as many as there are values. */
  readonly x?: Operand | undefined;
  /** The distance of neighbours where no places are given; 1. */
  readonly dx?: number | undefined;
  readonly axis?: number | undefined;
}

/** The integral along an axis (the last one) by straight lines between neighbours: `trapezoid(y, x)`, `trapezoid(y, { dx })`. */
export function trapezoid<D extends DType = DType>(y: NDArray<1, D>, xOrOptions?: Given | TrapezoidOptions): NDArray<0, FloatOf<D>>;
export function trapezoid(y: Given, xOrOptions?: Given | TrapezoidOptions): NDArray<AnyRank>;
export function trapezoid(y: unknown, xOrOptions?: unknown): NDArray {
  // The reason for the cast: the overloads allow an array or options; what is no object of ours is refused as an array.
  const options = NDArrayObject.isInstance(xOrOptions) ? { x: toPublic<NDArray>(xOrOptions) } : xOrOptions as TrapezoidOptions | undefined;
  const given = checkArray('trapezoid', 'y', y);
  const source = castArray(given, isFloat(given.dtype) ? given.dtype : getFloat());
  const axis = normalizeAxis('trapezoid', options?.axis ?? -1, source.ndim);
  const values = toPublic<NDArray>(source);
  const pairs = add(part(values, axis, 1), part(values, axis, 0, -1));
  const places = options?.x;
  if (places === undefined || places === null) return sum(div(mul(options?.dx ?? 1, pairs), 2), { axis }) as NDArray;
  const own = checkArray('trapezoid', 'x', places);
  const steps = diff(toPublic<NDArray>(own), 1, own.ndim === 1 ? 0 : axis);
  const spread = own.ndim === 1 ? reshape(steps, source.shape.map((_, at) => (at === axis ? own.size - 1 : 1))) : steps;
  return sum(div(mul(spread, pairs), 2), { axis }) as NDArray;
}

/** A part of one axis; negative numbers count from the end. */
function part(x: NDArray, axis: number, start: number, stop?: number): NDArray {
  const source = checkArray('diff', 'x', x);
  const size = source.shape[axis]!;
  const from = Math.max(0, start < 0 ? start + size : start);
  const to = Math.min(size, stop === undefined ? size : stop < 0 ? stop + size : stop);
  return toPublic(gatherAlong(source, axis, Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)));
}
