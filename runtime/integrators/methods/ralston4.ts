/** Ralston's method, order 4, with the least local error bound (A. Ralston 1962). */
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';

export function ralston4(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (2 / 5) * k1[i]!), t + (2 / 5) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * (((-2889 + 1428 * Math.sqrt(5)) / 1024) * k1[i]! + ((3785 - 1620 * Math.sqrt(5)) / 1024) * k2[i]!)), t + (7 / 8 - (3 / 16) * Math.sqrt(5)) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * (((-3365 + 2094 * Math.sqrt(5)) / 6040) * k1[i]! + ((-975 - 3046 * Math.sqrt(5)) / 2552) * k2[i]! + ((467040 + 203968 * Math.sqrt(5)) / 240845) * k3[i]!)), t + dt, ...args);
  return y.map((v, i) => v + dt * (((263 + 24 * Math.sqrt(5)) / 1812) * k1[i]! + ((125 - 1000 * Math.sqrt(5)) / 3828) * k2[i]! + (1024 * (3346 + 1623 * Math.sqrt(5)) / 5924787) * k3[i]! + ((30 - 4 * Math.sqrt(5)) / 123) * k4[i]!));
}
