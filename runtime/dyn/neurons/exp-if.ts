/**
 * The exponential integrate-and-fire neuron.
 *
 *     tau V' = -(V - V_rest) + delta_T e^((V - V_T) / delta_T) + R I
 *     V ≥ V_th: a spike, V = V_reset, and V stays for round(tau_ref / dt) steps
 *
 * V in mV, times in ms. N. Fourcaud-Trocmé et al., J. Neurosci. 23 (2003) 11628–11640.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class ExpIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', -65);
  readonly V_reset: number = this.parameter('V_reset', -68);
  readonly V_th: number = this.parameter('V_th', -55);
  readonly V_T: number = this.parameter('V_T', -59.9);
  readonly delta_T: number = this.parameter('delta_T', 3.48);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 10);

  readonly V: Variable<1> = this.state('V', 0);

  readonly dV = (V: number, t: number, I: number): number =>
    (-(V - this.V_rest) + this.delta_T * Math.exp((V - this.V_T) / this.delta_T) + this.R * I) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });

  constructor(size: Size, options: ModelOptions<ExpIF> = {}) {
    super(size, options);
    this.endOptions(new.target, ExpIF);
  }

  override update({ t, dt }: Step): void {
    this.fire(this.integral(this.V, t, this.input, { dt }), dt);
  }
}
