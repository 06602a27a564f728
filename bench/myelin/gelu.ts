/** W1 as a user writes it. */
import { jit, math as bm, type NDArray } from 'myelin';

function gelu(x: NDArray) {
  const sqrt = bm.sqrt(2 / bm.pi);
  const cdf = 0.5 * (1.0 + bm.tanh(sqrt * (x + 0.044715 * x ** 3)));
  const y = x * cdf;
  return y;
}

export const geluJit = jit(gelu);
export const geluOriginal = jit(gelu, { jit: false });
