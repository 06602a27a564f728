/**
 * A current into the cells behind, proportional to the difference of potentials.
 *
 *     I_post += g_max (V_pre - V_post) for each connection
 */
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export type CouplingOptions = Omit<SynapseOptions, 'output' | 'stp' | 'delayStep' | 'delay'>;

export class DiffusiveCoupling extends Synapse {
  /** The cells before, whose potentials count. */
  readonly source: Neuron;

  constructor(pre: Neuron, post: Neuron, conn: Connector, options: CouplingOptions = {}) {
    super(pre, post, conn, options);
    this.refuseOptions('output', 'stp', 'delayStep', 'delay');
    this.source = pre;
    this.endOptions(new.target, DiffusiveCoupling);
  }

  protected override get hasConnectionStates(): boolean {
    return true;
  }

  override update(_step: Step): void {
    this.post.input.value += bm.event.diffuse(this.source.V, this.post.V, this.indices, this.indptr, this.g_max);
  }
}
