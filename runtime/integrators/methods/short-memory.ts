/**
 * The explicit Grünwald–Letnikov method with a memory of the last M states, for orders 0 < α ≤ 1:
 *
 *     x' = dt^α f(x, t) - Σ_{1 ≤ j ≤ M} C_j x_j,      C_0 = 1,  C_j = (1 - (1 + α) / j) C_{j - 1}
 *
 * where x_1 is the present state, x_2 the one before it. Order 1 while the memory holds all steps; a shorter one costs accuracy.
 * D. Clemente-López et al., MOCAST (2019).
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';
import type { Memory } from '../method-types.js';
import { takeStep } from './next-step.js';

export function shortMemory(f: Derivative, memory: Memory, y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  const dx = f(...y, t, ...args);
  const step = takeStep(memory);
  return y.map((v, i) => {
    bm.history.keep(memory.rings[i]!, step, v);
    const past = bm.history.weigh(memory.rings[i]!, memory.weights[i]!, step);
    return dt ** memory.orders[i]! * dx[i]! - past;
  });
}
