/** The explicit midpoint method, order 2. */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function midpoint(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 2) * k1[i]!), t + (1 / 2) * dt, ...args);
  return y.map((v, i) => v + dt * k2[i]!);
}
