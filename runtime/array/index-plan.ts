/**
 * What an index list of NumPy means: numbers, slices, new axes, an ellipsis, index arrays and masks become one list of offsets for
 * each axis of the result. Index arrays (and numbers next to them) are broadcast together; their axes stand where the first of
 * them was, or in front if something else stands between them.
 */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, IndexError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { broadcastShapes, printShape, sameShape, sizeOf } from '../abi/shape.js';
import { broadcastStrides, stridesOf } from './copy-strided.js';
import { shapeOfNested, visitNested } from './nest-elements.js';
import type { Places } from './places.js';
import type { SliceIndex } from '../abi/slice-index.js';
import { isSlice, sliceRange } from '../abi/slice-index.js';

export interface IndexPlan extends Places {
  readonly shape: Shape;
}

/** What the plan needs of an array that is an index. */
interface IndexArray {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly storage: { elements(): ArrayLike<number> };
}

/** One item of the list once it is read: what it takes from the axes and what it gives. */
type Item =
  | { readonly kind: 'new' }
  | { readonly kind: 'range'; readonly offsets: Int32Array }
  | { readonly kind: 'chosen'; readonly shape: Shape; readonly offsets: ArrayLike<number> };

/** Throws an IndexError for indices outside of the array, for too many of them, and for what is no index at all. */
export function planIndex(operation: string, shape: Shape, indices: readonly unknown[]): IndexPlan {
  const strides = stridesOf(shape);
  const items: Item[] = [];
  let axis = 0;
  for (const index of spreadEllipsis(operation, shape, indices)) {
    if (index === null || index === undefined) items.push({ kind: 'new' });
    else if (isMask(index)) {
      for (const item of readMask(operation, index, shape, strides, axis)) items.push(item);
      axis += maskShape(index).length;
    } else {
      items.push(readIndex(operation, index, shape[axis]!, strides[axis]!, axis));
      axis++;
    }
  }
  for (; axis < shape.length; axis++) items.push(rangeOf({}, shape[axis]!, strides[axis]!));
  return combine(operation, items);
}

/** How many axes an index takes. */
function axesTaken(index: unknown): number {
  return index === null || index === undefined ? 0 : isMask(index) ? maskShape(index).length : 1;
}

/** The list with `'...'` replaced by as many whole slices as axes are left. */
function spreadEllipsis(operation: string, shape: Shape, indices: readonly unknown[]): readonly unknown[] {
  const dots = indices.filter((index) => index === '...').length;
  if (dots > 1) throw new IndexError(`${operation}: '...' can stand once in an index list`);
  const taken = indices.reduce<number>((sum, index) => sum + (index === '...' ? 0 : axesTaken(index)), 0);
  if (taken > shape.length) {
    throw new IndexError(`${operation}: ${taken} indices for x, which is ${printShape(shape)} and has ${shape.length} ${shape.length === 1 ? 'axis' : 'axes'}`);
  }
  return indices.flatMap((index) => (index === '...' ? new Array<string>(shape.length - taken).fill(':') : [index]));
}

function readIndex(operation: string, index: unknown, size: number, stride: number, axis: number): Item {
  if (typeof index === 'number') return { kind: 'chosen', shape: [], offsets: [wholeIndex(operation, index, size, axis) * stride] };
  if (typeof index === 'string' || isSlice(index)) return rangeOf(index, size, stride);
  if (isArrayIndex(index)) {
    if (isFloat(index.dtype)) throw new DTypeError(`${operation}: an index array must hold whole numbers or bools, and this one is ${index.dtype}: math.astype(i, 'int32') converts`);
    return chosen(operation, index.shape, index.storage.elements(), size, stride, axis);
  }
  if (Array.isArray(index)) {
    const values: number[] = [];
    visitNested(index, (value) => { values.push(typeof value === 'number' ? value : Number.NaN); });
    return chosen(operation, shapeOfNested(operation, index), values, size, stride, axis);
  }
  throw new IndexError(`${operation}: ${typeof index === 'object' ? 'an object' : `a ${typeof index}`} is no index; numbers, slices ('1:-1', math.slice(a, b)), null for a new axis, '...', index arrays and masks are`);
}

function rangeOf(slice: SliceIndex | string, size: number, stride: number): Item {
  const { start, step, count } = sliceRange(slice, size);
  return { kind: 'range', offsets: Int32Array.from({ length: count }, (_, i) => (start + i * step) * stride) };
}

