/** What a runner runs: an object whose `update` makes one step. */
import { Base } from '../core/base.js';
import { TrainVarObject } from '../core/train-var.js';
import type { Variable } from '../core/variable.js';
import type { NDArray } from '../array/types.js';
import { astype } from '../math/array.js';
import type { Step } from './step.js';

interface State {
  readonly variable: Variable;
  readonly draw: () => NDArray;
}

/** Variables whose initial values are drawn anew, by whoever made them. */
const drawn = new WeakSet<object>();
/** What all others held before the first step. */
const starts = new WeakMap<object, NDArray>();

/** Notes, before the first run of a model with these Variables, what `reset` brings back: not what is learned. */
export function noteStart(variables: readonly Variable[]): void {
  for (const variable of variables) {
    if (!drawn.has(variable) && !starts.has(variable) && !((variable as unknown) instanceof TrainVarObject)) starts.set(variable, variable.value);
  }
}

export abstract class DynamicalSystem extends Base {
  readonly #states: State[] = [];

  /** Makes one step. Later arguments are the step's inputs; what it returns is the step's output. */
  abstract update(step: Step, ...inputs: never[]): unknown;

  /** Empties what inputs are added to. Called after each step, when monitors have been written. */
  clearInput(): void {
    // Most systems take no inputs.
  }

  /** Called once before the first step, when the whole model has been built, with the time step (ms) of its runs. */
  prepare(_dt: number): void {
    // For what can only be known then.
  }

  /**
   * Gives all states, also of the systems inside of this one, initial values: random ones are drawn anew, and Variables of one's own (`new Variable(…)`) hold again what
   * they held when the first run began, but for `TrainVar`s, which keep what was learned. What else is to happen is in `resetState`.
   */
  reset(): void {
    for (const variable of this.vars().unique().values()) {
      const start = starts.get(variable);
      if (start !== undefined) variable.value = start;
    }
    for (const node of this.nodes().values()) if (node instanceof DynamicalSystem) node.resetState();
  }

  /** Gives the states of this system alone initial values. Subclasses extend it where theirs are no constants. */
  resetState(): void {
    for (const { variable, draw } of this.#states) variable.value = astype(draw(), variable.dtype);
  }

  /** Notes a state and where its initial values come from. */
  protected register<V extends Variable>(variable: V, draw: () => NDArray): V {
    this.#states.push({ variable, draw });
    drawn.add(variable);
    return variable;
  }
}
