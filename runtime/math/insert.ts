/** Arrays with parts put in or left out: `insert`, `delete`, `resize`, `trimZeros`, `extract`. Always copies. */
import type { DType } from '../abi/dtype.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import { asShape, normalizeAxis, printShape, sizeOf } from '../abi/shape.js';
import type { SliceIndex } from '../abi/slice-index.js';
import { isSlice, sliceRange } from '../abi/slice-index.js';
import { toNumbers } from '../array/fill-array.js';
import { gatherAlong } from '../array/gather.js';
import { makeFilled } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, Operand, RankOf, ShapeLike } from '../array/types.js';
import { asarray } from './array.js';
import { setAt } from './at.js';
import { checkArray } from './operand.js';
import { broadcastTo, moveaxis } from './rearrange.js';

/** Places along an axis: a number, several, a slice; for `delete` a mask too. */
export type Places = number | string | readonly number[] | readonly boolean[] | SliceIndex | NDArray<1>;

/**
 * A copy with `values` put in before the places `at` of an axis; with one place and an array of values all of them go there. Of all elements in row
 * order where no axis is stated. Values are broadcast, and cast to the dtype of `x`. Throws an IndexError for a place past the end.
 */
export function insert<D extends DType = DType>(x: Given<number, D>, at: Places, values: Operand | readonly number[]): NDArray<1, D>;
export function insert<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, at: Places, values: Operand | readonly number[], axis: number): NDArray<R, D>;
export function insert(x: unknown, at: Places, values: unknown, axis?: number): NDArray {
  const given = checkArray('insert', 'x', x);
  const source = flatUnless('insert', given, axis);
  const along = normalizeAxis('insert', axis ?? 0, source.ndim);
  const size = source.shape[along]!;
  const places = readPlaces('insert', at, size, true);
  const added = asarray(values as Operand | readonly number[]) as unknown as NDArray;
  // One place takes as many parts as the values have; several places take one part each.
  const isOne = typeof at === 'number';
  const parts = isOne ? expandPart(added, source.ndim, along) : added;
  const count = isOne ? parts.shape[along]! : places.length;
  const order = (isOne ? Array.from({ length: count }, () => places[0]!) : places).map((place, k) => ({ place, k })).sort((a, b) => a.place - b.place || a.k - b.k);
  const target = new Array<number>(count);
  for (const [shift, { place, k }] of order.entries()) target[k] = place + shift;
  const isNew = new Set(target);
  const shape = source.shape.with(along, size + count);
  let next = 0;
  // What is put in reads anything first: it is written over.
  const indices = Array.from({ length: size + count }, (_, i) => (isNew.has(i) ? Math.min(next, size - 1) : next++));
  const widened = size === 0 ? toPublic<NDArray>(makeFilled(source.dtype, shape, 0)) : toPublic<NDArray>(gatherAlong(source, along, indices));
  const whole = shape.slice(0, along).map(() => ':');
  return setAt(widened, [...whole, target], isOne ? broadcastTo(parts, shape.with(along, count)) : added);
}

/** Values for one place, with as many axes as the array: their own first axis lies along `axis`. */
function expandPart(values: NDArray, rank: number, axis: number): NDArray {
  const own = values as unknown as NDArrayObject;
  if (own.ndim > rank) throw new ShapeError(`insert: the values are ${printShape(own.shape)}, and the array has ${rank} axes`);
  const raised = toPublic<NDArray>(own.share([...new Array<number>(rank - own.ndim).fill(1), ...own.shape]));
  return moveaxis(raised, 0, axis);
}

/** A copy without the parts at the places of an axis; of all elements in row order where none is stated. In jit code too: `math.delete`. */
export function remove<D extends DType = DType>(x: Given<number, D>, at: Places): NDArray<1, D>;
export function remove<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, at: Places, axis: number): NDArray<R, D>;
export function remove(x: unknown, at: Places, axis?: number): NDArray {
  const source = flatUnless('delete', checkArray('delete', 'x', x), axis);
  const along = normalizeAxis('delete', axis ?? 0, source.ndim);
  const gone = new Set(readPlaces('delete', at, source.shape[along]!, false));
  const kept = Array.from({ length: source.shape[along]! }, (_, i) => i).filter((i) => !gone.has(i));
  return toPublic(gatherAlong(source, along, kept));
}

