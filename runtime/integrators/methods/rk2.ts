/** The generic method of order 2 with β = 2/3, as BrainPy's default has it: the same steps as Ralston's. */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rk2(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (2 / 3) * k1[i]!), t + (2 / 3) * dt, ...args);
  return y.map((v, i) => v + dt * ((1 / 4) * k1[i]! + (3 / 4) * k2[i]!));
}
