/** What a synapse's conductance does to the cell behind it. */
import { Base } from '../core/base.js';

/** A specification: one object may be given to several synapses, each of which makes its own from it. */
export abstract class SynOut extends Base {
  /** The current of conductance `g` into a cell whose potential is `V`. */
  abstract current(g: number, V: number): number;

  /** An output like this one for one synapse. */
  abstract copy(): SynOut;
}
