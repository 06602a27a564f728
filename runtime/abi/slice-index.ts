/** Slices as plain data, `{ start, stop, step }`, or as text, `'1:-1'`: Python's rules for what is left out and what is too large. */
import { IndexError } from './errors.js';

/** Part of an axis, from `start` up to and without `stop`; negative numbers count from the end. What is left out reaches to the ends. */
export interface SliceIndex {
  readonly start?: number | null | undefined;
  readonly stop?: number | null | undefined;
  readonly step?: number | null | undefined;
}

export function isSlice(index: unknown): index is SliceIndex {
  return typeof index === 'object' && index !== null && ('start' in index || 'stop' in index) && !('storage' in index);
}

/** The elements `start`, `start + step`, …: `count` of them. */
export function sliceRange(given: SliceIndex | string, size: number): { readonly start: number; readonly step: number; readonly count: number } {
  const slice = typeof given === 'string' ? readSlice(given) : given;
  const step = slice.step ?? 1;
  for (const part of [slice.start ?? 0, slice.stop ?? 0, step]) if (!Number.isInteger(part)) throw new IndexError(`slice: whole numbers are wanted, got ${part}`);
  if (step === 0) throw new IndexError('slice: the step must not be 0');
  // A slice that walks back may end before the first element, at -1.
  const [least, most] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (index: number): number => Math.min(most, Math.max(least, index < 0 ? index + size : index));
  const start = slice.start === undefined || slice.start === null ? (step > 0 ? least : most) : clamp(slice.start);
  const stop = slice.stop === undefined || slice.stop === null ? (step > 0 ? most : least) : clamp(slice.stop);
  return { start, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

export function readSlice(text: string): SliceIndex {
  // `:-${n}` of an n below 0 has two signs.
  const parts = text.split(':').map((part) => part.trim().replace(/^--/, ''));
  if (parts.length < 2 || parts.length > 3 || !parts.every((part) => /^(?:[-+]?\d+)?$/.test(part))) {
    throw new IndexError(`slice: '${text}' is no slice; write it as in Python: '1:-1', ':', '::2'`);
  }
  const [start, stop, step] = parts.map((part) => (part === '' ? null : Number(part)));
  return { start, stop, step };
}