function flatUnless(operation: string, x: NDArrayObject, axis: number | undefined): NDArrayObject {
  if (x.ndim === 0 && axis !== undefined) throw new ShapeError(`${operation}: an array of rank 0 has no axis ${axis}`);
  return axis === undefined || axis === null ? x.share([x.size]) : x;
}

/** Whole numbers from 0; `isInsert`: the end is a place too. */
function readPlaces(operation: string, at: Places, size: number, isInsert: boolean): number[] {
  if (typeof at === 'string' || isSlice(at)) {
    const { start, step, count } = sliceRange(at, size);
    return Array.from({ length: count }, (_, i) => start + i * step);
  }
  if (NDArrayObject.isInstance(at) && (at as unknown as NDArrayObject).dtype === 'bool') return [...toNumbers(at as unknown as NDArrayObject).entries()].flatMap(([i, flag]) => (flag === 0 ? [] : [i]));
  const list: readonly (number | boolean)[] = typeof at === 'number' ? [at] : NDArrayObject.isInstance(at) ? [...toNumbers(at as unknown as NDArrayObject)] : (at as readonly (number | boolean)[]);
  if (list.length > 0 && list.every((flag) => typeof flag === 'boolean')) return list.flatMap((flag, i) => (flag ? [i] : []));
  return list.map((given) => {
    const place = Number(given) < 0 ? Number(given) + size : Number(given);
    if (!Number.isInteger(place) || place < 0 || place > (isInsert ? size : size - 1)) throw new IndexError(`${operation}: ${String(given)} is no place of an axis with ${size} elements`);
    return place;
  });
}

/** The elements in row order in another shape: repeated where it is larger, cut where it is smaller. Of no elements it is zeros. */
export function resize<const S extends ShapeLike, D extends DType = DType>(x: Given<number, D>, shape: S): NDArray<RankOf<S>, D> {
  const source = checkArray('resize', 'x', x);
  const wanted = asShape('resize', shape);
  if (source.size === 0) return toPublic(makeFilled(source.dtype, wanted, 0));
  const indices = Array.from({ length: sizeOf(wanted) }, (_, i) => i % source.size);
  return toPublic(gatherAlong(source.share([source.size]), 0, indices).share(wanted));
}

/** A vector without the zeros at its ends: `'f'` at the front, `'b'` at the back, `'fb'` at both. */
export function trimZeros<D extends DType = DType>(x: Given<1, D>, trim: 'f' | 'b' | 'fb' = 'fb'): NDArray<1, D> {
  const source = checkArray('trimZeros', 'x', x);
  const values = source.storage.elements();
  let [start, end] = [0, values.length];
  while (trim.includes('f') && start < end && values[start] === 0) start++;
  while (trim.includes('b') && end > start && values[end - 1] === 0) end--;
  return toPublic(gatherAlong(source.share([source.size]), 0, Array.from({ length: end - start }, (_, i) => start + i)));
}

/** The elements of `x`, in row order, where the condition holds. */
export function extract<D extends DType = DType>(condition: Operand, x: Given<number, D>): NDArray<1, D> {
  const [flags, source] = [checkArray('extract', 'condition', condition), checkArray('extract', 'x', x)];
  if (flags.size !== source.size) throw new ShapeError(`extract: the condition is ${printShape(flags.shape)}, x is ${printShape(source.shape)}; one for each element is wanted`);
  const places = [...toNumbers(flags).entries()].flatMap(([i, flag]) => (flag === 0 ? [] : [i]));
  return toPublic(gatherAlong(source.share([source.size]), 0, places));
}
