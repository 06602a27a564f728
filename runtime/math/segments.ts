/** Reductions of groups of rows: `segmentSum`, `segmentProd`, `segmentMin`, `segmentMax`. What synapses use to collect events. */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { numeric } from '../abi/signature.js';
import { fillArray } from '../array/fill-array.js';
import { makeFilled } from '../array/make-array.js';
import { wholeIndex } from '../array/index-plan.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Counted, Given, NDArray, Operand } from '../array/types.js';
import { castArray } from './cast.js';
import { accumulate } from './index-kernels.js';
import { checkArray } from './operand.js';

/**
 * Row k of the result is the sum, in order, of the rows of `x` (its parts along axis 0) whose segment id is k; zeros where there are
 * none. `ids` is as long as axis 0, in any order; `count` is the number of segments, one more than the largest id where it is not
 * stated. Each sum rounds to the dtype; bools count in int32.
 */
export function segmentSum<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, ids: Operand, count?: number): NDArray<R, Counted<D>> {
  return toPublic(reduceSegments('segmentSum', x, ids, count, 0, (a, b) => a + b));
}

/** As `segmentSum` with products; ones where there are no rows. Whole numbers are exact below 2^53 and wrap. */
export function segmentProd<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, ids: Operand, count?: number): NDArray<R, Counted<D>> {
  return toPublic(reduceSegments('segmentProd', x, ids, count, 1, (a, b) => a * b));
}

/** As `segmentSum` with the smallest; where there are no rows the largest number of the dtype (infinity for floats). */
export function segmentMin<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, ids: Operand, count?: number): NDArray<R, Counted<D>> {
  return toPublic(reduceSegments('segmentMin', x, ids, count, 'largest', Math.min));
}

/** As `segmentSum` with the largest; where there are no rows the smallest number of the dtype (-infinity for floats). */
export function segmentMax<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, ids: Operand, count?: number): NDArray<R, Counted<D>> {
  return toPublic(reduceSegments('segmentMax', x, ids, count, 'smallest', Math.max));
}

type Limit = 'smallest' | 'largest';

function reduceSegments(operation: string, x: unknown, ids: unknown, count: number | undefined | null, start: number | Limit, combine: (a: number, b: number) => number): ReturnType<typeof fillArray> {
  const given = checkArray(operation, 'x', x);
  const source = castArray(given, numeric(given.dtype));
  const segments = checkArray(operation, 'ids', ids);
  if (isFloat(segments.dtype)) throw new DTypeError(`${operation}: ids must be whole numbers, and they are ${segments.dtype}: math.astype(ids, 'int32') converts`);
  if (segments.ndim !== 1 || segments.size !== source.shape[0]) {
    throw new ShapeError(`${operation}: x is ${printShape(source.shape)}, ids is ${printShape(segments.shape)}; one id for each row of x is wanted`);
  }
  let rows = count ?? 0;
  if (count === undefined || count === null) for (const id of segments.storage.elements()) rows = Math.max(rows, id + 1);
  const width = sizeOf(source.shape.slice(1));
  if (operation !== 'segmentProd' && segments.dtype === 'int32' && Number.isInteger(rows) && rows >= 0) {
    const made = makeFilled(source.dtype, source.shape.with(0, rows), typeof start === 'number' ? start : limitOf(source.dtype, start));
    accumulate(operation, operation === 'segmentSum' ? 'add' : operation === 'segmentMin' ? 'min' : 'max', made, segments, source);
    return made;
  }
  return fillArray(source.dtype, source.shape.with(0, rows), [source, segments], (to, from, list) => {
    to.fill(typeof start === 'number' ? start : limitOf(source.dtype, start));
    for (let row = 0; row < list.length; row++) {
      const target = wholeIndex(operation, list[row]!, rows, 0) * width;
      for (let k = 0; k < width; k++) to[target + k] = combine(to[target + k]!, from[row * width + k]!);
    }
  });
}

function limitOf(dtype: DType, limit: Limit): number {
  if (isFloat(dtype)) return limit === 'largest' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  if (dtype === 'uint32') return limit === 'largest' ? 2 ** 32 - 1 : 0;
  return limit === 'largest' ? 2 ** 31 - 1 : -(2 ** 31);
}
