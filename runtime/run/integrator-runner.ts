/** Runs an integrator by itself: its states as Variables, its parameters as constants or as one row for each step. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { VarDict } from '../core/var-list.js';
import { Variable } from '../core/variable.js';
import { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import { checkDt } from '../integrators/default-dt.js';
import { bindStep } from '../integrators/integrator-units.js';
import type { Integrator, IntegratorFacts } from '../integrators/integrator.js';
import { factsOf } from '../integrators/integrator.js';
import type { CompiledUnit } from '../jit/compiled-unit.js';
import { setMethodUnits } from '../jit/define-class.js';
import { asarray } from '../math/array.js';
import { add } from '../math/generated/add.js';
import type { DSRunnerOptions, RunResult } from './ds-runner.js';
import { DSRunner } from './ds-runner.js';
import type { Monitored, Recordings } from './monitors.js';
import type { Rows } from './update-command.js';
import { Constant } from './update-command.js';

export interface IntegratorRunnerOptions extends Pick<DSRunnerOptions, 'jit' | 'progressBar' | 'onProgress' | 'every'> {
  /**
   * The states before the first step, by name or in order: numbers, lists, arrays, initializers. All states get the size of the largest. Zeros (of a
   * fractional integrator its own initial values) where they are not stated.
   */
  readonly inits?: Readonly<Record<string, ValuesInit>> | readonly ValuesInit[];
  /** The names of the states to record, or a record: `{ x: 'x', energy: () => … }`. All states where it is not stated. */
  readonly monitors?: readonly string[] | Readonly<Record<string, string | ((step: Step) => number | boolean)>>;
  /** Parameters that stay the same: numbers, or vectors with one value for each element of the states. */
  readonly args?: Readonly<Record<string, number | readonly number[]>>;
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
class Equations extends DynamicalSystem {
  readonly states: Readonly<Record<string, Variable<1>>>;
  /** Its delays and its memory are parts of the system. */
  readonly integral: Integrator;

  constructor(integral: Integrator, states: Readonly<Record<string, Variable<1>>>) {
    super();
    this.integral = integral;
    this.states = new VarDict(states);
  }

  override update({ t, dt }: Step, ...parameters: readonly number[]): void {
    const variables = Object.values(this.states);
    const next = this.integral(...variables, t, ...parameters, { dt });
    const values = (Array.isArray(next) ? next : [next]) as readonly number[];
    for (const [k, variable] of variables.entries()) variable.value = values[k]!;
  }
}

export class IntegratorRunner {
  readonly integral: Integrator;
  readonly dt: number;
  /** The recordings of the last run; `ts` are the ends of the steps. */
  mon: Recordings;
  readonly #system: Equations;
  readonly #options: IntegratorRunnerOptions;
  readonly #monitors: Readonly<Record<string, Monitored>>;
  /** Compiled steps by the parameters that are vectors; undefined where the build has made none. */
  readonly #units = new Map<string, CompiledUnit | undefined>();
  #runner: DSRunner;

  constructor(integral: Integrator, options: IntegratorRunnerOptions = {}) {
    const facts = factsOf(integral);
    if (facts === undefined) throw new TypeError('IntegratorRunner runs what integrators.odeint(…), sdeint(…) or fdeint(…) gives; DSRunner runs models');
    if (facts.adaptive === true) throw new TypeError('IntegratorRunner makes steps of one size; call an integrator with adaptive: true in a loop of your own, with { dt } from the call before');
    checkOptions('IntegratorRunner', options, { inits: 'any', monitors: 'any', args: 'any', dynArgs: 'any', dt: 'any', jit: 'any', progressBar: 'any', onProgress: 'any', every: 'any' });
    this.integral = integral;
    this.dt = options.dt === undefined ? integral.dt : checkDt('IntegratorRunner', options.dt);
    this.#options = options;
    this.#checkParameters(options.args, options.dynArgs);
    this.#system = new Equations(integral, makeStates(facts, options));
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
    const { steps, rows } = this.#begin(duration, options);
    return this.#end(this.#runner.runSteps(steps, rows));
  }

  /** `run` in pieces, between which a page can draw and answer. */
  async runAsync(duration: number, options: IntegratorRunOptions = {}): Promise<Omit<RunResult, 'outputs'>> {
    const { steps, rows } = this.#begin(duration, options);
    return this.#end(await this.#runner.runStepsAsync(steps, rows));
  }

