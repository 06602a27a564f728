/** A runner's monitors: what is recorded after each step, and under which names. */
import { IndexError } from '../abi/errors.js';
import { getFloat } from '../array/default-float.js';
import { makeArray } from '../array/make-array.js';
import { isArray, toPublic } from '../array/nd-array.js';
import type { NDArray, Vector } from '../array/types.js';
import type { Variable, VariableObject } from '../core/variable.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import { Recorder } from './recorder.js';
import type { VariableReference } from './resolve-variable.js';
import { resolveVariable } from './resolve-variable.js';

/** Which cells: one, several, or all (null). */
export type MonitorIndex = number | readonly number[] | null;

/** What a name in a record of monitors stands for. */
export type Monitored = VariableReference | readonly [VariableReference, MonitorIndex] | ((step: Step) => number | boolean);

/** Names of Variables, `[name, index]`; or a record of names. */
export type Monitors = readonly (string | readonly [string] | readonly [string, MonitorIndex])[] | Readonly<Record<string, Monitored>>;

/** What a runner has recorded: arrays whose axis 0 is time, and the times. */
export interface Recordings {
  /** The times of the rows (ms). */
  readonly ts: Vector;
  readonly [name: string]: NDArray;
}

/** Records one thing. */
export interface Monitor {
  readonly name: string;
  write(recorder: Recorder, step: Step): void;
}

export function readMonitors(target: DynamicalSystem, monitors: Monitors | undefined): readonly Monitor[] {
  if (monitors === undefined) return [];
  if (typeof monitors !== 'object' || monitors === null) throw new TypeError("monitors must be a list (['V', 'spike']) or a record ({ spikes: 'E.spike' })");
  const named = Array.isArray(monitors)
    ? (monitors as Extract<Monitors, readonly unknown[]>).map((one): readonly [string, Monitored] => (typeof one === 'string' ? [one, one] : [one[0], [one[0], one[1] ?? null]]))
    : Object.entries(monitors as Readonly<Record<string, Monitored>>);
  for (const [name] of named) if (name === 'ts') throw new TypeError("monitors: 'ts' is the name of the times; call it otherwise");
  return named.map(([name, what]) => makeMonitor(target, name, what));
}

function makeMonitor(target: DynamicalSystem, name: string, what: Monitored): Monitor {
  if (typeof what === 'function') return { name, write: (recorder, step) => recorder.write(what(step)) };
  const pair: readonly unknown[] = Array.isArray(what) ? what : [what, null];
  if (pair.length === 0 || pair.length > 2) throw new TypeError(`monitor '${name}': a Variable, [Variable, index] or a function of the step is wanted`);
  const variable = resolveVariable(target, pair[0] as Variable | string, 'monitor');
  const items = readIndex(name, variable, (pair[1] ?? null) as MonitorIndex);
  if (items === undefined) return { name, write: (recorder) => recorder.write(variable) };
  return { name, write: (recorder) => recorder.writeItems(variable, items) };
}

function readIndex(name: string, variable: VariableObject, index: MonitorIndex): readonly number[] | undefined {
  if (index === null) return undefined;
  const items = isArray(index) ? [...(index as Vector)] : typeof index === 'number' ? [index] : [...(index as readonly number[])];
  const size = variable.shape[0] ?? 0;
  for (const item of items) {
    if (!Number.isInteger(item) || item < 0 || item >= size) throw new IndexError(`monitor '${name}': ${item} is no index of ${size} cells`);
  }
  return items;
}

/** The recordings of one run. */
export class Recording {
  readonly #monitors: readonly Monitor[];
  readonly #recorders: readonly Recorder[];
  readonly #times: number[] = [];

  constructor(monitors: readonly Monitor[], rows: number) {
    this.#monitors = monitors;
    this.#recorders = monitors.map(({ name }) => new Recorder(`monitor '${name}'`, rows));
  }

  /** Adds a row, at a time. */
  write(step: Step, time: number): void {
    for (const [i, monitor] of this.#monitors.entries()) monitor.write(this.#recorders[i]!, step);
    this.#times.push(time);
  }

  /** The arrays; of no steps at all there are only the times. */
  finish(arrange: (array: NDArray) => NDArray): Recordings {
    const entries = this.#monitors.map(({ name }, i): [string, NDArray] | undefined => {
      const recorded = this.#recorders[i]!.finish();
      return recorded && [name, arrange(toPublic(recorded))];
    });
    return { ...Object.fromEntries(entries.filter((entry) => entry !== undefined)), ts: timesOf(this.#times) };
  }
}

function timesOf(times: readonly number[]): Vector {
  const made = makeArray(getFloat(), [times.length]);
  made.storage.elements().set(times);
  return toPublic(made);
}
