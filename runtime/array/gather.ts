/**
 * Elements picked by one list of offsets for each axis of the result: what indexing, rolling, padding and repeating have in common.
 * Element bits are moved by size alone (words.ts).
 */
import { itemSize } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { beginCall, endCall } from '../memory/residency.js';
import { makeArray } from './make-array.js';
import type { NDArrayObject } from './nd-array.js';
import type { Places } from './places.js';
import { placesOf } from './places.js';
import type { Words } from './words.js';
import { wordsOf } from './words.js';

/** A new array of `shape` (whose size is the product of the lists' lengths) with the elements of `x` at these places. */
export function gather(x: NDArrayObject, { base, offsets }: Places, shape: Shape): NDArrayObject {
  beginCall();
  try {
    const bytes = itemSize(x.dtype);
    const source = x.storage.address() / bytes;
    const made = makeArray(x.dtype, shape);
    if (made.size > 0) gatherAxis(wordsOf(bytes), source + base, made.storage.address() / bytes, offsets, 0);
    return made;
  } finally {
    endCall();
  }
}

/** The elements along one axis in the order of an index list. */
export function gatherAlong(x: NDArrayObject, axis: number, indices: ArrayLike<number>): NDArrayObject {
  return gather(x, placesOf(x.shape, x.shape.map((_, at) => (at === axis ? indices : undefined))), x.shape.with(axis, indices.length));
}

function isRun(offsets: Int32Array): boolean {
  for (let i = 1; i < offsets.length; i++) if (offsets[i] !== offsets[i - 1]! + 1) return false;
  return true;
}

/** Copies from `axis` inwards; returns where the next element of the target goes. */
function gatherAxis(words: Words, source: number, target: number, offsets: readonly Int32Array[], axis: number): number {
  const list = offsets[axis];
  let to = target;
  if (list === undefined) words[to++] = words[source]!;
  else if (axis < offsets.length - 1) for (const offset of list) to = gatherAxis(words, source + offset, to, offsets, axis + 1);
  else if (list.length > 4 && isRun(list)) {
    words.copyWithin(to, source + list[0]!, source + list[0]! + list.length);
    to += list.length;
  } else for (let i = 0; i < list.length; i++) words[to++] = words[source + list[i]!]!;
  return to;
}
