/** Products of vectors and matrices: `dot`, `matmul`, `outer`. The order of their sums is the kernels' own and depends on sizes only. */
import type { DType } from '../abi/dtype.js';
import { isFloat, itemSize } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { broadcastShapes, dotShape, sizeOf } from '../abi/shape.js';
import { numeric, promoteAll } from '../abi/signature.js';
import { broadcastStrides } from '../array/copy-strided.js';
import { getFloat } from '../array/default-float.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Counted, NDArray, Operand, PromotedDType } from '../array/types.js';
import { dot as dotKernels } from '../kernels/dot.js';
import type { Kernel } from '../memory/kernel-module.js';
import { beginCall, endCall } from '../memory/residency.js';
import { elementsAt } from '../memory/storage.js';
import { addressAs } from './cast.js';
import { mul } from './generated/mul.js';
import { kernelTags } from './kernel-tags.js';
import type { Checked } from './operand.js';
import { checkOperand } from './operand.js';
import { permuteAxes } from './rearrange.js';
import { multiplyWhole } from './whole-product.js';

type ProductRank<R extends number, Q extends number> =
  number extends R ? AnyRank
  : number extends Q ? AnyRank
  : [R, Q] extends [1, 1] ? 0
  : [R, Q] extends [1, 2] | [2, 1] ? 1
  : [R, Q] extends [2, 2] ? 2
  : AnyRank;

interface Dot {
  <R extends number, D extends DType, Q extends number, E extends DType>(a: NDArray<R, D>, b: NDArray<Q, E>): NDArray<ProductRank<R, Q>, Counted<PromotedDType<D, E>>>;
  (a: Operand, b: Operand): NDArray<AnyRank>;
}

/**
 * The product of vectors and matrices: the sum over the last axis of `a` and the last but one of `b` (its only one, for rank 1).
 * With a number or rank 0 it is `mul`. Bools count in int32.
 */
export const dot: Dot = <A>(a: Operand, b: Operand): A => {
  const [left, right] = [checkOperand('dot', 'a', a), checkOperand('dot', 'b', b)];
  if (isScalar(left) || isScalar(right)) return multiply<A>(a, b);
  const shape = dotShape(left.shape, right.shape);
  // Of a right operand with more axes the summed one is brought to the front: then all of it is one matrix.
  const matrix = right.ndim <= 2 ? right : permuteAxes(right, axesWithFirst(right.ndim, right.ndim - 2));
  return toPublic(product(left, matrix, shape));
};

/** The matrix product of the last two axes, the others broadcast; a vector counts as one row or one column. Rank 0 is a ShapeError. */
export const matmul: Dot = <A>(a: Operand, b: Operand): A => {
  const [left, right] = [checkOperand('matmul', 'a', a), checkOperand('matmul', 'b', b)];
  if (isScalar(left) || isScalar(right)) throw new ShapeError('matmul: both operands must have rank 1 or more; math.mul multiplies by a number');
  const isPlain = left.ndim <= 2 && right.ndim <= 2;
  return toPublic(isPlain ? product(left, right, dotShape(left.shape, right.shape, 'a', 'b', 'matmul')) : batched(left, right));
};

/** All products of an element of `a` with one of `b`, both taken as rank 1: a matrix. */
export function outer<D extends DType, E extends DType>(a: NDArray<number, D> | Operand, b: NDArray<number, E> | Operand): NDArray<2, PromotedDType<D, E>> {
  const [column, row] = [flat('a', a, (size) => [size, 1]), flat('b', b, (size) => [1, size])];
  return multiply(column, row);
}

function flat(name: string, value: Operand, shape: (size: number) => Shape): Operand {
  const operand = checkOperand('outer', name, value);
  if (typeof operand !== 'object') throw new ShapeError(`outer: ${name} is a plain number; math.mul multiplies by a number`);
  return toPublic<NDArray>(operand.share(shape(operand.size)));
}

function isScalar(operand: Checked): operand is number | boolean {
  return typeof operand !== 'object' || operand.ndim === 0;
}

