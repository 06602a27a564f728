/**
 * The leaky integrator: a potential that follows its input and never spikes.
 *
 *     tau V' = -V + V_rest + R I
 *
 * V in mV, tau in ms. P. Dayan and L. F. Abbott, Theoretical Neuroscience (2001) 5.4.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { Neuron } from '../neuron.js';
import type { Step } from '../step.js';

export class LeakyIntegrator extends Neuron {
  readonly V_rest: number = this.parameter('V_rest', 0);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 10);

  readonly V: Variable<1> = this.state('V', 0);

  readonly dV = (V: number, t: number, I: number): number => (-V + this.V_rest + this.R * I) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });

  constructor(size: Size, options: ModelOptions<LeakyIntegrator> = {}) {
    super(size, options);
    this.endOptions(new.target, LeakyIntegrator);
  }

  override update({ t, dt }: Step): void {
    this.V.value = this.withNoise(this.integral(this.V, t, this.input, { dt }), dt);
  }
}
