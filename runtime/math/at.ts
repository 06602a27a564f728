/** Reading and writing by index, as NumPy's `x[i, 1:, mask]` does: `at`, `setAt`, `addAt`. */
import type { DType } from '../abi/dtype.js';
import { printShape, sizeOf, sameShape, broadcastShapes } from '../abi/shape.js';
import { ShapeError } from '../abi/errors.js';
import type { Elements } from '../array/fill-array.js';
import { toNumbers } from '../array/fill-array.js';
import { gather } from '../array/gather.js';
import type { IndexedRank, IndexItem } from '../array/indexed-rank.js';
import { planIndex } from '../array/index-plan.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, ItemOf, NDArray, NDArrayLike, Operand } from '../array/types.js';
import { writeIndex } from '../array/write-index.js';
import { accumulate, partShape, takeAlong } from './index-kernels.js';
import { checkArray, checkOperand } from './operand.js';
import { broadcastStrides, stridesOf } from '../array/copy-strided.js';

/** An element where every axis has its number, else an array. */
type Read<R extends number, D extends DType> = R extends 0 ? ItemOf<D> : NDArray<R, D>;

interface At {
  <R extends number, D extends DType, const I extends readonly IndexItem[]>(x: NDArray<R, D>, ...indices: I): number extends IndexedRank<R, I> ? NDArray<AnyRank, D> : Read<IndexedRank<R, I>, D>;
  <R extends number, D extends DType, const I extends readonly IndexItem[]>(x: NDArrayLike<R, D>, ...indices: I): number extends IndexedRank<R, I> ? NDArray<AnyRank, D> : Read<IndexedRank<R, I>, D>;
  (x: Given, ...indices: readonly IndexItem[]): NDArray<AnyRank>;
}

/**
 * The element at one number for each axis, as a plain number (or boolean); otherwise a copy of a part of the array. An index is a
 * number (negative: from the end), a slice (`'1:-1'`, `math.slice(a, b, step)`), `null` for a new axis, `'...'`, an index array or
 * list, or a mask: `math.at(X, '1:', -1)` is NumPy's `X[1:, -1]`. Axes that are not named are taken whole. Throws an IndexError
 * outside of the array.
 */
export const at: At = ((x: unknown, ...indices: readonly unknown[]) => {
  const source = checkArray('at', 'x', x);
  const { shape } = source;
  const plain = offsetOfNumbers(shape, indices);
  if (plain !== undefined) {
    const value = source.storage.read(plain);
    return source.dtype === 'bool' ? value !== 0 : value;
  }
  const axis = indices.length - 1;
  const last = indices[axis];
  if (NDArrayObject.isInstance(last) && last.dtype === 'int32' && last.ndim > 0 && axis < shape.length && indices.slice(0, -1).every((index) => index === ':')) {
    return toPublic(takeAlong('at', source, axis, last));
  }
  const plan = planIndex('at', shape, indices.map(unwrapNumber));
  const made = gather(source, plan, plan.shape);
  // Index arrays of rank 0 count as numbers.
  return plan.shape.length === 0 && indices.every((index) => typeof index === 'number' || NDArrayObject.isInstance(index)) ? made.item() : toPublic(made);
  // The reason for the cast: one implementation of overloads whose results differ by the indices.
}) as At;

/**
 * A copy of `x` with the part that `indices` name (as in `at`) replaced by `y`, which is broadcast to that part and cast to the
 * dtype of `x`: NumPy's `x = x.copy(); x[...] = y`. Where an index comes twice, the last value stays.
 */
export function setAt<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, indices: readonly IndexItem[] | IndexItem, y: Operand): NDArray<R, D> {
  const source = checkArray('setAt', 'x', x);
  const made = new NDArrayObject(source.storage.copy(), source.shape);
  writeIndex('setAt', made.shape, made.dtype, Array.isArray(indices) ? indices.map(unwrapNumber) : [indices], checkOperand('setAt', 'y', y), () => made.storage);
  return toPublic(made);
}

/**
 * A copy of `x` with `y` added to the part that `indices` name; where an index comes several times, all its values are added, in
 * order, each sum rounded to the dtype: NumPy's `np.add.at`.
 */
export function addAt<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, indices: readonly IndexItem[] | IndexItem, y: Operand): NDArray<R, D> {
  const source = checkArray('addAt', 'x', x);
  const [index, ...others] = Array.isArray(indices) ? indices : [indices];
  if (NDArrayObject.isInstance(index) && others.length === 0 && index.dtype === 'int32' && index.ndim > 0 && source.ndim > 0 && source.dtype !== 'bool') {
    const added = checkOperand('addAt', 'y', y);
    if (typeof added === 'object' && added.dtype === source.dtype && (added.size === 1 ? added.ndim <= index.ndim + source.ndim - 1 : sameShape(added.shape, partShape(source, index)))) {
      const made = new NDArrayObject(source.storage.copy(), source.shape);
      accumulate('addAt', 'add', made, index, added);
      return toPublic(made);
    }
  }
  const plan = planIndex('addAt', source.shape, Array.isArray(indices) ? indices.map(unwrapNumber) : [indices]);
  const values = spread(checkOperand('addAt', 'y', y), plan.shape);
  const made = new NDArrayObject(source.storage.copy(), source.shape);
  const elements = made.storage.elements();
  let next = 0;
  visitOffsets(plan.base, plan.offsets, 0, (offset) => addTo(elements, offset, values[next++]!, source.dtype));
  return toPublic(made);
}

function addTo(elements: Elements, at: number, value: number, dtype: DType): void {
  const sum = elements[at]! + value;
  elements[at] = dtype === 'bool' ? Number(sum !== 0) : sum;
}

/** The values broadcast to a shape, as float64. */
function spread(y: NDArrayObject | number | boolean, shape: readonly number[]): Float64Array {
  if (typeof y !== 'object') return new Float64Array(sizeOf(shape)).fill(Number(y));
  const values = toNumbers(y);
  if (sameShape(y.shape, shape)) return values;
  if (!sameShape(broadcastShapes('addAt', [y.shape, shape], ['y', 'the part of x']), shape)) throw new ShapeError(`addAt: y is ${printShape(y.shape)}, which does not broadcast to ${printShape(shape)}`);
  const [own, all] = [broadcastStrides(y.shape, shape), stridesOf(shape)];
  return Float64Array.from({ length: sizeOf(shape) }, (_, i) => values[all.reduce((sum, stride, axis) => sum + (Math.floor(i / stride) % shape[axis]!) * own[axis]!, 0)]!);
}

function visitOffsets(base: number, offsets: readonly Int32Array[], axis: number, visit: (offset: number) => void): void {
  const list = offsets[axis];
  if (list === undefined) visit(base);
  else for (const offset of list) visitOffsets(base + offset, offsets, axis + 1, visit);
}

/** The way that needs no plan: plain numbers, one for each axis. Undefined for all others, and for those outside of the array. */
function offsetOfNumbers(shape: readonly number[], indices: readonly unknown[]): number | undefined {
  if (indices.length !== shape.length) return undefined;
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const index = indices[axis];
    const size = shape[axis]!;
    if (typeof index !== 'number' || !Number.isInteger(index) || index >= size || index < -size) return undefined;
    offset = offset * size + (index < 0 ? index + size : index);
  }
  return offset;
}

/** Rank-0 arrays of whole numbers index as numbers do. */
function unwrapNumber(index: unknown): unknown {
  return NDArrayObject.isInstance(index) && index.ndim === 0 && index.dtype !== 'bool' ? index.storage.number() : index;
}
