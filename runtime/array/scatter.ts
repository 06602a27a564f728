/** The opposite of gather.ts: elements written to one list of offsets for each axis. Knows storages only, so that the array class can use it. */
import { itemSize } from '../abi/dtype.js';
import { beginCall, endCall } from '../memory/residency.js';
import type { Storage } from '../memory/storage.js';
import type { Places } from './places.js';
import type { Words } from './words.js';
import { wordsOf } from './words.js';

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
