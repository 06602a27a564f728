/**
 * The one order in which `x ** k` multiplies, for scalar whole k with |k| <= 8: compiled code, eager arrays and plain numbers
 * of jit code all follow it, so that they agree to the last bit. Any other exponent is left to `pow`.
 */

export const largestSmallPower = 8;

/** Whether `x ** k` multiplies. Decided by the value of k, never by its spelling. */
export function isSmallPower(k: number): boolean {
  return Number.isInteger(k) && Math.abs(k) <= largestSmallPower;
}

/** What a power is made from, for whichever kind of value it is raised: numbers, arrays, or nodes of a program. */
export interface PowerAlgebra<T> {
  /** The value of `x ** 0`. */
  one(x: T): T;
  multiply(a: T, b: T): T;
  /** `1 / x`. */
  reciprocal(x: T): T;
}

/**
 * Square and multiply from the left: the result starts as x; for each binary digit of |k| after the first it is squared and,
 * where the digit is 1, multiplied by x (`x ** 3` is `(x * x) * x`, `x ** 6` is `((x * x) * x)` squared). A negative k gives
 * the reciprocal of the positive power. Every multiplication rounds to the dtype.
 */
export function raise<T>(x: T, k: number, algebra: PowerAlgebra<T>): T {
  if (k === 0) return algebra.one(x);
  let result = x;
  for (const digit of Math.abs(k).toString(2).slice(1)) {
    result = algebra.multiply(result, result);
    if (digit === '1') result = algebra.multiply(result, x);
  }
  return k < 0 ? algebra.reciprocal(result) : result;
}

const numbers: PowerAlgebra<number> = { one: () => 1, multiply: (a, b) => a * b, reciprocal: (x) => 1 / x };

/** `x ** k` of two float64 numbers for a small power k. */
export function raiseNumber(x: number, k: number): number {
  return raise(x, k, numbers);
}
