/** Ralston's method, order 3 (A. Ralston 1962). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function ralston3(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 2) * k1[i]!), t + (1 / 2) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * (3 / 4) * k2[i]!), t + (3 / 4) * dt, ...args);
  return y.map((v, i) => v + dt * ((2 / 9) * k1[i]! + (1 / 3) * k2[i]! + (4 / 9) * k3[i]!));
}