  #begin(duration: number, options: IntegratorRunOptions): { readonly steps: number; readonly rows: Rows } {
    checkOptions('run', options, { args: 'any', dynArgs: 'any', startT: 'number' });
    if (typeof duration !== 'number' || !(duration >= 0) || !Number.isFinite(duration)) throw new RangeError(`run: the duration is a time in ms, got ${String(duration)}`);
    const steps = Math.round(duration / this.dt);
    const rows = this.#readParameters(steps, options);
    if (options.startT !== undefined) this.#runner = this.#makeRunner(options.startT);
    this.#chooseUnit(rows);
    return { steps, rows };
  }

  #end({ seconds, steps }: RunResult): Omit<RunResult, 'outputs'> {
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

  /** The compiled step for these kinds of parameters; where there is none, the original runs. */
  #chooseUnit(rows: Rows): void {
    const vectors = this.integral.parameters.filter((_, i) => isVector(rows[i]!));
    const key = vectors.join();
    if (!this.#units.has(key)) this.#units.set(key, bindStep(this.integral, Object.values(this.states), vectors));
    const unit = this.#units.get(key);
    setMethodUnits(this.#system, unit === undefined ? {} : { update: unit });
  }

  /** The parameters in order. */
  #readParameters(steps: number, { args, dynArgs }: IntegratorRunOptions): Rows {
    this.#checkParameters(args, dynArgs);
    const dtype = Object.values(this.states)[0]!.dtype as 'float32' | 'float64';
    const asFloats = (value: unknown): NDArray => asarray(value as NDArray, { dtype });
    const fixed: Readonly<Record<string, unknown>> = { ...this.#options.args, ...args };
    const byStep: Readonly<Record<string, unknown>> = { ...this.#options.dynArgs, ...dynArgs };
    return this.integral.parameters.map((name) => {
      if (name in byStep) {
        const rows = asFloats(byStep[name]);
        if (rows.ndim > 0 && rows.length === steps) return rows;
        throw new ShapeError(`IntegratorRunner: dynArgs.${name} is ${printShape(rows.shape)}, and the run has ${steps} steps: one row for each`);
      }
      const value = fixed[name];
      return new Constant(isArray(value) || Array.isArray(value) ? asFloats(value) : value);
    });
  }

  #checkParameters(args: IntegratorRunOptions['args'], dynArgs: IntegratorRunOptions['dynArgs']): void {
    const { parameters } = this.integral;
    for (const name of [...Object.keys(args ?? {}), ...Object.keys(dynArgs ?? {})]) {
      if (!parameters.includes(name)) throw new TypeError(`IntegratorRunner: there is no parameter '${name}'; the parameters are ${parameters.join(', ') || 'none'}`);
    }
  }
}

/** Whether a parameter is a vector at each step. */
function isVector(row: Rows[number]): boolean {
  return row instanceof Constant ? isArray(row.value) : row.ndim > 1;
}

/** One Variable for each state, all of the size of the largest initial value or parameter. */
function makeStates({ system: { variables }, memory }: IntegratorFacts, { inits, args }: IntegratorRunnerOptions): Readonly<Record<string, Variable<1>>> {
  const own = memory === undefined ? {} : Object.fromEntries(variables.map((name, i) => [name, memory.first[i]!.value]));
  const listed = Array.isArray(inits) || isArray(inits) ? Object.fromEntries([...(inits as readonly ValuesInit[])].map((value, k) => [variables[k] ?? `number ${k}`, value])) : inits;
  const given: Readonly<Record<string, ValuesInit>> = { ...own, ...(listed as Readonly<Record<string, ValuesInit>> | undefined) };
  const unknown = Object.keys(given).find((name) => !variables.includes(name));
  if (unknown !== undefined) throw new TypeError(`inits: there is no state '${unknown}'; the states are ${variables.join(', ')}`);
  const sizes = [...Object.values(given), ...Object.values(args ?? {})].map((value) => (typeof value === 'object' && 'length' in value ? value.length : 1));
  const size = Math.max(1, ...sizes);
  return Object.fromEntries(variables.map((name) => [name, new Variable(initialValues(`inits.${name}`, given[name] ?? 0, [size]) as NDArray<1>)]));
}

function readNames(integral: Integrator, names: NonNullable<IntegratorRunnerOptions['monitors']>): Readonly<Record<string, Monitored>> {
  if (typeof names !== 'object' || names === null) throw new TypeError(`monitors must be a list of names of states: ${integral.variables.join(', ')}`);
  const named: readonly (readonly [string, unknown])[] = Array.isArray(names) ? (names as readonly string[]).map((name) => [name, name]) : Object.entries(names);
  return Object.fromEntries(named.map(([key, what]): [string, Monitored] => {
    if (typeof what === 'function') return [key, what as (step: Step) => number];
    if (!integral.variables.includes(what as string)) throw new TypeError(`monitor '${String(what)}': there is no such state; the states are ${integral.variables.join(', ')}`);
    return [key, `states.${what as string}`];
  }));
}
