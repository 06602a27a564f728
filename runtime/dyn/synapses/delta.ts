/**
 * A synapse that moves the potential behind it at once.
 *
 *     a spike: V += g_max for each connection
 *
 * With `target` another state of the cells behind is moved. With `postRef` a cell within its refractory time is not moved.
 */
import { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import { stateOf } from '../syn-out.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';
import { ThresholdNeuron } from '../threshold-neuron.js';

export interface DeltaOptions extends Omit<SynapseOptions, 'output'> {
  /** Whether cells are left alone while they are refractory; false where it is not stated. */
  readonly postRef?: boolean;
  /** The state of the cells behind that is moved; `'V'` where it is not stated. */
  readonly target?: string;
}

export class Delta extends Synapse {
  readonly postRef: boolean;
  /** What is moved. */
  readonly moved: Variable<1>;
  /** The steps for which cells behind are still refractory; nothing where that does not count. */
  readonly refractory: Variable<1>;

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: DeltaOptions = {}) {
    super(pre, post, conn, options);
    this.refuseOptions('output');
    this.moved = stateOf(this, 'target', this.option('target', 'string') ?? 'V', post);
    this.postRef = this.option('postRef', 'boolean') ?? false;
    if (this.postRef && !(post instanceof ThresholdNeuron)) throw new TypeError(`Delta: postRef asks for cells with a refractory time (tau_ref), and ${post.constructor.name} has none`);
    this.refractory = post instanceof ThresholdNeuron ? post.refractory : new Variable(bm.zeros(0));
    this.endOptions(new.target, Delta);
  }

  override update(step: Step): void {
    const arrived = this.transmit(this.receive(step));
    if (this.postRef) this.moved.value += bm.where(this.refractory > 0, 0, arrived);
    else this.moved.value += arrived;
  }
}
