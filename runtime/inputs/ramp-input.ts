/** An input that rises or falls at a constant rate. */
import type { Vector } from '../array/types.js';
import type { InputOptions, Span } from './waveform.js';
import { spanKinds, stepOf, stepsIn, within } from './waveform.js';

/** From `cStart` at the beginning of the span to `cEnd` at its last step; 0 outside of it. */
export function rampInput(cStart: number, cEnd: number, duration: number, options: InputOptions & Span = {}): Vector {
  const dt = stepOf('rampInput', options, spanKinds);
  const { tStart = 0, tEnd = duration } = options;
  const last = Math.max(1, stepsIn(tEnd, dt) - stepsIn(tStart, dt) - 1);
  return within(duration, dt, options, (i) => cStart + ((cEnd - cStart) * i) / last);
}
