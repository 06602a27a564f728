/** Reductions of the elements that are not NaN: `nansum`, `nanmean`, `nanmin`, …. */
import { isFloat } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { astype } from './array.js';
import { cumprod, cumsum } from './cumulative.js';
import { argmax, argmin, max, min } from './extrema.js';
import { div } from './generated/div.js';
import { isnan } from './generated/isnan.js';
import { logicalNot } from './generated/logicalNot.js';
import { mul } from './generated/mul.js';
import { sqrt } from './generated/sqrt.js';
import { sub } from './generated/sub.js';
import { where } from './generated/where.js';
import type { VarianceOptions } from './mean.js';
import type { ReduceArgument, ReduceOptions } from './reduce.js';
import { checkReduced, readArgument } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { prod, sum } from './sum.js';
import { all } from './truth.js';

type Argument = number | readonly number[] | (ReduceOptions & VarianceOptions) | undefined;

/** The array with another value in the place of its NaNs. */
function replaced(operation: string, x: unknown, value: number): NDArray {
  const source = checkReduced(operation, x);
  const given = toPublic<NDArray>(source);
  return isFloat(source.dtype) ? where(isnan(given), value, given) : given;
}

/** The sum of the elements that are not NaN. */
export const nansum: Reduce<'counted'> = <A>(x: unknown, options?: ReduceArgument): A => sum(replaced('nansum', x, 0), options ?? {}) as unknown as A;

/** The product of the elements that are not NaN. */
export const nanprod: Reduce<'counted'> = <A>(x: unknown, options?: ReduceArgument): A => prod(replaced('nanprod', x, 1), options ?? {}) as unknown as A;

/** The smallest element that is not NaN; NaN if all are. */
export const nanmin: Reduce<'same'> = <A>(x: unknown, options?: ReduceArgument): A =>
  unlessAllNaN('nanmin', x, options, min(replaced('nanmin', x, Number.POSITIVE_INFINITY), options ?? {})) as unknown as A;

/** The largest element that is not NaN; NaN if all are. */
export const nanmax: Reduce<'same'> = <A>(x: unknown, options?: ReduceArgument): A =>
  unlessAllNaN('nanmax', x, options, max(replaced('nanmax', x, Number.NEGATIVE_INFINITY), options ?? {})) as unknown as A;

/** The mean of the elements that are not NaN; NaN if all are. */
export const nanmean: Reduce<'float'> = <A>(x: unknown, options?: ReduceArgument): A =>
  div(sum(replaced('nanmean', x, 0), options ?? {}), countNumbers('nanmean', x, options)) as unknown as A;

/** The variance of the elements that are not NaN. */
export const nanvar: Reduce<'float', VarianceOptions> = <A>(x: unknown, options?: Argument): A => nanVariance('nanvar', x, options) as unknown as A;

/** The standard deviation of the elements that are not NaN. */
export const nanstd: Reduce<'float', VarianceOptions> = <A>(x: unknown, options?: Argument): A => sqrt(nanVariance('nanstd', x, options)) as unknown as A;

function nanVariance(operation: string, x: unknown, options: Argument): NDArray {
  const source = checkReduced(operation, x);
  const { axes } = readArgument(operation, options, source.ndim);
  const ddof = typeof options === 'object' && options !== null && 'ddof' in options ? (options.ddof ?? 0) : 0;
  const center: NDArray = div(sum(replaced(operation, x, 0), { axis: axes, keepdims: true }), countNumbers(operation, x, { axis: axes, keepdims: true }));
  const given = toPublic<NDArray>(source);
  const deviation = isFloat(source.dtype) ? where(isnan(given), 0, sub(given, center)) : sub(given, center);
  return div(sum(mul(deviation, deviation), options ?? {}), sub(countNumbers(operation, x, options), ddof));
}

/** How many elements are not NaN, in the float dtype of the array. */
function countNumbers(operation: string, x: unknown, options: ReduceArgument): NDArray {
  const source = checkReduced(operation, x);
  const given = toPublic<NDArray>(source);
  const numbers = where(logicalNot(isnan(given)), 1, 0);
  const counted = sum(numbers, options ?? {});
  return isFloat(source.dtype) ? astype(counted, source.dtype) : counted;
}

function unlessAllNaN(operation: string, x: unknown, options: ReduceArgument, found: NDArray): NDArray {
  const source = checkReduced(operation, x);
  return isFloat(source.dtype) ? where(all(isnan(toPublic<NDArray>(source)), options ?? {}), Number.NaN, found) : found;
}

/** The position of the smallest element that is not NaN, otherwise as `argmin`. Nothing but NaNs is a RangeError. */
export const nanargmin: Reduce<'int32'> = <A>(x: unknown, options?: ReduceArgument): A => {
  checkSomeNumber('nanargmin', x, options);
  return argmin(replaced('nanargmin', x, Number.POSITIVE_INFINITY), options ?? {}) as unknown as A;
};

/** The position of the largest element that is not NaN, otherwise as `nanargmin`. */
export const nanargmax: Reduce<'int32'> = <A>(x: unknown, options?: ReduceArgument): A => {
  checkSomeNumber('nanargmax', x, options);
  return argmax(replaced('nanargmax', x, Number.NEGATIVE_INFINITY), options ?? {}) as unknown as A;
};

function checkSomeNumber(operation: string, x: unknown, options: ReduceArgument): void {
  const source = checkReduced(operation, x);
  if (source.size === 0 || !isFloat(source.dtype)) return;
  const isEmpty = all(isnan(toPublic<NDArray>(source)), options ?? {});
  if (isEmpty.toTypedArray().includes(1)) throw new RangeError(`${operation}: nothing but NaN to choose from`);
}

/** Running sums in which NaN counts as 0, otherwise as `cumsum`. */
export const nancumsum: typeof cumsum = <A>(x: unknown, axis?: number): A => cumsum(replaced('nancumsum', x, 0), axis as number) as unknown as A;

/** Running products in which NaN counts as 1, otherwise as `cumprod`. */
export const nancumprod: typeof cumprod = <A>(x: unknown, axis?: number): A => cumprod(replaced('nancumprod', x, 1), axis as number) as unknown as A;
