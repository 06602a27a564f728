/** How often values occur: `bincount`, `histogram`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray, fromNumbers, toNumbers } from '../array/fill-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { FloatOf, Given, NDArray, Operand } from '../array/types.js';
import { checkArray } from './operand.js';
import { checkVector, placeOf } from './search.js';

interface Bincount {
  (x: Given<1>, weights?: undefined, minLength?: number): NDArray<1, 'int32'>;
  (x: Given<1>, weights: Operand, minLength?: number): NDArray<1, FloatDType>;
}

/** How often 0, 1, 2, … occur in a vector of whole numbers, or the sums of the weights where they do. As long as the largest number asks, or `minLength`. */
export const bincount: Bincount = <A>(x: unknown, weights?: unknown, minLength?: number): A => {
  const source = checkVector('bincount', 'x', x);
  if (isFloat(source.dtype)) throw new DTypeError(`bincount: x must hold whole numbers, and is ${source.dtype}: math.astype(x, 'int32') converts`);
  let size = minLength ?? 0;
  for (const value of source.storage.elements()) {
    if (value < 0) throw new RangeError(`bincount: x must hold no negative numbers, and one is ${value}`);
    size = Math.max(size, value + 1);
  }
  if (weights === undefined || weights === null) {
    return toPublic(fillArray('int32', [size], [source], (to, from) => {
      to.fill(0);
      for (const value of from) to[value]!++;
    }));
  }
  const own = sameSize('bincount', source, weights);
  const totals = new Float64Array(size);
  const added = toNumbers(own);
  for (const [i, value] of Array.from(source.storage.elements()).entries()) totals[value]! += added[i]!;
  return toPublic(fromNumbers(floating(own.dtype, getFloat()), [size], totals));
};

export interface HistogramOptions {
  /** The lowest and the highest limit; the smallest and the largest element where they are not stated. What is outside is not counted. */
  readonly range?: readonly [number, number] | undefined;
  /** What each element counts for; 1 where it is not stated. */
  readonly weights?: Operand | undefined;
  /** Whether counts are divided by the width of their bin and by the total, so that their integral is 1. */
  readonly density?: boolean | undefined;
}

interface Histogram {
  <D extends DType>(x: NDArray<number, D>, bins?: number | NDArray<1> | readonly number[], options?: HistogramOptions & { readonly weights?: undefined; readonly density?: false | undefined }): [counts: NDArray<1, 'int32'>, limits: NDArray<1, FloatOf<D>>];
  (x: Given, bins?: Operand | readonly number[], options?: HistogramOptions & { readonly weights?: undefined; readonly density?: false | undefined }): [counts: NDArray<1, 'int32'>, limits: NDArray<1, FloatDType>];
  (x: Given, bins: Operand | readonly number[] | undefined, options: HistogramOptions): [counts: NDArray<1, FloatDType>, limits: NDArray<1, FloatDType>];
}

/** `[counts, limits]`: how many elements lie in each of `bins` (10) intervals of equal width, or between given limits. The last interval holds its end. */
export const histogram: Histogram = <A>(x: unknown, bins?: unknown, options?: HistogramOptions): A => {
  const source = checkArray('histogram', 'x', x);
  const values = toNumbers(source);
  const isEven = bins === undefined || bins === null || typeof bins === 'number';
  const limits = isEven ? evenLimits('histogram', values, (bins as number | undefined) ?? 10, options?.range ?? undefined) : givenLimits('histogram', bins);
  const { weights } = options ?? {};
  const own = weights === undefined || weights === null ? undefined : toNumbers(sameSize('histogram', source, weights));
  const counts = new Float64Array(limits.length - 1);
  for (let i = 0; i < values.length; i++) {
    const bin = binOf(limits, values[i]!, isEven);
    if (bin !== undefined) counts[bin]! += own?.[i] ?? 1;
  }
  const float = floating(source.dtype, getFloat());
  const density = options?.density ?? false;
  if (density) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    for (let i = 0; i < counts.length; i++) counts[i]! /= (limits[i + 1]! - limits[i]!) * total;
  }
  const dtype: DType = density || own !== undefined ? float : 'int32';
  // The reason for the cast: `A` is the result type of the overload that the caller chose.
  return [toPublic<NDArray>(fromNumbers(dtype, [counts.length], counts)), toPublic<NDArray>(fromNumbers(float, [limits.length], limits))] as unknown as A;
};

/** @internal Limits of bins of equal width. */
export function evenLimits(operation: string, values: Float64Array, count: number, range: readonly [number, number] | undefined): Float64Array {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`${operation}: the number of bins must be a whole number above 0, got ${count}`);
  let [low, high] = range ?? (values.length === 0 ? [0, 1] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  if (range === undefined) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) throw new RangeError(`${operation}: the limits must be finite and rise, got ${low} and ${high}`);
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const step = (high - low) / count;
  return Float64Array.from({ length: count + 1 }, (_, i) => (i === count ? high : i * step + low));
}

/** @internal Limits as a user gives them: they must rise. */
export function givenLimits(operation: string, bins: unknown): Float64Array {
  const limits = Array.isArray(bins) ? Float64Array.from(bins as number[]) : toNumbers(checkVector(operation, 'bins', bins));
  if (limits.length < 2 || limits.some((limit, i) => i > 0 && !(limit >= limits[i - 1]!))) throw new RangeError(`${operation}: two limits or more are wanted, and they must rise`);
  return limits;
}

/** @internal The bin of a value, or undefined outside of all. The last bin holds its upper limit. */
export function binOf(limits: Float64Array, value: number, isEven: boolean): number | undefined {
  const last = limits.length - 2;
  const [low, high] = [limits[0]!, limits[last + 1]!];
  if (!(value >= low && value <= high)) return undefined;
  if (!isEven) return Math.min(last, placeOf(limits, value, true) - 1);
  // By division, then corrected by the limits as they are rounded: what NumPy does.
  const guess = Math.min(last, Math.floor((value - low) * ((last + 1) / (high - low))));
  if (value < limits[guess]!) return guess - 1;
  return value >= limits[guess + 1]! && guess !== last ? guess + 1 : guess;
}

/** @internal Weights, one for each element. */
export function sameSize(operation: string, x: NDArrayObject, weights: unknown): NDArrayObject {
  const own = checkArray(operation, 'weights', weights);
  if (own.size !== x.size) throw new ShapeError(`${operation}: x is ${printShape(x.shape)}, weights is ${printShape(own.shape)}; one weight for each element is wanted`);
  return own;
}
