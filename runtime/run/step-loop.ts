/**
 * The steps of a run: inputs, update, monitors, clearing of inputs. Commands that follow each other and can all be scheduled form
 * segments, which Wasm executes; where all of a step is one segment, many steps are one call. The others run in JavaScript between them.
 */
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import { orderOfUpdate } from '../dyn/network.js';
import type { Step } from '../dyn/step.js';
import { CallScope } from '../jit/call-scope.js';
import { popFrame, pushFrame } from '../memory/frame-stack.js';
import { beginCall, endCall } from '../memory/residency.js';
import { clearInputs } from './clear-inputs.js';
import type { MakeInput, RunLength } from './inputs.js';
import type { Outputs } from './outputs.js';
import { Segment } from './schedule.js';
import type { Slice, StepCommand } from './step-command.js';
import { noteStep } from './step-place.js';
import type { Rows } from './update-command.js';
import { MethodCommand, OutputCommand } from './update-command.js';

/** What stays the same over all runs of a runner. */
export interface LoopSetup {
  readonly target: DynamicalSystem;
  readonly inputs: readonly MakeInput[];
  readonly dt: number;
  readonly t0: number;
  readonly jit: boolean;
}

/** One run. */
export interface RunSetup extends RunLength {
  /** What else is done before `update`. */
  readonly moreInputs: readonly StepCommand[];
  /** The arguments of `update` after the step. */
  readonly rows: Rows;
  readonly monitors: readonly StepCommand[];
  readonly outputs: Outputs;
}

/** How much Wasm memory the recordings of a slice may take. */
const stagedBytes = 16 * 2 ** 20;

/** The steps of one run. */
export class StepLoop {
  readonly #setup: LoopSetup;
  readonly #given: RunSetup;
  readonly #commands: readonly StepCommand[];
  #done = 0;
  /** What runs at the moment: errors say where they come from. */
  #underWay: StepCommand | Segment | undefined;

  constructor(setup: LoopSetup, run: RunSetup) {
    const { target, inputs, jit } = setup;
    const updates = orderOfUpdate(target).map((part) => new MethodCommand(part, 'update', { jit, rows: run.rows }));
    const [only, ...others] = updates;
    this.#setup = setup;
    this.#given = run;
    this.#commands = [
      ...inputs.map((make) => make(run)), ...run.moreInputs,
      ...updates, ...(only !== undefined && others.length === 0 ? [new OutputCommand(only, run.outputs)] : []),
      ...run.monitors, ...clearInputs(target, jit),
    ];
  }

  /** Makes up to `count` steps; returns how many. What they throw says in which step, and in which part of the model. */
  step(count: number): number {
    this.#underWay = undefined;
    try {
      return this.#makeSteps(count);
    } catch (error) {
      const running = this.#underWay as StepCommand | Segment | undefined;
      const isSegment = running instanceof Segment;
      if (running !== undefined) {
        noteStep(error, this.#setup.target, isSegment ? this.#stepAt(running.stepUnderWay()) : this.#stepNow(), isSegment ? running.commandUnderWay()?.method : running.method);
      }
      throw error;
    }
  }

  #makeSteps(count: number): number {
    const parts = this.#parts();
    if (parts.every((part) => !(part instanceof Segment))) {
      for (let n = 0; n < count; n++) this.#stepInJavaScript();
      return count;
    }
    const commands = parts.flatMap((part) => (part instanceof Segment ? part.commands : []));
    const bytes = commands.reduce((sum, { bytesPerStep = 0 }) => sum + bytesPerStep, 0);
    // The first output shows what the others will be like.
    const isFirst = parts.some((part) => part instanceof OutputCommand && part.isFirst);
    const fits = isFirst ? 1 : Math.max(1, Math.floor(stagedBytes / Math.max(1, bytes)));
    return this.#slice(parts, Math.min(count, fits));
  }

  #stepInJavaScript(): void {
    const step = this.#stepNow();
    for (const command of this.#commands) this.#run(command, step, this.#done);
    this.#done++;
  }

  #run(command: StepCommand, step: Step, k: number): void {
    this.#underWay = command;
    command.run(step, k);
  }

  #stepNow(): Step {
    return this.#stepAt(this.#given.firstStep + this.#done);
  }

  #stepAt(i: number): Step {
    const { t0, dt } = this.#setup;
    return { t: t0 + i * dt, dt, i };
  }

  /** Segments, and the commands between them. */
  #parts(): readonly (Segment | StepCommand)[] {
    const parts: (Segment | StepCommand)[] = [];
    let compiled: ReturnType<StepCommand['compile']>[] = [];
    const close = (): void => {
      if (compiled.length > 0) parts.push(new Segment(compiled.filter((command) => command !== undefined)));
      compiled = [];
    };
    for (const command of this.#commands) {
      const form = command.compile();
      if (form !== undefined) compiled.push(form);
      else {
        close();
        parts.push(command);
      }
    }
    close();
    return parts;
  }

  #slice(parts: readonly (Segment | StepCommand)[], count: number): number {
    const { dt } = this.#setup;
    const slice: Slice = { firstStep: this.#given.firstStep, dt, first: this.#done, count, k: this.#done, scope: new CallScope(), schedule: 0, left: new Map() };
    const segments = parts.filter((part) => part instanceof Segment);
    beginCall();
    const frames = pushFrame(0);
    try {
      for (const segment of segments) segment.address = pushFrame(segment.bytes).address;
      for (const { commands } of segments) for (const command of commands) command.begin?.(slice);
      if (parts.length === 1) this.#runWhole(segments[0]!, slice);
      else while (slice.k < slice.first + count) this.#runParts(parts, segments, slice);
      for (const { commands } of segments) for (const command of commands) command.end?.(slice);
    } finally {
      popFrame(frames);
      endCall();
    }
    return count;
  }

  #runWhole(segment: Segment, slice: Slice): void {
    segment.write(slice, { t0: this.#setup.t0, dt: slice.dt, isWhole: true });
    this.#inCall([segment], () => { this.#runSegment(segment, slice.count); });
    this.#done = slice.k = slice.first + slice.count;
  }

  /** One step, part by part: JavaScript in between may move arrays, so each schedule is written anew. */
  #runParts(parts: readonly (Segment | StepCommand)[], segments: readonly Segment[], slice: Slice): void {
    const step = this.#stepNow();
    this.#inCall(segments, () => {
      for (const part of parts) {
        if (part instanceof Segment) {
          part.write(slice, { t0: this.#setup.t0, dt: slice.dt, isWhole: false });
          this.#runSegment(part, 1);
        } else this.#run(part, step, slice.k);
      }
    });
    this.#done = ++slice.k;
  }

  /** What steps make belongs to a call of its own, inside of the slice's, which pins what the schedule uses. */
  #inCall(segments: readonly Segment[], body: () => void): void {
    beginCall();
    try {
      body();
    } finally {
      for (const segment of segments) segment.endStep();
      endCall();
    }
  }

  #runSegment(segment: Segment, count: number): void {
    this.#underWay = segment;
    if (segment.run(count)) return;
    // An output unlike those before it: recording it in JavaScript says what is wrong.
    for (const command of this.#commands) if (command instanceof OutputCommand) command.run();
  }
}
