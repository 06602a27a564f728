/** Arrays made by a loop over plain views: all sources are brought into memory first, so that nothing moves while the loop runs. */
import type { DType, TypedArrayOf } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import { beginCall, endCall } from '../memory/residency.js';
import { makeArray } from './make-array.js';
import type { NDArrayObject } from './nd-array.js';

/** The elements of an array as a view of memory. */
export type Elements = TypedArrayOf;

/** A new array that `fill` writes, given the elements of the sources. `fill` must not allocate arrays: views would end. */
export function fillArray(dtype: DType, shape: Shape, sources: readonly NDArrayObject[], fill: (to: Elements, ...from: Elements[]) => void): NDArrayObject {
  beginCall();
  try {
    for (const source of sources) source.storage.address();
    const made = makeArray(dtype, shape);
    fill(made.storage.elements(), ...sources.map((source) => source.storage.elements()));
    return made;
  } finally {
    endCall();
  }
}

/** A new array with these numbers, cast as typed arrays cast (bool: whether they are not 0). */
export function fromNumbers(dtype: DType, shape: Shape, values: ArrayLike<number>): NDArrayObject {
  return fillArray(dtype, shape, [], (to) => {
    if (dtype === 'bool') for (let i = 0; i < to.length; i++) to[i] = Number(values[i] !== 0);
    else to.set(values);
  });
}

/** The elements as float64, in memory of their own: for algorithms that need more precision than the result has, or scratch space. */
export function toNumbers(x: NDArrayObject): Float64Array {
  return Float64Array.from(x.storage.elements());
}

/** An array as [outer, count, inner] around one axis: lane k of `outer · inner` starts at `laneStart(lanes, k)` and has the stride `inner`. */
export interface Lanes {
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
}

export function lanesOf(shape: Shape, axis: number): Lanes {
  return { outer: sizeOf(shape.slice(0, axis)), count: shape[axis] ?? 1, inner: sizeOf(shape.slice(axis + 1)) };
}

export function laneStart({ count, inner }: Lanes, lane: number): number {
  return Math.floor(lane / inner) * count * inner + (lane % inner);
}
