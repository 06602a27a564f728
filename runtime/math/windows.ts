/** Windows of signals: `hanning`, `hamming`, `blackman`, `bartlett`, `kaiser`. Vectors of the default float, computed in float64. */
import type { FloatDType } from '../abi/dtype.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { array } from './array.js';
import { bessel0 } from './bessel.js';
import { cos } from './generated/cos.js';

/** `shape(cos)` of n = 1 - N, 3 - N, …, N - 1: the cosine of k π n / (N - 1) is ours, so that every engine gives the same bits. */
function window(operation: string, count: number, shape: (cosine: (k: number) => number, n: number) => number): NDArray<1, FloatDType> {
  checkCount(operation, count);
  const points = Array.from({ length: count }, (_, i) => 1 - count + 2 * i);
  const cosines = (k: number): ArrayLike<number> => cos(array(points.map((n) => k * Math.PI * n / (count - 1)), { dtype: 'float64' })).toTypedArray();
  const [first, second] = [cosines(1), cosines(2)];
  return toPublic(fromNumbers(getFloat(), [count], count === 1 ? [1] : points.map((n, i) => shape((k) => (k === 1 ? first : second)[i]!, n))));
}

/** 0.5 + 0.5 cos(π n / (N - 1)) for N points. */
export function hanning(count: number): NDArray<1, FloatDType> {
  return window('hanning', count, (cosine) => 0.5 + 0.5 * cosine(1));
}

/** 0.54 + 0.46 cos(π n / (N - 1)) for N points. */
export function hamming(count: number): NDArray<1, FloatDType> {
  return window('hamming', count, (cosine) => 0.54 + 0.46 * cosine(1));
}

/** 0.42 + 0.5 cos(π n / (N - 1)) + 0.08 cos(2 π n / (N - 1)) for N points. */
export function blackman(count: number): NDArray<1, FloatDType> {
  return window('blackman', count, (cosine) => 0.42 + 0.5 * cosine(1) + 0.08 * cosine(2));
}

/** The triangle 1 - |n| / (N - 1) of N points. */
export function bartlett(count: number): NDArray<1, FloatDType> {
  return window('bartlett', count, (_, n) => (n <= 0 ? 1 + n / (count - 1) : 1 - n / (count - 1)));
}

/** I0(beta sqrt(1 - (n / (N - 1))²)) / I0(beta) for N points: the larger `beta`, the narrower. */
export function kaiser(count: number, beta: number): NDArray<1, FloatDType> {
  checkCount('kaiser', count);
  const half = (count - 1) / 2;
  const values = bessel0(Float64Array.from({ length: count }, (_, i) => beta * Math.sqrt(Math.max(0, 1 - ((i - half) / half) ** 2))));
  const [whole] = bessel0(Float64Array.of(beta));
  return toPublic(fromNumbers(getFloat(), [count], count === 1 ? [1] : values.map((value) => value / whole!)));
}

function checkCount(operation: string, count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`${operation}: the number of points must be a whole number of 0 or more, got ${count}`);
}
