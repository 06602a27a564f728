/** The classical Runge–Kutta method, order 4. */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rk4(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 2) * k1[i]!), t + (1 / 2) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * (1 / 2) * k2[i]!), t + (1 / 2) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * k3[i]!), t + dt, ...args);
  return y.map((v, i) => v + dt * ((1 / 6) * k1[i]! + (1 / 3) * k2[i]! + (1 / 3) * k3[i]! + (1 / 6) * k4[i]!));
}
