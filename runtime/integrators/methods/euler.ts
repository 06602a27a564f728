/** The Euler method, order 1: y' = y + dt f(y, t). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function euler(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  return y.map((v, i) => v + dt * k1[i]!);
}
