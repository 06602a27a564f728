/**
 * Eigenvalues of symmetric matrices: `eigh`, `eigvalsh`. Householder's reflections to three diagonals, then QL steps with implicit shifts
 * (Bowdler, Martin, Reinsch, Wilkinson 1968, the procedures tred2 and tql2). Only + - × / √.
 */
import type { DType } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import type { MatrixNumbers } from './matrices.js';
import { joinResults, readSquareStack } from './matrices.js';

/** `[w, V]` with a V = V diag(w): the eigenvalues rise, the columns of V are orthonormal. The lower half of `a` is read. */
export function eigh<D extends DType = DType>(a: NDArray<2, D>): [w: NDArray<1, FloatOf<D>>, v: NDArray<2, FloatOf<D>>];
export function eigh<D extends DType = DType>(a: Given<number, D>): [w: NDArray<AnyRank, FloatOf<D>>, v: NDArray<AnyRank, FloatOf<D>>];
export function eigh(a: unknown): [NDArray, NDArray] {
  const { dtype, batch, rows: n, matrices } = readSquareStack('eigh', 'a', a);
  const results = matrices.map(decomposeSymmetric);
  return [toPublic(joinResults(dtype, batch, [n], results.map(({ values }) => values))), toPublic(joinResults(dtype, batch, [n, n], results.map(({ vectors }) => vectors)))];
}

/** The eigenvalues of symmetric matrices, rising. */
export function eigvalsh<D extends DType = DType>(a: NDArray<2, D>): NDArray<1, FloatOf<D>>;
export function eigvalsh<D extends DType = DType>(a: Given<number, D>): NDArray<AnyRank, FloatOf<D>>;
export function eigvalsh(a: unknown): NDArray {
  const { dtype, batch, rows: n, matrices } = readSquareStack('eigvalsh', 'a', a);
  return toPublic(joinResults(dtype, batch, [n], matrices.map((matrix) => decomposeSymmetric(matrix).values)));
}

/** @internal Rising values; vector k is column k, in row order. */
export function decomposeSymmetric({ rows: n, values: a }: MatrixNumbers): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const vectors = Float64Array.from({ length: n * n }, (_, i) => a[Math.max(Math.floor(i / n), i % n) * n + Math.min(Math.floor(i / n), i % n)]!);
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  if (n > 0) {
    tridiagonalize(n, vectors, diagonal, beside);
    diagonalize(n, vectors, diagonal, beside);
  }
  const order = Array.from(diagonal, (_, k) => k).sort((x, y) => diagonal[x]! - diagonal[y]!);
  return { values: Float64Array.from(order, (k) => diagonal[k]!), vectors: Float64Array.from(vectors, (_, i) => vectors[Math.floor(i / n) * n + order[i % n]!]!) };
}

/** Leaves the orthogonal matrix in `z`, the diagonal in `d`, and the element before row i's diagonal in `e[i]`. */
function tridiagonalize(n: number, z: Float64Array, d: Float64Array, e: Float64Array): void {
  for (let i = n - 1; i > 0; i--) {
    let [scale, h] = [0, 0];
    for (let k = 0; k < i; k++) scale += Math.abs(z[i * n + k]!);
    if (i === 1 || scale === 0) e[i] = z[i * n + i - 1]!;
    else {
      for (let k = 0; k < i; k++) {
        z[i * n + k]! /= scale;
        h += z[i * n + k]! ** 2;
      }
      h = reflectRow(n, z, e, i, h, scale);
    }
    d[i] = h;
  }
  d[0] = e[0] = 0;
  for (let i = 0; i < n; i++) accumulateRow(n, z, d, i);
}

/** One reflection that clears row i left of its neighbour; returns the half square of its vector. */
function reflectRow(n: number, z: Float64Array, e: Float64Array, i: number, square: number, scale: number): number {
  const f = z[i * n + i - 1]!;
  const g = f >= 0 ? -Math.sqrt(square) : Math.sqrt(square);
  e[i] = scale * g;
  const h = square - f * g;
  z[i * n + i - 1] = f - g;
  let total = 0;
  for (let j = 0; j < i; j++) {
    z[j * n + i] = z[i * n + j]! / h;
    let sum = 0;
    for (let k = 0; k <= j; k++) sum += z[j * n + k]! * z[i * n + k]!;
    for (let k = j + 1; k < i; k++) sum += z[k * n + j]! * z[i * n + k]!;
    e[j] = sum / h;
    total += e[j]! * z[i * n + j]!;
  }
  const half = total / (h + h);
  for (let j = 0; j < i; j++) {
    const part = z[i * n + j]!;
    const by = (e[j] = e[j]! - half * part);
    for (let k = 0; k <= j; k++) z[j * n + k]! -= part * e[k]! + by * z[i * n + k]!;
  }
  return h;
}

/** Applies reflection i to the part of the orthogonal matrix that is there. */
function accumulateRow(n: number, z: Float64Array, d: Float64Array, i: number): void {
  if (d[i] !== 0) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < i; k++) sum += z[i * n + k]! * z[k * n + j]!;
      for (let k = 0; k < i; k++) z[k * n + j]! -= sum * z[k * n + i]!;
    }
  }
  d[i] = z[i * n + i]!;
  z[i * n + i] = 1;
  for (let j = 0; j < i; j++) z[j * n + i] = z[i * n + j] = 0;
}

/** QL steps until every element beside the diagonal is nothing next to its neighbours. */
function diagonalize(n: number, z: Float64Array, d: Float64Array, e: Float64Array): void {
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let step = 0; ; step++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > 2 ** -53 * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++;
      if (m === l) break;
      if (step === 100) throw new RangeError('eigh: the eigenvalues were not found: does the matrix hold NaN or infinities?');
      stepQl(n, z, d, e, l, m);
    }
  }
}

function stepQl(n: number, z: Float64Array, d: Float64Array, e: Float64Array, l: number, m: number): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const r = length(g, 1);
  g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
  let [s, c, p] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const [f, b] = [s * e[i]!, c * e[i]!];
    const size = length(f, g);
    e[i + 1] = size;
    if (size === 0) {
      d[i + 1]! -= p;
      e[m] = 0;
      return;
    }
    [s, c] = [f / size, g / size];
    const before = d[i + 1]! - p;
    const turn = (d[i]! - before) * s + 2 * c * b;
    p = s * turn;
    d[i + 1] = before + p;
    g = c * turn - b;
    for (let k = 0; k < n; k++) {
      const [x, y] = [z[k * n + i]!, z[k * n + i + 1]!];
      z[k * n + i + 1] = s * x + c * y;
      z[k * n + i] = c * x - s * y;
    }
  }
  d[l]! -= p;
  e[l] = g;
  e[m] = 0;
}

/** √(a² + b²) without overflow, from exact operations (Math.hypot differs between engines). */
function length(a: number, b: number): number {
  const [large, small] = [Math.max(Math.abs(a), Math.abs(b)), Math.min(Math.abs(a), Math.abs(b))];
  return large === 0 ? 0 : large * Math.sqrt(1 + (small / large) * (small / large));
}
