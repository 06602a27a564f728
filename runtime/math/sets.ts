/** Arrays as sets of values: `unique` and its forms, `isin`, `intersect1d`, `union1d`, `setdiff1d`. NaNs are one value, as in NumPy. */
import type { DType } from '../abi/dtype.js';
import { promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray, fromNumbers, toNumbers } from '../array/fill-array.js';
import { normalizeAxis, sizeOf } from '../abi/shape.js';
import { gatherAlong } from '../array/gather.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { moveaxis } from './rearrange.js';
import { placeOf } from './search.js';
import { sortedOrder } from './sort.js';

interface Distinct {
  readonly values: Float64Array;
  /** Where each value occurs first. */
  readonly first: Int32Array;
  /** Which value each element is. */
  readonly inverse: Int32Array;
  readonly counts: Int32Array;
}

function distinct(all: Float64Array): Distinct {
  const order = sortedOrder(all);
  const inverse = new Int32Array(all.length);
  const [values, first, counts]: [number[], number[], number[]] = [[], [], []];
  for (const place of order) {
    const value = all[place]!;
    const last = values.at(-1);
    if (values.length === 0 || !(value === last || (value !== value && last !== last))) {
      values.push(value);
      first.push(place);
      counts.push(0);
    }
    counts[counts.length - 1]!++;
    inverse[place] = values.length - 1;
  }
  return { values: Float64Array.from(values), first: Int32Array.from(first), inverse, counts: Int32Array.from(counts) };
}

export interface UniqueOptions {
  /** The axis whose parts are compared as wholes: `{ axis: 0 }` gives the different rows of a matrix. */
  readonly axis: number;
}

/** The different values of an array, rising, NaN at the end; or the different parts along an axis, in the order of their elements. */
export function unique<D extends DType = DType>(x: Given<number, D>): NDArray<1, D>;
export function unique<R extends number, D extends DType = DType>(x: Given<R, D>, options: UniqueOptions): NDArray<R, D>;
export function unique(x: unknown, options?: UniqueOptions): NDArray {
  const source = checkArray('unique', 'x', x);
  return options === undefined ? vector(source.dtype, distinct(toNumbers(source)).values) : uniqueParts(source, normalizeAxis('unique', options.axis, source.ndim));
}

/** The different parts along an axis: sorted by their first element that differs. */
function uniqueParts(source: NDArrayObject, axis: number): NDArray {
  // The reason for the casts: to the public type and back.
  const moved = moveaxis(toPublic<NDArray>(source), axis, 0) as unknown as NDArrayObject;
  const values = toNumbers(moved);
  const width = sizeOf(moved.shape.slice(1));
  const compare = (a: number, b: number): number => {
    for (let k = 0; k < width; k++) {
      const [left, right] = [values[a * width + k]!, values[b * width + k]!];
      if (left !== right && !(left !== left && right !== right)) return left < right || right !== right ? -1 : 1;
    }
    return 0;
  };
  const order = Array.from({ length: moved.shape[0]! }, (_, i) => i).sort(compare);
  const kept = order.filter((row, i) => i === 0 || compare(order[i - 1]!, row) !== 0);
  return moveaxis(toPublic<NDArray>(gatherAlong(moved, 0, kept)), 0, axis);
}

/** `[values, counts]`: the different values, and how often each occurs. */
export function uniqueCounts<D extends DType = DType>(x: Given<number, D>): [values: NDArray<1, D>, counts: NDArray<1, 'int32'>] {
  const source = checkArray('uniqueCounts', 'x', x);
  const { values, counts } = distinct(toNumbers(source));
  return [vector(source.dtype, values), vector('int32', counts)];
}

/** `[values, inverse]`: the different values, and for each element of x which of them it is, in the shape of x. */
export function uniqueInverse<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): [values: NDArray<1, D>, inverse: NDArray<R, 'int32'>] {
  const source = checkArray('uniqueInverse', 'x', x);
  const { values, inverse } = distinct(toNumbers(source));
  return [vector(source.dtype, values), toPublic(fromNumbers('int32', source.shape, inverse))];
}

/** `[values, indices, inverse, counts]`: the different values, where each occurs first (in row order), and as `uniqueInverse` and `uniqueCounts`. */
export function uniqueAll<R extends number = AnyRank, D extends DType = DType>(
  x: Given<R, D>,
): [values: NDArray<1, D>, indices: NDArray<1, 'int32'>, inverse: NDArray<R, 'int32'>, counts: NDArray<1, 'int32'>] {
  const source = checkArray('uniqueAll', 'x', x);
  const { values, first, inverse, counts } = distinct(toNumbers(source));
  return [vector(source.dtype, values), vector('int32', first), toPublic(fromNumbers('int32', source.shape, inverse)), vector('int32', counts)];
}

/** Whether each element of x is among the elements of `values`. NaN is among none. */
export function isin<R extends number = AnyRank>(x: Given<R>, values: Given | readonly number[]): NDArray<R, 'bool'> {
  const source = checkArray('isin', 'x', x);
  const sorted = (Array.isArray(values) ? Float64Array.from(values as number[]) : toNumbers(checkArray('isin', 'values', values))).sort();
  return toPublic(fillArray('bool', source.shape, [source], (to, from) => {
    for (let i = 0; i < to.length; i++) to[i] = Number(sorted[placeOf(sorted, from[i]!, false)] === from[i]);
  }));
}

/** The different values that are in both arrays, rising. */
export function intersect1d<D extends DType = DType>(a: Given<number, D>, b: Given<number, D>): NDArray<1, D> {
  return combineSets('intersect1d', a, b, (x, y) => x.all.filter((value) => y.has(value)));
}

/** The different values of both arrays, rising. */
export function union1d<D extends DType = DType>(a: Given<number, D>, b: Given<number, D>): NDArray<1, D> {
  return combineSets('union1d', a, b, (x, y) => {
    const both = new Float64Array(x.all.length + y.all.length);
    both.set(x.all);
    both.set(y.all, x.all.length);
    return distinct(both).values;
  });
}

/** The different values that are in one of the two arrays and not in the other, rising. */
export function setxor1d<D extends DType = DType>(a: Given<number, D>, b: Given<number, D>): NDArray<1, D> {
  return combineSets('setxor1d', a, b, (x, y) => Float64Array.from([...x.all.filter((value) => !y.has(value)), ...y.all.filter((value) => !x.has(value))]).sort());
}

/** The different values of `a` that are not in `b`, rising. */
export function setdiff1d<D extends DType = DType>(a: Given<number, D>, b: Given<number, D>): NDArray<1, D> {
  return combineSets('setdiff1d', a, b, (x, y) => x.all.filter((value) => !y.has(value)));
}

/** What is combined: the different values, rising, and a quick answer to whether one is among them. */
interface Values {
  readonly all: Float64Array;
  has(value: number): boolean;
}

function combineSets<D extends DType>(operation: string, a: unknown, b: unknown, combine: (x: Values, y: Values) => Float64Array): NDArray<1, D> {
  const [left, right] = [checkArray(operation, 'a', a), checkArray(operation, 'b', b)];
  const valuesOf = (all: Float64Array): Values => {
    const known = new Set(all);
    return { all, has: (value) => known.has(value) };
  };
  return vector(promoteAll([left.dtype, right.dtype], getFloat()), combine(valuesOf(distinct(toNumbers(left)).values), valuesOf(distinct(toNumbers(right)).values)));
}

function vector<D extends DType>(dtype: DType, values: ArrayLike<number>): NDArray<1, D> {
  return toPublic(fromNumbers(dtype, [values.length], values));
}
