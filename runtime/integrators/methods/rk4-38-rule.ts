/** The 3/8 rule, order 4 (W. Kutta 1901). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rk438Rule(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 3) * k1[i]!), t + (1 / 3) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * (-(1 / 3) * k1[i]! + k2[i]!)), t + (2 / 3) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * (k1[i]! - k2[i]! + k3[i]!)), t + dt, ...args);
  return y.map((v, i) => v + dt * ((1 / 8) * k1[i]! + (3 / 8) * k2[i]! + (3 / 8) * k3[i]! + (1 / 8) * k4[i]!));
}
