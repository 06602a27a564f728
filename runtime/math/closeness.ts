/** Whether arrays agree: `isclose`, `allclose`, `arrayEqual`. */
import type { Shape } from '../abi/shape.js';
import { sameShape } from '../abi/shape.js';
import type { AnyRank, Given, NDArray, Operand } from '../array/types.js';
import { abs } from './generated/abs.js';
import { add } from './generated/add.js';
import { equal } from './generated/equal.js';
import { isfinite } from './generated/isfinite.js';
import { isnan } from './generated/isnan.js';
import { lessEqual } from './generated/lessEqual.js';
import { logicalAnd } from './generated/logicalAnd.js';
import { logicalOr } from './generated/logicalOr.js';
import { mul } from './generated/mul.js';
import { sub } from './generated/sub.js';
import { toPublic } from '../array/nd-array.js';
import { castArray } from './cast.js';
import { checkReduced } from './reduce.js';
import { all } from './truth.js';

export interface CloseOptions {
  /** The largest difference as a part of |b|; 1e-5. */
  readonly rtol?: number | undefined;
  /** The largest difference beside that; 1e-8. */
  readonly atol?: number | undefined;
  /** Whether NaN is equal to NaN. */
  readonly equalNan?: boolean | undefined;
}

/** Element by element, whether |a - b| ≤ atol + rtol |b|; infinities are close to themselves. Compared in float64. */
export function isclose(a: Operand, b: Operand, options?: CloseOptions): NDArray<AnyRank, 'bool'> {
  const [x, y] = [a, b].map((given) => toPublic<NDArray<AnyRank, 'float64'>>(castArray(checkReduced('isclose', given), 'float64'))) as [NDArray, NDArray];
  const isNear = lessEqual(abs(sub(x, y)), add(options?.atol ?? 1e-8, mul(options?.rtol ?? 1e-5, abs(y))));
  const close = logicalOr(logicalAnd(isNear, isfinite(y)), equal(x, y));
  // The reason for the cast: all of these are bools of the broadcast shape.
  return ((options?.equalNan ?? false) ? logicalOr(close, logicalAnd(isnan(x), isnan(y))) : close) as unknown as NDArray<number, 'bool'>;
}

/** Whether all elements are close, as `isclose` says: a plain boolean. */
export function allclose(a: Operand, b: Operand, options?: CloseOptions): boolean {
  return all(isclose(a, b, options)).item() as boolean;
}

/** Whether both arrays have the same shape and the same elements: a plain boolean. NaN is equal to nothing. */
export function arrayEqual(a: Given | number, b: Given | number): boolean {
  const shapes = [a, b].map((given) => checkReduced('arrayEqual', given).shape) as [Shape, Shape];
  return sameShape(...shapes) && (all(equal(a, b)).item() as boolean);
}
