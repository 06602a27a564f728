/** Inputs that are constant for a while, then constant at another value. */
import type { NDArray } from '../array/types.js';
import { isArray } from '../array/nd-array.js';
import { asarray } from '../math/array.js';
import { concatenate } from '../math/join.js';
import { broadcastTo } from '../math/rearrange.js';
import type { InputOptions } from './waveform.js';
import { stepOf, stepsIn, waveform } from './waveform.js';

export interface SectionOptions extends InputOptions {
  /** Whether the whole duration (ms) is given too; false where it is not stated. */
  readonly returnLength?: boolean;
}

/** `values[k]` for `durations[k]` ms, with `returnLength: true` as `[current, duration]`. Values are numbers, or arrays of one shape with one value for each cell. */
export function sectionInput(values: readonly number[] | readonly NDArray[], durations: readonly number[], options: SectionOptions & { readonly returnLength: true }): readonly [current: NDArray, duration: number];
export function sectionInput(values: readonly number[] | readonly NDArray[], durations: readonly number[], options?: SectionOptions): NDArray;
export function sectionInput(values: readonly number[] | readonly NDArray[], durations: readonly number[], options: SectionOptions = {}): NDArray | readonly [current: NDArray, duration: number] {
  if (values.length !== durations.length) throw new TypeError(`sectionInput: ${values.length} values for ${durations.length} durations`);
  const dt = stepOf('sectionInput', options, { returnLength: 'boolean' });
  const current = sections(values, durations.map((duration) => stepsIn(duration, dt)));
  return options.returnLength === true ? [current, sum(durations)] : current;
}

/** `values[k]` for `counts[k]` steps. */
function sections(values: readonly number[] | readonly NDArray[], counts: readonly number[]): NDArray {
  if (values.some((value) => isArray(value))) {
    const rows = values.map((value) => asarray(value as NDArray));
    const shape = rows.find((row) => row.ndim > 0)!.shape;
    return concatenate(rows.map((row, k) => broadcastTo(row, [counts[k]!, ...shape])));
  }
  const ends = counts.map((_, k) => sum(counts.slice(0, k + 1)));
  return waveform(ends.at(-1) ?? 0, (i) => values[ends.findIndex((end) => i < end)] as number);
}

/** `[[value, duration], …]`: the input and its whole duration (ms). */
export function constantInput(sections: readonly (readonly [value: number, duration: number])[], options: InputOptions = {}): readonly [current: NDArray, duration: number] {
  return sectionInput(sections.map(([value]) => value), sections.map(([, duration]) => duration), { ...options, returnLength: true });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
