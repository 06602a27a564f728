/**
 * Step size control: the step of a pair of methods, and the time step that the next one should have. With the local error
 * e = Σ |y' - y*'| over all elements of all states:
 *
 *     dt' = dt · clip(0.9 (tol / (e + 1e-12))^(1/5), 0.2, 5)
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { Embedded } from '../method-types.js';

export function adaptiveStep([next, errors]: Embedded, dt: number, tol: number): readonly [...Values, NDArrayLike] {
  const error = errors.reduce<number>((sum, one) => sum + bm.sum(Math.abs(one)).item(), 0);
  const factor = Math.min(Math.max(0.9 * (tol / (error + 1e-12)) ** 0.2, 0.2), 5);
  return [...next, dt * factor];
}
