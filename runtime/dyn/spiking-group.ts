/** Groups that spike: all that a synapse asks of the cells before it. */
import type { Variable } from '../core/variable.js';
import { NeuGroup } from './neu-group.js';

export abstract class SpikingGroup extends NeuGroup {
  /** Whether each cell spiked in the last step. */
  readonly spike: Variable<1, 'bool'> = this.blank('bool');
}
