/** Writes to a part of an array: values are broadcast to the part and cast to the dtype (arrays as `astype` casts, plain numbers as typed arrays do). */
import { alignToPart } from '../abi/assign.js';
import type { DType } from '../abi/dtype.js';
import { isFloat, isInt } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { sameShape, sizeOf } from '../abi/shape.js';
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
  const own = alignToPart(operation, shape, value.shape);
  const cast = castStorage(value.storage, dtype, value.shape.length === 0);
  if (cast.size === 1 || sameShape(own, shape)) return cast === value.storage && cast.size > 1 ? cast.copy() : cast;
  const from = cast.address();
  const made = Storage.allocate(dtype, sizeOf(shape));
  copyStrided(dtype, from, broadcastStrides(own, shape), made.address(), shape);
  return made;
}

function castStorage(source: Storage, dtype: DType, isNumber: boolean): Storage {
  if (source.dtype === dtype) return source;
  const made = Storage.allocate(dtype, source.size);
  source.address();
  made.address();
  const [from, to] = [source.elements(), made.elements()];
  const saturates = !isNumber && isFloat(source.dtype) && isInt(dtype);
  for (let i = 0; i < from.length; i++) to[i] = saturates ? saturate(from[i]!, dtype) : castPlain(from[i]!, dtype);
  return made;
}

/** Elements of float arrays become whole numbers as `astype` makes them: the smallest and the largest of the dtype stand for all beyond, 0 for NaN. */
function saturate(value: number, dtype: DType): number {
  const [low, high] = dtype === 'int32' ? [-0x80000000, 0x7fffffff] : [0, 0xffffffff];
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, low), high));
}

/** Plain numbers are cast as typed arrays cast; bool asks for not 0. */
function castPlain(value: number, dtype: DType): number {
  switch (dtype) {
    case 'float64': return value;
    case 'float32': return Math.fround(value);
    case 'int32': return value | 0;
    case 'uint32': return value >>> 0;
    case 'bool': return Number(value !== 0);
  }
}
