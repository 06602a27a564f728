/**
 * A synapse whose conductance rises and decays exponentially.
 *
 *     g' = -g / tau_decay + h
 *     h' = -h / tau_rise
 *     a spike: h += a g_max for each connection, after the step's decay
 *
 * With the default `a` one spike lifts g to g_max at its peak. The equations are linear, so that g and h are kept for the cells behind: one
 * value each, however many connections there are. tau in ms. D. Sterratt et al., Principles of Computational Modelling in
 * Neuroscience (2011) 7.2.
 */
import { isArray } from '../../array/nd-array.js';
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

export interface DualExponentialOptions extends SynapseOptions {
  /** The time constant of the decay (ms); 10 where it is not stated. */
  readonly tau_decay?: ValuesInit;
  /** The time constant of the rise (ms); 1 where it is not stated. */
  readonly tau_rise?: ValuesInit;
  /** What a spike adds to h, in units of g_max; what gives a peak of g_max where it is not stated. */
  readonly A?: ValuesInit;
}

export class DualExponential extends Synapse {
  readonly tau_decay: number;
  readonly tau_rise: number;
  readonly A: number;
  readonly g: Variable<1> = this.zeros();
  readonly h: Variable<1> = this.zeros();

  readonly dg = (g: number, t: number, h: number): number => -g * (1 / this.tau_decay) + h;
  readonly dh = (h: number, t: number): number => -h * (1 / this.tau_rise);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dg, this.dh]), { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: DualExponentialOptions = {}) {
    super(pre, post, conn, options);
    this.tau_decay = this.parameter('tau_decay', 10);
    this.tau_rise = this.parameter('tau_rise', 1);
    this.A = this.parameter('A', peakScale(this.tau_decay, this.tau_rise));
    this.endOptions(new.target, DualExponential);
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    const [g, h] = this.integral(this.g, this.h, step.t, { dt: step.dt });
    this.g.value = g;
    this.h.value = h + this.A * this.transmit(spikes);
    this.send(this.g);
  }
}

/** The kick of h after which g peaks at 1, one for all cells or one for each. */
function peakScale(decay: number, rise: number): number {
  if (!isArray(decay) || !isArray(rise)) return peakScaleOf(decay, rise);
  const rises = rise.toTypedArray();
  return bm.array(Float64Array.from(decay.toTypedArray(), (value, cell) => peakScaleOf(value, rises[cell]!)));
}

/** (τr / τd)^(τr / (τr - τd)) / τr, and its limit e / τ for equal time constants. */
function peakScaleOf(decay: number, rise: number): number {
  if (decay === rise) return Math.E / rise;
  return bm.pow(rise / decay, rise / (rise - decay)).valueOf() / rise;
}
