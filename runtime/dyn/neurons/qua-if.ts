/**
 * The quadratic integrate-and-fire neuron.
 *
 *     tau V' = c (V - V_rest) (V - V_c) + R I
 *     V ≥ V_th: a spike, V = V_reset, and V stays for round(tau_ref / dt) steps
 *
 * V in mV, times in ms. P. E. Latham et al., J. Neurophysiol. 83 (2000) 808–827.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class QuaIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', -65);
  readonly V_reset: number = this.parameter('V_reset', -68);
  readonly V_th: number = this.parameter('V_th', -30);
  readonly V_c: number = this.parameter('V_c', -50);
  readonly c: number = this.parameter('c', 0.07);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 10);

  readonly V: Variable<1> = this.state('V', 0);

  readonly dV = (V: number, t: number, I: number): number => (this.c * (V - this.V_rest) * (V - this.V_c) + this.R * I) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });

  constructor(size: Size, options: ModelOptions<QuaIF> = {}) {
    super(size, options);
    this.endOptions(new.target, QuaIF);
  }

  override update({ t, dt }: Step): void {
    this.fire(this.integral(this.V, t, this.input, { dt }), dt);
  }
}
