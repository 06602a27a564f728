/** Sums and products with what rounding took from them (Knuth, Dekker), for float64: there is no fused multiply-add in baseline SIMD. */
import type { FloatLanes } from './float-lanes.js';
import type { Reg } from './vector.js';

/** A value and what rounding took from it: their exact sum is meant. */
export interface Parts {
  readonly value: Reg;
  readonly rest: Reg;
}

/** A number's upper 26 bits: products of two such are exact. */
export function upperPart(f: FloatLanes, a: Reg): Reg {
  return f.and(a, f.bits(~0x7ffffffn));
}

/** a + b for |a| ≥ |b|. */
export function fastSum(f: FloatLanes, a: Reg, b: Reg): Parts {
  const value = f.add(a, b);
  return { value, rest: f.add(f.sub(a, value), b) };
}

/** a + b, whichever is larger. */
export function sumInParts(f: FloatLanes, a: Reg, b: Reg): Parts {
  const value = f.add(a, b);
  const ofB = f.sub(value, a);
  return { value, rest: f.add(f.sub(a, f.sub(value, ofB)), f.sub(b, ofB)) };
}

/** a - b, whichever is larger. */
export function differenceInParts(f: FloatLanes, a: Reg, b: Reg): Parts {
  const value = f.sub(a, b);
  const ofB = f.sub(value, a);
  return { value, rest: f.sub(f.sub(a, f.sub(value, ofB)), f.add(b, ofB)) };
}

/** total - a b, exact where a b is near total. */
export function productError(f: FloatLanes, total: Reg, a: Reg, b: Reg): Reg {
  const aHigh = upperPart(f, a);
  const aLow = f.sub(a, aHigh);
  const bHigh = upperPart(f, b);
  const bLow = f.sub(b, bHigh);
  const first = f.sub(total, f.mul(aHigh, bHigh));
  return f.sub(f.sub(f.sub(first, f.mul(aHigh, bLow)), f.mul(aLow, bHigh)), f.mul(aLow, bLow));
}
