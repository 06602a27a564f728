/** The generic method of order 2: the second stage lies β dt ahead. β = 2/3 (Ralston's method) where it is not stated. */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';
import type { OdeStepOptions } from '../method-types.js';

export function rk2(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number, { beta = 2 / 3 }: OdeStepOptions): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * beta * k1[i]!), t + beta * dt, ...args);
  const weight = 1 / (2 * beta);
  return y.map((v, i) => v + dt * ((1 - weight) * k1[i]! + weight * k2[i]!));
}
