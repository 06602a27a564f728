/** New arrays, and the options that creating functions share. */
import type { DType } from '../abi/dtype.js';
import { dtypes, isDType } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import { Storage } from '../memory/storage.js';
import { getFloat } from './default-float.js';
import { NDArrayObject } from './nd-array.js';

export interface DTypeOption<D extends DType = DType> {
  /** The element type; the default float (`math.setFloat`) where it is not stated. */
  readonly dtype?: D | undefined;
}

/** What functions take whose only option is the dtype: the options, or the dtype in their place. */
export type DTypeArgument<D extends DType = DType> = D | DTypeOption<D>;

/** An array with uninitialised elements. */
export function makeArray(dtype: DType, shape: Shape): NDArrayObject {
  return new NDArrayObject(Storage.allocate(dtype, sizeOf(shape)), shape);
}

/** An array with one value everywhere, which must be one of the dtype's. */
export function makeFilled(dtype: DType, shape: Shape, value: number): NDArrayObject {
  const made = makeArray(dtype, shape);
  made.storage.elements().fill(value);
  return made;
}

/** An array of rank 0. */
export function makeScalar(dtype: DType, value: number): NDArrayObject {
  return new NDArrayObject(Storage.ofNumber(dtype, value), []);
}

/** The dtype that a user's option states, or that stands in the place of options, checked; or the default float. */
export function dtypeOf(operation: string, options: DTypeArgument | undefined, otherwise: DType = getFloat()): DType {
  return statedDType(operation, options) ?? otherwise;
}

/** The dtype that options state, checked; undefined where they state none. */
export function statedDType(operation: string, options: DTypeArgument | undefined): DType | undefined {
  const dtype = typeof options === 'string' ? options : options?.dtype;
  return dtype === undefined ? undefined : checkDType(operation, dtype);
}

/** A user's dtype, or a DTypeError that lists them all. */
export function checkDType(operation: string, dtype: unknown): DType {
  if (isDType(dtype)) return dtype;
  throw new DTypeError(`${operation}: there is no dtype ${JSON.stringify(dtype) ?? String(dtype)}; the dtypes are ${dtypes.map((name) => `'${name}'`).join(', ')}`);
}

