/**
 * What a step of a run consists of: commands, one after the other. Each has a form in JavaScript, which is what it means, and most have
 * one in a schedule (abi/schedule.ts), which Wasm executes many steps at a time.
 */
import type { Step } from '../dyn/step.js';
import type { VariableObject } from '../core/variable.js';
import type { CallScope } from '../jit/call-scope.js';
import type { PartMethod } from './step-place.js';

export interface StepCommand {
  /** The method of the model that it calls, if it calls one. */
  readonly method?: PartMethod;
  /** Does it in JavaScript; `k` is the number of the step within the run. */
  run(step: Step, k: number): void;
  /** Its form for the next slice; undefined where it has none. */
  compile(): CompiledCommand | undefined;
}

export interface CompiledCommand {
  readonly method?: PartMethod;
  /** How many commands of a schedule it takes. */
  readonly entries: number;
  /** Bytes of Wasm memory for what each step of a slice leaves. */
  readonly bytesPerStep?: number;
  /** Of an input: the number that it adds to all elements of a Variable. */
  readonly adds?: { readonly variable: VariableObject; readonly number: number };
  /** The Variables that it fills with 0, or with what `Slice.left` says. */
  readonly empties?: readonly VariableObject[];
  /** Once a slice, before anything else. */
  begin?(slice: Slice): void;
  /** Gives the Variables that it writes elements of their own. After all commands have done so, addresses may be taken. */
  own?(): void;
  /** Writes its commands at an address, for the steps from `slice.k` on. */
  write(at: number, slice: Slice): void;
  /** Once a slice, after its last step. */
  end?(slice: Slice): void;
  /** The error to throw for what it threw. */
  explain?(error: unknown): unknown;
}

/** Some steps of a run between which nothing moves in Wasm memory. */
export interface Slice {
  /** The number of the run's first step. */
  readonly firstStep: number;
  readonly dt: number;
  /** The first step of the slice, and how many there are; within the run. */
  readonly first: number;
  readonly count: number;
  /** The next step, within the run. */
  k: number;
  /** Of the segment that is written. */
  scope: CallScope;
  /** Of the segment's schedule. */
  schedule: number;
  /** What Variables hold after a step where they would hold 0 (fold-inputs.ts). */
  left: ReadonlyMap<VariableObject, number>;
}
