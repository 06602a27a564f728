/** What part of the elements lies below: `median`, `quantile`, `percentile`. Elements are sorted and compared in float64. */
import type { DType } from '../abi/dtype.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray, laneStart } from '../array/fill-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, Operand } from '../array/types.js';
import type { ReduceArgument, ReduceOptions } from './reduce.js';
import { checkReduced, lanesToReduce } from './reduce.js';
import type { Reduce } from './reduce-function.js';

/** NumPy's names: the nine of Hyndman and Fan 1996, "Sample quantiles in statistical packages", and four simple ones. */
type Method = Continuous | Discrete | 'lower' | 'higher' | 'nearest' | 'midpoint';
type Continuous = 'linear' | 'interpolated_inverted_cdf' | 'hazen' | 'weibull' | 'median_unbiased' | 'normal_unbiased';
type Discrete = 'inverted_cdf' | 'averaged_inverted_cdf' | 'closest_observation';

export interface QuantileOptions extends ReduceOptions {
  /** Between two elements: on the line between them (`linear`, the default), one of them, their middle, or by one of NumPy's other methods. */
  readonly method?: Method | undefined;
}

/** Where between its two neighbours a quantile lies: 0 is the lower one, 1 the higher. `index` is the lower one's place in the sorted list. */
const fractions: Readonly<Record<Method | 'mean', (fraction: number, index: number) => number>> = {
  inverted_cdf: (fraction) => Number(fraction > 0),
  averaged_inverted_cdf: (fraction) => (fraction === 0 ? 0.5 : 1),
  // Halves go to the place that is even when counted from 1.
  closest_observation: (fraction, index) => Number(!(fraction === 0 && index % 2 !== 0)),
  interpolated_inverted_cdf: (fraction) => fraction,
  hazen: (fraction) => fraction,
  weibull: (fraction) => fraction,
  median_unbiased: (fraction) => fraction,
  normal_unbiased: (fraction) => fraction,
  linear: (fraction) => fraction,
  lower: () => 0,
  higher: (fraction) => Number(fraction > 0),
  // Halves go to the even place, as in NumPy.
  nearest: (fraction, index) => (fraction === 0.5 ? index % 2 : Number(fraction > 0.5)),
  midpoint: (fraction) => (fraction === 0 ? 0 : 0.5),
  mean: (fraction) => fraction,
};

/** What Hyndman and Fan call α (and β, which is the same but for one method). */
const continuous: Readonly<Partial<Record<Method | 'mean', readonly [alpha: number, beta: number]>>> = {
  interpolated_inverted_cdf: [0, 1], hazen: [0.5, 0.5], weibull: [0, 0], median_unbiased: [1 / 3, 1 / 3], normal_unbiased: [3 / 8, 3 / 8],
};

/** Where in a sorted list of n elements the part q lies, counted from 0: between two places for most parts. */
function placeOfPart(q: number, n: number, method: Method | 'mean'): number {
  const parameters = continuous[method];
  if (parameters !== undefined) return n * q + (parameters[0] + q * (1 - parameters[0] - parameters[1])) - 1;
  if (method === 'inverted_cdf' || method === 'averaged_inverted_cdf') return n * q - 1;
  return method === 'closest_observation' ? n * q - 1 - 0.5 : q * (n - 1);
}

/** The middle element, or the mean of the two in the middle; NaN if any element is NaN, or if there are none. */
export const median: Reduce<'float'> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(quantilesOf('median', x, 0.5, options, 'mean', false));

/** `median` of the elements that are not NaN. */
export const nanmedian: Reduce<'float'> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(quantilesOf('nanmedian', x, 0.5, options, 'mean', true));

interface Quantile {
  <D extends DType>(x: NDArray<number, D>, q: number, options?: QuantileOptions & { readonly axis?: undefined; readonly keepdims?: false }): NDArray<0, FloatOf<D>>;
  <D extends DType>(x: Given<number, D>, q: Operand | readonly number[], options?: number | readonly number[] | QuantileOptions): NDArray<AnyRank, FloatOf<D>>;
}

