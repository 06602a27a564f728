/** Exponentials that are summed, without overflow: `softmax`, `logSoftmax`, `logsumexp`. Each is a few operations of `math`. */
import type { DType } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import { add } from './generated/add.js';
import { div } from './generated/div.js';
import { exp } from './generated/exp.js';
import { isfinite } from './generated/isfinite.js';
import { log } from './generated/log.js';
import { sub } from './generated/sub.js';
import { where } from './generated/where.js';
import { max } from './extrema.js';
import { checkArray } from './operand.js';
import type { ReduceArgument } from './reduce.js';
import { checkReduced, readArgument } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { reshape } from './reshape.js';
import { sum } from './sum.js';

type Axis = number | readonly number[];

/** e^x / Σ e^x along an axis (the last one where none is stated): positive, with the sum 1. Computed from x - max(x). */
export function softmax<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis: Axis = -1): NDArray<R, FloatOf<D>> {
  const shifted = shift('softmax', x, axis ?? -1);
  const powers: NDArray = exp(shifted);
  // The reason for the cast: element-wise operations keep the shape.
  return div(powers, sum(powers, { axis: axis ?? -1, keepdims: true })) as NDArray<R, FloatOf<D>>;
}

/** The logarithm of `softmax`, more exact than `log(softmax(x))`: x - max(x) - ln Σ e^(x - max(x)). */
export function logSoftmax<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis: Axis = -1): NDArray<R, FloatOf<D>> {
  const shifted = shift('logSoftmax', x, axis ?? -1);
  return sub(shifted, log(sum(exp(shifted), { axis: axis ?? -1, keepdims: true }))) as NDArray<R, FloatOf<D>>;
}

/** ln Σ e^x, over all elements or along axes. */
export const logsumexp: Reduce<'float'> = <A>(x: unknown, options?: ReduceArgument): A => {
  const source = checkReduced('logsumexp', x);
  const { axes } = readArgument('logsumexp', options, source.ndim);
  const given = toPublic<NDArray>(source);
  const largest = max(given, { axis: axes, keepdims: true });
  // Infinity less itself is NaN: where the largest is not finite nothing is taken off.
  const center = where(isfinite(largest), largest, 0);
  const total = log(sum(exp(sub(given, center)), options ?? {}));
  // The reason for the cast: `A` is the result type of the overload that the caller chose.
  return add(total, reshape(center, total.shape)) as unknown as A;
};

function shift(operation: string, x: unknown, axis: Axis): NDArray {
  const source = toPublic<NDArray>(checkArray(operation, 'x', x));
  return sub(source, max(source, { axis, keepdims: true }));
}
