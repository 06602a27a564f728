/**
 * The pair of Bogacki and Shampine, of orders 3 and 2; steps with order 3. Known as `bs` and as `BoSh3`.
 * P. Bogacki, L. F. Shampine, Appl. Math. Lett. 2 (1989) 321–325.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function bogackiShampine(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 2) * k1[i]!), t + (1 / 2) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * (3 / 4) * k2[i]!), t + (3 / 4) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * ((2 / 9) * k1[i]! + (1 / 3) * k2[i]! + (4 / 9) * k3[i]!)), t + dt, ...args);
  const next = y.map((v, i) => v + dt * ((2 / 9) * k1[i]! + (1 / 3) * k2[i]! + (4 / 9) * k3[i]!));
  const error = y.map((_, i) => dt * (-(5 / 72) * k1[i]! + (1 / 12) * k2[i]! + (1 / 9) * k3[i]! - (1 / 8) * k4[i]!));
  return [next, error];
}
