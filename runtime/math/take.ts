/** Elements by index arrays: `take`, `takeAlongAxis`, `put`, `compress`, `choose`. */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape, sameShape, sizeOf } from '../abi/shape.js';

import { fillArray, laneStart, lanesOf } from '../array/fill-array.js';
import { gather, gatherAlong } from '../array/gather.js';
import { wholeIndex } from '../array/index-plan.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { brand } from '../array/brand.js';
import type { AnyRank, Given, NDArray, Operand } from '../array/types.js';
import { checkArray, checkOperand } from './operand.js';
import { takeAlong } from './index-kernels.js';
import { stack } from './join.js';
import { broadcastTo } from './rearrange.js';

export interface TakeOptions {
  /** Indices outside of the axis: an IndexError (the default), counted round and round, or moved to the nearest end. */
  readonly mode?: 'raise' | 'wrap' | 'clip' | undefined;
}

/** A number that is no array: arrays are numbers to the type checker. */
type Plain<N extends number> = N & (N extends { readonly [brand]: unknown } ? never : unknown);
type Indices<Q extends number> = NDArray<Q> | readonly number[];
type Sum<A extends number, B extends number> = number extends A ? number : number extends B ? number
  : A extends 1 ? B : B extends 0 ? Minus<A> : B extends 1 ? A : number;
type Minus<A extends number> = A extends 1 ? 0 : A extends 2 ? 1 : A extends 3 ? 2 : A extends 4 ? 3 : number;

interface Take {
  <R extends number, D extends DType, N extends number>(x: NDArray<R, D>, index: Plain<N>, axis: number, options?: TakeOptions): NDArray<Minus<R>, D>;
  <R extends number, D extends DType>(x: NDArray<R, D>, indices: readonly number[], axis: number, options?: TakeOptions): NDArray<R, D>;
  <R extends number, D extends DType, Q extends number = 1>(x: NDArray<R, D>, indices: Indices<Q>, axis: number, options?: TakeOptions): NDArray<Sum<R, Q>, D>;
  <D extends DType, Q extends number = 1>(x: Given<number, D>, indices: Indices<Q>, axis?: undefined, options?: TakeOptions): NDArray<Q, D>;
  (x: Given, indices: Operand | readonly number[], axis?: number, options?: TakeOptions): NDArray<AnyRank>;
}

/** The parts of an axis that an index array names; of all elements in row order where no axis is stated. Negative: from the end. */
export const take: Take = <A>(x: unknown, indices: unknown, axis?: number, options?: TakeOptions): A => {
  const given = checkArray('take', 'x', x);
  const source = axis === undefined || axis === null ? given.share([given.size]) : given;
  const along = normalizeAxis('take', axis ?? 0, source.ndim);
  if (NDArrayObject.isInstance(indices) && indices.dtype === 'int32' && (options?.mode ?? 'raise') === 'raise') return toPublic(takeAlong('take', source, along, indices));
  const { shape, values } = readIndices('take', indices);
  const size = source.shape[along]!;
  const whole = Int32Array.from(values, (index) => inAxis(index, size, along, options?.mode ?? 'raise'));
  return toPublic(gatherAlong(source, along, whole).share(source.shape.toSpliced(along, 1, ...shape)));
};

/** For each lane along an axis the elements that the same lane of `indices` names: `takeAlongAxis(x, argsort(x, 0), 0)` sorts. */
export function takeAlongAxis<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, indices: Given<R>, axis: number): NDArray<R, D> {
  const source = checkArray('takeAlongAxis', 'x', x);
  const chosen = checkWhole('takeAlongAxis', checkArray('takeAlongAxis', 'indices', indices));
  const along = normalizeAxis('takeAlongAxis', axis, source.ndim);
  if (!sameShape(chosen.shape.toSpliced(along, 1), source.shape.toSpliced(along, 1)) || chosen.ndim !== source.ndim) {
    throw new ShapeError(`takeAlongAxis: x is ${printShape(source.shape)}, indices is ${printShape(chosen.shape)}; all sizes but that of axis ${along} must be equal`);
  }
  const [from, to] = [lanesOf(source.shape, along), lanesOf(chosen.shape, along)];
  return toPublic(fillArray(source.dtype, chosen.shape, [source, chosen], (target, elements, list) => {
    for (let lane = 0; lane < to.outer * to.inner; lane++) {
      const [start, at] = [laneStart(from, lane), laneStart(to, lane)];
      for (let k = 0; k < to.count; k++) {
        target[at + k * to.inner] = elements[start + wholeIndex('takeAlongAxis', list[at + k * to.inner]!, from.count, along) * from.inner]!;
      }
    }
  }));
}

