/**
 * The Euler–Maruyama method for Itô integrals: y' = y + f dt + g ΔW. Strong order 1/2 (1 if the noise is additive), weak order 1.
 * G. Maruyama, Rend. Circ. Mat. Palermo 4 (1955) 48–90.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';
import type { SdeEquations } from '../method-types.js';
import { addNoise, drawIncrements } from './wiener.js';

export function eulerMaruyama({ f, g }: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const drift = f(...y, t, ...args);
  const factors = g(...y, t, ...args);
  const dW = drawIncrements(y, factors, dt);
  return y.map((v, i) => addNoise(v + dt * drift[i]!, factors[i]!, dW[i]!));
}
