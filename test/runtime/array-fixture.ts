/** Arrays for tests of rooms below `math`: made without its kernels. */
import type { DType } from '../../runtime/abi/dtype.js';
import { NDArrayObject, toPublic } from '../../runtime/array/nd-array.js';
import { shapeOfNested, visitNested } from '../../runtime/array/nest-elements.js';
import type { NDArray } from '../../runtime/array/types.js';
import { Storage } from '../../runtime/memory/storage.js';

/** An array of nested lists, typed `NDArray` as users see it. */
export function arrayOf<R extends number = number, D extends DType = DType>(data: unknown, dtype: D, shape?: readonly number[]): NDArray<R, D> {
  const values: number[] = [];
  visitNested(data, (element) => values.push(Number(element)));
  const storage = Storage.allocate(dtype, values.length);
  storage.elements().set(values);
  return toPublic(new NDArrayObject(storage, shape ?? shapeOfNested('arrayOf', data)));
}

