/**
 * The pair of Dormand and Prince, of orders 5 and 4; steps with order 5.
 * J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19–26.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function rkdp(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 5) * k1[i]!), t + (1 / 5) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * ((3 / 40) * k1[i]! + (9 / 40) * k2[i]!)), t + (3 / 10) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * ((44 / 45) * k1[i]! - (56 / 15) * k2[i]! + (32 / 9) * k3[i]!)), t + (4 / 5) * dt, ...args);
  const k5 = f(...y.map((v, i) => v + dt * ((19372 / 6561) * k1[i]! - (25360 / 2187) * k2[i]! + (64448 / 6561) * k3[i]! - (212 / 729) * k4[i]!)), t + (8 / 9) * dt, ...args);
  const k6 = f(...y.map((v, i) => v + dt * ((9017 / 3168) * k1[i]! - (355 / 33) * k2[i]! + (46732 / 5247) * k3[i]! + (49 / 176) * k4[i]! - (5103 / 18656) * k5[i]!)), t + dt, ...args);
  const k7 = f(...y.map((v, i) => v + dt * ((35 / 384) * k1[i]! + (500 / 1113) * k3[i]! + (125 / 192) * k4[i]! - (2187 / 6784) * k5[i]! + (11 / 84) * k6[i]!)), t + dt, ...args);
  const next = y.map((v, i) => v + dt * ((35 / 384) * k1[i]! + (500 / 1113) * k3[i]! + (125 / 192) * k4[i]! - (2187 / 6784) * k5[i]! + (11 / 84) * k6[i]!));
  const error = y.map((_, i) => dt * ((71 / 57600) * k1[i]! - (71 / 16695) * k3[i]! + (71 / 1920) * k4[i]! - (17253 / 339200) * k5[i]! + (22 / 525) * k6[i]! - (1 / 40) * k7[i]!));
  return [next, error];
}
