/** Runs a model: steps with inputs and monitors. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { makeArray } from '../array/make-array.js';
import { isArray, toPublic } from '../array/nd-array.js';
import type { NDArray, NDArrayLike, Vector } from '../array/types.js';
import { transact } from '../core/transaction.js';
import { realObject } from '../core/real-object.js';
import { VariableObject } from '../core/variable.js';
import { DynamicalSystem, noteStart } from '../dyn/dynamical-system.js';
import { takesInputs } from '../dyn/pass-on.js';
import { checkDt, getDt } from '../integrators/default-dt.js';
import { swapaxes } from '../math/rearrange.js';
import { ApplyCommand } from './apply-input.js';
import type { Inputs } from './inputs.js';
import { readInputs } from './inputs.js';
import type { Monitor, Monitors, Recordings } from './monitors.js';
import { readMonitors, Recording } from './monitors.js';
import type { Progress } from './progress-bar.js';
import { ProgressBar } from './progress-bar.js';
import { Outputs } from './outputs.js';
import { Recorder, RecordingRoom } from './recorder.js';
import { takeSnapshot } from './snapshot.js';
import type { StepCommand } from './step-command.js';
import type { LoopSetup } from './step-loop.js';
import type { RunSetup } from './step-loop.js';
import { StepLoop } from './step-loop.js';
import type { Rows } from './update-command.js';

export interface DSRunnerOptions {
  /** What is written to Variables before each step. */
  readonly inputs?: Inputs;
  /** What is recorded after each step. */
  readonly monitors?: Monitors;
  /** False runs originals, which can be stepped through in a debugger; true where it is not stated. */
  readonly jit?: boolean;
  /** The time step (ms); `integrators.getDt()` where it is not stated. */
  readonly dt?: number;
  /** The time of the first step (ms); 0 where it is not stated. */
  readonly t0?: number;
  /** Whether a terminal shows how far a run is (`'always'`: also where the output is no terminal); true where it is not stated. */
  readonly progressBar?: boolean | 'always';
  /** Called now and then during a run. */
  readonly onProgress?: (progress: Progress) => void;
  /** Every how many steps monitors are written; 1 where it is not stated. */
  readonly every?: number;
  /** Which axis of inputs and recordings is the first: time, or the batch. `'T'` where it is not stated. */
  readonly dataFirstAxis?: 'T' | 'B';
}

export interface RunOptions {
  /** How long to run (ms): `round(duration / dt)` steps. */
  readonly duration?: number;
  /** The inputs of `update`, one row for each step: an array, or a list of them, one for each argument. */
  readonly inputs?: NDArray | readonly NDArray[];
  /** Whether to give all states initial values first, and start at step 0. */
  readonly resetState?: boolean;
}

export interface RunResult<Output = unknown> {
  readonly seconds: number;
  readonly steps: number;
  /** What `update` returned, one row for each step: an array, or the list or record of arrays that it returns; undefined where it returns nothing. */
  readonly outputs: Recorded<Output> | undefined;
}

/** The recording of what `update` returns: an array with a row for each step in the place of each array and number. */
export type Recorded<Output> = 0 extends Output & 1 ? NDArray
  : Output extends NDArrayLike | boolean ? NDArray
    : Output extends readonly unknown[] | Readonly<Record<string, unknown>> ? { readonly [K in keyof Output]: Recorded<Output[K]> } : NDArray;

/** How many steps are made between two looks at the clock: short enough for progress, long enough to cost nothing. */
const sliceSteps = 100;
/** How long `runAsync` works before it lets the page breathe. */
const sliceSeconds = 0.012;

export class DSRunner<Model extends DynamicalSystem = DynamicalSystem> {
  readonly target: Model;
  readonly dt: number;
  readonly t0: number;
  readonly jit: boolean;
  /** The recordings of the last run. */
  mon: Recordings;
  /** The number of the next step. */
  i = 0;
  readonly #options: DSRunnerOptions;
  readonly #monitors: readonly Monitor[];
  readonly #loop: LoopSetup;
  readonly #every: number;

