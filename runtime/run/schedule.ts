/** Writes schedules (abi/schedule.ts) and has them executed. */
import { commandBytes, commandFields, commandKinds, scheduleHeader as header, scheduleHeaderBytes } from '../abi/schedule.js';
import { CallScope, enterScope, leaveScope } from '../jit/call-scope.js';
import { stepLoop } from '../kernels/stepLoop.js';
import { isHostUsed, markArena, resetArena, resetHostUse } from '../memory/arena.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { foldInputs } from './fold-inputs.js';
import type { CompiledCommand, Slice } from './step-command.js';

type Kinds = typeof commandFields;

/** Writes a command; all its fields are words. */
export function writeCommand<K extends keyof Kinds>(at: number, kind: K, values: Readonly<Record<keyof Kinds[K], number>>): void {
  const words = heap.u32;
  words[at >>> 2] = commandKinds[kind];
  const offsets = commandFields[kind] as Readonly<Record<string, number>>;
  for (const name in offsets) words[(at + offsets[name]!) >>> 2] = (values as Readonly<Record<string, number>>)[name]!;
}

/** Commands that follow each other, and where their schedule stands. */
export class Segment {
  readonly commands: readonly CompiledCommand[];
  readonly bytes: number;
  /** Stands in memory that the slice has reserved. */
  address = 0;
  #scope = new CallScope();
  /** In the order of the schedule. */
  #written: readonly CompiledCommand[] = [];

  constructor(commands: readonly CompiledCommand[]) {
    this.commands = commands;
    this.bytes = scheduleHeaderBytes + commandBytes * commands.reduce((sum, { entries }) => sum + entries, 0);
  }

  /** Writes the schedule with the addresses of the moment, which are pinned for the call in progress. `isWhole`: it is for all that is done in the steps of the slice. */
  write(slice: Slice, { t0, dt, isWhole }: { readonly t0: number; readonly dt: number; readonly isWhole: boolean }): void {
    slice.scope = this.#scope = new CallScope();
    slice.schedule = this.address;
    for (const command of this.commands) command.own?.();
    const { once, others, left } = isWhole ? foldInputs(this.commands) : { once: [], others: this.commands, left: new Map<never, never>() };
    slice.left = left;
    this.#written = [...once, ...others];
    const start = this.address + scheduleHeaderBytes;
    let at = start;
    for (const command of this.#written) {
      command.write(at, slice);
      at += command.entries * commandBytes;
    }
    heap.u32[(this.address + header.next) >>> 2] = start;
    heap.u32[(this.address + header.again) >>> 2] = start + commandBytes * once.reduce((sum, { entries }) => sum + entries, 0);
    const numbers = this.address >>> 3;
    heap.f64[numbers + header.t0 / 8] = t0;
    heap.f64[numbers + header.dt / 8] = dt;
    heap.f64[numbers + header.i / 8] = slice.firstStep + slice.k;
    heap.u32[(this.address + header.end) >>> 2] = at;
    heap.u32[(this.address + header.stopped) >>> 2] = 0;
  }

  /**
   * Makes steps; false if one of them stopped at an output that does not fit, which then is the last result of its unit. What the last
   * step has made stays until `endStep`. Belongs into a call of its own (`beginCall`), which ends and begins anew between steps.
   */
  run(count: number): boolean {
    const outer = enterScope(this.#scope);
    const arena = markArena();
    try {
      for (let made = 0; made < count;) {
        resetHostUse();
        made += stepLoop.get('runSteps')(this.address | 0, count - made);
        if (heap.u32[(this.address + header.stopped) >>> 2] !== 0) return false;
        if (made === count || !isHostUsed()) continue;
        this.endStep();
        endCall();
        beginCall();
      }
      return true;
    } catch (error) {
      throw this.commandUnderWay()?.explain?.(error) ?? error;
    } finally {
      resetArena(arena);
      leaveScope(outer);
    }
  }

  /** Frees the arrays that a step has made. */
  endStep(): void {
    this.#scope.endStep();
  }

  /** The number of the step under way, as the schedule counts. */
  stepUnderWay(): number {
    return heap.f64[(this.address + header.i) >>> 3]!;
  }

  commandUnderWay(): CompiledCommand | undefined {
    const current = heap.u32[(this.address + header.current) >>> 2]!;
    let at = this.address + scheduleHeaderBytes;
    return this.#written.find(({ entries }) => (at += entries * commandBytes) > current);
  }
}
