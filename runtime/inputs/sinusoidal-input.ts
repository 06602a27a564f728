/** Inputs that go up and down. */
import type { Vector } from '../array/types.js';
import { sin } from '../math/generated/sin.js';
import type { InputOptions, Span } from './waveform.js';
import { spanKinds, stepOf, within } from './waveform.js';

export interface WaveOptions extends InputOptions, Span {
  /** Adds the amplitude, so that the input is never negative. */
  readonly bias?: boolean;
}

/** A sine of an amplitude and a frequency (Hz). */
export function sinusoidalInput(amplitude: number, frequency: number, duration: number, options: WaveOptions = {}): Vector {
  const dt = stepOf('sinusoidalInput', options, { ...spanKinds, bias: 'boolean' });
  const offset = options.bias === true ? amplitude : 0;
  const turnsPerStep = (frequency * dt) / 1000;
  return within(duration, dt, options, (i) => amplitude * sin(2 * Math.PI * i * turnsPerStep).valueOf() + offset);
}

/** A square wave of an amplitude and a frequency (Hz): high for the first half of each period. */
export function squareInput(amplitude: number, frequency: number, duration: number, options: WaveOptions = {}): Vector {
  const dt = stepOf('squareInput', options, { ...spanKinds, bias: 'boolean' });
  const offset = options.bias === true ? amplitude : 0;
  const turnsPerStep = (frequency * dt) / 1000;
  return within(duration, dt, options, (i) => ((i * turnsPerStep) % 1 < 0.5 ? amplitude : -amplitude) + offset);
}
