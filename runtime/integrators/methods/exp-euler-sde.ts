/**
 * Exponential Euler for Itô integrals: the drift as `exp_auto` solves it, then g ΔW is added. Exact drift for linear equations; strong
 * order 1/2 (1 if the noise is additive).
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { expAuto } from './exp-auto.js';
import { addNoise, drawIncrements } from './wiener.js';

export function expEulerSde({ g, scalars }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const factors = g(...y, t, ...args);
  const next = expAuto(scalars!, y, t, args, dt);
  const dW = drawIncrements(y, factors, dt);
  return next.map((v, i) => addNoise(v, factors[i]!, dW[i]!));
}
