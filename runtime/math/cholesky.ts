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

/** @internal L in row order. */
export function factor(operation: string, { rows: n, values }: MatrixNumbers): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = values[i * n + j]! - dotNumbers(j, lower, i * n, 1, lower, j * n, 1);
      if (i === j && !(rest > 0)) throw new RangeError(`${operation}: the matrix is not positive definite: pivot ${i} is ${rest}`);
      lower[i * n + j] = i === j ? Math.sqrt(rest) : rest / lower[j * n + j]!;
    }
  }
  return lower;
}
