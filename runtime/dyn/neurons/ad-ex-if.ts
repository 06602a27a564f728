/**
 * The adaptive exponential integrate-and-fire neuron.
 *
 *     tau V'   = -(V - V_rest) + delta_T e^((V - V_T) / delta_T) - R w + R I
 *     tau_w w' = a (V - V_rest) - w
 *     V ≥ V_th: a spike, V = V_reset, w += b, and V stays for round(tau_ref / dt) steps
 *
 * V in mV, times in ms. R. Brette and W. Gerstner, J. Neurophysiol. 94 (2005) 3637–3642.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class AdExIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', -65);
  readonly V_reset: number = this.parameter('V_reset', -68);
  readonly V_th: number = this.parameter('V_th', -55);
  readonly V_T: number = this.parameter('V_T', -59.9);
  readonly delta_T: number = this.parameter('delta_T', 3.48);
  readonly a: number = this.parameter('a', 1);
  readonly b: number = this.parameter('b', 1);
  readonly tau: number = this.parameter('tau', 10);
  readonly tau_w: number = this.parameter('tau_w', 30);
  readonly R: number = this.parameter('R', 1);

  readonly V: Variable<1> = this.state('V', 0);
  readonly w: Variable<1> = this.state('w', 0);

  readonly dV = (V: number, t: number, w: number, I: number): number =>
    (-(V - this.V_rest) + this.delta_T * Math.exp((V - this.V_T) / this.delta_T) - this.R * w + this.R * I) * (1 / this.tau);
  readonly dw = (w: number, t: number, V: number): number => (this.a * (V - this.V_rest) - w) * (1 / this.tau_w);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.dw]), { method: this.method });

  constructor(size: Size, options: ModelOptions<AdExIF> = {}) {
    super(size, options);
    this.endOptions(new.target, AdExIF);
  }

  override update({ t, dt }: Step): void {
    const [V, w] = this.integral(this.V, this.w, t, this.input, { dt });
    const spike = this.fire(V, dt);
    this.w.value = bm.where(spike, w + this.b, w);
  }
}
