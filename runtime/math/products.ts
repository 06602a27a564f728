/** Products made of others: `inner`, `vdot`, `tensordot`, `kron`, `matrixPower`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape, sizeOf } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Counted, Given, NDArray, PromotedDType } from '../array/types.js';
import { dot, matmul } from './dot.js';
import { eye } from './filled.js';
import { mul } from './generated/mul.js';
import { inv } from './lower-upper.js';
import { readSquareStack } from './matrices.js';
import { checkArray } from './operand.js';
import { broadcastTo, permuteAxes } from './rearrange.js';
import { reshape } from './reshape.js';

/** Sums over the last axis of both: of vectors their dot product. */
export function inner<D extends DType, E extends DType>(a: NDArray<1, D>, b: NDArray<1, E>): NDArray<0, Counted<PromotedDType<D, E>>>;
export function inner<D extends DType, E extends DType>(a: NDArray<2, D>, b: NDArray<2, E>): NDArray<2, Counted<PromotedDType<D, E>>>;
export function inner(a: Given, b: Given): NDArray<AnyRank>;
export function inner(a: unknown, b: unknown): NDArray {
  const [left, right] = [checkArray('inner', 'a', a), checkArray('inner', 'b', b)];
  if (left.ndim === 0 || right.ndim === 0) return mul(toPublic<NDArray>(left), toPublic<NDArray>(right));
  return contract('inner', left, right, [left.ndim - 1], [right.ndim - 1]);
}

/** The dot product of all elements in row order. */
export function vdot<D extends DType = DType, E extends DType = DType>(a: Given<number, D>, b: Given<number, E>): NDArray<0, Counted<PromotedDType<D, E>>> {
  const [left, right] = [checkArray('vdot', 'a', a), checkArray('vdot', 'b', b)];
  if (left.size !== right.size) throw new ShapeError(`vdot: a is ${printShape(left.shape)}, b is ${printShape(right.shape)}; both must have as many elements`);
  return dot(toPublic<NDArray<1, D>>(left.share([left.size])), toPublic<NDArray<1, E>>(right.share([right.size])));
}

/**
 * Sums over axes of `a` and `b` in pairs: the last `axes` of a and the first of b (2 where it is not stated), or two lists. The axes
 * that are left follow each other.
 */
export function tensordot(a: Given, b: Given, axes: number | readonly [readonly number[] | number, readonly number[] | number] = 2): NDArray {
  const [left, right] = [checkArray('tensordot', 'a', a), checkArray('tensordot', 'b', b)];
  const given = axes ?? 2;
  if (typeof given !== 'number') {
    const [own, other] = given.map((list) => (typeof list === 'number' ? [list] : list)) as [number[], number[]];
    return contract('tensordot', left, right, own.map((axis) => normalizeAxis('tensordot', axis, left.ndim)), other.map((axis) => normalizeAxis('tensordot', axis, right.ndim)));
  }
  if (given > left.ndim || given > right.ndim) throw new ShapeError(`tensordot: ${given} axes of a, which is ${printShape(left.shape)}, and b, which is ${printShape(right.shape)}`);
  const count = Array.from({ length: given }, (_, k) => k);
  return contract('tensordot', left, right, count.map((k) => left.ndim - given + k), count);
}

/** One matrix product: the summed axes of `a` moved to the end, those of `b` to the front. */
function contract(operation: string, a: NDArrayObject, b: NDArrayObject, axesA: readonly number[], axesB: readonly number[]): NDArray {
  const sizes = axesA.map((axis) => a.shape[axis]!);
  if (axesA.length !== axesB.length || axesB.some((axis, k) => b.shape[axis] !== sizes[k])) {
    throw new ShapeError(`${operation}: a is ${printShape(a.shape)}, b is ${printShape(b.shape)}; the axes ${printShape(axesA)} of a and ${printShape(axesB)} of b must have equal sizes`);
  }
  const freeA = a.shape.map((_, axis) => axis).filter((axis) => !axesA.includes(axis));
  const freeB = b.shape.map((_, axis) => axis).filter((axis) => !axesB.includes(axis));
  const [shapeA, shapeB] = [freeA.map((axis) => a.shape[axis]!), freeB.map((axis) => b.shape[axis]!)];
  const count = sizeOf(sizes);
  const left = permuteAxes(a, [...freeA, ...axesA]).share([sizeOf(shapeA), count]);
  const right = permuteAxes(b, [...axesB, ...freeB]).share([count, sizeOf(shapeB)]);
  return reshape(matmul(toPublic<NDArray>(left), toPublic<NDArray>(right)), [...shapeA, ...shapeB]);
}

/** Each element of `a` replaced by it times `b`: the product of Kronecker. */
export function kron<R extends number = AnyRank, D extends DType = DType>(a: Given<R, D>, b: Given<R, D>): NDArray<R, D> {
  const [left, right] = [checkArray('kron', 'a', a), checkArray('kron', 'b', b)];
  const rank = Math.max(left.ndim, right.ndim);
  const [sizesA, sizesB] = [left, right].map(({ shape }) => [...new Array<number>(rank - shape.length).fill(1), ...shape]) as [number[], number[]];
  // The axes of a and b take turns; then each pair is one.
  const product = mul(toPublic<NDArray>(left.share(sizesA.flatMap((size) => [size, 1]))), toPublic<NDArray>(right.share(sizesB.flatMap((size) => [1, size]))));
  return reshape(product, sizesA.map((size, axis) => size * sizesB[axis]!)) as NDArray as NDArray<R, D>;
}

/** A square matrix times itself `n` times by squaring; negative powers are those of the inverse. */
export function matrixPower<R extends number = 2, D extends DType = DType>(a: Given<R, D>, n: number): NDArray<R, Counted<D>> {
  const { rows } = readSquareStack('matrixPower', 'a', a);
  if (!Number.isInteger(n)) throw new TypeError(`matrixPower: n must be a whole number, got ${n}`);
  const given = toPublic<NDArray>(checkArray('matrixPower', 'a', a));
  let base: NDArray = n < 0 ? inv<number, DType>(given) : given;
  let power: NDArray | undefined;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = power === undefined ? base : matmul(power, base);
    if (rest > 1) base = matmul(base, base);
  }
  return (power ?? broadcastTo(eye(rows, rows, { dtype: numeric(given.dtype) }), given.shape)) as NDArray<R, Counted<D>>;
}
