/** Writes to a part of an array: values are broadcast to the part and cast to the dtype, as typed arrays cast. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sameShape, sizeOf } from '../abi/shape.js';
import { beginCall, endCall } from '../memory/residency.js';
import { Storage } from '../memory/storage.js';
import { broadcastStrides, copyStrided } from './copy-strided.js';
import { planIndex } from './index-plan.js';
import { scatter } from './scatter.js';

/** The value written: an array's elements, or one number. */
export type WrittenValue = { readonly storage: Storage; readonly shape: Shape } | number | boolean;

/** `x[indices] = value`; `ownStorage` is asked for once all checks have passed. */
export function writeIndex(operation: string, shape: Shape, dtype: DType, indices: readonly unknown[], value: WrittenValue, ownStorage: () => Storage): void {
  const plan = planIndex(operation, shape, indices);
  beginCall();
  try {
    const values = typeof value === 'object' ? expand(operation, value, plan.shape, dtype) : Storage.ofNumber(dtype, castPlain(Number(value), dtype));
    scatter(ownStorage(), plan, values);
  } finally {
    endCall();
  }
}

function expand(operation: string, value: Exclude<WrittenValue, number | boolean>, shape: Shape, dtype: DType): Storage {
  // NumPy lets a value have more axes of size 1 than the part it is written to.
  const own = value.shape.slice(Math.max(0, value.shape.findIndex((size, axis) => size !== 1 || value.shape.length - axis <= shape.length)));
  const added = shape.length - own.length;
  const fits = added >= 0 && own.every((size, axis) => size === 1 || size === shape[axis + added]);
  if (!fits) throw new ShapeError(`${operation}: the value is ${printShape(value.shape)}, the part of the array is ${printShape(shape)}: it must broadcast to that`);
  const cast = castStorage(value.storage, dtype);
  if (cast.size === 1 || sameShape(own, shape)) return cast === value.storage && cast.size > 1 ? cast.copy() : cast;
  const from = cast.address();
  const made = Storage.allocate(dtype, sizeOf(shape));
  copyStrided(dtype, from, broadcastStrides(own, shape), made.address(), shape);
  return made;
}

function castStorage(source: Storage, dtype: DType): Storage {
  if (source.dtype === dtype) return source;
  const made = Storage.allocate(dtype, source.size);
  source.address();
  made.address();
  const [from, to] = [source.elements(), made.elements()];
  for (let i = 0; i < from.length; i++) to[i] = castPlain(from[i]!, dtype);
  return made;
}

/** Typed arrays cast floats and whole numbers alike; bool asks for not 0. */
function castPlain(value: number, dtype: DType): number {
  switch (dtype) {
    case 'float64': return value;
    case 'float32': return Math.fround(value);
    case 'int32': return value | 0;
    case 'uint32': return value >>> 0;
    case 'bool': return Number(value !== 0);
  }
}
