/** Products over the last axes: `vecdot`, `matvec`, `vecmat`; and of several matrices, `multiDot`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { dot, matmul } from './dot.js';
import { checkArray } from './operand.js';

/** Σ x y over the last axis; the others are broadcast. */
export function vecdot<D extends DType = DType>(x: Given<number, D>, y: Given<number, D>): NDArray<AnyRank, D> {
  const [row, column] = [withAxis('vecdot', x, -2), withAxis('vecdot', y, -1)];
  return without(matmul(row, column), [-2, -1]) as NDArray<number, D>;
}

/** The matrix in the last two axes of `A` times the vector in the last axis of `x`; other axes are broadcast. */
export function matvec<D extends DType = DType>(A: Given<number, D>, x: Given<number, D>): NDArray<AnyRank, D> {
  return without(matmul(toPublic<NDArray>(checkArray('matvec', 'A', A)), withAxis('matvec', x, -1)), [-1]) as NDArray<number, D>;
}

/** The vector in the last axis of `x` times the matrix in the last two axes of `A`; other axes are broadcast. */
export function vecmat<D extends DType = DType>(x: Given<number, D>, A: Given<number, D>): NDArray<AnyRank, D> {
  return without(matmul(withAxis('vecmat', x, -2), toPublic<NDArray>(checkArray('vecmat', 'A', A))), [-2]) as NDArray<number, D>;
}

/** The last axis of vectors as a row (-2) or a column (-1) of matrices. */
function withAxis(operation: string, x: unknown, at: -1 | -2): NDArray {
  const given = checkArray(operation, 'x', x);
  if (given.ndim === 0) throw new ShapeError(`${operation}: an array of rank 0 has no axis to go along`);
  return toPublic(given.share(given.shape.toSpliced(given.ndim + 1 + at, 0, 1)));
}

function without(x: NDArray, axes: readonly number[]): NDArray {
  // The reason for the cast: the way back from the public type.
  const given = x as unknown as NDArrayObject;
  return toPublic(given.share(given.shape.filter((_, k) => !axes.includes(k - given.ndim))));
}

/** The product of two or more matrices (the first and the last may be vectors), in the order that takes the fewest multiplications. */
export function multiDot<D extends DType = DType>(arrays: readonly Given<number, D>[]): NDArray<AnyRank, D> {
  const all = arrays.map((one) => checkArray('multiDot', 'an array', one));
  if (all.length < 2) throw new ShapeError(`multiDot: two arrays or more are wanted, and there are ${all.length}`);
  const sizes = all.map(({ shape }, k) => {
    if (shape.length === 2) return shape as readonly [number, number];
    if (shape.length === 1 && k === 0) return [1, shape[0]!] as const;
    if (shape.length === 1 && k === all.length - 1) return [shape[0]!, 1] as const;
    throw new ShapeError(`multiDot: array ${k} is ${printShape(shape)}; matrices are wanted, and vectors only at the ends`);
  });
  const limits = [sizes[0]![0], ...sizes.map((size) => size[1])];
  const cuts = cheapestCuts(limits);
  const multiply = (from: number, to: number): NDArray => (from === to ? toPublic<NDArray>(all[from]!) : dot(multiply(from, cuts[from]![to]!), multiply(cuts[from]![to]! + 1, to)));
  return multiply(0, all.length - 1) as NDArray<number, D>;
}

/** Where each chain of products is best cut: matrix k is `limits[k]` × `limits[k + 1]` (Cormen and others, Introduction to Algorithms, 15.2). */
function cheapestCuts(limits: readonly number[]): number[][] {
  const count = limits.length - 1;
  const table = (): number[][] => Array.from({ length: count }, () => Array.from({ length: count }, () => 0));
  const [costs, cuts] = [table(), table()];
  for (let length = 1; length < count; length++) {
    for (let from = 0; from + length < count; from++) {
      const to = from + length;
      let best = Infinity;
      for (let cut = from; cut < to; cut++) {
        const cost = costs[from]![cut]! + costs[cut + 1]![to]! + limits[from]! * limits[cut + 1]! * limits[to + 1]!;
        if (cost >= best) continue;
        best = cost;
        cuts[from]![to] = cut;
      }
      costs[from]![to] = best;
    }
  }
  return cuts;
}
