/** The one float type of a call: that of all arrays whose types state no dtype. */
import type { FloatDType } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';

/** The float type of arrays with no stated dtype, with the name of one of them. */
export interface SharedFloat {
  readonly dtype: FloatDType;
  readonly label: string;
}

/** The float type that two groups of arrays share; undefined where neither has one. */
export function agree(a: SharedFloat | undefined, b: SharedFloat | undefined): SharedFloat | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.dtype === b.dtype) return a;
  throw new DTypeError(`${a.label} is ${a.dtype}, ${b.label} is ${b.dtype}: arrays whose types state no dtype share one float type in a call; ` +
    `convert one: math.astype(x, '${a.dtype}')`);
}
