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
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { Neuron } from '../neuron.js';
import type { Step } from '../step.js';

export class LIF extends Neuron {
  readonly V_rest: number = this.parameter('V_rest', 0);
  readonly V_reset: number = this.parameter('V_reset', -5);
  readonly V_th: number = this.parameter('V_th', 20);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 10);
  readonly tau_ref: number = this.parameter('tau_ref', 0);

  readonly V: Variable<1> = this.state('V', 0);
  /** How many steps the potential will still stay where it is. */
  readonly refractory: Variable<1, 'int32'> = this.blank('int32');

  readonly dV = (V: number, t: number, I: number): number => (-V + this.V_rest + this.R * I) / this.tau;

  readonly integral: IntegratorOf<1> = odeint(this.dV, { method: this.method });

  constructor(size: Size, options: ModelOptions<LIF> = {}) {
    super(size, options);
  }

  override update({ t, dt }: Step): void {
    const V = bm.where(this.refractory > 0, this.V, this.integral(this.V, t, this.input, { dt }));
    const spike = bm.greaterEqual(V, this.V_th);
    this.spike.value = spike;
    this.V.value = bm.where(spike, this.V_reset, V);
    this.refractory.value = bm.where(spike, Math.round(this.tau_ref / dt) | 0, bm.maximum(this.refractory - 1, 0));
  }
}
