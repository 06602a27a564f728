/** Random inputs for groups of cells: white noise and the Ornstein–Uhlenbeck process. */
import { getFloat } from '../array/default-float.js';
import { makeArray } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { Matrix } from '../array/types.js';
import { normal } from '../random/distributions.js';
import { RandomState } from '../random/random-state.js';
import type { InputOptions, Span } from './waveform.js';
import { spanKinds, stepOf, stepsIn } from './waveform.js';

export interface NoiseOptions extends InputOptions, Span {
  /** How many cells; 1 where it is not stated. */
  readonly n?: number;
  /** The same noise for the same seed; without one it comes from the stream that all share. */
  readonly seed?: number;
}

const noiseKinds = { ...spanKinds, n: 'number', seed: 'number' } as const;

/** Independent normal numbers of variance 1 / dt: the derivative of a Wiener process, whose increments over a step have variance dt. */
export function wienerProcess(duration: number, options: NoiseOptions = {}): Matrix {
  const dt = stepOf('wienerProcess', options, noiseKinds);
  return fill(duration, dt, options, (_, z) => z / Math.sqrt(dt));
}

/** dx = (mean - x) / tau dt + sigma dW, from `mean` on, by the Euler–Maruyama method. tau in ms. */
export function ouProcess(mean: number, sigma: number, tau: number, duration: number, options: NoiseOptions = {}): Matrix {
  const dt = stepOf('ouProcess', options, noiseKinds);
  if (!(tau > 0)) throw new RangeError(`ouProcess: tau is a time above 0 (ms), got ${tau}`);
  const last = new Float64Array(options.n ?? 1).fill(mean);
  return fill(duration, dt, options, (cell, z) => (last[cell] = last[cell]! + (dt * (mean - last[cell]!)) / tau + sigma * Math.sqrt(dt) * z));
}

/** One row for each step; zeros outside of the span. `valueAt` is given a normal number for each cell, step by step. */
function fill(duration: number, dt: number, options: NoiseOptions, valueAt: (cell: number, z: number) => number): Matrix {
  const { n = 1, seed, tStart = 0, tEnd = duration } = options;
  const [count, from, to] = [duration, tStart, tEnd].map((time) => stepsIn(time, dt)) as [number, number, number];
  const drawn = normal(0, 1, [Math.max(0, to - from), n], { state: seed === undefined ? undefined : new RandomState(seed), dtype: 'float64' }).toTypedArray();
  const made = makeArray(getFloat(), [count, n]);
  const elements = made.storage.elements();
  elements.fill(0);
  for (let k = 0; k < drawn.length && from * n + k < elements.length; k++) elements[from * n + k] = valueAt(k % n, drawn[k]!);
  return toPublic(made);
}
