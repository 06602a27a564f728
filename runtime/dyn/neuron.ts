/** Cells that spike: what synapses, inputs and monitors ask of them. */
import type { Variable } from '../core/variable.js';
import { NeuGroup } from './neu-group.js';

export abstract class Neuron extends NeuGroup {
  /** The membrane potential (mV). */
  abstract readonly V: Variable<1>;
  /** Whether each cell spiked in the last step. */
  readonly spike: Variable<1, 'bool'> = this.blank('bool');
  /** The current of the next step: inputs and synapses add to it, and each step empties it. */
  readonly input: Variable<1> = this.blank();

  override clearInput(): void {
    this.input.value = 0;
  }
}
