/** The increments of Wiener processes, and what they add to a state. */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';

/** ΔW = √dt N(0, 1): one for each factor of each state, of the shape of the state. */
export function drawIncrements(y: Values, factors: readonly Values[], dt: number): readonly Values[] {
  return y.map((v, i) => factors[i]!.map(() => Math.sqrt(dt) * bm.random.randnLike(v)));
}

/** v + Σ g ΔW. */
export function addNoise(v: NDArrayLike, factors: Values, increments: Values): NDArrayLike {
  return factors.reduce((sum, g, k) => sum + g * increments[k]!, v);
}
