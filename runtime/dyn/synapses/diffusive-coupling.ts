/**
 * What flows into the groups behind, proportional to the difference of a state before, now or after a delay that may be another one for each connection, and one behind.
 *
 *     I_post += g_max (x_pre(t - d) - x_post) for each connection
 *
 * x is the potential `V` of neurons and the rate `x` of rate models, unless `preVar` and `postVar` name other states.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { DelayedCouplingOptions } from '../coupling.js';
import { Coupling } from '../coupling.js';
import type { NeuGroup } from '../neu-group.js';
import type { Step } from '../step.js';

export interface DiffusiveCouplingOptions extends DelayedCouplingOptions {
  /** The state of the groups behind that a difference is taken to; `'V'` where it is not stated, or `'x'` where there is no such state. */
  readonly postVar?: string;
}

export class DiffusiveCoupling extends Coupling {
  /** The state behind that the one before is compared with. */
  readonly compared: Variable<1>;

  constructor(pre: NeuGroup, post: NeuGroup, conn: Connector, options: DiffusiveCouplingOptions = {}) {
    super(pre, post, conn, options);
    this.compared = this.stateNamed('postVar', post);
    this.endOptions(new.target, DiffusiveCoupling);
  }

  override update({ i }: Step): void {
    if (this.hasDelays) this.target.value += bm.segmentSum(this.g_max * (this.delayedEach(i) - bm.at(this.compared, this.indices)), this.indices, this.postCount);
    else this.target.value += bm.event.diffuse(this.delayed(i), bm.asarray(this.compared.value), this.indices, this.indptr, this.g_max);
  }
}
