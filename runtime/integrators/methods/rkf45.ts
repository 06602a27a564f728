/**
 * Fehlberg's pair of orders 5 and 4; steps with order 5.
 * E. Fehlberg, NASA Technical Report R-315 (1969).
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rkf45(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 4) * k1[i]!), t + (1 / 4) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * ((3 / 32) * k1[i]! + (9 / 32) * k2[i]!)), t + (3 / 8) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * ((1932 / 2197) * k1[i]! - (7200 / 2197) * k2[i]! + (7296 / 2197) * k3[i]!)), t + (12 / 13) * dt, ...args);
  const k5 = f(...y.map((v, i) => v + dt * ((439 / 216) * k1[i]! - 8 * k2[i]! + (3680 / 513) * k3[i]! - (845 / 4104) * k4[i]!)), t + dt, ...args);
  const k6 = f(...y.map((v, i) => v + dt * (-(8 / 27) * k1[i]! + 2 * k2[i]! - (3544 / 2565) * k3[i]! + (1859 / 4104) * k4[i]! - (11 / 40) * k5[i]!)), t + (1 / 2) * dt, ...args);
  const next = y.map((v, i) => v + dt * ((16 / 135) * k1[i]! + (6656 / 12825) * k3[i]! + (28561 / 56430) * k4[i]! - (9 / 50) * k5[i]! + (2 / 55) * k6[i]!));
  const error = y.map((_, i) => dt * ((1 / 360) * k1[i]! - (128 / 4275) * k3[i]! - (2197 / 75240) * k4[i]! + (1 / 50) * k5[i]! + (2 / 55) * k6[i]!));
  return [next, error];
}
