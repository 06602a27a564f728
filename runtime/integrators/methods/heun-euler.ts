/** Heun's method of order 2 with Euler's of order 1 inside of it; steps with order 2. */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function heunEuler(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * k1[i]!), t + dt, ...args);
  const next = y.map((v, i) => v + dt * ((1 / 2) * k1[i]! + (1 / 2) * k2[i]!));
  const error = y.map((_, i) => dt * (-(1 / 2) * k1[i]! + (1 / 2) * k2[i]!));
  return [next, error];
}
