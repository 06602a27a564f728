/** Stacks of matrices for linear algebra: read as float64 whatever their dtype is, computed one by one, and rounded once at the end. */
import type { FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { checkArray } from './operand.js';

/** A matrix in row order. */
export interface MatrixNumbers {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export interface MatrixStack {
  /** The dtype of results. */
  readonly dtype: FloatDType;
  /** The axes in front of the last two. */
  readonly batch: Shape;
  readonly rows: number;
  readonly columns: number;
  /** Copies that may be overwritten. */
  readonly matrices: readonly MatrixNumbers[];
}

/** The last two axes of an array as matrices. A lower rank is a ShapeError. */
export function readStack(operation: string, name: string, x: unknown): MatrixStack {
  const array = checkArray(operation, name, x);
  if (array.ndim < 2) throw new ShapeError(`${operation}: ${name} must have rank 2 or more, and is ${printShape(array.shape)}`);
  const [rows, columns] = array.shape.slice(-2) as [number, number];
  const batch = array.shape.slice(0, -2);
  const values = toNumbers(array);
  const matrices = Array.from({ length: sizeOf(batch) }, (_, k) => ({ rows, columns, values: values.subarray(k * rows * columns, (k + 1) * rows * columns) }));
  return { dtype: floating(array.dtype, getFloat()), batch, rows, columns, matrices };
}

export function readSquareStack(operation: string, name: string, x: unknown): MatrixStack {
  const stack = readStack(operation, name, x);
  if (stack.rows !== stack.columns) throw new ShapeError(`${operation}: ${name} is ${printShape([...stack.batch, stack.rows, stack.columns])}; its last two axes must be equal`);
  return stack;
}

/** The results of all matrices of a stack as one array: `shape` is that of one of them. */
export function joinResults(dtype: FloatDType, batch: Shape, shape: Shape, results: readonly ArrayLike<number>[]): NDArrayObject {
  const each = sizeOf(shape);
  const all = new Float64Array(sizeOf(batch) * each);
  for (const [k, result] of results.entries()) all.set(result, k * each);
  return fromNumbers(dtype, [...batch, ...shape], all);
}

export function transposed({ rows, columns, values }: MatrixNumbers): MatrixNumbers {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = values[i * columns + j]!;
  return { rows: columns, columns: rows, values: turned };
}

/** The sum of products of `count` elements that lie `strideA` and `strideB` apart. */
export function dotNumbers(count: number, a: Float64Array, startA: number, strideA: number, b: Float64Array, startB: number, strideB: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[startA + k * strideA]! * b[startB + k * strideB]!;
  return sum;
}
