/**
 * The Euler–Heun method for Stratonovich integrals: with ȳ = y + g(y) ΔW, y' = y + f dt + ½ (g(y) + g(ȳ)) ΔW. Strong order 1/2 (1 if
 * the noise commutes, as that of a single process does).
 * P. E. Kloeden, E. Platen, Numerical Solution of Stochastic Differential Equations (1992).
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { addNoise, drawIncrements } from './wiener.js';

export function eulerHeun({ f, g }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const drift = f(...y, t, ...args);
  const factors = g(...y, t, ...args);
  const dW = drawIncrements(y, factors, dt);
  const ahead = g(...y.map((v, i) => addNoise(v, factors[i]!, dW[i]!)), t, ...args);
  return y.map((v, i) => addNoise(v + dt * drift[i]!, factors[i]!.map((g0, k) => 0.5 * (g0 + ahead[i]![k]!)), dW[i]!));
}
