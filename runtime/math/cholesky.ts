/** The square root of a positive definite matrix: `cholesky`. */
import type { DType } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { FloatOf, Given, NDArray } from '../array/types.js';
import type { MatrixNumbers } from './matrices.js';
import { dotNumbers, joinResults, readSquareStack } from './matrices.js';

/** The lower triangular L with L Lᵀ = a, of symmetric matrices whose lower half is read. One that is not positive definite is a RangeError. */
export function cholesky<R extends number = 2, D extends DType = DType>(a: Given<R, D>): NDArray<R, FloatOf<D>> {
  const { dtype, batch, rows: n, matrices } = readSquareStack('cholesky', 'a', a);
  return toPublic(joinResults(dtype, batch, [n, n], matrices.map((matrix) => factor('cholesky', matrix))));
}

/**
 * @internal L in row order. With `slack`, a pivot that is 0 but for rounding (this part of the largest element of the diagonal) makes a column of
 * zeros: the root of a positive semidefinite matrix.
 */
export function factor(operation: string, { rows: n, values }: MatrixNumbers, slack = 0): Float64Array {
  const lower = new Float64Array(n * n);
  const nothing = slack * Array.from({ length: n }, (_, i) => Math.abs(values[i * n + i]!)).reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = values[i * n + j]! - dotNumbers(j, lower, i * n, 1, lower, j * n, 1);
      const counts = i === j ? rest > nothing : lower[j * n + j]! > 0;
      if (!counts && !(slack > 0 && Math.abs(rest) <= nothing)) {
        throw new RangeError(`${operation}: the matrix is not positive ${slack > 0 ? 'semidefinite' : 'definite'}: pivot ${i === j ? `${i} is ${rest}` : `${j} is 0, and element [${i}, ${j}] is not`}`);
      }
      lower[i * n + j] = !counts ? 0 : i === j ? Math.sqrt(rest) : rest / lower[j * n + j]!;
    }
  }
  return lower;
}
