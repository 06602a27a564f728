/** Short pulses at given times. */
import type { Vector } from '../array/types.js';
import type { InputOptions } from './waveform.js';
import { stepOf, stepsIn, waveform } from './waveform.js';

export interface SpikeInputOptions extends InputOptions {
  /** The whole duration (ms). */
  readonly duration: number;
}

/** A pulse at each of the times (ms), so long (ms) and so high: one value for all, or one for each pulse. */
export function spikeInput(
  times: readonly number[], lengths: number | readonly number[], sizes: number | readonly number[], options: SpikeInputOptions,
): Vector {
  const dt = stepOf('spikeInput', options, { duration: 'number' });
  const of = (given: number | readonly number[], k: number): number => (typeof given === 'number' ? given : given[k]!);
  const current = new Float64Array(stepsIn(options.duration, dt));
  for (const [k, time] of times.entries()) current.fill(of(sizes, k), stepsIn(time, dt), stepsIn(time + of(lengths, k), dt));
  return waveform(current.length, (i) => current[i]!);
}
