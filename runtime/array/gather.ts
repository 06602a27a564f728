/**
 * Elements picked by one list of offsets for each axis of the result: what indexing, rolling, padding and repeating have in common.
 * Element bits are moved by size alone, as in copy-strided.ts.
 */
import { itemSize } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import type { Storage } from '../memory/storage.js';
import { stridesOf } from './copy-strided.js';
import { makeArray } from './make-array.js';
import type { NDArrayObject } from './nd-array.js';

type Words = Uint8Array | Uint32Array | Float64Array;

/** Where elements lie: at `base` plus one offset of each list, in elements. */
export interface Places {
  readonly base: number;
  readonly offsets: readonly Int32Array[];
}

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

/** Writes elements to these places: those of `values` in order, or its only one everywhere. The dtypes are equal. */
export function scatter(target: Storage, { base, offsets }: Places, values: Storage): void {
  if (offsets.some(({ length }) => length === 0)) return;
  beginCall();
  try {
    const bytes = itemSize(target.dtype);
    const [to, from] = [target.address() / bytes, values.address() / bytes];
    scatterAxis(wordsOf(bytes), to + base, from, offsets, 0, values.size === 1 ? 0 : 1);
  } finally {
    endCall();
  }
}

/** The places that index lists name, one list for each axis of `shape`; absent lists take the whole axis. */
export function placesOf(shape: Shape, indices: readonly (ArrayLike<number> | undefined)[]): Places {
  const strides = stridesOf(shape);
  const offsets = shape.map((size, axis) => {
    const list = indices[axis];
    return Int32Array.from({ length: list?.length ?? size }, (_, i) => (list === undefined ? i : list[i]!) * strides[axis]!);
  });
  return { base: 0, offsets };
}

/** The elements along one axis in the order of an index list. */
export function gatherAlong(x: NDArrayObject, axis: number, indices: ArrayLike<number>): NDArrayObject {
  return gather(x, placesOf(x.shape, x.shape.map((_, at) => (at === axis ? indices : undefined))), x.shape.with(axis, indices.length));
}

function wordsOf(bytes: number): Words {
  return bytes === 8 ? heap.f64 : bytes === 4 ? heap.u32 : heap.u8;
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

function scatterAxis(words: Words, target: number, source: number, offsets: readonly Int32Array[], axis: number, step: number): number {
  const list = offsets[axis];
  let from = source;
  if (list === undefined) {
    words[target] = words[from]!;
    return from + step;
  }
  if (axis < offsets.length - 1) for (const offset of list) from = scatterAxis(words, target + offset, from, offsets, axis + 1, step);
  else for (let i = 0; i < list.length; i++, from += step) words[target + list[i]!] = words[from]!;
  return from;
}
