/**
 * Izhikevich's neuron.
 *
 *     V' = p1 V² + p2 V + p3 - u + I
 *     u' = a (b V - u)
 *     V ≥ V_th: a spike, V = c, u += d
 *
 * V in mV, t in ms. E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569–1572.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { ThresholdNeuron } from '../threshold-neuron.js';
import type { Step } from '../step.js';

export class Izhikevich extends ThresholdNeuron {
  readonly p1: number = this.parameter('p1', 0.04);
  readonly p2: number = this.parameter('p2', 5);
  readonly p3: number = this.parameter('p3', 140);
  readonly a: number = this.parameter('a', 0.02);
  readonly b: number = this.parameter('b', 0.2);
  readonly c: number = this.parameter('c', -65);
  readonly d: number = this.parameter('d', 8);
  readonly V_th: number = this.parameter('V_th', 30);
  readonly V_reset: number = this.c;

  readonly V: Variable<1> = this.state('V', -70);
  readonly u: Variable<1> = this.state('u', () => bm.mul(this.b, this.V));

  readonly dV = (V: number, t: number, u: number, I: number): number => this.p1 * V * V + this.p2 * V + this.p3 - u + I;
  readonly du = (u: number, t: number, V: number): number => this.a * (this.b * V - u);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.du]), { method: this.method });

  constructor(size: Size, options: ModelOptions<Izhikevich> = {}) {
    super(size, options);
    this.endOptions(new.target, Izhikevich);
  }

  override update({ t, dt }: Step): void {
    const [V, u] = this.integral(this.V, this.u, t, this.input, { dt });
    const spike = this.fire(V, dt);
    this.u.value = bm.where(spike, u + this.d, u);
  }
}
