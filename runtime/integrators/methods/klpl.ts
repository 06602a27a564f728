/**
 * The method of Kloeden and Platen for Itô integrals with one Wiener process for each state: strong order 1. With ȳ = y + f dt + g √dt,
 *
 *     y' = y + f dt + g I1 + (g(ȳ) - g(y)) I11 / √dt
 *
 * P. E. Kloeden, E. Platen, Numerical Solution of Stochastic Differential Equations (1992), section 11.1.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { drawIncrements } from './wiener.js';

export function klpl({ f, g }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const root = Math.sqrt(dt);
  const f1 = f(...y, t, ...args);
  const g1 = g(...y, t, ...args);
  const dW = drawIncrements(y, g1, dt);
  const g2 = g(...y.map((v, i) => g1[i]!.reduce((sum, a) => sum + root * a, v + dt * f1[i]!)), t, ...args);
  return y.map((v, i) => g1[i]!.reduce((sum, a, k) => {
    const w = dW[i]![k]!;
    const i11 = 0.5 * (w * w - dt) / root;
    return sum + (w - i11) * a + i11 * g2[i]![k]!;
  }, v + dt * f1[i]!));
}
