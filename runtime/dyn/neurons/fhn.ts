/**
 * The FitzHugh–Nagumo neuron.
 *
 *     V'     = V - V³ / 3 - w + I
 *     tau w' = V + a - b w
 *
 * A spike is V rising through V_th; nothing is reset. R. FitzHugh, Biophys. J. 1 (1961) 445–466.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

export class FHN extends CrossingNeuron {
  readonly a: number = this.parameter('a', 0.7);
  readonly b: number = this.parameter('b', 0.8);
  readonly tau: number = this.parameter('tau', 12.5);
  readonly V_th: number = this.parameter('V_th', 1.8);

  readonly V: Variable<1> = this.state('V', 0);
  readonly w: Variable<1> = this.state('w', 0);

  readonly dV = (V: number, t: number, w: number, I: number): number => V - V ** 3 / 3 - w + I;
  readonly dw = (w: number, t: number, V: number): number => (V + this.a - this.b * w) * (1 / this.tau);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.dw]), { method: this.method });

  constructor(size: Size, options: ModelOptions<FHN> = {}) {
    super(size, options);
    this.endOptions(new.target, FHN);
  }

  override update({ t, dt }: Step): void {
    const [V, w] = this.integral(this.V, this.w, t, this.input, { dt });
    this.rise(V, dt);
    this.w.value = w;
  }
}
