/** Orthonormal columns times an upper triangle: `qr`, by Householder's reflections with LAPACK's signs. */
import type { DType } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { FloatOf, Given, NDArray } from '../array/types.js';
import type { MatrixNumbers } from './matrices.js';
import { dotNumbers, joinResults, readStack } from './matrices.js';

export interface QrOptions {
  /** `'reduced'` (the default): Q is m × min(m, n); `'complete'`: Q is m × m. */
  readonly mode?: 'reduced' | 'complete' | undefined;
}

/** `[Q, R]` with Q R = a, the columns of Q orthonormal, R upper triangular. */
export function qr<R extends number = 2, D extends DType = DType>(a: Given<R, D>, options?: QrOptions): [q: NDArray<R, FloatOf<D>>, r: NDArray<R, FloatOf<D>>] {
  const { dtype, batch, rows: m, columns: n, matrices } = readStack('qr', 'a', a);
  const width = (options?.mode ?? 'reduced') === 'complete' ? m : Math.min(m, n);
  const results = matrices.map((matrix) => factorQr(matrix, width));
  return [toPublic(joinResults(dtype, batch, [m, width], results.map(({ q }) => q))), toPublic(joinResults(dtype, batch, [width, n], results.map(({ r }) => r)))];
}

/** Elements below are too coarse (subnormal, or nearly) to have a direction; matrices that hold no others are scaled first. */
const negligible = 1e-290;

/** @internal Q with `width` columns and R with `width` rows. */
export function factorQr({ rows: m, columns: n, values }: MatrixNumbers, width: number): { readonly q: Float64Array; readonly r: Float64Array } {
  const size = values.reduce((sum, value) => Math.max(sum, Math.abs(value)), 0);
  const isExtreme = size > 0 && Number.isFinite(size) && (size > 1e100 || size < 1e-100);
  const a = isExtreme ? values.map((value) => value / size) : values.slice();
  const scales: number[] = [];
  // Reflection k, I - s v vᵀ with v[k] = 1, takes column k to a multiple of the unit vector; v is kept below the diagonal.
  for (let k = 0; k < Math.min(m, n); k++) {
    const head = a[k * n + k]!;
    // Squares of elements next to the largest one neither overflow nor vanish.
    let largest = 0;
    for (let i = k; i < m; i++) largest = Math.max(largest, Math.abs(a[i * n + k]!));
    let rest = 0;
    for (let i = k + 1; i < m; i++) rest += (a[i * n + k]! / largest) * (a[i * n + k]! / largest);
    if (largest < negligible || rest === 0) {
      scales.push(0);
      continue;
    }
    const length = largest * Math.sqrt((head / largest) * (head / largest) + rest);
    const beta = head >= 0 ? -length : length;
    for (let i = k + 1; i < m; i++) a[i * n + k]! /= head - beta;
    const scale = (beta - head) / beta;
    scales.push(scale);
    a[k * n + k] = beta;
    for (let j = k + 1; j < n; j++) {
      const by = scale * (a[k * n + j]! + dotNumbers(m - k - 1, a, (k + 1) * n + k, n, a, (k + 1) * n + j, n));
      a[k * n + j]! -= by;
      for (let i = k + 1; i < m; i++) a[i * n + j]! -= by * a[i * n + k]!;
    }
  }
  const r = new Float64Array(width * n);
  for (let i = 0; i < width; i++) for (let j = i; j < n; j++) r[i * n + j] = a[i * n + j]!;
  return { q: reflectionsApplied(a, scales, m, n, width), r: isExtreme ? r.map((value) => value * size) : r };
}

/** The reflections, from the last to the first, applied to the first columns of the unit matrix. */
function reflectionsApplied(a: Float64Array, scales: readonly number[], m: number, n: number, width: number): Float64Array {
  const q = Float64Array.from({ length: m * width }, (_, i) => Number(Math.floor(i / width) === i % width));
  for (let k = scales.length - 1; k >= 0; k--) {
    for (let j = 0; j < width; j++) {
      const by = scales[k]! * (q[k * width + j]! + dotNumbers(m - k - 1, a, (k + 1) * n + k, n, q, (k + 1) * width + j, width));
      q[k * width + j]! -= by;
      for (let i = k + 1; i < m; i++) q[i * width + j]! -= by * a[i * n + k]!;
    }
  }
  return q;
}
