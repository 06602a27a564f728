/** What a runner runs: an object whose `update` makes one step. */
import { Base } from '../core/base.js';
import type { Variable } from '../core/variable.js';
import type { NDArray } from '../array/types.js';
import { astype } from '../math/array.js';
import type { Step } from './step.js';

interface State {
  readonly variable: Variable;
  readonly draw: () => NDArray;
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

  /** Gives all states, also of the systems inside of this one, initial values (random ones are drawn anew). */
  reset(): void {
    for (const node of this.nodes().values()) if (node instanceof DynamicalSystem) node.resetState();
  }

  /** Gives the states of this system alone initial values. Subclasses with Variables of their own extend it. */
  resetState(): void {
    for (const { variable, draw } of this.#states) variable.value = astype(draw(), variable.dtype);
  }

  /** Notes a state and where its initial values come from. */
  protected register<V extends Variable>(variable: V, draw: () => NDArray): V {
    this.#states.push({ variable, draw });
    return variable;
  }
}
