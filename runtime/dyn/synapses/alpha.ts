/**
 * A synapse whose conductance follows the alpha function t e^(-t / tau).
 *
 *     g' = -g / tau + h / tau
 *     h' = -h / tau
 *     a spike: h += g_max for each connection, after the step's decay
 *
 * The equations are linear, so that g and h are kept for the cells behind. tau in ms. W. Rall, J. Neurophysiol. 30 (1967) 1138–1168.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export interface AlphaOptions extends SynapseOptions {
  /** The time constant (ms); 10 where it is not stated. */
  readonly tau_decay?: ValuesInit;
}

export class Alpha extends Synapse {
  readonly tau_decay: number;
  readonly g: Variable<1> = this.zeros();
  readonly h: Variable<1> = this.zeros();

  readonly dg = (g: number, t: number, h: number): number => -g * (1 / this.tau_decay) + h * (1 / this.tau_decay);
  readonly dh = (h: number, t: number): number => -h * (1 / this.tau_decay);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dg, this.dh]), { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: AlphaOptions = {}) {
    super(pre, post, conn, options);
    this.tau_decay = this.parameter('tau_decay', 10);
    this.endOptions(new.target, Alpha);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    const [g, h] = this.integral(this.g, this.h, step.t, { dt: step.dt });
    this.g.value = g;
    this.h.value = h + this.transmit(spikes);
    this.send(this.g);
  }
}
