/**
 * The pair of Cash and Karp, of orders 5 and 4; steps with order 5.
 * J. R. Cash, A. H. Karp, ACM Trans. Math. Softw. 16 (1990) 201–222.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Embedded } from '../method-types.js';
import type { Derivative, Values } from '../equation-system.js';

export function ck(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number): Embedded {
  const k1 = f(...y, t, ...args);
  const k2 = f(...y.map((v, i) => v + dt * (1 / 5) * k1[i]!), t + (1 / 5) * dt, ...args);
  const k3 = f(...y.map((v, i) => v + dt * ((3 / 40) * k1[i]! + (9 / 40) * k2[i]!)), t + (3 / 10) * dt, ...args);
  const k4 = f(...y.map((v, i) => v + dt * ((3 / 10) * k1[i]! - (9 / 10) * k2[i]! + (6 / 5) * k3[i]!)), t + (3 / 5) * dt, ...args);
  const k5 = f(...y.map((v, i) => v + dt * (-(11 / 54) * k1[i]! + (5 / 2) * k2[i]! - (70 / 27) * k3[i]! + (35 / 27) * k4[i]!)), t + dt, ...args);
  const k6 = f(...y.map((v, i) => v + dt * ((1631 / 55296) * k1[i]! + (175 / 512) * k2[i]! + (575 / 13824) * k3[i]! + (44275 / 110592) * k4[i]! + (253 / 4096) * k5[i]!)), t + (7 / 8) * dt, ...args);
  const next = y.map((v, i) => v + dt * ((37 / 378) * k1[i]! + (250 / 621) * k3[i]! + (125 / 594) * k4[i]! + (512 / 1771) * k6[i]!));
  const error = y.map((_, i) => dt * (-(277 / 64512) * k1[i]! + (6925 / 370944) * k3[i]! - (6925 / 202752) * k4[i]! - (277 / 14336) * k5[i]! + (277 / 7084) * k6[i]!));
  return [next, error];
}
