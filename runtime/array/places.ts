/** Where the elements of a part of an array lie: what an index list comes down to. */
import type { Shape } from '../abi/shape.js';
import { stridesOf } from './copy-strided.js';

/** Where elements lie: at `base` plus one offset of each list, in elements. */
export interface Places {
  readonly base: number;
  readonly offsets: readonly Int32Array[];
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
