/**
 * Singular values by Jacobi's rotations from one side (Hestenes 1958; Demmel and Veselić 1992 on their accuracy): pairs of columns are
 * turned until all are orthogonal. Only + - × / √, so the same bits on every engine.
 */
import type { NDArrayObject } from '../array/nd-array.js';
import type { MatrixNumbers } from './matrices.js';
import { dotNumbers, joinResults, readStack, transposed } from './matrices.js';

/** U diag(values) Vᵀ: values fall; the vectors are rows of `left` (each as long as the matrix has rows) and `right`. */
export interface Singular {
  readonly values: Float64Array;
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/** A pair counts as orthogonal below this cosine. */
const orthogonal = 2 ** -52;
/** Far more sweeps than any matrix needs (6 to 10 in practice). */
const mostSweeps = 60;

/** The singular values of each matrix of a stack, from the largest. */
export function singularValues(operation: string, x: NDArrayObject): NDArrayObject {
  const { dtype, batch, rows, columns, matrices } = readStack(operation, 'x', x);
  return joinResults(dtype, batch, [Math.min(rows, columns)], matrices.map((matrix) => decompose(matrix).values));
}

/** min(rows, columns) values and vectors. */
export function decompose(matrix: MatrixNumbers): Singular {
  if (matrix.rows < matrix.columns) {
    const { values, left, right } = decompose(transposed(matrix));
    return { values, left: right, right: left };
  }
  const largest = matrix.values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  // Squares of such elements would overflow or vanish.
  if (largest > 0 && Number.isFinite(largest) && (largest > 1e100 || largest < 1e-100)) {
    const { values, left, right } = decompose({ ...matrix, values: matrix.values.map((value) => value / largest) });
    return { values: values.map((value) => value * largest), left, right };
  }
  const { rows, columns } = matrix;
  const turned = transposed(matrix).values;
  const vectors = Array.from({ length: columns }, (_, j) => turned.slice(j * rows, (j + 1) * rows));
  const right = Array.from({ length: columns }, (_, j) => Float64Array.from({ length: columns }, (_unused, i) => Number(i === j)));
  for (let sweep = 0, turns = 1; turns > 0 && sweep < mostSweeps; sweep++) {
    turns = 0;
    for (let i = 0; i < columns; i++) for (let j = i + 1; j < columns; j++) if (turnPair(vectors, right, i, j)) turns++;
  }
  const sizes = vectors.map((vector) => Math.sqrt(dotNumbers(rows, vector, 0, 1, vector, 0, 1)));
  const order = sizes.map((_, j) => j).sort((a, b) => sizes[b]! - sizes[a]!);
  const left: Float64Array[] = [];
  // What is smaller than rounding leaves of the largest has no direction of its own.
  const least = (sizes[order[0] ?? 0] ?? 0) * 2 ** -60;
  for (const j of order) left.push(sizes[j]! > least ? vectors[j]!.map((value) => value / sizes[j]!) : new Float64Array(rows));
  completeBasis(left, rows);
  return { values: Float64Array.from(order, (j) => sizes[j]!), left, right: order.map((j) => right[j]!) };
}

/** Makes two columns orthogonal; false if they are. */
function turnPair(vectors: readonly Float64Array[], right: readonly Float64Array[], i: number, j: number): boolean {
  const [a, b] = [vectors[i]!, vectors[j]!];
  const [aa, bb, ab] = [dotNumbers(a.length, a, 0, 1, a, 0, 1), dotNumbers(b.length, b, 0, 1, b, 0, 1), dotNumbers(a.length, a, 0, 1, b, 0, 1)];
  if (!(Math.abs(ab) > orthogonal * Math.sqrt(aa) * Math.sqrt(bb))) return false;
  // The smaller of the two angles: tan 2θ = 2 ab / (bb - aa).
  const zeta = (bb - aa) / (2 * ab);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + t * t);
  const sine = cosine * t;
  for (const [x, y] of [[a, b], [right[i]!, right[j]!]] as const) {
    for (let k = 0; k < x.length; k++) {
      const [p, q] = [x[k]!, y[k]!];
      x[k] = cosine * p - sine * q;
      y[k] = sine * p + cosine * q;
    }
  }
  return true;
}

/** Replaces vectors of zeros by unit vectors orthogonal to all others (Gram and Schmidt, twice). */
export function completeBasis(vectors: Float64Array[], size: number): void {
  let next = 0;
  for (const [k, vector] of vectors.entries()) {
    if (vector.some((value) => value !== 0)) continue;
    for (let length = 0; length < 0.5 / Math.sqrt(size + 1) && next < size; next++) {
      vector.fill(0);
      vector[next] = 1;
      for (let pass = 0; pass < 2; pass++) {
        for (const [other, basis] of vectors.entries()) {
          if (other === k) continue;
          const by = dotNumbers(size, basis, 0, 1, vector, 0, 1);
          for (let i = 0; i < size; i++) vector[i]! -= by * basis[i]!;
        }
      }
      length = Math.sqrt(dotNumbers(size, vector, 0, 1, vector, 0, 1));
      if (length >= 0.5 / Math.sqrt(size + 1)) for (let i = 0; i < size; i++) vector[i]! /= length;
    }
  }
}
