/**
 * What a state of the groups before adds to those behind, now or after a delay that may be another one for each connection.
 *
 *     I_post += g_max x_pre(t - d) for each connection
 *
 * x is the potential `V` of neurons and the rate `x` of rate models, unless `preVar` names another state.
 */
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { DelayedCouplingOptions } from '../coupling.js';
import { Coupling } from '../coupling.js';
import type { NeuGroup } from '../neu-group.js';
import type { Step } from '../step.js';

export class AdditiveCoupling extends Coupling {
  constructor(pre: NeuGroup, post: NeuGroup, conn: Connector, options: DelayedCouplingOptions = {}) {
    super(pre, post, conn, options);
    this.endOptions(new.target, AdditiveCoupling);
  }

  override update({ i }: Step): void {
    if (this.hasDelays) this.target.value += bm.segmentSum(this.g_max * this.delayedEach(i), this.indices, this.postCount);
    else this.target.value += bm.event.propagate(this.delayed(i), this.indices, this.indptr, this.g_max, this.postCount);
  }
}
