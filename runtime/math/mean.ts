/**
 * `mean`, `variance`, `std`: sums and element-wise steps, one operation each, so that compiled code that takes the same steps has
 * the same bits. Whole numbers and bools are first cast to the default float.
 */
import type { FloatDType } from '../abi/dtype.js';
import { sizeOf } from '../abi/shape.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { castArray } from './cast.js';
import { div } from './generated/div.js';
import { mul } from './generated/mul.js';
import { sqrt } from './generated/sqrt.js';
import { sub } from './generated/sub.js';
import type { ReduceArgument, ReduceOptions } from './reduce.js';
import { checkReduced, readArgument } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { sum } from './sum.js';

export interface VarianceOptions {
  /** The divisor is the number of elements less this; 0 where it is not stated. */
  readonly ddof?: number | undefined;
}

type Floats = NDArray<number, FloatDType>;
type VarianceArgument = number | readonly number[] | (ReduceOptions & VarianceOptions) | undefined;

/** The mean: the sum divided by the number of elements; NaN of no elements. */
export const mean: Reduce<'float'> = <A>(x: unknown, options?: ReduceArgument): A => {
  const source = asFloats('mean', x);
  return divide<A>(sum(toPublic<Floats>(source), options ?? {}), countReduced('mean', source, options));
};

/** The variance: the mean of (x - mean(x))². */
export const variance: Reduce<'float', VarianceOptions> = <A>(x: unknown, options?: VarianceArgument): A => varianceOf<A>('variance', x, options);

/** The standard deviation: the square root of the variance. */
export const std: Reduce<'float', VarianceOptions> = <A>(x: unknown, options?: VarianceArgument): A => {
  // The reason for the cast: `A` is whichever overload's result the caller asked for, and sqrt keeps shape and dtype.
  return sqrt(varianceOf<Floats>('std', x, options)) as unknown as A;
};

function varianceOf<A>(operation: string, x: unknown, options: VarianceArgument): A {
  const source = asFloats(operation, x);
  const { axes } = readArgument(operation, options, source.ndim);
  const ddof = typeof options === 'object' && options !== null && 'ddof' in options ? (options.ddof ?? 0) : 0;
  const floats = toPublic<Floats>(source);
  const count = countReduced(operation, source, options);
  const center: Floats = divide(sum(floats, { axis: axes, keepdims: true }), count);
  const deviation: Floats = sub(floats, center);
  return divide<A>(sum(mul(deviation, deviation), options ?? {}), Math.max(0, count - ddof));
}

function divide<A>(total: Floats, count: number): A {
  // The reason for the cast: div keeps the total's shape and dtype, which are those of `A`.
  return div(total, count) as unknown as A;
}

function countReduced(operation: string, x: NDArrayObject, options: ReduceArgument): number {
  return sizeOf(readArgument(operation, options, x.ndim).axes.map((axis) => x.shape[axis]!));
}

function asFloats(operation: string, x: unknown): NDArrayObject {
  const array = checkReduced(operation, x);
  return castArray(array, floating(array.dtype, getFloat()));
}
