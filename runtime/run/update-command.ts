/** The `update` of one part of a model as a command of the step, and what it returns. */
import type { DType } from '../abi/dtype.js';
import { itemSize } from '../abi/dtype.js';
import { alignment, dtypeCode } from '../abi/layout.js';
import { commandBytes, scheduleHeader } from '../abi/schedule.js';
import { sizeOf } from '../abi/shape.js';
import type { SlotMeta } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import type { CallScope } from '../jit/call-scope.js';
import { addressAt, dtypeAt, writeDescriptor } from '../jit/call-scope.js';
import type { PreparedCall } from '../jit/compiled-unit.js';
import type { MethodEntry } from '../jit/define-class.js';
import { methodEntry } from '../jit/define-class.js';
import { runOriginal } from '../jit/run-original.js';
import { isJitOn } from '../jit/settings.js';
import { allocateTemporary } from '../memory/residency.js';
import { rowOf } from './apply-input.js';
import type { Outputs } from './outputs.js';
import type { Recorder } from './recorder.js';
import { writeCommand } from './schedule.js';
import type { CompiledCommand, StepCommand } from './step-command.js';

/** An argument that is the same at all steps of a run. */
export class Constant {
  constructor(readonly value: unknown) {}
}

/** The arguments of `update` after the step: arrays with one row for each step of a run, and constants. */
export type Rows = readonly (NDArray | Constant)[];

/** A method of a model that is called at each step: the compiled form where there is one and jit is on, else the original. */
export class MethodCommand implements StepCommand {
  readonly method: { readonly part: DynamicalSystem; readonly name: 'update' | 'clearInput' };
  readonly #entry: MethodEntry | undefined;
  readonly #jit: boolean;
  readonly #rows: Rows;
  /** Whether the present slice runs the compiled form in a schedule. */
  isCompiled = false;
  /** The last call's result, or where compiled code left it. */
  #result: unknown;
  #prepared: PreparedCall | undefined;
  #scope: CallScope | undefined;

  constructor(part: DynamicalSystem, name: 'update' | 'clearInput', { jit, rows = [] }: { readonly jit: boolean; readonly rows?: Rows }) {
    this.method = { part, name };
    this.#jit = jit;
    this.#rows = rows;
    this.#entry = methodEntry(part, name);
  }

