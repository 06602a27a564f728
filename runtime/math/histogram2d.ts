/** How often pairs of values occur: `histogram2d`. */
import type { FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { Given, NDArray, Operand } from '../array/types.js';
import { binOf, evenLimits, givenLimits, sameSize } from './histogram.js';
import { checkVector } from './search.js';

export interface Histogram2dOptions {
  /** The lowest and the highest limit of each; the smallest and the largest element where they are not stated. */
  readonly range?: readonly [readonly [number, number], readonly [number, number]] | undefined;
  /** What each pair counts for; 1 where it is not stated. */
  readonly weights?: Operand | undefined;
  /** Whether counts are divided by the area of their bin and by the total. */
  readonly density?: boolean | undefined;
}

type Bins = number | readonly number[] | NDArray<1>;

/** `[counts, limitsX, limitsY]`: how many pairs (x, y) lie in each bin; axis 0 of the counts goes along x. `bins`: one for both, or one for each. */
export function histogram2d(x: Given<1>, y: Given<1>, bins: number | readonly [Bins, Bins] = 10, options?: Histogram2dOptions): [counts: NDArray<2, FloatDType>, limitsX: NDArray<1, FloatDType>, limitsY: NDArray<1, FloatDType>] {
  const sources = [checkVector('histogram2d', 'x', x), checkVector('histogram2d', 'y', y)] as const;
  if (sources[0].size !== sources[1].size) throw new ShapeError(`histogram2d: x has ${sources[0].size} elements and y ${sources[1].size}; both must have as many`);
  const values = sources.map(toNumbers);
  const each = typeof bins === 'number' ? [bins, bins] : bins;
  const limits = each.map((one, k) => (typeof one === 'number' ? evenLimits('histogram2d', values[k]!, one, options?.range?.[k]) : givenLimits('histogram2d', one)));
  const [limitsX, limitsY] = limits as [Float64Array, Float64Array];
  const columns = limitsY.length - 1;
  const counts = new Float64Array((limitsX.length - 1) * columns);
  const weights = options?.weights === undefined ? undefined : toNumbers(sameSize('histogram2d', sources[0], options.weights));
  for (let i = 0; i < values[0]!.length; i++) {
    const row = binOf(limitsX, values[0]![i]!, typeof each[0] === 'number');
    const column = binOf(limitsY, values[1]![i]!, typeof each[1] === 'number');
    if (row !== undefined && column !== undefined) counts[row * columns + column]! += weights?.[i] ?? 1;
  }
  if (options?.density === true) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    for (let i = 0; i < counts.length; i++) {
      const [row, column] = [Math.floor(i / columns), i % columns];
      counts[i]! /= (limitsX[row + 1]! - limitsX[row]!) * (limitsY[column + 1]! - limitsY[column]!) * total;
    }
  }
  const float = floating(sources[0].dtype, getFloat());
  return [
    toPublic<NDArray<2, FloatDType>>(fromNumbers(float, [limitsX.length - 1, columns], counts)),
    toPublic<NDArray<1, FloatDType>>(fromNumbers(float, [limitsX.length], limitsX)), toPublic<NDArray<1, FloatDType>>(fromNumbers(float, [limitsY.length], limitsY)),
  ];
}
