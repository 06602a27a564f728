/** Synapses that pass on potentials as they are in each step, and no spikes. */
import type { Connector } from '../connect/connector.js';
import type { Neuron } from './neuron.js';
import type { SynapseOptions } from './synapse.js';
import { Synapse } from './synapse.js';

export type CouplingOptions = Omit<SynapseOptions, 'output' | 'stp' | 'delayStep' | 'delay'>;

export abstract class Coupling extends Synapse {
  /** The cells before, whose potentials count. */
  readonly source: Neuron;

  constructor(pre: Neuron, post: Neuron, conn: Connector, options: CouplingOptions = {}) {
    super(pre, post, conn, options);
    this.refuseOptions('output', 'stp', 'delayStep', 'delay');
    this.source = pre;
  }

  protected override get hasConnectionStates(): boolean {
    return true;
  }
}
