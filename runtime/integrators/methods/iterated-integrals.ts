/**
 * The iterated Itô integrals over one step that methods of order 3/2 need, by two normal numbers for each factor: ΔW and ΔZ, both √dt N(0, 1).
 *
 *     I1 = ΔW      I10 = ½ dt (ΔW + ΔZ / √3)      I11 = ½ (ΔW² - dt)      I111 = (ΔW³ - 3 dt ΔW) / 6
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Values } from '../equation-system.js';

/** What the methods add g's stages with: I1, I11 / √dt, I10 / dt, I111 / dt. */
export interface Integrals {
  readonly i1: NDArrayLike;
  readonly i11: NDArrayLike;
  readonly i10: NDArrayLike;
  readonly i111: NDArrayLike;
}

export function drawIntegrals(y: Values, factors: readonly Values[], dt: number): readonly (readonly Integrals[])[] {
  return y.map((v, i) => factors[i]!.map(() => {
    const w = Math.sqrt(dt) * bm.random.randnLike(v);
    const z = Math.sqrt(dt) * bm.random.randnLike(v);
    return {
      i1: w, i11: 0.5 * (w * w - dt) / Math.sqrt(dt), i10: 0.5 * (w + z / Math.sqrt(3)), i111: (w * w * w - 3 * dt * w) / (6 * dt),
    };
  }));
}
