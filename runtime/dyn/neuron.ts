/** Cells with a membrane potential: what synapses and inputs ask of the cells that they act on. */
import type { Variable } from '../core/variable.js';
import { SpikingGroup } from './spiking-group.js';

export abstract class Neuron extends SpikingGroup {
  /** The membrane potential (mV). */
  abstract readonly V: Variable<1>;
  /** The current of the next step: inputs and synapses add to it, and each step empties it. */
  readonly input: Variable<1> = this.blank();

  override clearInput(): void {
    this.input.value = 0;
  }
}
