/** How variables vary together: `cov`, `corrcoef`. Rows are variables, columns are observations. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import { diagonal } from './diagonals.js';
import { matmul } from './dot.js';
import { div } from './generated/div.js';
import { sqrt } from './generated/sqrt.js';
import { sub } from './generated/sub.js';
import { vstack } from './join.js';
import { mean } from './mean.js';
import { outer } from './dot.js';
import { checkArray } from './operand.js';
import { transpose } from './rearrange.js';

export interface CovarianceOptions {
  /** The divisor is the number of observations less this; 1 where it is not stated. */
  readonly ddof?: number | undefined;
}

/** The covariances of the rows of `x` (and of `y`): a matrix; of one vector its variance, rank 0. */
export function cov<D extends DType = DType>(x: NDArray<2, D>, y?: Given, options?: CovarianceOptions): NDArray<2, FloatOf<D>>;
export function cov<D extends DType = DType>(x: Given<number, D>, y?: Given, options?: CovarianceOptions): NDArray<AnyRank, FloatOf<D>>;
export function cov(x: unknown, y?: unknown, options?: CovarianceOptions): NDArray {
  const given = checkArray('cov', 'x', x);
  if (given.ndim > 2) throw new ShapeError(`cov: x must have rank 1 or 2, and is ${printShape(given.shape)}`);
  const rows = y === undefined || y === null ? [given] : [given, checkArray('cov', 'y', y)];
  const all = vstack(rows.map((row) => toPublic<NDArray>(row)));
  const centered: NDArray = sub(all, mean(all, { axis: 1, keepdims: true }));
  const found = div(matmul(centered, transpose(centered)), Math.max(0, all.shape[1]! - (options?.ddof ?? 1)));
  return all.shape[0] === 1 && given.ndim < 2 ? toPublic(checkArray('cov', 'x', found).share([])) : found;
}

/** The correlations of the rows of `x` (and of `y`): covariances divided by both standard deviations. */
export function corrcoef<D extends DType = DType>(x: NDArray<2, D>, y?: Given): NDArray<2, FloatOf<D>>;
export function corrcoef<D extends DType = DType>(x: Given<number, D>, y?: Given): NDArray<AnyRank, FloatOf<D>>;
export function corrcoef(x: unknown, y?: unknown): NDArray {
  // The reason for the casts: `cov` checks what it is given.
  const covariances = cov(x as NDArray, y as Given);
  if (covariances.ndim === 0) return div(covariances, covariances);
  const deviations = sqrt(diagonal(covariances));
  return div(covariances, outer(deviations, deviations));
}
