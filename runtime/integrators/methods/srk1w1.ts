/**
 * Rößler's SRI1W1 for Itô integrals with one Wiener process for each state: strong order 3/2, order 2 without noise.
 * A. Rößler, SIAM J. Numer. Anal. 48 (2010) 922–952, table 6.1.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { drawIntegrals } from './iterated-integrals.js';

export function srk1w1({ f, g }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const root = Math.sqrt(dt);
  const f1 = f(...y, t, ...args);
  const g1 = g(...y, t, ...args);
  const integrals = drawIntegrals(y, g1, dt);
  const f2 = f(...y.map((v, i) => g1[i]!.reduce((sum, a, k) => sum + 1.5 * a * integrals[i]![k]!.i10, v + dt * 0.75 * f1[i]!)), t + 0.75 * dt, ...args);
  const g2 = g(...y.map((v, i) => g1[i]!.reduce((sum, a) => sum + root * 0.5 * a, v + dt * 0.25 * f1[i]!)), t + 0.25 * dt, ...args);
  const g3 = g(...y.map((v, i) => g1[i]!.reduce((sum, a) => sum - root * a, v + dt * f1[i]!)), t + dt, ...args);
  const g4 = g(...y.map((v, i) => g1[i]!.reduce((sum, a, k) =>
    sum + root * (-5 * a + 3 * g2[i]![k]! + 0.5 * g3[i]![k]!), v + dt * 0.25 * f1[i]!)), t + 0.25 * dt, ...args);
  return y.map((v, i) => g1[i]!.reduce((sum, a, k) => {
    const { i1, i11, i10, i111 } = integrals[i]![k]!;
    return sum + (-i1 - i11 + 2 * i10 - 2 * i111) * a
      + ((4 / 3) * i1 + (4 / 3) * i11 - (4 / 3) * i10 + (5 / 3) * i111) * g2[i]![k]!
      + ((2 / 3) * i1 - (1 / 3) * i11 - (2 / 3) * i10 - (2 / 3) * i111) * g3[i]![k]!
      + i111 * g4[i]![k]!;
  }, v + dt * ((1 / 3) * f1[i]! + (2 / 3) * f2[i]!)));
}
