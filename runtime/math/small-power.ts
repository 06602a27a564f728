/** Powers with a whole exponent of at most 8 in size: multiplications in one stated order (abi/power.ts), without the kernel for other powers. */
import { isFloat } from '../abi/dtype.js';
import type { PowerAlgebra } from '../abi/power.js';
import { raise, raiseNumber } from '../abi/power.js';
import { resolveWeak, signatureRules } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { makeFilled } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { castArray } from './cast.js';
import { div } from './generated/div.js';
import { mul } from './generated/mul.js';
import type { Checked } from './operand.js';
import { weakKind } from './operand.js';

const arrays: PowerAlgebra<NDArray> = {
  one: (x) => toPublic(makeFilled(x.dtype, x.shape, 1)),
  multiply: (a, b) => mul(a, b),
  reciprocal: (x) => div(1, x),
};

/** `base ** exponent` for a small power; see `applyWithKinds` for `flags`. Undefined for negative powers of whole numbers in arrays, which are no whole numbers. */
export function smallPower(base: Checked, exponent: number, flags?: number): Checked | undefined {
  if (typeof base !== 'object') return raiseNumber(Number(base), exponent);
  const cast = castArray(base, commonDType(base, weakKind(exponent, 1, flags)));
  if (exponent < 0 && !isFloat(cast.dtype)) return undefined;
  // The reason for the cast: the way back from the public type, which `toPublic` has just given it.
  return raise(toPublic<NDArray>(cast), exponent, arrays) as unknown as NDArrayObject;
}

function commonDType(base: NDArrayObject, weak: 'int' | 'float' | 'bool'): NDArrayObject['dtype'] {
  const resolved = resolveWeak([{ dtype: base.dtype }, { weak }], getFloat());
  return signatureRules.keepsNumberOrInt32(resolved, getFloat())!.result;
}
