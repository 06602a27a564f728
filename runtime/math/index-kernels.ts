/** Elements read and written by int32 arrays of indices, by the kernels that compiled code has too: the ways of `take`, `at`, `addAt` and `segmentSum` that need no plan. */
import { itemSize } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import { makeArray } from '../array/make-array.js';
import { wholeIndex } from '../array/index-plan.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { gather as kernels } from '../kernels/gather.js';
import { beginCall, endCall } from '../memory/residency.js';
import { kernelTags } from './kernel-tags.js';

/** The parts of an axis that the indices name. */
export function takeAlong(operation: string, x: NDArrayObject, axis: number, indices: NDArrayObject): NDArrayObject {
  const size = x.shape[axis]!;
  beginCall();
  try {
    const [from, at] = [x.storage.address(), indices.storage.address()];
    const made = makeArray(x.dtype, x.shape.toSpliced(axis, 1, ...indices.shape));
    const take = kernels.get(`take_${itemSize(x.dtype)}`);
    throwIfWrong(operation, take(sizeOf(x.shape.slice(0, axis)), size, sizeOf(x.shape.slice(axis + 1)), indices.size, made.storage.address(), from, at), indices, size, axis);
    return made;
  } finally {
    endCall();
  }
}

/** Rows of `values` (or its only element) combined with the rows of `target` that the indices name, in order. All are of one dtype, not bool; `target` is nobody else's. */
export function accumulate(operation: string, combine: 'add' | 'min' | 'max', target: NDArrayObject, indices: NDArrayObject, values: NDArrayObject): void {
  const [size = 0, ...row] = target.shape;
  beginCall();
  try {
    const [at, from, to] = [indices.storage.address(), values.storage.address(), target.storage.address()];
    const run = kernels.get(`accumulate_${combine}_${kernelTags[target.dtype]}`);
    const count = sizeOf(row);
    throwIfWrong(operation, run(size, count, indices.size, to, at, from, Number(values.size === 1)), indices, size, 0);
  } finally {
    endCall();
  }
}

/** The shape of what indices name along the first axis. */
export function partShape(x: NDArrayObject, indices: NDArrayObject): Shape {
  return [...indices.shape, ...x.shape.slice(1)];
}

function throwIfWrong(operation: string, position: number, indices: NDArrayObject, size: number, axis: number): void {
  if (position >= 0) wholeIndex(operation, indices.storage.elements()[position]!, size, axis);
}