  constructor(target: Model, options: DSRunnerOptions = {}) {
    const model: unknown = realObject<DynamicalSystem>(target);
    if (!(model instanceof DynamicalSystem)) {
      throw new TypeError('DSRunner runs an object whose class extends dyn.DynamicalSystem (dyn.NeuGroup, dyn.Network, …); IntegratorRunner runs an integrator');
    }
    // Types promise the method; a field that is declared and never written, or plain JavaScript, does not keep that.
    if (typeof (model as { readonly update?: unknown }).update !== 'function') {
      throw new TypeError(`DSRunner: ${model.constructor.name} has no method update, which makes one step: update(): void { … }`);
    }
    checkOptions('DSRunner', options, { inputs: 'any', monitors: 'any', jit: 'any', dt: 'any', t0: 'number', progressBar: [true, false, 'always'], onProgress: 'function', every: 'any', dataFirstAxis: ['T', 'B'] });
    this.target = model as Model;
    this.dt = options.dt === undefined ? getDt() : checkDt('DSRunner', options.dt);
    for (const node of model.nodes().values()) if (node instanceof DynamicalSystem) node.prepare(this.dt);
    this.t0 = options.t0 ?? 0;
    this.jit = readSwitch('jit', options.jit);
    this.#options = options;
    this.#every = readEvery(options.every);
    this.#monitors = readMonitors(model, options.monitors);
    this.#loop = { target: model, inputs: readInputs(model, options.inputs), dt: this.dt, t0: this.t0, jit: this.jit };
    this.mon = { ts: this.#times(0) };
  }

  /** Runs for a duration (ms), or as long as there are inputs. Runs continue where the last one ended. */
  run(duration: number | RunOptions): RunResult<ReturnType<Model['update']>> {
    return this.#runAll(this.#begin(duration));
  }

  /** For other runners: steps whose `update` takes these arguments beside the step. */
  runSteps(steps: number, rows: Rows): RunResult<ReturnType<Model['update']>> {
    return this.#runAll(this.#start(steps, { rows, moreInputs: [] }));
  }

  /** `run` in pieces, between which a page can draw and answer. */
  async runAsync(duration: number | RunOptions): Promise<RunResult<ReturnType<Model['update']>>> {
    return this.#runInPieces(this.#begin(duration));
  }

  /** `runSteps` in pieces. */
  async runStepsAsync(steps: number, rows: Rows): Promise<RunResult<ReturnType<Model['update']>>> {
    return this.#runInPieces(this.#start(steps, { rows, moreInputs: [] }));
  }

  async #runInPieces(run: Run): Promise<RunResult<ReturnType<Model['update']>>> {
    try {
      while (run.done < run.steps) {
        const until = performance.now() + sliceSeconds * 1000;
        do this.#slice(run); while (run.done < run.steps && performance.now() < until);
        await new Promise((resume) => { setTimeout(resume, 0); });
      }
      return this.#end(run);
    } catch (error) {
      run.undo();
      throw error;
    }
  }

  /** Gives all states initial values; the next run starts at step 0. */
  reset(): void {
    this.target.reset();
    this.i = 0;
  }

