/** Random vectors and matrices: `multivariateNormal`, `orthogonal`. */
import type { FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { asShape, printShape, sizeOf } from '../abi/shape.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, NDArray, ShapeLike } from '../array/types.js';
import { factor } from '../math/cholesky.js';
import { factorQr } from '../math/qr.js';
import { checkArray } from '../math/operand.js';
import { drawNormal } from './draw.js';
import type { DrawOptions } from './parameters.js';
import { floatOf, shapeOf, stateOf } from './parameters.js';

/** Normal vectors with this mean (rank 1) and covariance (a positive semidefinite matrix, else a RangeError), along a last axis: mean + L z with L Lᵀ = cov. */
export function multivariateNormal<D extends FloatDType = FloatDType>(mean: NDArray<1>, cov: NDArray<2>, shape?: ShapeLike, options?: DrawOptions<D>): NDArray<AnyRank, NoInfer<D>> {
  const [center, covariance] = [checkArray('multivariateNormal', 'mean', mean), checkArray('multivariateNormal', 'cov', cov)];
  const n = center.size;
  if (center.ndim !== 1 || covariance.ndim !== 2 || covariance.shape.some((size) => size !== n)) {
    throw new ShapeError(`multivariateNormal: mean is ${printShape(center.shape)}, cov is ${printShape(covariance.shape)}; cov must have a row and a column for each element of mean`);
  }
  const sizes = shapeOf('multivariateNormal', shape);
  const dtype = floatOf('multivariateNormal', options);
  const lower = factor('multivariateNormal', { rows: n, columns: n, values: toNumbers(covariance) }, n * (covariance.dtype === 'float32' ? 2 ** -22 : 2 ** -51));
  const means = toNumbers(center);
  const z = toNumbers(drawNormal(stateOf(options), 'float64', [sizeOf(sizes), n]));
  const values = z.map((_, at) => {
    const [row, i] = [Math.floor(at / n) * n, at % n];
    let sum = means[i]!;
    for (let k = 0; k <= i; k++) sum += lower[i * n + k]! * z[row + k]!;
    return sum;
  });
  return toPublic(fromNumbers(dtype, [...sizes, n], values));
}

/** A matrix with orthonormal columns (or rows, if there are fewer of these), all directions alike: Q of a normal matrix, with R's diagonal positive. */
export function orthogonal<D extends FloatDType = FloatDType>(rows: number, columns: number = rows, options?: DrawOptions<D>): NDArray<2, NoInfer<D>> {
  const [m, n] = asShape('orthogonal', [rows, columns ?? rows]) as [number, number];
  const dtype = floatOf('orthogonal', options);
  const [tall, wide] = [Math.max(m, n), Math.min(m, n)];
  const { q, r } = factorQr({ rows: tall, columns: wide, values: toNumbers(drawNormal(stateOf(options), 'float64', [tall, wide])) }, wide);
  const at = (i: number, j: number): number => q[i * wide + j]! * (r[j * wide + j]! < 0 ? -1 : 1);
  return toPublic(fromNumbers(dtype, [m, n], Float64Array.from({ length: m * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    return m >= n ? at(i, j) : at(j, i);
  })));
}
