/** `min`, `max` and the distance between them, `ptp`; and where they are: `argmin`, `argmax`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import { fillArray } from '../array/fill-array.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import { argmax as argmaxKernels } from '../kernels/argmax.js';
import { argmin as argminKernels } from '../kernels/argmin.js';
import { max as maxKernels } from '../kernels/max.js';
import { min as minKernels } from '../kernels/min.js';
import type { KernelModule } from '../memory/kernel-module.js';
import { beginCall, endCall } from '../memory/residency.js';
import { addressAs, castArray } from './cast.js';
import { kernelTags } from './kernel-tags.js';
import type { InitialOption, Reduction, ReduceArgument } from './reduce.js';
import { checkReduced, readArgument, reduce } from './reduce.js';
import type { Reduce } from './reduce-function.js';

const minReduction: Reduction = { name: 'min', kernels: minKernels, computes: numeric, merge: Math.min };
const maxReduction: Reduction = { name: 'max', kernels: maxKernels, computes: numeric, merge: Math.max };

/** The smallest element; NaN if any is. No elements are a ShapeError. */
export const min: Reduce<'same', InitialOption> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(extremum(minReduction, checkReduced('min', x), options));

/** The largest element; NaN if any is. No elements are a ShapeError. */
export const max: Reduce<'same', InitialOption> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(extremum(maxReduction, checkReduced('max', x), options));

/** The position of the smallest element: the first of equals, and of NaNs if there are any. Over all elements in row order, or along one axis. */
export const argmin: Reduce<'int32'> = <A>(x: unknown, options?: ReduceArgument): A =>
  toPublic(findExtremum('argmin', argminKernels, checkReduced('argmin', x), options));

/** The position of the largest element, otherwise as `argmin`. */
export const argmax: Reduce<'int32'> = <A>(x: unknown, options?: ReduceArgument): A =>
  toPublic(findExtremum('argmax', argmaxKernels, checkReduced('argmax', x), options));

/** The distance between the smallest and the largest element. */
export const ptp: Reduce<'same'> = <A>(x: unknown, options?: ReduceArgument): A => {
  const source = checkReduced('ptp', x);
  const [largest, smallest] = [reduce(maxReduction, source, options), reduce(minReduction, source, options)];
  return toPublic(fillArray(largest.dtype, largest.shape, [largest, smallest], (to, high, low) => {
    for (let i = 0; i < to.length; i++) to[i] = high[i]! - low[i]!;
  }));
};

/** Of bools it is found in int32 and given as bool. */
function extremum(reduction: Reduction, x: NDArrayObject, argument: ReduceArgument): NDArrayObject {
  const found = reduce(reduction, x, argument);
  return x.dtype === 'bool' ? castArray(found, 'bool' satisfies DType) : found;
}

function findExtremum(operation: string, kernels: KernelModule, x: NDArrayObject, argument: ReduceArgument): NDArrayObject {
  const { axes, keepdims } = readArgument(operation, argument, x.ndim);
  if (axes.length !== 1 && axes.length !== x.ndim) throw new ShapeError(`${operation}: one axis or all of them, not ${printShape(axes)}`);
  const [first = 0] = axes;
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  const inner = axes.length === x.ndim ? 1 : sizeOf(x.shape.slice(first + 1));
  const shape = x.shape.flatMap((size, axis) => (axes.includes(axis) ? (keepdims ? [1] : []) : [size]));
  if (count === 0 && sizeOf(shape) > 0) throw new ShapeError(`${operation}: no elements to choose from: x is ${printShape(x.shape)}`);
  beginCall();
  try {
    const dtype = numeric(x.dtype);
    const address = addressAs(x.storage, dtype);
    const made = makeArray('int32', shape);
    if (made.size > 0) kernels.get(`${kernelTags[dtype]}_axis`)(made.size / inner, count, inner, made.storage.address(), address);
    return made;
  } finally {
    endCall();
  }
}
