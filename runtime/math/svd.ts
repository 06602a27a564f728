/** What singular values are for: `svd`, `pinv`, `lstsq`, `matrixRank`, `cond`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { floating, promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, PromotedDType } from '../array/types.js';
import type { Singular } from './singular-values.js';
import { completeBasis, decompose } from './singular-values.js';
import { dotNumbers, joinResults, readStack } from './matrices.js';
import { checkArray } from './operand.js';

export interface SvdOptions {
  /** Whether U and Vᵀ are square (the default, as in NumPy), or have min(m, n) columns and rows. */
  readonly fullMatrices?: boolean | undefined;
}

/** `[U, s, Vᵀ]` with U diag(s) Vᵀ = a: columns of U and rows of Vᵀ are orthonormal, the singular values s fall. */
export function svd<D extends DType = DType>(a: NDArray<2, D>, options?: SvdOptions): [u: NDArray<2, FloatOf<D>>, s: NDArray<1, FloatOf<D>>, vt: NDArray<2, FloatOf<D>>];
export function svd<D extends DType = DType>(a: Given<number, D>, options?: SvdOptions): [u: NDArray<AnyRank, FloatOf<D>>, s: NDArray<AnyRank, FloatOf<D>>, vt: NDArray<AnyRank, FloatOf<D>>];
export function svd(a: unknown, options?: SvdOptions): [NDArray, NDArray, NDArray] {
  const { dtype, batch, rows: m, columns: n, matrices } = readStack('svd', 'a', a);
  const isFull = options?.fullMatrices ?? true;
  const [width, height] = isFull ? [m, n] : [Math.min(m, n), Math.min(m, n)];
  const parts = matrices.map((matrix) => {
    const { values, left, right } = decompose(matrix);
    return { values, left: extended(left, m, width), right: extended(right, n, height) };
  });
  const u = parts.map(({ left }) => Float64Array.from({ length: m * width }, (_, i) => left[i % width]![Math.floor(i / width)]!));
  const vt = parts.map(({ right }) => Float64Array.from({ length: n * height }, (_, i) => right[Math.floor(i / n)]![i % n]!));
  return [
    toPublic(joinResults(dtype, batch, [m, width], u)), toPublic(joinResults(dtype, batch, [Math.min(m, n)], parts.map(({ values }) => values))),
    toPublic(joinResults(dtype, batch, [height, n], vt)),
  ];
}

/** As many orthonormal vectors as asked for, the given ones first. */
function extended(vectors: readonly Float64Array[], size: number, count: number): readonly Float64Array[] {
  const all = [...vectors, ...Array.from({ length: count - vectors.length }, () => new Float64Array(size))];
  completeBasis(all, size);
  return all;
}

/** Σ v (u · b) / s over the singular values above `limit`: the smallest x with the smallest |a x - b|. */
function solveLeast({ values, left, right }: Singular, limit: number, b: Float64Array, start: number, stride: number): Float64Array {
  const x = new Float64Array(right[0]?.length ?? 0);
  for (const [k, value] of values.entries()) {
    if (!(value > limit)) continue;
    const by = dotNumbers(left[k]!.length, left[k]!, 0, 1, b, start, stride) / value;
    for (let i = 0; i < x.length; i++) x[i]! += by * right[k]![i]!;
  }
  return x;
}

/** The inverse of Moore and Penrose: of singular and of rectangular matrices too. Singular values below `rcond` times the largest count as 0. */
export function pinv<R extends number = 2, D extends DType = DType>(a: Given<R, D>, rcond: number = 1e-15): NDArray<R, FloatOf<D>> {
  const { dtype, batch, rows: m, columns: n, matrices } = readStack('pinv', 'a', a);
  return toPublic(joinResults(dtype, batch, [n, m], matrices.map((matrix) => {
    const singular = decompose(matrix);
    const inverse = new Float64Array(n * m);
    const unit = new Float64Array(m);
    for (let j = 0; j < m; j++) {
      unit.fill(0)[j] = 1;
      const column = solveLeast(singular, (rcond ?? 1e-15) * (singular.values[0] ?? 0), unit, 0, 1);
      for (let i = 0; i < n; i++) inverse[i * m + j] = column[i]!;
    }
    return inverse;
  })));
}

