/** Sliding sums of products: `convolve`, `correlate`. Each sum is formed in float64, in order, and rounded once. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { numeric, promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { Counted, Given, NDArray, PromotedDType } from '../array/types.js';
import { checkVector } from './search.js';

/** `full`: every overlap; `same`: as long as the longer one; `valid`: where they overlap completely. */
type ConvolveMode = 'full' | 'same' | 'valid';

/** The convolution of two vectors, Σ a[k] v[n - k]. */
export function convolve<D extends DType = DType, E extends DType = DType>(a: Given<1, D>, v: Given<1, E>, mode: ConvolveMode = 'full'): NDArray<1, Counted<PromotedDType<D, E>>> {
  return slide('convolve', a, v, mode ?? 'full', false);
}

/** The correlation of two vectors, Σ a[n + k] v[k]. */
export function correlate<D extends DType = DType, E extends DType = DType>(a: Given<1, D>, v: Given<1, E>, mode: ConvolveMode = 'valid'): NDArray<1, Counted<PromotedDType<D, E>>> {
  return slide('correlate', a, v, mode ?? 'valid', true);
}

function slide<A>(operation: string, a: unknown, v: unknown, mode: ConvolveMode, isReversed: boolean): A {
  const [left, right] = [checkVector(operation, 'a', a), checkVector(operation, 'v', v)];
  if (left.size === 0 || right.size === 0) throw new ShapeError(`${operation}: a and v must not be empty`);
  const [x, y] = [toNumbers(left), isReversed ? toNumbers(right).reverse() : toNumbers(right)];
  const [long, short] = [Math.max(x.length, y.length), Math.min(x.length, y.length)];
  const count = mode === 'full' ? long + short - 1 : mode === 'same' ? long : long - short + 1;
  // The first overlap of the result; `correlate` counts from the end where v is the longer one, as NumPy does.
  const skip = mode === 'full' ? 0 : mode === 'valid' ? short - 1 : isReversed && y.length > x.length ? Math.floor(short / 2) : Math.floor((short - 1) / 2);
  const sums = Float64Array.from({ length: count }, (_, i) => {
    const n = i + skip;
    let total = 0;
    for (let k = Math.max(0, n - y.length + 1); k < Math.min(x.length, n + 1); k++) total += x[k]! * y[n - k]!;
    return total;
  });
  return toPublic(fromNumbers(numeric(promoteAll([left.dtype, right.dtype], getFloat())), [count], sums));
}
