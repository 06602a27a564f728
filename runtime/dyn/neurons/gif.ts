/**
 * The generalized integrate-and-fire neuron, with two currents of its own and a moving threshold.
 *
 *     I1'    = -k1 I1
 *     I2'    = -k2 I2
 *     V_th'  = a (V - V_rest) - b (V_th - V_th_inf)
 *     tau V' = -(V - V_rest) + R (I + I1 + I2)
 *     V ≥ V_th: a spike, I1 = R1 I1 + A1, I2 = R2 I2 + A2, V = V_reset, V_th = max(V_th_reset, V_th)
 *
 * V in mV, times in ms. S. Mihalaş and E. Niebur, Neural Comput. 21 (2009) 704–718.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class GIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', -70);
  readonly V_reset: number = this.parameter('V_reset', -70);
  readonly V_th_inf: number = this.parameter('V_th_inf', -50);
  readonly V_th_reset: number = this.parameter('V_th_reset', -60);
  readonly R: number = this.parameter('R', 20);
  readonly tau: number = this.parameter('tau', 20);
  readonly a: number = this.parameter('a', 0);
  readonly b: number = this.parameter('b', 0.01);
  readonly k1: number = this.parameter('k1', 0.2);
  readonly k2: number = this.parameter('k2', 0.02);
  readonly R1: number = this.parameter('R1', 0);
  readonly R2: number = this.parameter('R2', 1);
  readonly A1: number = this.parameter('A1', 0);
  readonly A2: number = this.parameter('A2', 0);

  readonly V: Variable<1> = this.state('V', -70);
  readonly V_th: Variable<1> = this.state('V_th', -50);
  readonly I1: Variable<1> = this.state('I1', 0);
  readonly I2: Variable<1> = this.state('I2', 0);

  readonly dI1 = (I1: number, t: number): number => -this.k1 * I1;
  readonly dI2 = (I2: number, t: number): number => -this.k2 * I2;
  readonly dV_th = (V_th: number, t: number, V: number): number => this.a * (V - this.V_rest) - this.b * (V_th - this.V_th_inf);
  readonly dV = (V: number, t: number, I1: number, I2: number, I: number): number => (-(V - this.V_rest) + this.R * (I + I1 + I2)) * (1 / this.tau);

  readonly integral: IntegratorOf<4> = odeint(new JointEq([this.dI1, this.dI2, this.dV_th, this.dV]), { method: this.method });

  constructor(size: Size, options: ModelOptions<GIF> = {}) {
    super(size, options);
    this.endOptions(new.target, GIF);
  }

  override update({ t, dt }: Step): void {
    const [I1, I2, V_th, V] = this.integral(this.I1, this.I2, this.V_th, this.V, t, this.input, { dt });
    this.V_th.value = V_th;
    const spike = this.fire(V, dt);
    this.I1.value = bm.where(spike, this.R1 * I1 + this.A1, I1);
    this.I2.value = bm.where(spike, this.R2 * I2 + this.A2, I2);
    this.V_th.value = bm.where(spike, bm.maximum(this.V_th_reset, V_th), V_th);
  }
}
