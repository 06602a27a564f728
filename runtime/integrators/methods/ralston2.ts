/** Ralston's method, order 2, with the least local error bound (A. Ralston 1962). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function ralston2(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (2 / 3) * k1[i]!), t + (2 / 3) * dt, ...args);
  return y.map((v, i) => v + dt * ((1 / 4) * k1[i]! + (3 / 4) * k2[i]!));
}
