/** `cumsum`, `cumprod`, `cummax`, `cummin`: running results, in sequence, each step rounded to the dtype. */
import type { DType } from '../abi/dtype.js';
import { normalizeAxis, sizeOf } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import { makeArray } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, NDArray, NDArrayLike } from '../array/types.js';
import { beginCall, endCall } from '../memory/residency.js';
import { castArray } from './cast.js';
import { checkReduced } from './reduce.js';

interface Cumulate {
  <R extends number, D extends DType>(x: NDArray<R, D>, axis: number): NDArray<R, [D] extends ['bool'] ? 'int32' : D>;
  <D extends DType>(x: NDArray<number, D>): NDArray<1, [D] extends ['bool'] ? 'int32' : D>;
  (x: NDArrayLike | boolean): NDArray<1>;
  (x: NDArrayLike | boolean, axis: number): NDArray<AnyRank>;
}

/** Running sums along an axis, or over all elements in row order (rank 1) where none is stated. Of bool it is int32. */
export const cumsum: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cumsum', x, axis, (a, b) => a + b);

/** Running products, otherwise as `cumsum`. */
export const cumprod: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cumprod', x, axis, (a, b) => a * b, Math.imul);

/** Running largest elements along an axis, otherwise as `cumsum`; NaN from the first one on. */
export const cummax: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cummax', x, axis, Math.max);

/** Running smallest elements along an axis, otherwise as `cumsum`; NaN from the first one on. */
export const cummin: Cumulate = <A>(x: unknown, axis?: number): A => cumulate<A>('cummin', x, axis, Math.min);

/** `combineWhole` is for int32 and uint32, where the exact float64 product of `combine` may be too large to be exact. */
function cumulate<A>(operation: string, x: unknown, axis: number | undefined, combine: Combine, combineWhole: Combine = combine): A {
  const given = checkReduced(operation, x);
  const source = castArray(axis === undefined || axis === null ? given.share([given.size]) : given, numeric(given.dtype));
  const along = normalizeAxis(operation, axis ?? 0, source.ndim);
  const count = source.shape[along]!;
  const inner = sizeOf(source.shape.slice(along + 1));
  beginCall();
  try {
    source.storage.address();
    const made = makeArray(source.dtype, source.shape);
    const [from, to] = [source.storage.elements(), made.storage.elements()];
    const isWhole = source.dtype === 'int32' || source.dtype === 'uint32';
    run(from, to, count, inner, isWhole ? combineWhole : combine);
    return toPublic(made);
  } finally {
    endCall();
  }
}

type Combine = (a: number, b: number) => number;
type Elements = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

function run(from: Elements, to: Elements, count: number, inner: number, combine: Combine): void {
  for (let i = 0; i < from.length; i++) {
    const isFirst = Math.floor(i / inner) % count === 0;
    // Reading the stored result back gives it as the dtype rounds it.
    to[i] = isFirst ? from[i]! : combine(to[i - inner]!, from[i]!);
  }
}
