/** How often points occur in the boxes of a grid: `histogramdd`; and the limits of bins, `histogramBinEdges`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, Operand } from '../array/types.js';
import type { HistogramOptions } from './histogram.js';
import { binOf, evenLimits, givenLimits } from './histogram.js';
import { checkArray } from './operand.js';

export interface HistogramddOptions {
  /** The lowest and the highest limit along each axis; the smallest and the largest coordinate where they are not stated. */
  readonly range?: readonly (readonly [number, number])[] | undefined;
  /** What each point counts for; 1 where it is not stated. */
  readonly weights?: Operand | undefined;
  /** Whether counts are divided by the volume of their box and by the total. */
  readonly density?: boolean | undefined;
}

/** `[counts, limits]`: how many of the points (the rows of a matrix) lie in each box; `bins`: one for all axes, or one for each. */
export function histogramdd<D extends DType = DType>(
  points: Given<2, D>, bins: number | readonly (number | readonly number[] | NDArray<1>)[] = 10, options?: HistogramddOptions,
): [counts: NDArray<AnyRank, FloatOf<D>>, limits: NDArray<1, FloatOf<D>>[]] {
  const source = checkArray('histogramdd', 'points', points);
  if (source.ndim !== 2) throw new ShapeError(`histogramdd: points are the rows of a matrix, and this is ${printShape(source.shape)}`);
  const [count, axes] = source.shape as readonly [number, number];
  const each = typeof bins === 'number' ? Array.from({ length: axes }, () => bins) : bins;
  if (each.length !== axes) throw new ShapeError(`histogramdd: ${each.length} kinds of bins for points of ${axes} coordinates`);
  const all = toNumbers(source);
  const limits = each.map((one, k) => {
    const values = Float64Array.from({ length: count }, (_, i) => all[i * axes + k]!);
    return typeof one === 'number' ? evenLimits('histogramdd', values, one, options?.range?.[k]) : givenLimits('histogramdd', one);
  });
  const shape = limits.map((one) => one.length - 1);
  const weights = options?.weights === undefined ? undefined : toNumbers(checkArray('histogramdd', 'weights', options.weights));
  if (weights !== undefined && weights.length !== count) throw new ShapeError(`histogramdd: ${weights.length} weights for ${count} points`);
  const counts = new Float64Array(sizeOf(shape));
  for (let i = 0; i < count; i++) {
    let box: number | undefined = 0;
    for (let k = 0; k < axes && box !== undefined; k++) {
      const bin: number | undefined = binOf(limits[k]!, all[i * axes + k]!, typeof each[k] === 'number');
      box = bin === undefined ? undefined : box * shape[k]! + bin;
    }
    if (box !== undefined) counts[box]! += weights?.[i] ?? 1;
  }
  if (options?.density === true) divideByVolume(counts, limits);
  const float = floating(source.dtype, getFloat());
  return [toPublic(fromNumbers(float, shape, counts)), limits.map((one) => toPublic(fromNumbers(float, [one.length], one)))];
}

function divideByVolume(counts: Float64Array, limits: readonly Float64Array[]): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let i = 0; i < counts.length; i++) {
    let [rest, volume] = [i, 1];
    for (const edges of [...limits].reverse()) {
      const bin = rest % (edges.length - 1);
      volume *= edges[bin + 1]! - edges[bin]!;
      rest = Math.floor(rest / (edges.length - 1));
    }
    counts[i]! /= volume * total;
  }
}

/** The limits that `histogram` would use. */
export function histogramBinEdges<D extends DType = DType>(x: Given<number, D>, bins: number = 10, options?: Pick<HistogramOptions, 'range'>): NDArray<1, FloatDType> {
  const source = checkArray('histogramBinEdges', 'x', x);
  const limits = evenLimits('histogramBinEdges', toNumbers(source), bins, options?.range ?? undefined);
  return toPublic(fromNumbers(floating(source.dtype, getFloat()), [limits.length], limits));
}
