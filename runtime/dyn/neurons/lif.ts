/**
 * The leaky integrate-and-fire neuron.
 *
 *     tau V' = -V + V_rest + R I
 *     V ≥ V_th: a spike, V = V_reset, and V stays for round(tau_ref / dt) steps
 *
 * V in mV, times in ms. L. Lapicque, J. Physiol. Pathol. Gen. 9 (1907) 620–635.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class LIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', 0);
  readonly V_reset: number = this.parameter('V_reset', -5);
  readonly V_th: number = this.parameter('V_th', 20);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 10);

  readonly V: Variable<1> = this.state('V', 0);

  // By a product with 1 / tau, here as in the other models: a quotient of vectors takes as long as five of them.
  readonly dV = (V: number, t: number, I: number): number => (-V + this.V_rest + this.R * I) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });

  constructor(size: Size, options: ModelOptions<LIF> = {}) {
    super(size, options);
    this.endOptions(new.target, LIF);
  }

  override update({ t, dt }: Step): void {
    this.fire(this.integral(this.V, t, this.input, { dt }), dt);
  }
}
