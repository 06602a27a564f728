/** The float type of arrays that state none. A setting of the program, as in BrainPy (`bm.set_float`). */
import type { FloatDType } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';

let current: FloatDType = 'float32';

/** The float type of arrays made without a stated dtype; `float32` unless `setFloat` was called. */
export function getFloat(): FloatDType {
  return current;
}

/** Changes the float type of arrays made afterwards. */
export function setFloat(dtype: FloatDType): void {
  if (dtype !== 'float32' && dtype !== 'float64') {
    throw new DTypeError(`setFloat: the default float is 'float32' or 'float64', not ${JSON.stringify(dtype)}`);
  }
  current = dtype;
}
