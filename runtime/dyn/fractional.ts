/** What neurons of fractional order have in common: the order of their derivatives, and a memory of their steps. */
import type { NeuGroup } from './neu-group.js';

export interface FractionalOptions {
  /** The order of the derivatives, above 0 and at most 1: one for all states, or one for each. */
  readonly alpha: number | readonly number[];
  /** How many steps are remembered; 1000 where it is not stated. */
  readonly numMemory?: number;
}

/** The order, or a TypeError where none was given. */
export function orderOf(model: NeuGroup, alpha: FractionalOptions['alpha'] | undefined): FractionalOptions['alpha'] {
  if (typeof alpha === 'number' || Array.isArray(alpha)) return alpha;
  throw new TypeError(`${model.constructor.name}: alpha is the order of its derivatives, a number above 0 and at most 1 or a list with one for each state; got ${String(alpha)}`);
}
