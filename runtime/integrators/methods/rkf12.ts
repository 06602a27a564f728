/**
 * Fehlberg's pair of orders 2 and 1; steps with order 2.
 * E. Fehlberg, NASA Technical Report R-315 (1969).
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rkf12(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 2) * k1[i]!), t + (1 / 2) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * ((1 / 256) * k1[i]! + (255 / 256) * k2[i]!)), t + dt, ...args);
  const next = y.map((v, i) => v + dt * ((1 / 512) * k1[i]! + (255 / 256) * k2[i]! + (1 / 512) * k3[i]!));
  const error = y.map((_, i) => dt * (-(1 / 512) * k1[i]! + (1 / 512) * k3[i]!));
  return [next, error];
}
