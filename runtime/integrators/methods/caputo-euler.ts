/**
 * The Euler method for Caputo derivatives of order 0 < α < 1:
 *
 *     x' = x_0 + dt^α / Γ(α + 1) Σ_{m ≥ 0} ((m + 1)^α - m^α) f_m
 *
 * where f_0 is the derivative at the present state, f_1 that at the one before it, and x_0 the initial value. Order α at least, 1 for smooth f.
 * C. Li, F. Zeng, Numer. Funct. Anal. Optim. 34 (2013) 149–179.
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';
import type { Memory } from '../method-types.js';
import { takeStep } from './next-step.js';

export function caputoEuler(f: Derivative, memory: Memory, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const dx = f(...y, t, ...args);
  const step = takeStep(memory);
  return y.map((_, i) => {
    bm.history.keep(memory.rings[i]!, step, dx[i]!);
    const sum = bm.history.weigh(memory.rings[i]!, memory.weights[i]!, step);
    return memory.first[i]! + dt ** memory.orders[i]! * memory.gammas[i]! * sum;
  });
}