function multiply<A>(a: Operand, b: Operand): A {
  // The reason for the cast: `A` is the result type of the overload that the caller chose.
  return mul(a, b) as unknown as A;
}

/** Addresses of the operands and of the result of [m, k] times [k, n]; an absent m or n stands for a vector. */
interface Product {
  readonly dtype: DType;
  readonly m: number | undefined;
  readonly k: number;
  readonly n: number | undefined;
}

/** [.., k] times [k, ..], both seen as matrices. */
function product(a: NDArrayObject, b: NDArrayObject, shape: Shape): NDArrayObject {
  const dtype = productDType(a, b);
  const k = b.shape[0]!;
  const plan: Product = { dtype, k, m: a.ndim === 1 ? undefined : sizeOf(a.shape.slice(0, -1)), n: b.ndim === 1 ? undefined : sizeOf(b.shape.slice(1)) };
  beginCall();
  try {
    const [left, right] = [addressAs(a.storage, dtype), addressAs(b.storage, dtype)];
    const made = makeArray(dtype, shape);
    if (made.size > 0) multiplyInto(plan, made.storage.address(), left, right);
    return made;
  } finally {
    endCall();
  }
}

function multiplyInto({ dtype, m, k, n }: Product, out: number, a: number, b: number): void {
  if (!isFloat(dtype)) {
    multiplyWhole(m ?? 1, k, n ?? 1, out, a, b);
    return;
  }
  const kernel = (name: string): Kernel => dotKernels.get(`${name}_${kernelTags[dtype]}`);
  if (m === undefined && n === undefined) elementsAt(dtype, out, 1)[0] = kernel('dot')(k, a, b);
  else if (n === undefined) kernel('matvec')(m!, k, out, a, b);
  else if (m === undefined) kernel('vecmat')(k, n, out, a, b);
  else kernel('matmul')(m, k, n, out, a, b);
}

/** Products of stacks of matrices, one kernel call each. */
function batched(a: NDArrayObject, b: NDArrayObject): NDArrayObject {
  const dtype = productDType(a, b);
  const [left, right] = [a.ndim === 1 ? a.share([1, a.size]) : a, b.ndim === 1 ? b.share([b.size, 1]) : b];
  const [m, k, n] = [left.shape.at(-2)!, left.shape.at(-1)!, right.shape.at(-1)!];
  dotShape(a.shape.slice(-2), b.shape.slice(-2), 'a', 'b', 'matmul');
  const stacks = [left.shape.slice(0, -2), right.shape.slice(0, -2)] as const;
  const stack = broadcastShapes('matmul', stacks, ['the stack of a', 'the stack of b']);
  const shape = [...stack, ...(a.ndim === 1 ? [] : [m]), ...(b.ndim === 1 ? [] : [n])];
  beginCall();
  try {
    const [from, by] = [addressAs(a.storage, dtype), addressAs(b.storage, dtype)];
    const made = makeArray(dtype, shape);
    if (made.size === 0) return made;
    const out = made.storage.address();
    const [leftAt, rightAt] = stacks.map((one) => positions(stack, broadcastStrides(one, stack))) as [number[], number[]];
    const bytes = itemSize(dtype);
    // Kernels may write past the end of a matrix: the next one is written after it, and the last one ends in the padding.
    for (const [i, at] of leftAt.entries()) {
      multiplyInto({ dtype, m, k, n }, out + i * m * n * bytes, from + at * m * k * bytes, by + rightAt[i]! * k * n * bytes);
    }
    return made;
  } finally {
    endCall();
  }
}

/** The offset of each matrix of a broadcast stack, in matrices. */
function positions(stack: Shape, strides: readonly number[]): number[] {
  return stack.reduce<number[]>((offsets, size, axis) => offsets.flatMap((offset) => Array.from({ length: size }, (_, i) => offset + i * strides[axis]!)), [0]);
}

function productDType(a: NDArrayObject, b: NDArrayObject): DType {
  return numeric(promoteAll([a.dtype, b.dtype], getFloat()));
}

function axesWithFirst(rank: number, first: number): number[] {
  return [first, ...Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis !== first)];
}