/** The element below which the part `q` (0 … 1) of all elements lies. A list of parts gives an axis more, in front. NaN as in `median`. */
export const quantile: Quantile = <A>(x: unknown, q: unknown, options?: ReduceArgument): A =>
  toPublic(quantilesOf('quantile', x, readParts('quantile', q, 1), options, methodOf(options), false));

/** `quantile` with parts of 100. */
export const percentile: Quantile = <A>(x: unknown, q: unknown, options?: ReduceArgument): A =>
  toPublic(quantilesOf('percentile', x, readParts('percentile', q, 100), options, methodOf(options), false));

/** `quantile` of the elements that are not NaN. */
export const nanquantile: Quantile = <A>(x: unknown, q: unknown, options?: ReduceArgument): A =>
  toPublic(quantilesOf('nanquantile', x, readParts('nanquantile', q, 1), options, methodOf(options), true));

/** `percentile` of the elements that are not NaN. */
export const nanpercentile: Quantile = <A>(x: unknown, q: unknown, options?: ReduceArgument): A =>
  toPublic(quantilesOf('nanpercentile', x, readParts('nanpercentile', q, 100), options, methodOf(options), true));

function methodOf(options: ReduceArgument): Method {
  const method = (typeof options === 'object' && options !== null && 'method' in options ? (options as QuantileOptions).method : undefined) ?? 'linear';
  if (method in fractions && method !== ('mean' as string)) return method;
  throw new TypeError(`quantile: there is no method '${method}'; the methods are ${Object.keys(fractions).slice(0, -1).join(', ')}`);
}

function readParts(operation: string, q: unknown, whole: number): number | readonly number[] {
  const given = NDArrayObject.isInstance(q) ? (q.ndim === 0 ? q.storage.number() : Array.from(q.storage.elements())) : (q as number | readonly number[]);
  for (const part of typeof given === 'number' ? [given] : given) {
    if (!(part >= 0 && part <= whole)) throw new RangeError(`${operation}: q must be between 0 and ${whole}, got ${part}`);
  }
  return typeof given === 'number' ? given / whole : given.map((part) => part / whole);
}

function quantilesOf(operation: string, x: unknown, q: number | readonly number[], options: ReduceArgument, method: Method | 'mean', skipNaN: boolean): NDArrayObject {
  const given = checkReduced(operation, x);
  const lanes = lanesToReduce(operation, given, options);
  const parts = typeof q === 'number' ? [q] : q;
  const shape = typeof q === 'number' ? lanes.shape : [parts.length, ...lanes.shape];
  return fillArray(floating(given.dtype, getFloat()), shape, [lanes.source], (to, from) => {
    const results = to.length / Math.max(1, parts.length);
    for (let lane = 0; lane < results; lane++) {
      const start = laneStart(lanes, lane);
      const all = Float64Array.from({ length: lanes.count }, (_, k) => from[start + k * lanes.inner]!);
      const sorted = (skipNaN ? all.filter((value) => value === value) : all).sort();
      for (const [k, part] of parts.entries()) to[k * results + lane] = interpolate(sorted, part, method);
    }
  });
}

/** NaNs sort to the end, so the last element tells whether there are any. */
function interpolate(sorted: Float64Array, part: number, method: Method | 'mean'): number {
  const last = sorted.length - 1;
  if (last < 0 || Number.isNaN(sorted[last])) return Number.NaN;
  const place = placeOfPart(part, sorted.length, method);
  if (place < 0) return sorted[0]!;
  const index = Math.min(last, Math.floor(place));
  const t = index === last ? 0 : fractions[method](place - index, index);
  const [low, high] = [sorted[index]!, sorted[Math.min(last, index + 1)]!];
  if (t === 0 || low === high) return low;
  // The median is a mean, which is infinite between a number and infinity, where a line has no middle.
  if (method === 'mean') return (low + high) / 2;
  // From the nearer end, as NumPy does, so that t = 1 gives the higher one exactly.
  return t < 0.5 ? low + (high - low) * t : high - (high - low) * (1 - t);
}
