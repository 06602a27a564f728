/**
 * Receptors with a gate that transmitter opens while it is there, kept for the cells before.
 *
 *     g' = alpha T (1 - g) - beta g,    T for T_duration after a spike, otherwise 0
 *
 * What reaches a cell behind is the sum of g_max g over its connections.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

/** How fast the gate opens (1/(ms mM)) and closes (1/ms), how much transmitter there is (mM) and for how long (ms): `round(T_duration / dt)` steps. */
export interface Kinetics {
  readonly alpha: number;
  readonly beta: number;
  readonly T: number;
  readonly T_duration: number;
}

export type TransmitterOptions = SynapseOptions & { readonly [K in keyof Kinetics]?: K extends 'T_duration' ? number : ValuesInit };

export abstract class TransmitterSynapse extends Synapse {
  readonly alpha: number;
  readonly beta: number;
  readonly T: number;
  readonly T_duration: number;
  /** The open part of the receptors of each cell before. */
  readonly g: Variable<1> = this.zeros(this.pre.num);
  /** For how many steps the transmitter will stay. */
  readonly remaining: Variable<1, 'int32'> = this.counters(this.pre.num);

  readonly dg = (g: number, t: number, T: number): number => this.alpha * T * (1 - g) - this.beta * g;

  readonly integral: IntegratorOf<1> = odeint(this.dg, { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: TransmitterOptions, usual: Kinetics) {
    super(pre, post, conn, options);
    this.alpha = this.parameter('alpha', usual.alpha, pre.num);
    this.beta = this.parameter('beta', usual.beta, pre.num);
    this.T = this.parameter('T', usual.T, pre.num);
    this.T_duration = this.number('T_duration', usual.T_duration);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    this.remaining.value = bm.where(spikes, Math.round(this.T_duration / step.dt) | 0, bm.maximum(this.remaining - 1, 0));
    const T = bm.where(this.remaining > 0, this.T, 0);
    this.g.value = this.integral(this.g, step.t, T, { dt: step.dt });
    this.send(this.transmit(this.g));
  }
}