function chosen(operation: string, shape: Shape, values: ArrayLike<number>, size: number, stride: number, axis: number): Item {
  return { kind: 'chosen', shape, offsets: Int32Array.from({ length: values.length }, (_, i) => wholeIndex(operation, values[i]!, size, axis) * stride) };
}

/** An index from 0, from one that may count from the end. */
export function wholeIndex(operation: string, index: number, size: number, axis: number): number {
  const whole = index < 0 ? index + size : index;
  if (Number.isInteger(index) && whole >= 0 && whole < size) return whole;
  throw new IndexError(`${operation}: ${index} is no index of axis ${axis}, whose size is ${size}: ${size === 0 ? 'it has no elements' : `whole numbers from ${-size} to ${size - 1}`}`);
}

function isArrayIndex(index: unknown): index is IndexArray {
  return typeof index === 'object' && index !== null && 'storage' in index;
}

function isMask(index: unknown): index is IndexArray | readonly boolean[] | boolean {
  if (typeof index === 'boolean') return true;
  return isArrayIndex(index) ? index.dtype === 'bool' : Array.isArray(index) && index.length > 0 && index.every((value) => typeof value === 'boolean');
}

function maskShape(mask: IndexArray | readonly boolean[] | boolean): Shape {
  return typeof mask === 'boolean' ? [] : isArrayIndex(mask) ? mask.shape : [mask.length];
}

/** A mask is the index arrays of its trues, one for each of its axes; together they are one offset for each true. */
function readMask(operation: string, mask: IndexArray | readonly boolean[] | boolean, shape: Shape, strides: readonly number[], axis: number): readonly Item[] {
  const sizes = maskShape(mask);
  const covered = shape.slice(axis, axis + sizes.length);
  if (!sameShape(sizes, covered)) throw new IndexError(`${operation}: the mask is ${printShape(sizes)}, and the axes it chooses from are ${printShape(covered)}: both must be equal`);
  const flags = typeof mask === 'boolean' ? [mask] : isArrayIndex(mask) ? mask.storage.elements() : mask;
  // All of them are contiguous among themselves, so the position in the mask times the last stride is the offset.
  const stride = sizes.length === 0 ? 0 : strides[axis + sizes.length - 1]!;
  const offsets: number[] = [];
  for (let i = 0; i < flags.length; i++) if (flags[i]) offsets.push(i * stride);
  return [{ kind: 'chosen', shape: [offsets.length], offsets }];
}

function combine(operation: string, items: readonly Item[]): IndexPlan {
  const shape: number[] = [];
  const offsets: Int32Array[] = [];
  const chosenItems = items.filter((item) => item.kind === 'chosen');
  // Numbers alone drop their axes and are no index arrays.
  if (chosenItems.every((item) => item.shape.length === 0)) {
    const base = chosenItems.reduce((sum, item) => sum + item.offsets[0]!, 0);
    for (const item of items) addAxis(item, shape, offsets);
    return { base, offsets, shape };
  }
  const common = broadcastShapes(operation, chosenItems.map((item) => item.shape), chosenItems.map((_, k) => `index array ${k + 1}`));
  const first = items.findIndex((item) => item.kind === 'chosen');
  const last = items.findLastIndex((item) => item.kind === 'chosen');
  const isTogether = items.slice(first, last).every((item) => item.kind === 'chosen');
  const place = isTogether ? first : 0;
  for (const [position, item] of [...items, undefined].entries()) {
    if (position === place) {
      shape.push(...common);
      offsets.push(sumOffsets(chosenItems, common));
    }
    if (item !== undefined) addAxis(item, shape, offsets);
  }
  return { base: 0, offsets, shape };
}

function addAxis(item: Item, shape: number[], offsets: Int32Array[]): void {
  if (item.kind === 'chosen') return;
  shape.push(item.kind === 'new' ? 1 : item.offsets.length);
  if (item.kind === 'range') offsets.push(item.offsets);
}

/** Index arrays broadcast to one shape, their offsets added. */
function sumOffsets(items: readonly Extract<Item, { kind: 'chosen' }>[], common: Shape): Int32Array {
  const total = new Int32Array(sizeOf(common));
  const strides = stridesOf(common);
  for (const item of items) {
    const own = broadcastStrides(item.shape, common);
    for (let i = 0; i < total.length; i++) {
      let at = 0;
      for (let axis = 0; axis < common.length; axis++) at += (Math.floor(i / strides[axis]!) % common[axis]!) * own[axis]!;
      total[i]! += item.offsets[at]!;
    }
  }
  return total;
}
