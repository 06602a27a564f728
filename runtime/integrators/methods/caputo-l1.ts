/**
 * The L1 scheme for Caputo derivatives of order 0 < α ≤ 1: with the differences d of successive states,
 *
 *     x' = dt^α Γ(2 - α) f(x, t) + x - Σ_{m ≥ 1} ((m + 1)^(1 - α) - m^(1 - α)) d_m
 *
 * where d_1 is the last difference, d_2 the one before it. Order 2 - α for smooth solutions. K. B. Oldham, J. Spanier, The Fractional
 * Calculus (1974).
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';
import type { Memory } from '../method-types.js';
import { takeStep } from './next-step.js';

export function caputoL1(f: Derivative, memory: Memory, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const dx = f(...y, t, ...args);
  const step = takeStep(memory);
  return y.map((v, i) => {
    bm.history.keep(memory.rings[i]!, step, v - memory.last[i]!);
    memory.last[i]!.value = v;
    const trace = bm.history.weigh(memory.rings[i]!, memory.weights[i]!, step);
    return dt ** memory.orders[i]! * memory.gammas[i]! * dx[i]! + v - trace;
  });
}
