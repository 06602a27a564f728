/**
 * NMDA receptors: a gate that saturates, kept for the cells before.
 *
 *     g' = -g / tau_decay + a x (1 - g)
 *     x' = -x / tau_rise
 *     a spike: x += 1, after the step's decay
 *
 * What reaches a cell behind is the sum of g_max g over its connections. tau in ms, a in 1/ms. The output is `MgBlock` where none is
 * stated. N. Brunel and X.-J. Wang, J. Comput. Neurosci. 11 (2001) 63–85.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { Neuron } from '../neuron.js';
import { MgBlock } from '../outputs/mg-block.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export interface NMDAOptions extends SynapseOptions {
  /** The time constant of the decay (ms); 100 where it is not stated. */
  readonly tau_decay?: ValuesInit;
  /** The time constant of the rise (ms); 2 where it is not stated. */
  readonly tau_rise?: ValuesInit;
  /** How fast the gate opens (1/ms); 0.5 where it is not stated. */
  readonly a?: ValuesInit;
}

export class NMDA extends Synapse {
  readonly tau_decay: number;
  readonly tau_rise: number;
  readonly a: number;
  /** The open part of the receptors of each cell before, and the transmitter there. */
  readonly g: Variable<1> = this.zeros(this.pre.num);
  readonly x: Variable<1> = this.zeros(this.pre.num);

  readonly dg = (g: number, t: number, x: number): number => -g * (1 / this.tau_decay) + this.a * x * (1 - g);
  readonly dx = (x: number, t: number): number => -x * (1 / this.tau_rise);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dg, this.dx]), { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: NMDAOptions = {}) {
    super(pre, post, conn, { ...options, g_max: options.g_max ?? 0.15, output: options.output ?? new MgBlock() });
    this.tau_decay = this.parameter('tau_decay', 100, pre.num);
    this.tau_rise = this.parameter('tau_rise', 2, pre.num);
    this.a = this.parameter('a', 0.5, pre.num);
    this.endOptions(new.target, NMDA);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    const [g, x] = this.integral(this.g, this.x, step.t, { dt: step.dt });
    this.g.value = g;
    this.x.value = x + spikes;
    this.send(this.transmit(this.g));
  }
}
