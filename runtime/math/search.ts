/** Places of values in sorted lists, and of trues: `searchsorted`, `digitize`, `nonzero`, `flatnonzero`, `argwhere`. */
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { printShape } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import { fillArray, fromNumbers } from '../array/fill-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { checkReduced } from './reduce.js';

export interface SearchOptions {
  /** Among equal elements before the first (`'left'`, the default) or behind the last. */
  readonly side?: 'left' | 'right' | undefined;
}

/** Where each value would be put into a rising vector to keep it rising. NaN counts as the largest. */
export function searchsorted<R extends number = AnyRank>(sorted: Given<1>, values: NDArray<R> | Given<R>, options?: SearchOptions | 'left' | 'right'): NDArray<R, 'int32'> {
  const list = checkVector('searchsorted', 'sorted', sorted);
  const wanted = checkReduced('searchsorted', values);
  const side = (typeof options === 'string' ? options : options?.side) ?? 'left';
  return toPublic(fillArray('int32', wanted.shape, [list, wanted], (to, from, given) => {
    for (let i = 0; i < to.length; i++) to[i] = placeOf(from, given[i]!, side === 'right');
  }));
}

export interface DigitizeOptions {
  /** Whether a bin holds its upper limit and not its lower one. */
  readonly right?: boolean | undefined;
}

/** The bin of each value: i where bins[i - 1] ≤ x < bins[i]. The limits rise, or all fall. */
export function digitize<R extends number = AnyRank>(x: NDArray<R> | Given<R>, bins: Given<1> | readonly number[], options?: DigitizeOptions): NDArray<R, 'int32'> {
  const values = checkReduced('digitize', x);
  const limits = Array.isArray(bins) ? fromNumbers('float64', [bins.length], bins as number[]) : checkVector('digitize', 'bins', bins);
  const isRight = options?.right ?? false;
  return toPublic(fillArray('int32', values.shape, [limits, values], (to, from, given) => {
    const falls = from.length > 1 && from[0]! > from.at(-1)!;
    const rising = falls ? from.slice().reverse() : from;
    for (let i = 0; i < to.length; i++) {
      const place = placeOf(rising, given[i]!, !isRight);
      to[i] = falls ? rising.length - place : place;
    }
  }));
}

/** The first place whose element is not below the value (or is above it), by bisection. */
export function placeOf(sorted: ArrayLike<number>, value: number, behindEquals: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const element = sorted[middle]!;
    const isBefore = element < value || (behindEquals && element === value) || (value !== value && (element === element || behindEquals));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of an unknown rank (`any`, of which every branch would be taken) a list. */
type Coordinates<R extends number> = 0 extends 1 & R ? NDArray<1, 'int32'>[]
  : R extends 1 ? [NDArray<1, 'int32'>]
  : R extends 2 ? [NDArray<1, 'int32'>, NDArray<1, 'int32'>]
  : R extends 3 ? [NDArray<1, 'int32'>, NDArray<1, 'int32'>, NDArray<1, 'int32'>]
  : NDArray<1, 'int32'>[];

/** One index array for each axis: where the elements are not 0, in row order. `math.at(x, ...math.nonzero(x))` are these elements. */
export function nonzero<R extends number = AnyRank>(x: Given<R>): Coordinates<R> {
  const source = checkArray('nonzero', 'x', x);
  const places = truePlaces(source);
  // The reason for the cast: as many arrays as x has axes.
  return coordinates(source.shape, places).map((list) => toPublic<NDArray<1, 'int32'>>(fromNumbers('int32', [places.length], list))) as Coordinates<R>;
}

/** Where the elements in row order are not 0. */
export function flatnonzero(x: Given): NDArray<1, 'int32'> {
  const places = truePlaces(checkArray('flatnonzero', 'x', x));
  return toPublic(fromNumbers('int32', [places.length], places));
}

/** The indices of the elements that are not 0 as rows of a matrix. */
export function argwhere(x: Given): NDArray<2, 'int32'> {
  const source = checkArray('argwhere', 'x', x);
  const places = truePlaces(source);
  const lists = coordinates(source.shape, places);
  return toPublic(fromNumbers('int32', [places.length, source.ndim], places.flatMap((_, i) => lists.map((list) => list[i]!))));
}

function truePlaces(x: NDArrayObject): number[] {
  const places: number[] = [];
  const elements = x.storage.elements();
  for (let i = 0; i < elements.length; i++) if (elements[i] !== 0) places.push(i);
  return places;
}

function coordinates(shape: Shape, places: readonly number[]): number[][] {
  return stridesOf(shape).map((stride, axis) => places.map((place) => Math.floor(place / stride) % shape[axis]!));
}

export function checkVector(operation: string, name: string, x: unknown): NDArrayObject {
  const array = checkArray(operation, name, x);
  if (array.ndim !== 1) throw new ShapeError(`${operation}: ${name} must have rank 1, and is ${printShape(array.shape)}`);
  return array;
}

