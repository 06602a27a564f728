/** A runner's monitors: what is recorded after each step, and under which names. */
import { itemSize } from '../abi/dtype.js';
import { IndexError } from '../abi/errors.js';
import { isArray, toPublic } from '../array/nd-array.js';
import type { NDArray, Vector } from '../array/types.js';
import type { Variable, VariableObject } from '../core/variable.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import { heap } from '../memory/heap.js';
import { allocateTemporary } from '../memory/residency.js';
import type { RecordingRoom } from './recorder.js';
import { Recorder } from './recorder.js';
import { writeCommand } from './schedule.js';
import type { CompiledCommand, Slice, StepCommand } from './step-command.js';
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

/** One thing to record: a Variable, some of its items, or what a function gives. */
export type Monitor =
  | { readonly name: string; readonly variable: VariableObject; readonly items: readonly number[] | undefined }
  | { readonly name: string; readonly read: (step: Step) => number | boolean };

export function readMonitors(target: DynamicalSystem, monitors: Monitors | undefined): readonly Monitor[] {
  if (monitors === undefined) return [];
  if (typeof monitors !== 'object' || monitors === null) throw new TypeError("monitors must be a list (['V', 'spike']) or a record ({ spikes: 'E.spike' })");
  const named = Array.isArray(monitors)
    ? (monitors as Extract<Monitors, readonly unknown[]>).map(nameListed)
    : Object.entries(monitors as Readonly<Record<string, Monitored>>);
  for (const [name] of named) if (name === 'ts') throw new TypeError("monitors: 'ts' is the name of the times; call it otherwise");
  return named.map(([name, what]) => makeMonitor(target, name, what));
}

/** In a list each thing is called by its path. */
function nameListed(one: string | readonly [string] | readonly [string, MonitorIndex]): readonly [string, Monitored] {
  if (typeof one === 'string') return [one, one];
  if (Array.isArray(one) && typeof one[0] === 'string') return [one[0], [one[0], one[1] ?? null]];
  throw new TypeError("monitors: a list holds paths, 'V' or ['V', [0, 1]]; what has no path needs a name: { mean: model.mean }");
}

function makeMonitor(target: DynamicalSystem, name: string, what: Monitored): Monitor {
  if (typeof what === 'function') return { name, read: what };
  const pair: readonly unknown[] = Array.isArray(what) ? what : [what, null];
  if (pair.length === 0 || pair.length > 2) throw new TypeError(`monitor '${name}': a Variable, [Variable, index] or a function of the step is wanted`);
  const variable = resolveVariable(target, pair[0] as Variable | string, 'monitor', `monitor '${name}'`);
  return { name, variable, items: readIndex(name, variable, (pair[1] ?? null) as MonitorIndex) };
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
  readonly #recorders: readonly (readonly [name: string, recorder: Recorder])[];
  /** What records a step. */
  readonly commands: readonly StepCommand[];

  constructor(monitors: readonly Monitor[], rows: number, every: number, room: RecordingRoom) {
    const made = monitors.map((monitor) => [monitor, new Recorder(`monitor '${monitor.name}'`, rows, room)] as const);
    this.#recorders = made.map(([{ name }, recorder]) => [name, recorder]);
    this.commands = made.map(([monitor, recorder]) => ('read' in monitor ? readFunction(monitor.read, recorder, every) : new RecordCommand(monitor, recorder, every)));
  }

  /** The arrays by name; of a function that was never asked there is none. */
  finish(arrange: (array: NDArray) => NDArray): Readonly<Record<string, NDArray>> {
    const entries = this.#recorders.map(([name, recorder]): [string, NDArray] | undefined => {
      const recorded = recorder.finish();
      return recorded && [name, arrange(toPublic(recorded))];
    });
    return Object.fromEntries(entries.filter((entry) => entry !== undefined));
  }
}

function readFunction(read: (step: Step) => number | boolean, recorder: Recorder, every: number): StepCommand {
  return {
    run(step, k) {
      if (k % every === 0) recorder.write(read(step));
    },
    compile: () => undefined,
  };
}

/** Records a Variable, or some of its items along axis 0. */
class RecordCommand implements StepCommand {
  readonly #variable: VariableObject;
  readonly #items: readonly number[] | undefined;
  readonly #recorder: Recorder;
  readonly #every: number;

  constructor({ variable, items }: Extract<Monitor, { variable: VariableObject }>, recorder: Recorder, every: number) {
    [this.#variable, this.#items, this.#recorder, this.#every] = [variable, items, recorder, every];
    recorder.expect(variable.dtype, items === undefined ? variable.shape : [items.length, ...variable.shape.slice(1)], { mayPack: items === undefined });
  }

  run(step: Step, k: number): void {
    if (k % this.#every !== 0) return;
    if (this.#items === undefined) this.#recorder.write(this.#variable);
    else this.#recorder.writeItems(this.#variable, this.#items);
  }

  compile(): CompiledCommand {
    const [variable, items, recorder, every] = [this.#variable, this.#items, this.#recorder, this.#every];
    const { size, kept, isPacked } = recorder.row!;
    const rowBytes = kept * itemSize(variable.dtype);
    const itemBytes = items === undefined ? 0 : rowBytes / Math.max(1, items.length);
    /** How many of the run's first `k` steps are recorded. */
    const rowsBefore = (k: number): number => Math.ceil(k / every);
    const rowsIn = ({ first, count }: Slice): number => rowsBefore(first + count) - rowsBefore(first);
    let [staged, list] = [0, 0];
    return {
      entries: 1,
      bytesPerStep: recorder.stagedBytes / every,
      begin(slice) {
        staged = recorder.stage(rowsIn(slice));
        if (items === undefined) return;
        list = allocateTemporary(Math.max(1, items.length) * 4);
        for (const [n, item] of items.entries()) heap.u32[(list >>> 2) + n] = item * itemBytes;
      },
      write(at, { first, k }) {
        const place = {
          target: staged + (rowsBefore(k) - rowsBefore(first)) * rowBytes, targetStride: rowBytes,
          pointer: variable.storage.address(), every, wait: rowsBefore(k) * every - k,
        };
        if (isPacked) writeCommand(at, 'pack', { ...place, count: size });
        else if (items === undefined) writeCommand(at, 'copy', { ...place, stride: 0, bytes: rowBytes });
        else writeCommand(at, 'gather', { ...place, items: list, bytes: itemBytes, count: items.length });
      },
      end(slice) { recorder.take(staged, rowsIn(slice)); },
    };
  }
}
