/** `cumsum`, `cumprod`, `cummax`, `cummin`: running results, in sequence, each step rounded to the dtype. */
import type { DType } from '../abi/dtype.js';
import { normalizeAxis } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import { lanesOf } from '../array/fill-array.js';
import { makeArray } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, NDArray, NDArrayLike } from '../array/types.js';
import { beginCall, endCall } from '../memory/residency.js';
import { scan as kernels } from '../kernels/scan.js';
import { addressAs } from './cast.js';
import { kernelTags } from './kernel-tags.js';
import { checkReduced } from './reduce.js';

interface Cumulate {
  <R extends number, D extends DType>(x: NDArray<R, D>, axis: number): NDArray<R, [D] extends ['bool'] ? 'int32' : D>;
  <D extends DType>(x: NDArray<number, D>): NDArray<1, [D] extends ['bool'] ? 'int32' : D>;
  (x: NDArrayLike | boolean): NDArray<1>;
  (x: NDArrayLike | boolean, axis: number): NDArray<AnyRank>;
}

/** Running sums along an axis, or over all elements in row order (rank 1) where none is stated. Of bool it is int32. */
export const cumsum: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cumsum', x, axis);

/** Running products, otherwise as `cumsum`. */
export const cumprod: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cumprod', x, axis);

/** Running largest elements along an axis, otherwise as `cumsum`; NaN from the first one on. */
export const cummax: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cummax', x, axis);

/** Running smallest elements along an axis, otherwise as `cumsum`; NaN from the first one on. */
export const cummin: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cummin', x, axis);

function cumulate<A>(operation: string, x: unknown, axis: number | undefined): A {
  const given = checkReduced(operation, x);
  const dtype = numeric(given.dtype);
  const source = axis === undefined || axis === null ? given.share([given.size]) : given;
  const along = normalizeAxis(operation, axis ?? 0, source.ndim);
  beginCall();
  try {
    const from = addressAs(source.storage, dtype);
    const made = makeArray(dtype, source.shape);
    const { outer, count, inner } = lanesOf(source.shape, along);
    if (made.size > 0) kernels.get(`${operation}_${kernelTags[dtype]}`)(outer, count, inner, made.storage.address(), from);
    return toPublic(made);
  } finally {
    endCall();
  }
}
