/**
 * The leaky integrate-and-fire neuron with an adaptive threshold.
 *
 *     tau V' = -(V - V_rest) + R I
 *     tau_a a' = -a
 *     V ≥ V_th + beta a: a spike, V -= V_th, a += 1, and V stays for round(tau_ref / dt) steps
 *
 * The threshold takes the `a` before the step. V begins with -70 and a with -50, as in BrainPy. V in mV, times in ms. G. Bellec et al., Nat. Commun. 11 (2020) 3625.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { Neuron } from '../neuron.js';
import type { Step } from '../step.js';

export class ALIFBellec2020 extends Neuron {
  readonly V_rest: number = this.parameter('V_rest', -70);
  readonly V_th: number = this.parameter('V_th', -60);
  readonly R: number = this.parameter('R', 1);
  readonly beta: number = this.parameter('beta', 1.6);
  readonly tau: number = this.parameter('tau', 20);
  readonly tau_a: number = this.parameter('tau_a', 2000);
  readonly tau_ref: number = this.parameter('tau_ref', 0);

  readonly V: Variable<1> = this.state('V', -70);
  readonly a: Variable<1> = this.state('a', -50);
  /** How many steps the potential will still stay where it is. */
  readonly refractory: Variable<1> = this.blank();

  readonly dV = (V: number, t: number, I: number): number => (-(V - this.V_rest) + this.R * I) * (1 / this.tau);
  readonly da = (a: number, t: number): number => -a * (1 / this.tau_a);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.da]), { method: this.method });

  constructor(size: Size, options: ModelOptions<ALIFBellec2020> = {}) {
    super(size, options);
    this.endOptions(new.target, ALIFBellec2020);
  }

  override update({ t, dt }: Step): void {
    const [next, a] = this.integral(this.V, this.a, t, this.input, { dt });
    const V = bm.where(this.refractory > 0, this.V, this.withNoise(next, dt));
    const spike = bm.greaterEqual(V, this.V_th + this.beta * this.a);
    this.spike.value = spike;
    this.V.value = bm.where(spike, V - this.V_th, V);
    this.a.value = bm.where(spike, a + 1, a);
    this.refractory.value = bm.where(spike, Math.round(this.tau_ref / dt), bm.maximum(this.refractory - 1, 0));
  }
}
