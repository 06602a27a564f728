/** Slices with bounds computed at run time: `slice`. */
import type { SliceIndex } from '../abi/slice-index.js';

/**
 * Part of an axis for `math.at`, `math.setAt` and `x.set`: from `start` up to and without `stop`, every `step`-th. As Python's slice:
 * one argument is the stop, negative numbers count from the end, `null` or nothing reaches to the end. `'1:-1'` is short for `slice(1, -1)`.
 */
export function slice(stop?: number | null): SliceIndex;
export function slice(start: number | null | undefined, stop: number | null | undefined, step?: number | null): SliceIndex;
export function slice(...args: readonly (number | null | undefined)[]): SliceIndex {
  const [first, stop, step] = args;
  return args.length < 2 ? { start: null, stop: first, step: null } : { start: first, stop, step };
}
