/** Inputs that are constant for a while, then constant at another value. */
import type { NDArray } from '../array/types.js';
import { isArray } from '../array/nd-array.js';
import { asarray } from '../math/array.js';
import { concatenate } from '../math/join.js';
import { broadcastTo } from '../math/rearrange.js';
import type { InputOptions } from './waveform.js';
import { stepOf, stepsIn, waveform } from './waveform.js';

/** `values[k]` for `durations[k]` ms. Values are numbers, or arrays of one shape with one value for each cell. */
export function sectionInput(values: readonly number[] | readonly NDArray[], durations: readonly number[], options: InputOptions = {}): NDArray {
  if (values.length !== durations.length) throw new TypeError(`sectionInput: ${values.length} values for ${durations.length} durations`);
  const dt = stepOf('sectionInput', options, {});
  const counts = durations.map((duration) => stepsIn(duration, dt));
  if (values.some((value) => isArray(value))) {
    const rows = values.map((value) => asarray(value as NDArray));
    const shape = rows.find((row) => row.ndim > 0)!.shape;
    return concatenate(rows.map((row, k) => broadcastTo(row, [counts[k]!, ...shape])));
  }
  const ends = counts.map((_, k) => counts.slice(0, k + 1).reduce((sum, count) => sum + count, 0));
  return waveform(ends.at(-1) ?? 0, (i) => values[ends.findIndex((end) => i < end)] as number);
}

/** `[[value, duration], …]`: the input and its whole duration (ms). */
export function constantInput(sections: readonly (readonly [value: number, duration: number])[], options: InputOptions = {}): readonly [current: NDArray, duration: number] {
  const durations = sections.map(([, duration]) => duration);
  const current = sectionInput(sections.map(([value]) => value), durations, options);
  return [current, durations.reduce((sum, duration) => sum + duration, 0)];
}
