/**
 * The inverse of the normal distribution function, to about 16 digits: algorithm AS 241, PPND16 (Wichura 1988, Applied Statistics 37,
 * 477-484). Rational functions of plain float64 arithmetic, and our own ln: the same bits on every engine.
 */
import type { Rational } from '../abi/normal-quantile.js';
import { central, farTail, tail } from '../abi/normal-quantile.js';
import type { Kernel } from '../memory/kernel-module.js';

/** The z with Φ(z) = p, for p in (0, 1). `ln` is the kernel of the natural logarithm. */
export function normalQuantile(p: number, ln: Kernel): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * evaluate(central, 0.180625 - q * q);
  const r = Math.sqrt(-ln(Math.min(p, 1 - p)));
  const z = r <= 5 ? evaluate(tail, r - 1.6) : evaluate(farTail, r - 5);
  return q < 0 ? -z : z;
}

function evaluate([numerator, denominator]: Rational, x: number): number {
  let [above, below] = [0, 0];
  for (let k = 0; k < 8; k++) {
    above = above * x + numerator[k]!;
    below = below * x + denominator[k]!;
  }
  return above / below;
}
