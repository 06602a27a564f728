/** Arrays of a given shape: `zeros`, `ones`, `full`, `empty` and their `…Like` forms, `eye`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { asShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import type { DTypeArgument, DTypeOption } from '../array/make-array.js';
import { dtypeOf, makeArray, makeFilled } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, Operand, RankOf, ShapeLike } from '../array/types.js';
import { castNumber } from './cast.js';
import { checkArray, checkOperand } from './operand.js';

/** An array of zeros (false for bool). `zeros(3)` has the shape [3]. */
export function zeros<const S extends ShapeLike, D extends DType = FloatDType>(shape: S, options?: DTypeArgument<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(filled('zeros', shape, 0, options));
}

/** An array of ones (true for bool). */
export function ones<const S extends ShapeLike, D extends DType = FloatDType>(shape: S, options?: DTypeArgument<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(filled('ones', shape, 1, options));
}

/**
 * An array with one value everywhere. Without a stated dtype a boolean gives bool, a rank-0 array its own dtype, and a number the
 * default float, whole or not.
 */
export function full<const S extends ShapeLike, D extends DType = FloatDType>(
  shape: S, value: number | boolean, options?: DTypeArgument<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(filled('full', shape, value, options));
}

/** An array whose elements are whatever memory held. For code that writes all of them. */
export function empty<const S extends ShapeLike, D extends DType = FloatDType>(shape: S, options?: DTypeArgument<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(makeArray(dtypeOf('empty', options), asShape('empty', shape)));
}

/** Zeros in the shape and dtype of `x`. */
export function zerosLike<R extends number = AnyRank, D extends DType = DType, E extends DType = D>(x: Given<R, D>, options?: DTypeArgument<E>): NDArray<R, NoInfer<E>> {
  return toPublic(filledLike('zerosLike', x, 0, options));
}

/** Ones in the shape and dtype of `x`. */
export function onesLike<R extends number = AnyRank, D extends DType = DType, E extends DType = D>(x: Given<R, D>, options?: DTypeArgument<E>): NDArray<R, NoInfer<E>> {
  return toPublic(filledLike('onesLike', x, 1, options));
}

/** One value everywhere, cast to the dtype of `x`, in its shape. */
export function fullLike<R extends number = AnyRank, D extends DType = DType, E extends DType = D>(
  x: Given<R, D>, value: number | boolean, options?: DTypeArgument<E>,
): NDArray<R, NoInfer<E>> {
  return toPublic(filledLike('fullLike', x, value, options));
}

/** Uninitialised elements in the shape and dtype of `x`. */
export function emptyLike<R extends number = AnyRank, D extends DType = DType, E extends DType = D>(x: Given<R, D>, options?: DTypeArgument<E>): NDArray<R, NoInfer<E>> {
  const like = checkArray('emptyLike', 'x', x);
  return toPublic(makeArray(dtypeOf('emptyLike', options, like.dtype), like.shape));
}

export interface EyeOptions<D extends DType> extends DTypeOption<D> {
  /** Which diagonal holds the ones: 0 the main one, above it positive, below negative. */
  readonly k?: number;
}

interface Eye {
  <D extends DType = FloatDType>(rows: number, columns: number | undefined, k: number, options?: DTypeArgument<D>): NDArray<2, NoInfer<D>>;
  <D extends DType = FloatDType>(rows: number, columns?: number, options?: EyeOptions<D> | D): NDArray<2, NoInfer<D>>;
}

/** A matrix with ones on a diagonal: `rows` × `columns` (square where only one is given). The diagonal is an option, `{ k: 1 }`, or the third argument. */
export const eye: Eye = <A>(rows: number, columns: number = rows, third: EyeOptions<DType> | DType | number = {}, fourth?: DTypeArgument): A => {
  const options = typeof third === 'number' ? fourth : third;
  const k = typeof third === 'number' ? third : typeof third === 'object' ? third.k ?? 0 : 0;
  const made = makeFilled(dtypeOf('eye', options), asShape('eye', [rows, columns]), 0);
  const elements = made.storage.elements();
  for (let row = Math.max(0, -k); row < rows && row + k < columns; row++) elements[row * columns + row + k] = 1;
  return toPublic(made);
};

function filled(operation: string, shape: ShapeLike, value: unknown, options: DTypeArgument | undefined): NDArrayObject {
  const operand = checkOperand(operation, 'value', value);
  const own: DType = typeof operand === 'object' ? operand.dtype : typeof operand === 'boolean' ? 'bool' : getFloat();
  const dtype = dtypeOf(operation, options, own);
  return makeFilled(dtype, asShape(operation, shape), castNumber(oneNumber(operation, operand), dtype));
}

function filledLike(operation: string, x: unknown, value: Operand, options: DTypeArgument | undefined): NDArrayObject {
  const like = checkArray(operation, 'x', x);
  return filled(operation, like.shape, value, { dtype: dtypeOf(operation, options, like.dtype) });
}

function oneNumber(operation: string, value: NDArrayObject | number | boolean): number {
  if (typeof value !== 'object') return Number(value);
  if (value.ndim === 0) return value.storage.number();
  throw new TypeError(`${operation}: the value must be a number; math.broadcastTo repeats an array`);
}
