/** Gauss elimination with the largest pivot of each column: `solve`, `inv`, `det`, `slogdet`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { broadcastShapes, printShape, sizeOf } from '../abi/shape.js';
import { floating, promoteAll } from '../abi/signature.js';
import { broadcastStrides, stridesOf } from '../array/copy-strided.js';
import { getFloat } from '../array/default-float.js';
import { toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, PromotedDType } from '../array/types.js';
import { log } from './generated/log.js';
import type { MatrixNumbers } from './matrices.js';
import { joinResults, readSquareStack } from './matrices.js';
import { checkArray } from './operand.js';

/** L (below the diagonal, ones on it) and U in one matrix; row i of them is row `order[i]` of the original. */
interface Factors {
  readonly n: number;
  readonly values: Float64Array;
  readonly order: Int32Array;
  /** -1 after an odd number of exchanges. */
  readonly sign: number;
}

/** Overwrites the matrix. A column without a pivot leaves a 0 on the diagonal. */
function factor({ rows: n, values }: MatrixNumbers): Factors {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let sign = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(values[i * n + k]!) > Math.abs(values[pivot * n + k]!)) pivot = i;
    if (pivot !== k) {
      const row = values.slice(k * n, k * n + n);
      values.copyWithin(k * n, pivot * n, pivot * n + n);
      values.set(row, pivot * n);
      [order[k], order[pivot]] = [order[pivot]!, order[k]!];
      sign = -sign;
    }
    const head = values[k * n + k]!;
    if (head === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const scale = (values[i * n + k]! /= head);
      for (let j = k + 1; j < n; j++) values[i * n + j]! -= scale * values[k * n + j]!;
    }
  }
  return { n, values, order, sign };
}

function isSingular({ n, values }: Factors): boolean {
  for (let k = 0; k < n; k++) if (values[k * n + k] === 0) return true;
  return false;
}

/** x of A x = b for `width` columns of b at once, which is in row order. */
function substitute({ n, values, order }: Factors, b: Float64Array, width: number): Float64Array {
  const x = new Float64Array(n * width);
  for (let i = 0; i < n; i++) x.set(b.subarray(order[i]! * width, (order[i]! + 1) * width), i * width);
  const subtractRow = (i: number, k: number): void => {
    const scale = values[i * n + k]!;
    for (let c = 0; c < width; c++) x[i * width + c]! -= scale * x[k * width + c]!;
  };
  for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) subtractRow(i, k);
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractRow(i, k);
    for (let c = 0; c < width; c++) x[i * width + c]! /= values[i * n + i]!;
  }
  return x;
}

function factorRegular(operation: string, matrix: MatrixNumbers): Factors {
  const factors = factor(matrix);
  if (isSingular(factors)) throw new RangeError(`${operation}: the matrix a is singular; math.lstsq and math.pinv take such matrices`);
  return factors;
}

/**
 * The x with a x = b, for square matrices `a`: `b` is a vector (rank 1) or one or more columns; stacks are broadcast. Computed in
 * float64. A singular matrix is a RangeError.
 */
export function solve<R extends number = AnyRank, D extends DType = DType, E extends DType = DType>(a: Given<number, D>, b: Given<R, E>): NDArray<R, FloatOf<PromotedDType<D, E>>> {
  const stack = readSquareStack('solve', 'a', a);
  const right = checkArray('solve', 'b', b);
  const n = stack.rows;
  const isVector = right.ndim === 1;
  const width = isVector ? 1 : (right.shape.at(-1) ?? 1);
  if (right.ndim === 0 || right.shape.at(isVector ? -1 : -2) !== n) {
    throw new ShapeError(`solve: a is ${printShape([...stack.batch, n, n])}, b is ${printShape(right.shape)}; b must have as many rows as a`);
  }
  const others = isVector ? [] : right.shape.slice(0, -2);
  const batch = broadcastShapes('solve', [stack.batch, others], ['the stack of a', 'the stack of b']);
  const [ownA, ownB, all] = [broadcastStrides(stack.batch, batch), broadcastStrides(others, batch), stridesOf(batch)];
  const positionOf = (k: number, own: readonly number[]): number => all.reduce((sum, stride, axis) => sum + (Math.floor(k / stride) % batch[axis]!) * own[axis]!, 0);
  const columns = toNumbers(right);
  const factored = stack.matrices.map((matrix) => factorRegular('solve', matrix));
  const results = Array.from({ length: sizeOf(batch) }, (_, k) => {
    const start = positionOf(k, ownB) * n * width;
    return substitute(factored[positionOf(k, ownA)]!, columns.subarray(start, start + n * width), width);
  });
  const dtype = floating(promoteAll([checkArray('solve', 'a', a).dtype, right.dtype], getFloat()), getFloat());
  return toPublic(joinResults(dtype, batch, isVector ? [n] : [n, width], results));
}

/** The inverse of square matrices. A singular matrix is a RangeError. */
export function inv<R extends number = 2, D extends DType = DType>(a: Given<R, D>): NDArray<R, FloatOf<D>> {
  const { dtype, batch, rows: n, matrices } = readSquareStack('inv', 'a', a);
  const unit = Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  return toPublic(joinResults(dtype, batch, [n, n], matrices.map((matrix) => substitute(factorRegular('inv', matrix), unit, n))));
}

/** The determinant of square matrices: rank 0 of one matrix. */
export function det<D extends DType = DType>(a: NDArray<2, D>): NDArray<0, FloatOf<D>>;
export function det<D extends DType = DType>(a: Given<number, D>): NDArray<AnyRank, FloatOf<D>>;
export function det(a: unknown): NDArray {
  const { dtype, batch, matrices } = readSquareStack('det', 'a', a);
  return toPublic(joinResults(dtype, batch, [], matrices.map((matrix) => {
    const { n, values, sign } = factor(matrix);
    let product = sign;
    for (let k = 0; k < n; k++) product *= values[k * n + k]!;
    return [product];
  })));
}

/** The sign of the determinant and the logarithm of its size, which no large matrix overflows; 0 and -∞ where it is 0. */
export function slogdet<D extends DType = DType>(a: NDArray<2, D>): [sign: NDArray<0, FloatOf<D>>, logarithm: NDArray<0, FloatOf<D>>];
export function slogdet<D extends DType = DType>(a: Given<number, D>): [sign: NDArray<AnyRank, FloatOf<D>>, logarithm: NDArray<AnyRank, FloatOf<D>>];
export function slogdet(a: unknown): [NDArray, NDArray] {
  const { dtype, batch, matrices } = readSquareStack('slogdet', 'a', a);
  const results = matrices.map((matrix) => {
    const { n, values, sign } = factor(matrix);
    let [product, total] = [sign, 0];
    for (let k = 0; k < n; k++) {
      product *= Math.sign(values[k * n + k]!);
      total += Number(log(Math.abs(values[k * n + k]!)));
    }
    return [product, total] as const;
  });
  return [toPublic(joinResults(dtype, batch, [], results.map(([sign]) => [sign]))), toPublic(joinResults(dtype, batch, [], results.map(([, total]) => [total])))];
}
