/**
 * A synapse whose conductance jumps at each spike and decays exponentially.
 *
 *     g' = -g / tau
 *     a spike: g += g_max for each connection, after the step's decay
 *
 * tau in ms. R. Brette et al., J. Comput. Neurosci. 23 (2007) 349–398.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export interface ExponentialOptions extends SynapseOptions {
  /** The time constant of the decay (ms); 8 where it is not stated. */
  readonly tau?: ValuesInit;
}

export class Exponential extends Synapse {
  readonly tau: number;
  readonly g: Variable<1> = this.zeros();

  readonly dg = (g: number, t: number): number => -g * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dg, { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: ExponentialOptions = {}) {
    super(pre, post, conn, options);
    this.tau = this.parameter('tau', 8);
    this.endOptions(new.target, Exponential);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    this.g.value = this.integral(this.g, step.t, { dt: step.dt }) + this.transmit(spikes);
    this.send(this.g);
  }
}
