/**
 * Step size control: the time step that the next step of a pair of methods should have. With the local error e = Σ |y' - y*'| over all elements of all
 * states:
 *
 *     dt' = dt · clip(0.9 (tol / (e + 1e-12))^(1/5), 0.2, 5)
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';

/** The error of a state that is an array. */
export function errorOfArray(error: NDArrayLike): number {
  return bm.sum(Math.abs(error)).item();
}

/** The error of a state that is a number. */
export function errorOfNumber(error: number): number {
  return Math.abs(error);
}

export function nextTimeStep(errors: readonly number[], dt: number, tol: number): number {
  const error = errors.reduce((sum, one) => sum + one, 0);
  return dt * Math.min(Math.max(0.9 * (tol / (error + 1e-12)) ** 0.2, 0.2), 5);
}
