/** The Gaussian error linear unit: `gelu`. */
import type { DType } from '../abi/dtype.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import { geluCubic, geluLowest, geluScale } from '../abi/gelu.js';
import { add } from './generated/add.js';
import { maximum } from './generated/maximum.js';
import { mul } from './generated/mul.js';
import { sigmoid } from './generated/sigmoid.js';

/**
 * The Gaussian error linear unit, in its usual approximation by tanh: ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). It is written by the sigmoid, so that nothing cancels:
 * x σ(2 √(2/π) (x + 0.044715 x³)) (D. Hendrycks, K. Gimpel, arXiv:1606.08415). Of the shape of `x`; whole numbers give the default float.
 */
export function gelu<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): NDArray<R, FloatOf<D>> {
  // Lowering writes the same operations (3-lower/lower-gelu.ts).
  const cube = mul(mul(mul(x, geluCubic), x), x);
  return mul(maximum(x, geluLowest), sigmoid(mul(add(cube, x), geluScale))) as unknown as NDArray<R, FloatOf<D>>;
}
