/** Calcium inside of a cell (`cond-neu-group.ts`): its concentration, and the potential at which it would stay. */
import type { NDArrayLike } from '../array/types.js';
import type { Variable } from '../core/variable.js';
import { NeuGroup } from './neu-group.js';

export abstract class Calcium extends NeuGroup {
  /** The concentration (mM). */
  abstract readonly C: Variable<1>;
  /** The reversal potential (mV). */
  abstract readonly E: Variable<1>;

  /** How fast the concentration changes (mM/ms) with a calcium current of `I` into the cell. */
  abstract change(C: number, I: number): number;

  /** Takes over the concentration that a step leads to. */
  abstract take(C: NDArrayLike): void;

  override update(): void {
    // The cell moves its calcium on: the current depends on all of its channels.
  }
}
