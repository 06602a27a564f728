/** Several arrays as one: `concatenate`, `stack`, and NumPy's short forms of them. */
import type { DType } from '../abi/dtype.js';
import { isFloat, itemSize } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { normalizeAxis, printShape, sameShape, sizeOf } from '../abi/shape.js';
import { promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { makeArray, makeScalar } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, OneMore } from '../array/types.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { addressAs, castNumber } from './cast.js';
import { checkArray } from './operand.js';

/** The arrays one after the other along an axis they have; all other sizes must be equal. Dtypes are promoted. */
export function concatenate<R extends number = AnyRank, D extends DType = DType>(
  arrays: readonly Given<R, D>[], axis: number = 0,
): NDArray<R, D> {
  const sources = checkArrays('concatenate', arrays);
  const [first] = sources as [NDArrayObject, ...NDArrayObject[]];
  const at = normalizeAxis('concatenate', axis ?? 0, first.ndim);
  for (const [position, { shape }] of sources.entries()) {
    if (sameShape(shape.toSpliced(at, 1), first.shape.toSpliced(at, 1)) && shape.length === first.ndim) continue;
    throw new ShapeError(`concatenate: array 0 is ${printShape(first.shape)}, array ${position} is ${printShape(shape)}; all sizes but that of axis ${at} must be equal`);
  }
  const total = sources.reduce((sum, { shape }) => sum + shape[at]!, 0);
  return toPublic(joinAlong(sources, at, first.shape.with(at, total)));
}

/** The arrays, all of one shape, along a new axis at `axis` of the result. */
export function stack<R extends number = AnyRank, D extends DType = DType>(arrays: readonly Given<R, D>[], axis: number = 0): NDArray<OneMore<R>, D> {
  const sources = checkArrays('stack', arrays);
  const [first] = sources as [NDArrayObject, ...NDArrayObject[]];
  const at = normalizeAxis('stack', axis ?? 0, first.ndim + 1);
  for (const [position, { shape }] of sources.entries()) {
    if (sameShape(shape, first.shape)) continue;
    throw new ShapeError(`stack: array 0 is ${printShape(first.shape)}, array ${position} is ${printShape(shape)}; all shapes must be equal`);
  }
  const unit = first.shape.toSpliced(at, 0, 1);
  return toPublic(joinAlong(sources.map((source) => source.share(unit)), at, unit.with(at, sources.length)));
}

/** The arrays on top of each other, along axis 0; vectors become rows of a matrix. */
export function vstack<D extends DType = DType>(arrays: readonly Given<number, D>[]): NDArray<AnyRank, D> {
  const rows = checkArrays('vstack', arrays).map((x) => (x.ndim < 2 ? x.share([1, x.size]) : x));
  return concatenate<number, D>(rows.map((x) => toPublic(x)), 0);
}

/** The arrays side by side, along axis 1; vectors one after the other. */
export function hstack<D extends DType = DType>(arrays: readonly Given<number, D>[]): NDArray<AnyRank, D> {
  const parts = checkArrays('hstack', arrays).map((x) => (x.ndim === 0 ? x.share([1]) : x));
  return concatenate<number, D>(parts.map((x) => toPublic(x)), parts[0]!.ndim === 1 ? 0 : 1);
}

/** Vectors as the columns of a matrix; matrices side by side. */
export function columnStack<D extends DType = DType>(arrays: readonly Given<number, D>[]): NDArray<2, D> {
  const columns = checkArrays('columnStack', arrays).map((x) => (x.ndim < 2 ? x.share([x.size, 1]) : x));
  return concatenate<2, D>(columns.map((x) => toPublic(x)), 1);
}

/** The arrays along axis 2; vectors and matrices get the axes that they lack. */
export function dstack<D extends DType = DType>(arrays: readonly Given<number, D>[]): NDArray<AnyRank, D> {
  const deep = checkArrays('dstack', arrays).map((x) => (x.ndim < 2 ? x.share([1, x.size, 1]) : x.ndim === 2 ? x.share([...x.shape, 1]) : x));
  return concatenate<number, D>(deep.map((x) => toPublic(x)), 2);
}

/** `y` after `x` along an axis; both as rank 1 where none is stated. A plain number takes the dtype of `x`. */
export function append<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, y: Given<R, D>, axis: number): NDArray<R, D>;
export function append<D extends DType = DType>(x: Given<number, D>, y: Given<number, D>): NDArray<1, D>;
export function append(x: unknown, y: unknown, axis?: number): NDArray {
  const first = checkArray('append', 'x', x);
  const parts = [first, typeof y === 'number' ? ofDType(first.dtype, y) : checkArray('append', 'y', y)];
  const flat = axis === undefined || axis === null ? parts.map((part) => part.share([part.size])) : parts;
  return concatenate(flat.map((part) => toPublic<NDArray>(part)), axis ?? 0);
}

function ofDType(dtype: DType, value: number): NDArrayObject {
  if (isFloat(dtype) || castNumber(value, dtype) === value) return makeScalar(dtype, value);
  throw new DTypeError(`append: ${value} does not fit in ${dtype}, the dtype of x; math.astype(x, 'float64') holds it`);
}

/** Each outer row of the result is the rows of the sources in turn. */
function joinAlong(sources: readonly NDArrayObject[], axis: number, shape: Shape): NDArrayObject {
  const dtype = promoteAll(sources.map((source) => source.dtype), getFloat());
  const outer = sizeOf(shape.slice(0, axis));
  beginCall();
  try {
    const made = makeArray(dtype, shape);
    let target = made.storage.address();
    const stride = (made.size / Math.max(1, outer)) * itemSize(dtype);
    for (const source of sources) {
      const from = addressAs(source.storage, dtype);
      const bytes = sizeOf(source.shape.slice(axis)) * itemSize(dtype);
      for (let row = 0; row < outer; row++) heap.u8.copyWithin(target + row * stride, from + row * bytes, from + (row + 1) * bytes);
      target += bytes;
    }
    return made;
  } finally {
    endCall();
  }
}

function checkArrays(operation: string, arrays: readonly unknown[]): readonly NDArrayObject[] {
  if (!Array.isArray(arrays)) throw new TypeError(`${operation}: a list of arrays is wanted: ${operation}([x, y])`);
  if (arrays.length === 0) throw new ShapeError(`${operation}: the list of arrays is empty, so the result has no shape`);
  return arrays.map((item, position) => checkArray(operation, `array ${position}`, item));
}
