/** Copies with some elements replaced: `putAlongAxis`, `place`, `putmask`. */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape, sameShape } from '../abi/shape.js';
import { laneStart, lanesOf, toNumbers } from '../array/fill-array.js';
import { wholeIndex } from '../array/index-plan.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, Operand } from '../array/types.js';
import { checkArray } from './operand.js';
import { broadcastTo } from './rearrange.js';
import { checkReduced } from './reduce.js';

/**
 * A copy of `x` in which, for each lane along an axis, the elements that the same lane of `indices` names are replaced by `values`, which
 * are broadcast to the indices: the other way of `takeAlongAxis`.
 */
export function putAlongAxis<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, indices: Given<R>, values: Operand, axis: number): NDArray<R, D> {
  const source = checkArray('putAlongAxis', 'x', x);
  const chosen = checkArray('putAlongAxis', 'indices', indices);
  if (isFloat(chosen.dtype)) throw new DTypeError(`putAlongAxis: indices must be whole numbers, and these are ${chosen.dtype}: math.astype(i, 'int32') converts`);
  const along = normalizeAxis('putAlongAxis', axis, source.ndim);
  if (chosen.ndim !== source.ndim || !sameShape(chosen.shape.toSpliced(along, 1), source.shape.toSpliced(along, 1))) {
    throw new ShapeError(`putAlongAxis: x is ${printShape(source.shape)}, indices is ${printShape(chosen.shape)}; all sizes but that of axis ${along} must be equal`);
  }
  const spread = broadcastTo(toPublic<NDArray>(checkReduced('putAlongAxis', values)), chosen.shape) as unknown as NDArrayObject;
  const [places, given] = [toNumbers(chosen), toNumbers(spread)];
  const made = new NDArrayObject(source.storage.copy(), source.shape);
  const [to, from] = [lanesOf(source.shape, along), lanesOf(chosen.shape, along)];
  for (let lane = 0; lane < from.outer * from.inner; lane++) {
    const [start, at] = [laneStart(to, lane), laneStart(from, lane)];
    for (let k = 0; k < from.count; k++) {
      const index = at + k * from.inner;
      made.storage.write(start + wholeIndex('putAlongAxis', places[index]!, to.count, along) * to.inner, given[index]!);
    }
  }
  return toPublic(made);
}

/** A copy of `x` in which the elements where the mask holds are replaced by `values` one after the other, repeated where they are fewer. */
export function place<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, mask: Operand, values: Operand | readonly number[]): NDArray<R, D> {
  let next = 0;
  return replaceWhere('place', x, mask, values, () => next++);
}

/** A copy of `x` in which the elements where the mask holds are those of `values` at the same place in row order, repeated where they are fewer. */
export function putmask<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, mask: Operand, values: Operand | readonly number[]): NDArray<R, D> {
  return replaceWhere('putmask', x, mask, values, (i) => i);
}

function replaceWhere<R extends number, D extends DType>(operation: string, x: Given<R, D>, mask: Operand, values: Operand | readonly number[], from: (i: number) => number): NDArray<R, D> {
  const [source, flags] = [checkArray(operation, 'x', x), checkArray(operation, 'mask', mask)];
  if (flags.size !== source.size) throw new ShapeError(`${operation}: x is ${printShape(source.shape)}, mask is ${printShape(flags.shape)}; both must have as many elements`);
  const given = Array.isArray(values) ? (values as number[]) : toNumbers(checkReduced(operation, values));
  const made = new NDArrayObject(source.storage.copy(), source.shape);
  for (const [i, flag] of toNumbers(flags).entries()) {
    if (flag === 0) continue;
    if (given.length === 0) throw new ShapeError(`${operation}: there are no values to put`);
    made.storage.write(i, given[from(i) % given.length]!);
  }
  return toPublic(made);
}
