/**
 * The adaptive quadratic integrate-and-fire neuron.
 *
 *     tau V'   = c (V - V_rest) (V - V_c) - w + I
 *     tau_w w' = a (V - V_rest) - w
 *     V ≥ V_th: a spike, V = V_reset, w += b, and V stays for round(tau_ref / dt) steps
 *
 * V in mV, times in ms. E. M. Izhikevich, IEEE Trans. Neural Netw. 15 (2004) 1063–1070.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class AdQuaIF extends ThresholdNeuron {
  readonly V_rest: number = this.parameter('V_rest', -65);
  readonly V_reset: number = this.parameter('V_reset', -68);
  readonly V_th: number = this.parameter('V_th', -30);
  readonly V_c: number = this.parameter('V_c', -50);
  readonly a: number = this.parameter('a', 1);
  readonly b: number = this.parameter('b', 0.1);
  readonly c: number = this.parameter('c', 0.07);
  readonly tau: number = this.parameter('tau', 10);
  readonly tau_w: number = this.parameter('tau_w', 10);

  readonly V: Variable<1> = this.state('V', 0);
  readonly w: Variable<1> = this.state('w', 0);

  readonly dV = (V: number, t: number, w: number, I: number): number => (this.c * (V - this.V_rest) * (V - this.V_c) - w + I) * (1 / this.tau);
  readonly dw = (w: number, t: number, V: number): number => (this.a * (V - this.V_rest) - w) * (1 / this.tau_w);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.dw]), { method: this.method });

  constructor(size: Size, options: ModelOptions<AdQuaIF> = {}) {
    super(size, options);
    this.endOptions(new.target, AdQuaIF);
  }

  override update({ t, dt }: Step): void {
    const [V, w] = this.integral(this.V, this.w, t, this.input, { dt });
    const spike = this.fire(V, dt);
    this.w.value = bm.where(spike, w + this.b, w);
  }
}
