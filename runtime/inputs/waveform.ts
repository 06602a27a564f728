/** What inputs are made of: one value for each time step. */
import type { OptionKinds } from '../abi/check-options.js';
import { checkOptions } from '../abi/check-options.js';
import { getFloat } from '../array/default-float.js';
import { makeArray } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { Vector } from '../array/types.js';
import { checkDt, getDt } from '../integrators/default-dt.js';

export interface InputOptions {
  /** The time step (ms); `integrators.getDt()` where it is not stated. */
  readonly dt?: number;
}

/** Part of an input. */
export interface Span {
  /** From when on (ms); 0 where it is not stated. */
  readonly tStart?: number;
  /** Until when (ms); to the end where it is not stated. */
  readonly tEnd?: number;
}

/** The time step, once it is clear that the options are some: those beside `dt` are of the kinds given. */
export function stepOf<Options extends InputOptions>(operation: string, options: Options, kinds: OptionKinds<Omit<NoInfer<Options>, 'dt'>>): number {
  checkOptions<object>(operation, options, { dt: 'number', ...kinds });
  const { dt } = options;
  return dt === undefined ? getDt() : checkDt(operation, dt);
}

export const spanKinds = { tStart: 'number', tEnd: 'number' } as const;

/** How many steps a time takes; an error for what is no time. */
export function stepsIn(time: number, dt: number): number {
  if (typeof time !== 'number' || !Number.isFinite(time)) throw new TypeError(`inputs: a duration is a time in ms, got ${String(time)}`);
  if (time < 0) throw new RangeError(`inputs: a time is 0 or more (ms), got ${time}`);
  return Math.round(time / dt);
}

/** `count` values in the default float, by the number of their step. */
export function waveform(count: number, valueAt: (i: number) => number): Vector {
  const made = makeArray(getFloat(), [count]);
  const elements = made.storage.elements();
  for (let i = 0; i < count; i++) elements[i] = valueAt(i);
  return toPublic(made);
}

/** The values of a duration that are 0 outside of a span; `valueAt` counts steps from the beginning of the span. */
export function within(duration: number, dt: number, { tStart = 0, tEnd = duration }: Span, valueAt: (i: number) => number): Vector {
  const [from, to] = [stepsIn(tStart, dt), stepsIn(tEnd, dt)];
  return waveform(stepsIn(duration, dt), (i) => (i >= from && i < to ? valueAt(i - from) : 0));
}
