/**
 * The steps of a run: inputs, update, monitors, clearing of inputs. This is the form in JavaScript, which calls the compiled `update`
 * of each part of the model where there is one and jit is on, and the original otherwise.
 */
import { DynamicalSystem } from '../dyn/dynamical-system.js';
import { orderOfUpdate } from '../dyn/network.js';
import type { Step } from '../dyn/step.js';
import { methodEntry } from '../jit/define-class.js';
import { runOriginal } from '../jit/run-original.js';
import { isJitOn } from '../jit/settings.js';
import type { ApplyInput } from './inputs.js';
import type { Recording } from './monitors.js';

/** What stays the same over all runs of a runner. */
export interface LoopSetup {
  readonly target: DynamicalSystem;
  readonly inputs: readonly ApplyInput[];
  readonly dt: number;
  readonly t0: number;
  readonly jit: boolean;
}

/** One run: from which step on, and where its results go. */
export interface RunSetup {
  readonly firstStep: number;
  readonly recording: Recording;
  /** Every how many steps there is a row. */
  readonly every: number;
  /** The inputs that `update` takes at a step, by the number of the step within the run. */
  readonly inputsAt: (index: number) => readonly unknown[];
  readonly output: (value: unknown) => void;
}

export interface StepLoop {
  prepare(run: RunSetup): void;
  /** Makes the next `count` steps. */
  step(count: number): void;
}

type Update = (step: Step, inputs: readonly unknown[]) => unknown;

export function makeStepLoop({ target, inputs, dt, t0, jit }: LoopSetup): StepLoop {
  const updates = orderOfUpdate(target).map((part) => makeUpdate(part, jit));
  const cleared = [...target.nodes().values()].filter((node) => node instanceof DynamicalSystem);
  let run: RunSetup | undefined;
  let done = 0;
  const oneStep = (setup: RunSetup): void => {
    const i = setup.firstStep + done;
    const step: Step = { t: t0 + i * dt, dt, i };
    for (const apply of inputs) apply(step);
    const given = setup.inputsAt(done);
    let output: unknown;
    for (const update of updates) output = update(step, given);
    if (updates.length === 1) setup.output(output);
    if (done % setup.every === 0) setup.recording.write(step, step.t);
    for (const node of cleared) node.clearInput();
    done++;
  };
  return {
    prepare(setup) {
      run = setup;
      done = 0;
    },
    step(count) {
      if (run !== undefined) for (let k = 0; k < count; k++) oneStep(run);
    },
  };
}

/** The compiled `update` of an object where there is one and jit is on, else the original. */
function makeUpdate(part: DynamicalSystem, jit: boolean): Update {
  return (step, inputs) => {
    const entry = methodEntry(part, 'update');
    const args = [step, ...inputs];
    if (jit && entry !== undefined && isJitOn()) return entry.unit.call(part, args);
    return runOriginal(entry?.original ?? part.update, part, args, { unit: entry?.unit, suspend: !jit });
  };
}
