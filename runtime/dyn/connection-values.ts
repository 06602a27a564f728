/** Strengths and delays of connections, from whatever a user may give for them. */
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray, Vector } from '../array/types.js';
import type { Csr } from '../connect/csr.js';
import { sourcesOf } from '../connect/csr.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import { array, asarray } from '../math/array.js';

/** A value for all connections, an initializer or list with one for each (in the order of the sources), or a matrix [sources, targets] that has them in their places. */
export type ConnectionInit = ValuesInit | readonly (readonly number[])[];

/** Whether one value is given for all connections. */
export function isShared(given: ConnectionInit): boolean {
  return typeof given === 'number' || (isArray(given) && given.size === 1);
}

/** One element for a value that all connections share, or one for each connection. `label` is what messages call them. */
export function connectionValues(label: string, given: ConnectionInit, csr: Csr, postCount: number): Vector {
  const matrix = matrixOf(given);
  if (matrix === undefined) return initialValues(label, given as ValuesInit, [isShared(given) ? 1 : csr.indices.length]) as Vector;
  const { shape } = matrix;
  if (shape[0] !== csr.indptr.length - 1 || shape[1] !== postCount) {
    throw new ShapeError(`${label}: the matrix is ${printShape(shape)}, and ${printShape([csr.indptr.length - 1, postCount])} is wanted: [sources, targets]`);
  }
  const [elements, sources] = [matrix.toTypedArray(), sourcesOf(csr)];
  return initialValues(label, array(Float64Array.from(csr.indices, (target, k) => elements[sources[k]! * postCount + target]!)) as NDArray as ValuesInit, [sources.length]) as Vector;
}

function matrixOf(given: ConnectionInit): NDArray | undefined {
  if (isArray(given)) return given.ndim === 2 ? given : undefined;
  return Array.isArray(given) && Array.isArray(given[0]) ? asarray(given as unknown as NDArray) : undefined;
}
