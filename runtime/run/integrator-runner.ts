/** Runs an integrator by itself: its states as Variables, its parameters as constants or as one row for each step. */
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { NDArray, NDArrayLike } from '../array/types.js';
import { VarDict } from '../core/var-list.js';
import { Variable } from '../core/variable.js';
import { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import { checkDt } from '../integrators/default-dt.js';
import type { Integrator } from '../integrators/integrator.js';
import { systemOf } from '../integrators/integrator.js';
import { asarray } from '../math/array.js';
import { add } from '../math/generated/add.js';
import type { DSRunnerOptions, RunResult } from './ds-runner.js';
import { DSRunner } from './ds-runner.js';
import { rowOf } from './apply-input.js';
import type { Monitored, Recordings } from './monitors.js';

export interface IntegratorRunnerOptions extends Pick<DSRunnerOptions, 'jit' | 'progressBar' | 'onProgress' | 'every'> {
  /** The states before the first step, by name or in order; zeros where they are not stated. */
  readonly inits?: Readonly<Record<string, ValuesInit>> | readonly ValuesInit[];
  /** The names of the states to record; all of them where it is not stated. */
  readonly monitors?: readonly string[];
  /** Parameters that stay the same. */
  readonly args?: Readonly<Record<string, number>>;
  /** Parameters with one row for each step of a run. */
  readonly dynArgs?: Readonly<Record<string, NDArray | readonly number[]>>;
  /** The time step (ms); the integrator's where it is not stated. */
  readonly dt?: number;
}

export interface IntegratorRunOptions extends Pick<IntegratorRunnerOptions, 'args' | 'dynArgs'> {
  /** The time at which this run starts (ms); where the last one ended, if it is not stated. */
  readonly startT?: number;
}

/** The states of an integrator, and one step of them. */
class IntegratedSystem extends DynamicalSystem {
  readonly states: Readonly<Record<string, Variable<1>>>;
  readonly #integral: Integrator;
  /** The parameters of the run under way, in order, at a step of the run. */
  parametersAt: (index: number) => readonly (NDArrayLike | undefined)[] = () => [];
  firstStep = 0;

  constructor(integral: Integrator, states: Readonly<Record<string, Variable<1>>>) {
    super();
    this.#integral = integral;
    this.states = new VarDict(states);
  }

  override update({ t, dt, i }: Step): void {
    const variables = Object.values(this.states);
    const next = this.#integral(...variables, t, ...(this.parametersAt(i - this.firstStep) as readonly number[]), { dt });
    const values = (Array.isArray(next) ? next : [next]) as readonly number[];
    for (const [k, variable] of variables.entries()) variable.value = values[k]!;
  }
}

export class IntegratorRunner {
  readonly integral: Integrator;
  readonly dt: number;
  /** The recordings of the last run; `ts` are the ends of the steps. */
  mon: Recordings;
  readonly #system: IntegratedSystem;
  readonly #options: IntegratorRunnerOptions;
  readonly #monitors: Readonly<Record<string, Monitored>>;
  #runner: DSRunner;

  constructor(integral: Integrator, options: IntegratorRunnerOptions = {}) {
    if (systemOf(integral) === undefined) throw new TypeError('IntegratorRunner runs what integrators.odeint(…) gives; DSRunner runs models');
    this.integral = integral;
    this.dt = options.dt === undefined ? integral.dt : checkDt('IntegratorRunner', options.dt);
    this.#options = options;
    this.#system = new IntegratedSystem(integral, makeStates(integral, options.inits));
    this.#monitors = readNames(integral, options.monitors ?? integral.variables);
    this.#runner = this.#makeRunner(0);
    this.mon = this.#runner.mon;
  }

  /** The states, by name. */
  get states(): Readonly<Record<string, Variable<1>>> {
    return this.#system.states;
  }

  /** Runs for a duration (ms): `round(duration / dt)` steps. Runs continue where the last one ended. */
  run(duration: number, options: IntegratorRunOptions = {}): Omit<RunResult, 'outputs'> {
    if (options.startT !== undefined) this.#runner = this.#makeRunner(options.startT);
    const steps = Math.round(duration / this.dt);
    this.#system.firstStep = this.#runner.i;
    this.#system.parametersAt = this.#readParameters(steps, options);
    const { seconds } = this.#runner.run(duration);
    const { mon } = this.#runner;
    this.mon = { ...mon, ts: add(mon.ts, this.dt) };
    return { seconds, steps };
  }

  #makeRunner(t0: number): DSRunner {
    const { jit, progressBar, onProgress, every } = this.#options;
    return new DSRunner(this.#system, {
      dt: this.dt, t0, monitors: this.#monitors,
      ...(jit === undefined ? {} : { jit }), ...(progressBar === undefined ? {} : { progressBar }),
      ...(onProgress === undefined ? {} : { onProgress }), ...(every === undefined ? {} : { every }),
    });
  }

  #readParameters(steps: number, { args, dynArgs }: IntegratorRunOptions): (index: number) => readonly (NDArrayLike | undefined)[] {
    const { parameters } = this.integral;
    const fixed: Readonly<Record<string, number>> = { ...this.#options.args, ...args };
    const rows = Object.fromEntries(Object.entries({ ...this.#options.dynArgs, ...dynArgs }).map(([name, list]) => [name, asarray(list as NDArray)]));
    for (const name of [...Object.keys(fixed), ...Object.keys(rows)]) {
      if (!parameters.includes(name)) throw new TypeError(`IntegratorRunner: there is no parameter '${name}'; the parameters are ${parameters.join(', ') || 'none'}`);
    }
    for (const [name, list] of Object.entries(rows)) {
      if (list.length !== steps) throw new ShapeError(`IntegratorRunner: dynArgs.${name} is ${printShape(list.shape)}, and the run has ${steps} steps: one row for each`);
    }
    return (index) => parameters.map((name) => (name in rows ? rowOf(rows[name]!, index) : fixed[name]));
  }
}

/** One Variable for each state, all of the size of the largest initial value. */
function makeStates(integral: Integrator, inits: IntegratorRunnerOptions['inits'] = {}): Readonly<Record<string, Variable<1>>> {
  const given = Array.isArray(inits)
    ? Object.fromEntries((inits as readonly ValuesInit[]).map((value, k) => [integral.variables[k] ?? `number ${k}`, value]))
    : (inits as Readonly<Record<string, ValuesInit>>);
  const unknown = Object.keys(given).find((name) => !integral.variables.includes(name));
  if (unknown !== undefined) throw new TypeError(`inits: there is no state '${unknown}'; the states are ${integral.variables.join(', ')}`);
  const size = Math.max(1, ...Object.values(given).map((value) => (typeof value === 'object' && 'length' in value ? value.length : 1)));
  return Object.fromEntries(integral.variables.map((name) => {
    const values = initialValues(`inits.${name}`, given[name] ?? 0, [size]) as NDArray<1>;
    return [name, new Variable(values)];
  }));
}

function readNames(integral: Integrator, names: readonly string[]): Readonly<Record<string, Monitored>> {
  if (!Array.isArray(names)) throw new TypeError(`monitors must be a list of names of states: ${integral.variables.join(', ')}`);
  const unknown = names.find((name) => !integral.variables.includes(name as string)) as string | undefined;
  if (unknown !== undefined) throw new TypeError(`monitor '${unknown}': there is no such state; the states are ${integral.variables.join(', ')}`);
  return Object.fromEntries(names.map((name) => [name as string, `states.${String(name)}`]));
}
