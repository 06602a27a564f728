/**
 * A current into the cells behind, proportional to the potential before.
 *
 *     I_post += g_max V_pre for each connection
 */
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { CouplingOptions } from '../coupling.js';
import { Coupling } from '../coupling.js';
import type { Neuron } from '../neuron.js';
import type { Step } from '../step.js';

export class AdditiveCoupling extends Coupling {
  constructor(pre: Neuron, post: Neuron, conn: Connector, options: CouplingOptions = {}) {
    super(pre, post, conn, options);
    this.endOptions(new.target, AdditiveCoupling);
  }

  override update(_step: Step): void {
    this.post.input.value += bm.event.propagate(this.source.V, this.indices, this.indptr, this.g_max, this.postCount);
  }
}
