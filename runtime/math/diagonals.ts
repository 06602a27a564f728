/** Diagonals and triangles of matrices: `diag`, `diagonal`, `trace`, `tri`, `tril`, `triu`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { asShape, normalizeAxis, printShape } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import { fillArray } from '../array/fill-array.js';
import type { DTypeArgument } from '../array/make-array.js';
import { dtypeOf } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { copyAs } from './rearrange.js';
import { sum } from './sum.js';

interface Diag {
  <D extends DType>(x: NDArray<1, D>, k?: number): NDArray<2, D>;
  <D extends DType>(x: NDArray<2, D>, k?: number): NDArray<1, D>;
  <D extends DType = DType>(x: Given<number, D>, k?: number): NDArray<AnyRank, D>;
}

/** Of a vector the matrix with it on diagonal `k` (0 the main one, above it positive) and zeros elsewhere; of a matrix its diagonal `k`. */
export const diag: Diag = <A>(x: unknown, k?: number): A => {
  const source = checkArray('diag', 'x', x);
  if (source.ndim === 2) return toPublic(takeDiagonal('diag', source, k ?? 0, 0, 1));
  if (source.ndim !== 1) throw new ShapeError(`diag: x must have rank 1 or 2, and is ${printShape(source.shape)}`);
  const at = k ?? 0;
  const n = source.size + Math.abs(at);
  return toPublic(fillArray(source.dtype, [n, n], [source], (to, from) => {
    to.fill(0);
    for (let i = 0; i < from.length; i++) to[(i + Math.max(0, -at)) * n + i + Math.max(0, at)] = from[i]!;
  }));
};

export interface DiagonalOptions {
  /** Which diagonal: 0 the main one, above it positive. */
  readonly offset?: number | undefined;
  /** The two axes that are the matrix; 0 and 1 where they are not stated. */
  readonly axis1?: number | undefined;
  readonly axis2?: number | undefined;
}

/** The diagonal of two axes, as the last axis of the result. */
export function diagonal<D extends DType = DType>(x: NDArray<2, D>, options?: DiagonalOptions): NDArray<1, D>;
export function diagonal<D extends DType = DType>(x: Given<number, D>, options?: DiagonalOptions): NDArray<AnyRank, D>;
export function diagonal(x: unknown, options?: DiagonalOptions): NDArray {
  return toPublic(takeDiagonal('diagonal', checkArray('diagonal', 'x', x), options?.offset ?? 0, options?.axis1 ?? 0, options?.axis2 ?? 1));
}

/** The sum of the diagonal of two axes; of bool int32. */
export function trace<D extends DType = DType>(x: NDArray<2, D>, options?: DiagonalOptions): NDArray<0, [D] extends ['bool'] ? 'int32' : D>;
export function trace(x: Given, options?: DiagonalOptions): NDArray<AnyRank>;
export function trace(x: unknown, options?: DiagonalOptions): NDArray {
  const taken = takeDiagonal('trace', checkArray('trace', 'x', x), options?.offset ?? 0, options?.axis1 ?? 0, options?.axis2 ?? 1);
  return sum(toPublic<NDArray>(taken), { axis: -1 });
}

/** Neighbours on a diagonal are one row and one column apart. */
function takeDiagonal(operation: string, x: NDArrayObject, offset: number, axis1: number, axis2: number): NDArrayObject {
  if (x.ndim < 2) throw new ShapeError(`${operation}: x must have rank 2 or more, and is ${printShape(x.shape)}`);
  const [rows, columns] = [normalizeAxis(operation, axis1, x.ndim), normalizeAxis(operation, axis2, x.ndim)];
  if (rows === columns) throw new ShapeError(`${operation}: two different axes are wanted, got ${axis1} twice`);
  const strides = stridesOf(x.shape);
  const [above, below] = [Math.max(0, offset), Math.max(0, -offset)];
  const count = Math.max(0, Math.min(x.shape[rows]! - below, x.shape[columns]! - above));
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
  return copyAs(x, [...others.map((axis) => x.shape[axis]!), count], [...others.map((axis) => strides[axis]!), strides[rows]! + strides[columns]!],
    below * strides[rows]! + above * strides[columns]!);
}

/** `rows` × `columns` (square where only one is given) with ones on and below diagonal `k`, zeros above. */
export function tri<D extends DType = FloatDType>(rows: number, columns: number = rows, k: number = 0, options?: DTypeArgument<D>): NDArray<2, NoInfer<D>> {
  const width = columns ?? rows;
  return toPublic(fillArray(dtypeOf('tri', options), asShape('tri', [rows, width]), [], (to) => {
    for (let i = 0; i < to.length; i++) to[i] = Number((i % width) - Math.floor(i / width) <= (k ?? 0));
  }));
}

/** A copy with zeros above diagonal `k`; of the last two axes. */
export function tril<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, k: number = 0): NDArray<R, D> {
  return toPublic(triangle('tril', x, (distance) => distance <= (k ?? 0)));
}

/** A copy with zeros below diagonal `k`; of the last two axes. */
export function triu<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, k: number = 0): NDArray<R, D> {
  return toPublic(triangle('triu', x, (distance) => distance >= (k ?? 0)));
}

/** `keeps` decides by how far an element is to the right of the main diagonal. */
function triangle(operation: string, x: unknown, keeps: (distance: number) => boolean): NDArrayObject {
  const source = checkArray(operation, 'x', x);
  if (source.ndim < 2) throw new ShapeError(`${operation}: x must have rank 2 or more, and is ${printShape(source.shape)}`);
  const [rows, columns] = source.shape.slice(-2) as [number, number];
  return fillArray(source.dtype, source.shape, [source], (to, from) => {
    for (let i = 0; i < to.length; i++) to[i] = keeps((i % columns) - (Math.floor(i / columns) % rows)) ? from[i]! : 0;
  });
}
