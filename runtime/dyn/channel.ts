/** Ion channels in the membrane of a cell (`cond-neu-group.ts`): gates that follow the potential, and the current that they let through. */
import type { NDArrayLike, Vector } from '../array/types.js';
import { Variable } from '../core/variable.js';
import type { ValuesInit } from '../init/initial-values.js';
import { zeros } from '../math/filled.js';
import { NeuGroup } from './neu-group.js';
import type { Step } from './step.js';

interface Gate {
  readonly variable: Variable<1>;
  readonly atRest: (V: number) => number;
}

export abstract class Channel extends NeuGroup {
  readonly #gates: Gate[] = [];

  /** The current into the cell at the potential `V` (mV), with the gates as they are: g (E - V), positive inwards. */
  abstract current(V: number): number;

  /** Moves the gates on by a step; `V` is the potential at its beginning. */
  override update(_step: Step, _V: NDArrayLike): void {
    // A channel without gates is always open.
  }

  /** The part of the current that calcium carries, at its concentration `C` (mM): what a calcium pool gathers. */
  calciumCurrent(_V: number, _C: number): number {
    return 0;
  }

  /** Brings the gates to where they stay at the potential `V`; those with an initializer of the user's keep its values. */
  settle(V: Variable<1>): void {
    for (const { variable, atRest } of this.#gates) variable.value = atRest(V);
  }

  /** A gate, which begins where it stays at the cell's first potential, or as the user's `<name>_initializer` says. */
  protected gate(name: string, atRest: (V: number) => number): Variable<1> {
    const given = this.option<ValuesInit>(`${name}_initializer`);
    if (given !== undefined) return this.state(name, given);
    const variable: Variable<1> = new Variable(zeros(this.num) as Vector);
    this.#gates.push({ variable, atRest });
    return variable;
  }
}