/** A copy with the elements at these positions (in row order) replaced by `values`, which repeat where they are fewer. */
export function put<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, indices: Operand | readonly number[], values: Operand): NDArray<R, D> {
  const source = checkArray('put', 'x', x);
  const list = readIndices('put', indices).values;
  const operand = checkOperand('put', 'values', values);
  const from = typeof operand === 'object' ? Array.from(operand.storage.elements()) : [Number(operand)];
  const made = new NDArrayObject(source.storage.copy(), source.shape);
  if (from.length === 0 && list.length > 0) throw new ShapeError('put: there are no values to put');
  for (const [k, index] of Array.from(list).entries()) made.storage.write(wholeIndex('put', index, source.size, 0), from[k % from.length]!);
  return toPublic(made);
}

/** The parts of an axis where a mask of rank 1 is true (it may be shorter than the axis); of all elements in row order where none is stated. */
export function compress<R extends number = AnyRank, D extends DType = DType>(condition: Operand, x: Given<R, D>, axis: number): NDArray<R, D>;
export function compress<D extends DType = DType>(condition: Operand, x: Given<number, D>): NDArray<1, D>;
export function compress(condition: unknown, x: unknown, axis?: number): NDArray {
  const [mask, given] = [checkArray('compress', 'condition', condition), checkArray('compress', 'x', x)];
  const source = axis === undefined || axis === null ? given.share([given.size]) : given;
  const along = normalizeAxis('compress', axis ?? 0, source.ndim);
  if (mask.ndim !== 1 || mask.size > source.shape[along]!) throw new ShapeError(`compress: condition is ${printShape(mask.shape)}, and axis ${along} of x has the size ${source.shape[along]}`);
  const chosen: number[] = [];
  for (const [i, flag] of Array.from(mask.storage.elements()).entries()) if (flag !== 0) chosen.push(i);
  return toPublic(gatherAlong(source, along, chosen));
}

/** Each element from the array that `index` names at its place; all are broadcast together. */
export function choose<D extends DType = DType>(index: Operand, choices: readonly Given<number, D>[]): NDArray<AnyRank, D> {
  const chosen = checkWhole('choose', checkArray('choose', 'index', index));
  const all = choices.map((choice) => toPublic<NDArray>(checkArray('choose', 'a choice', choice)));
  // The reason for the cast: the way back from the public type.
  const table = stack(all.map((choice) => broadcastTo(choice, chosen.shape))) as unknown as NDArrayObject;
  const size = sizeOf(chosen.shape);
  const places = Int32Array.from(chosen.storage.elements(), (which, i) => wholeIndex('choose', which, choices.length, 0) * size + i);
  return toPublic(gather(table, { base: 0, offsets: [places] }, chosen.shape));
}

function inAxis(index: number, size: number, axis: number, mode: 'raise' | 'wrap' | 'clip'): number {
  if (mode === 'clip') return Math.min(size - 1, Math.max(0, index));
  return mode === 'wrap' ? ((index % size) + size) % size : wholeIndex('take', index, size, axis);
}

function readIndices(operation: string, indices: unknown): { readonly shape: readonly number[]; readonly values: ArrayLike<number> } {
  if (Array.isArray(indices)) return { shape: [indices.length], values: indices as number[] };
  const operand = checkOperand(operation, 'indices', indices);
  if (typeof operand !== 'object') return { shape: [], values: [Number(operand)] };
  return { shape: operand.shape, values: checkWhole(operation, operand).storage.copyOut() };
}

function checkWhole(operation: string, indices: NDArrayObject): NDArrayObject {
  if (isFloat(indices.dtype)) throw new DTypeError(`${operation}: indices must be whole numbers, and these are ${indices.dtype}: math.astype(i, 'int32') converts`);
  return indices;
}
