/**
 * How arrays look in Wasm memory, for the loader and for generated code alike.
 *
 * A descriptor is twelve 32-bit words: [address, size, rank, dtype code, dim 0 … dim 7]. Data is C-contiguous, aligned to
 * 64 bytes and padded, so that vector loops need no scalar tail: generated code may read and write up to the next multiple of
 * 16 elements, and up to 64 bytes past the end (rows of a matrix end anywhere, and the last one is written in whole vectors too).
 */
import type { DType } from './dtype.js';
import { dtypes, itemSize } from './dtype.js';

export const maxRank = 8;
export const descriptorBytes = 48;
/** Byte offsets inside a descriptor. */
export const descriptor = { address: 0, size: 4, rank: 8, dtype: 12, dims: 16 } as const;
export const alignment = 64;
/** Bytes past the end of an array that generated code may read and write. */
export const pastEnd = 64;

/** The bytes to reserve for `size` elements: whole cache lines, with the room past the end that generated code may touch. */
export function paddedBytes(size: number, dtype: DType): number {
  const bytes = Math.max(Math.ceil(size / 16) * 16 * itemSize(dtype), size * itemSize(dtype) + pastEnd);
  return Math.ceil(Math.max(bytes, 16 * itemSize(dtype)) / alignment) * alignment;
}

export function dtypeCode(dtype: DType): number {
  return dtypes.indexOf(dtype);
}
