/** Casts between dtypes, for operands of kernels and for `astype`. */
import type { DType } from '../abi/dtype.js';
import { paddedBytes } from '../abi/layout.js';
import { NDArrayObject } from '../array/nd-array.js';
import { cast as castKernels } from '../kernels/cast.js';
import { allocateTemporary, beginCall, endCall } from '../memory/residency.js';
import { Storage } from '../memory/storage.js';
import { kernelTags } from './kernel-tags.js';

/** The address of a storage's elements in `dtype`, in a temporary of the call in progress where they differ. */
export function addressAs(storage: Storage, dtype: DType): number {
  const source = storage.address();
  if (storage.dtype === dtype) return source;
  const target = allocateTemporary(paddedBytes(storage.size, dtype));
  runCast(storage.dtype, dtype, storage.size, target, source);
  return target;
}

/** An array with the elements in `dtype`: the same array if it has that dtype already. Floats cut to whole numbers as typed arrays cut. */
export function castArray(array: NDArrayObject, dtype: DType): NDArrayObject {
  if (array.dtype === dtype) return array;
  beginCall();
  try {
    const source = array.storage.address();
    const result = Storage.allocate(dtype, array.size);
    runCast(array.dtype, dtype, array.size, result.address(), source);
    return new NDArrayObject(result, array.shape);
  } finally {
    endCall();
  }
}

/** A plain number as the dtype holds it. */
export function castNumber(value: number, dtype: DType): number {
  switch (dtype) {
    case 'float64': return value;
    case 'float32': return Math.fround(value);
    case 'int32': return value | 0;
    case 'uint32': return value >>> 0;
    case 'bool': return Number(value !== 0);
  }
}

function runCast(from: DType, to: DType, size: number, target: number, source: number): void {
  if (size > 0) castKernels.get(`${kernelTags[from]}_${kernelTags[to]}`)(size, target, source);
}
