/**
 * Copies of elements in another order or repeated: transposes, broadcasts, slices. Element bits are moved by size alone
 * (words.ts).
 */
import type { DType } from '../abi/dtype.js';
import { itemSize } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import { beginCall, endCall } from '../memory/residency.js';
import { Storage } from '../memory/storage.js';
import type { Words } from './words.js';
import { wordsOf } from './words.js';

/** Distances, in elements, between neighbours on each axis of a contiguous array. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** The strides that read an array of shape `source` as if it had the shape `target`: 0 on axes that repeat. */
export function broadcastStrides(source: Shape, target: Shape): number[] {
  const strides = stridesOf(source);
  const added = target.length - source.length;
  return target.map((_, axis) => (axis < added || source[axis - added] === 1 ? 0 : strides[axis - added]!));
}

/** A new storage of `shape`, filled from elements of another that lie `strides` apart, from the element `offset` on. */
export function stridedCopy(source: Storage, shape: Shape, strides: readonly number[], offset: number = 0): Storage {
  beginCall();
  try {
    const from = source.address() + offset * itemSize(source.dtype);
    const made = Storage.allocate(source.dtype, sizeOf(shape));
    copyStrided(source.dtype, from, strides, made.address(), shape);
    return made;
  } finally {
    endCall();
  }
}

/** Fills the contiguous array at `target`, of `shape`, from elements at `source` that lie `strides` elements apart. */
export function copyStrided(dtype: DType, source: number, strides: readonly number[], target: number, shape: Shape): void {
  if (sizeOf(shape) === 0) return;
  const bytes = itemSize(dtype);
  copyAxis(wordsOf(bytes), source / bytes, strides, target / bytes, shape, 0);
}

/** Copies from `axis` inwards; returns where the next element of the target goes. */
function copyAxis(words: Words, source: number, strides: readonly number[], target: number, shape: Shape, axis: number): number {
  if (axis === shape.length) {
    words[target] = words[source]!;
    return target + 1;
  }
  const count = shape[axis]!;
  const stride = strides[axis]!;
  if (axis === shape.length - 1) {
    copyRow(words, source, stride, target, count);
    return target + count;
  }
  const end = copyAxis(words, source, strides, target, shape, axis + 1);
  const block = end - target;
  let to = end;
  for (let row = 1; row < count; row++) {
    if (stride === 0) words.copyWithin(to, target, end);
    else copyAxis(words, source + row * stride, strides, to, shape, axis + 1);
    to += block;
  }
  return to;
}

function copyRow(words: Words, source: number, stride: number, target: number, count: number): void {
  if (stride === 1) words.copyWithin(target, source, source + count);
  else if (stride === 0) words.fill(words[source]!, target, target + count);
  else for (let i = 0; i < count; i++) words[target + i] = words[source + i * stride]!;
}
