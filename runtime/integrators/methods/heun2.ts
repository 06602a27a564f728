/** Heun's method, order 2 (the explicit trapezoid rule). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function heun2(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * k1[i]!), t + dt, ...args);
  return y.map((v, i) => v + dt * ((1 / 2) * k1[i]! + (1 / 2) * k2[i]!));
}
