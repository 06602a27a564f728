/**
 * NMDA receptors with the transmitter's own time course: two gates, kept for the cells before.
 *
 *     g' = alpha1 x (1 - g) - beta1 g
 *     x' = alpha2 T (1 - x) - beta2 x,    T for T_duration after a spike, otherwise 0
 *
 * What reaches a cell behind is the sum of g_max g over its connections. The output is `MgBlock` where none is stated.
 * A. Destexhe, Z. Mainen and T. Sejnowski, J. Comput. Neurosci. 1 (1994) 195–230.
 */
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import { MgBlock } from '../outputs/mg-block.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export interface BioNMDAOptions extends SynapseOptions {
  /** How fast g opens (1/ms); 2 where it is not stated. */
  readonly alpha1?: ValuesInit;
  /** How fast g closes (1/ms); 0.01 where it is not stated. */
  readonly beta1?: ValuesInit;
  /** How fast x opens (1/(ms mM)); 1 where it is not stated. */
  readonly alpha2?: ValuesInit;
  /** How fast x closes (1/ms); 0.5 where it is not stated. */
  readonly beta2?: ValuesInit;
  /** The concentration of transmitter after a spike (mM); 1 where it is not stated. */
  readonly T?: ValuesInit;
  /** How long the transmitter stays (ms): `round(T_duration / dt)` steps; 0.5 where it is not stated. */
  readonly T_duration?: number;
}

export class BioNMDA extends Synapse {
  readonly alpha1: number;
  readonly beta1: number;
  readonly alpha2: number;
  readonly beta2: number;
  readonly T: number;
  readonly T_duration: number;
  /** The open parts of both gates of each cell before. */
  readonly g: Variable<1> = this.zeros(this.pre.num);
  readonly x: Variable<1> = this.zeros(this.pre.num);
  /** For how many steps the transmitter will stay. */
  readonly remaining: Variable<1, 'int32'> = this.counters(this.pre.num);

  readonly dg = (g: number, t: number, x: number): number => this.alpha1 * x * (1 - g) - this.beta1 * g;
  readonly dx = (x: number, t: number, T: number): number => this.alpha2 * T * (1 - x) - this.beta2 * x;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dg, this.dx]), { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: BioNMDAOptions = {}) {
    super(pre, post, conn, { ...options, g_max: options.g_max ?? 0.15, output: options.output ?? new MgBlock() });
    this.alpha1 = this.parameter('alpha1', 2, pre.num);
    this.beta1 = this.parameter('beta1', 0.01, pre.num);
    this.alpha2 = this.parameter('alpha2', 1, pre.num);
    this.beta2 = this.parameter('beta2', 0.5, pre.num);
    this.T = this.parameter('T', 1, pre.num);
    this.T_duration = this.number('T_duration', 0.5);
    this.endOptions(new.target, BioNMDA);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    this.remaining.value = bm.where(spikes, Math.round(this.T_duration / step.dt) | 0, bm.maximum(this.remaining - 1, 0));
    const T = bm.where(this.remaining > 0, this.T, 0);
    const [g, x] = this.integral(this.g, this.x, step.t, T, { dt: step.dt });
    this.g.value = g;
    this.x.value = x;
    this.send(this.transmit(this.g));
  }
}
