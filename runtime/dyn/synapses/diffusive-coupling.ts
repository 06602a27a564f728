/**
 * A current into the cells behind, proportional to the difference of potentials.
 *
 *     I_post += g_max (V_pre - V_post) for each connection
 */
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { CouplingOptions } from '../coupling.js';
import { Coupling } from '../coupling.js';
import type { Neuron } from '../neuron.js';
import type { Step } from '../step.js';

export class DiffusiveCoupling extends Coupling {
  constructor(pre: Neuron, post: Neuron, conn: Connector, options: CouplingOptions = {}) {
    super(pre, post, conn, options);
    this.endOptions(new.target, DiffusiveCoupling);
  }

  override update(_step: Step): void {
    this.post.input.value += bm.event.diffuse(this.source.V, this.post.V, this.indices, this.indptr, this.g_max);
  }
}