type Lstsq<R extends number, D extends DType> = [x: NDArray<R, FloatOf<D>>, residuals: NDArray<1, FloatOf<D>>, rank: number, s: NDArray<1, FloatOf<D>>];

/**
 * `[x, residuals, rank, s]`: the x with the smallest |a x - b| (the shortest of several), for a vector b or for each of its columns; the
 * sums of squares that are left (empty unless a has more rows than columns and full rank); the rank and the singular values of a.
 */
export function lstsq<R extends number = AnyRank, D extends DType = DType, E extends DType = DType>(a: Given<2, D>, b: Given<R, E>, rcond?: number): Lstsq<R, PromotedDType<D, E>> {
  const { batch, rows: m, columns: n, matrices: [matrix] } = readStack('lstsq', 'a', a);
  const right = checkArray('lstsq', 'b', b);
  if (batch.length > 0 || right.ndim < 1 || right.ndim > 2 || right.shape[0] !== m) {
    throw new ShapeError(`lstsq: a is ${printShape([...batch, m, n])}, b is ${printShape(right.shape)}; a matrix and a vector or matrix with as many rows are wanted`);
  }
  const dtype = floating(promoteAll([checkArray('lstsq', 'a', a).dtype, right.dtype], getFloat()), getFloat());
  const width = right.ndim === 1 ? 1 : right.shape[1]!;
  const values = toNumbers(right);
  const singular = decompose(matrix!);
  const limit = (rcond ?? 2 ** -52 * Math.max(m, n)) * (singular.values[0] ?? 0);
  const rank = singular.values.filter((value) => value > limit).length;
  const x = new Float64Array(n * width);
  const residuals = new Float64Array(m > n && rank === n ? width : 0);
  for (let c = 0; c < width; c++) {
    const column = solveLeast(singular, limit, values, c, width);
    for (let i = 0; i < n; i++) x[i * width + c] = column[i]!;
    for (let i = 0; i < m && residuals.length > 0; i++) {
      residuals[c]! += (values[i * width + c]! - dotNumbers(n, matrix!.values, i * n, 1, column, 0, 1)) ** 2;
    }
  }
  return [
    toPublic(fromNumbers(dtype, right.ndim === 1 ? [n] : [n, width], x)), toPublic(fromNumbers(dtype, [residuals.length], residuals)), rank,
    toPublic(fromNumbers(dtype, [singular.values.length], singular.values)),
  ];
}

/** How many singular values are larger than `tolerance` (by default what rounding leaves of the largest): an int32 of rank 0 for one matrix. */
export function matrixRank(a: Given, tolerance?: number): NDArray<AnyRank, 'int32'> {
  const { batch, rows, columns, matrices, dtype } = readStack('matrixRank', 'a', a);
  const relative = Math.max(rows, columns) * (dtype === 'float32' ? 2 ** -23 : 2 ** -52);
  const ranks = matrices.map((matrix) => {
    const { values } = decompose(matrix);
    return values.filter((value) => value > (tolerance ?? relative * (values[0] ?? 0))).length;
  });
  return toPublic(fromNumbers('int32', batch, ranks));
}

/** The largest singular value divided by the smallest: how much errors may grow when a system with this matrix is solved. */
export function cond<D extends DType = DType>(a: Given<number, D>): NDArray<AnyRank, FloatOf<D>> {
  const { dtype, batch, matrices } = readStack('cond', 'a', a);
  return toPublic(joinResults(dtype, batch, [], matrices.map((matrix) => {
    const { values } = decompose(matrix);
    return [(values[0] ?? 0) / (values.at(-1) ?? 0)];
  })));
}

/** The singular values alone, falling: NumPy's `linalg.svdvals`. */
export function svdvals<D extends DType = DType>(a: Given<number, D>): NDArray<AnyRank, FloatOf<D>> {
  // The reason for the cast: as for a matrix, with the axes of a stack in front.
  return (svd(a as unknown as NDArray<2, D>, { fullMatrices: false }) as unknown as readonly [unknown, NDArray<number, FloatOf<D>>])[1];
}
