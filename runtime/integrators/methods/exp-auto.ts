/**
 * Exponential Euler, with the linear part found by differentiation. For each state: d = f(y, t), L = ∂f/∂y,
 * y' = y + dt · exprel(dt · L) · d, where exprel x = (e^x − 1) / x. Exact for linear equations. All equations see the old states.
 */
import * as bm from '../../math/index.js';
import type { NDArrayLike } from '../../array/types.js';
import type { ScalarDerivative, Values } from '../equation-system.js';
import { partial } from '../partial.js';

export function expAuto(fs: readonly ScalarDerivative[], y: Values, t: NDArrayLike, args: Values, dt: number): Values {
  return y.map((v, i) => {
    const [d, slope] = partial(fs[i]!, i)(...y, t, ...args);
    return v + dt * bm.exprel(dt * slope) * d;
  });
}
