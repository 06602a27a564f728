/**
 * `pow`, as `**` means it: a plain exponent that is whole and at most 8 in size multiplies in one stated order (abi/power.ts),
 * decided by its value; other exponents, and all that are arrays, use the kernel.
 */
import { isFloat } from '../abi/dtype.js';
import { isSmallPower } from '../abi/power.js';
import { getFloat } from '../array/default-float.js';
import { castArray } from './cast.js';
import { applyWithKinds, defineMap } from './define-map.js';
import { pow as powKernels } from '../kernels/pow.js';
import type { MapFunction } from './map-function.js';
import type { Checked } from './operand.js';
import { checkOperand } from './operand.js';
import { smallPower } from './small-power.js';

/** x^y by the kernel, for any exponents. */
const general: MapFunction<'keepsNumberOrInt32', 2> = /* @__PURE__ */ defineMap({
  name: 'pow', kernels: powKernels, signature: 'keepsNumberOrInt32', parameters: ['x', 'y'],
});

/** `x ** y` where the build knows which plain operands are whole by their syntax; see `applyWithKinds` for `flags`. */
export function powWithKinds(x: unknown, y: unknown, flags?: number): Checked {
  const [base, exponent] = [checkOperand('pow', 'x', x), checkOperand('pow', 'y', y)];
  if (typeof exponent !== 'number' || !isSmallPower(exponent)) return applyWithKinds(general, flags, [base, exponent]);
  // 1 / x^k is no whole number.
  return smallPower(base, exponent, flags) ?? applyWithKinds(general, flags, [base, exponent]);
}

/**
 * Powers, element by element. A plain exponent that is whole and at most 8 in size multiplies (`x ** 3` is x x x), others use
 * x^y = 2^(y log2 x).
 */
export const pow: MapFunction<'keepsNumberOrInt32', 2> = <A>(x: unknown, y: unknown): A => {
  // The reason for the cast: `A` is the result type of the overload that the caller chose.
  return powWithKinds(x, y) as unknown as A;
};

/** Powers in floats: whole numbers are made the default float first, so that negative exponents have an answer. */
export const floatPower: MapFunction<'givesFloat', 2> = <A>(x: unknown, y: unknown): A => {
  const asFloat = (given: Checked): unknown => (typeof given === 'object' && !isFloat(given.dtype) ? castArray(given, getFloat()) : given);
  return powWithKinds(asFloat(checkOperand('floatPower', 'x', x)), asFloat(checkOperand('floatPower', 'y', y))) as unknown as A;
};