  run(step: Step, k: number): void {
    const { part, name } = this.method;
    const entry = this.#entry;
    const args = this.#givenAt(step, k);
    this.#prepared = undefined;
    if (this.#jit && entry !== undefined && isJitOn()) this.#result = entry.unit.call(part, args);
    else this.#result = runOriginal(entry?.original ?? part[name], part, args, { unit: entry?.unit, suspend: !this.#jit });
  }

  compile(): CompiledCommand | undefined {
    const compiled = this.#compile();
    this.isCompiled = compiled !== undefined;
    return compiled;
  }

  #compile(): CompiledCommand | undefined {
    const unit = this.#entry?.unit;
    if (unit === undefined || !this.#jit || !isJitOn()) return undefined;
    const [stepSlot, ...others] = unit.parameters.map(({ slot }) => slot);
    const [t, i] = [offsetOf(stepSlot, 't'), offsetOf(stepSlot, 'i')];
    const rows = this.#rows.map((row, n) => (row instanceof Constant ? 'nowhere' : placeRow(row, others[n]))).filter((row) => row !== 'nowhere');
    if (t === 'elsewhere' || i === 'elsewhere' || !rows.every((row) => row !== 'elsewhere')) return undefined;
    let prepared: PreparedCall | undefined;
    return {
      entries: rows.length + 1,
      method: this.method,
      begin: ({ dt, first }) => {
        prepared = unit.prepare(this.method.part, this.#givenAt({ t: 0, dt, i: 0 }, first));
      },
      own() { prepared!.own(); },
      write: (at, slice) => {
        const { frame, functionNumber, write } = prepared!;
        this.#prepared = prepared;
        write((this.#scope = slice.scope));
        for (const [n, row] of rows.entries()) writeRow(at + n * commandBytes, row, frame, slice.k);
        const place = (offset: number | undefined): number => (offset === undefined ? slice.schedule + scheduleHeader.unused : frame + offset);
        writeCommand(at + rows.length * commandBytes, 'call', { function: functionNumber, frame, t: place(t), i: place(i) });
      },
      explain: (error) => prepared!.explain(error),
    };
  }

  /** What the last step gave. */
  takeResult(): unknown {
    return this.#prepared === undefined ? this.#result : this.#prepared.result(this.#scope!);
  }

  /** Where compiled code leaves its result, once a slice has begun. */
  get prepared(): PreparedCall | undefined {
    return this.#prepared;
  }

  #givenAt(step: Step, k: number): readonly unknown[] {
    return this.method.name === 'clearInput' ? [] : [step, ...this.#rows.map((row) => (row instanceof Constant ? row.value : rowOf(row, k)))];
  }
}

/** Where a field of the step stands in a frame: nowhere (undefined) if it is not asked for. */
function offsetOf(slot: SlotMeta | undefined, name: string): number | undefined | 'elsewhere' {
  if (slot === undefined || slot.kind === 'none') return undefined;
  if (slot.kind !== 'object') return 'elsewhere';
  const field = slot.fields.find(([key]) => key === name)?.[1];
  if (field === undefined || field.kind === 'none') return undefined;
  return field.kind === 'number' ? field.offset : 'elsewhere';
}

interface RowPlace {
  readonly array: NDArrayObject;
  readonly slot: Extract<SlotMeta, { kind: 'array' | 'number' | 'boolean' }>;
}

function placeRow(array: NDArray, slot: SlotMeta | undefined): RowPlace | 'nowhere' | 'elsewhere' {
  if (slot === undefined || slot.kind === 'none') return 'nowhere';
  if (slot.kind !== 'array' && slot.kind !== 'number' && slot.kind !== 'boolean') return 'elsewhere';
  return { array: asObject(array), slot };
}

function asObject(array: NDArray): NDArrayObject {
  const object: unknown = array;
  if (NDArrayObject.isInstance(object)) return object;
  throw new TypeError('run: the inputs are arrays with one row for each step');
}

/** Rows of a vector are numbers; as an array, such a number stands where its descriptor says. */
function writeRow(at: number, { array, slot }: RowPlace, frame: number, k: number): void {
  const stride = sizeOf(array.shape.slice(1)) * itemSize(array.dtype);
  const pointer = array.storage.address() + k * stride;
  const place = frame + slot.offset;
  if (array.ndim > 1) writeCommand(at, 'row', { target: place, pointer, stride });
  else {
    const [target, stored]: [number, DType] = slot.kind === 'array' ? [addressAt(place), dtypeAt(place)] : [place, 'float64'];
    writeCommand(at, 'rowNumber', { target, pointer, stride, dtype: dtypeCode(array.dtype), stored: dtypeCode(stored) });
  }
}

/** Records what the only part's `update` returns. */
export class OutputCommand implements StepCommand {
  readonly #update: MethodCommand;
  readonly #outputs: Outputs;

  constructor(update: MethodCommand, outputs: Outputs) {
    this.#update = update;
    this.#outputs = outputs;
  }

  run(): void {
    const value = this.#update.takeResult();
    if (value !== undefined) this.#outputs.write(value);
  }

  /** Whether the next output of compiled code is its first: what it is like is not known yet. */
  get isFirst(): boolean {
    return this.#update.isCompiled && this.#update.prepared === undefined;
  }

  /** Arrays are compared with the first ones: the first step of a run is recorded in JavaScript. */
  compile(): CompiledCommand | undefined {
    const places = this.#outputs.placesIn(this.#update.prepared?.results);
    if (places === undefined) return undefined;
    const commands = places.map(({ slot, recorder }) => recordPlace(slot, recorder, () => this.#update.prepared!.frame));
    return {
      entries: commands.length,
      bytesPerStep: commands.reduce((sum, { bytesPerStep = 0 }) => sum + bytesPerStep, 0),
      begin: (slice) => { for (const command of commands) command.begin?.(slice); },
      write: (at, slice) => { for (const [n, command] of commands.entries()) command.write(at + n * commandBytes, slice); },
      end: (slice) => { for (const command of commands) command.end?.(slice); },
    };
  }
}

/** Records one array or number of a result, in a place of the unit's frame. */
function recordPlace(slot: Extract<SlotMeta, { kind: 'array' | 'number' | 'boolean' }>, recorder: Recorder, frame: () => number): CompiledCommand {
  const row = recorder.row!;
  const bytes = row.size * itemSize(row.dtype);
  let [staged, expected] = [0, 0];
  return {
    entries: 1,
    bytesPerStep: recorder.stagedBytes,
    begin: ({ count }) => {
      staged = recorder.stage(count);
      expected = allocateTemporary(alignment);
      writeDescriptor(expected, 0, row.shape, row.dtype);
    },
    write: (at, { k, first }) => {
      const moving = { target: staged + (k - first) * bytes, targetStride: bytes, result: frame() + slot.offset };
      if (slot.kind === 'array') writeCommand(at, 'output', { ...moving, expected, bytes });
      else writeCommand(at, 'outputNumber', { ...moving, dtype: dtypeCode(row.dtype) });
    },
    end: ({ count }) => { recorder.take(staged, count); },
  };
}