  #runAll(run: Run): RunResult<ReturnType<Model['update']>> {
    try {
      while (run.done < run.steps) this.#slice(run);
      return this.#end(run);
    } catch (error) {
      run.undo();
      throw error;
    }
  }

  #begin(given: number | RunOptions): Run {
    // Without a type checker nothing may be given.
    const options = typeof given === 'number' ? { duration: given } : (given as RunOptions | undefined) ?? {};
    checkOptions('run', options, { duration: 'any', inputs: 'any', resetState: 'boolean' });
    if (options.resetState === true) this.reset();
    const inputs = this.#readRows(options.inputs);
    const steps = inputs.length > 0 ? sameLength(inputs) : this.#stepsOf(options.duration);
    return this.#start(steps, this.#giveRows(inputs, steps));
  }

  #start(steps: number, given: Pick<RunSetup, 'rows' | 'moreInputs'>): Run {
    const room = new RecordingRoom();
    const outputs = new Outputs((label) => new Recorder(label, steps, room));
    const recording = new Recording(this.#monitors, Math.ceil(steps / this.#every), this.#every, room);
    const variables = [...this.target.vars().unique().values()];
    noteStart(variables);
    const undo = takeSnapshot(variables);
    const loop = new StepLoop(this.#loop, {
      firstStep: this.i, steps, ...given, monitors: recording.commands, outputs,
    });
    const bar = new ProgressBar(this.target.name, this.#options.progressBar === 'always');
    const { progressBar = true, onProgress } = this.#options;
    const show = (progress: Progress): void => {
      if (progressBar !== false) bar.show(progress);
      onProgress?.(progress);
    };
    return { steps, done: 0, started: performance.now(), loop, recording, outputs, undo, show };
  }

  #slice(run: Run): void {
    const count = Math.min(sliceSteps, run.steps - run.done);
    for (let made = 0; made < count;) made += transact(() => run.loop.step(count - made));
    run.done += count;
    run.show({ done: run.done, total: run.steps, seconds: (performance.now() - run.started) / 1000 });
  }

  #end(run: Run): RunResult<ReturnType<Model['update']>> {
    const seconds = (performance.now() - run.started) / 1000;
    const ts = this.#times(run.steps);
    this.i += run.steps;
    this.mon = { ...run.recording.finish((array) => this.#arrange(array)), ts };
    const outputs = run.outputs.finish((array) => this.#arrange(toPublic(array)));
    return { seconds, steps: run.steps, outputs: outputs as RunResult<ReturnType<Model['update']>>['outputs'] };
  }

  #stepsOf(duration: number | undefined): number {
    if (duration === undefined) throw new TypeError('run: say how long, run(100) or run({ duration: 100 }), or give inputs, run({ inputs })');
    if (typeof duration !== 'number' || !(duration >= 0) || !Number.isFinite(duration)) throw new RangeError(`run: the duration is a time in ms, got ${String(duration)}`);
    return Math.round(duration / this.dt);
  }

  #readRows(inputs: RunOptions['inputs']): readonly NDArray[] {
    if (inputs === undefined) return [];
    const list = isArray(inputs) ? [inputs] : (inputs as readonly NDArray[]);
    return list.map((array) => this.#arrange(array));
  }

  /** Inputs go to `update`; where it takes none, the first is added to the model's `input`, as neurons want it. */
  #giveRows(rows: readonly NDArray[], steps: number): { readonly rows: readonly NDArray[]; readonly moreInputs: readonly StepCommand[] } {
    const [first] = rows;
    const { input } = this.target as { readonly input?: unknown };
    if (first === undefined || takesInputs(this.target) || !(input instanceof VariableObject)) return { rows, moreInputs: [] };
    return { rows: [], moreInputs: [new ApplyCommand(input, '+', { rows: first, firstRow: 0, steps })] };
  }

  /** The times of the rows that `steps` steps leave. */
  #times(steps: number): Vector {
    const rows = Math.ceil(steps / this.#every);
    const made = makeArray(getFloat(), [rows]);
    made.storage.elements().set(Float64Array.from({ length: rows }, (_, row) => this.t0 + (this.i + row * this.#every) * this.dt));
    return toPublic(made);
  }

  /** Time first inside, whatever the user's order. */
  #arrange(array: NDArray): NDArray {
    return this.#options.dataFirstAxis === 'B' && array.ndim > 1 ? swapaxes(array, 0, 1) : array;
  }
}

interface Run {
  readonly steps: number;
  done: number;
  readonly started: number;
  readonly loop: StepLoop;
  readonly recording: Recording;
  readonly outputs: Outputs;
  /** Brings the state before the run back. */
  readonly undo: () => void;
  readonly show: (progress: Progress) => void;
}

function sameLength(inputs: readonly NDArray[]): number {
  const [first, ...others] = inputs.map((array) => array.length);
  for (const other of others) if (other !== first) throw new ShapeError(`run: the inputs are for ${printShape([first!, ...others])} steps, and must all be for the same number`);
  return first!;
}

function readSwitch(name: string, value: unknown = true): boolean {
  if (typeof value === 'boolean') return value;
  throw new TypeError(`${name} is true or false, got ${typeof value === 'string' ? `'${value}'` : String(value)}`);
}

function readEvery(every: number = 1): number {
  if (Number.isInteger(every) && every >= 1) return every;
  throw new RangeError(`every: monitors are written every so many steps, a whole number from 1 on; got ${every}`);
}
