/**
 * The Hindmarsh–Rose neuron, which bursts.
 *
 *     V' = y - a V³ + b V² - z + I
 *     y' = c - d V² - y
 *     z' = r (s (V - V_rest) - z)
 *
 * A spike is V rising through V_th; nothing is reset. J. L. Hindmarsh and R. M. Rose, Proc. R. Soc. B 221 (1984) 87–102.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

export class HindmarshRose extends CrossingNeuron {
  readonly a: number = this.parameter('a', 1);
  readonly b: number = this.parameter('b', 3);
  readonly c: number = this.parameter('c', 1);
  readonly d: number = this.parameter('d', 5);
  readonly r: number = this.parameter('r', 0.01);
  readonly s: number = this.parameter('s', 4);
  readonly V_rest: number = this.parameter('V_rest', -1.6);
  readonly V_th: number = this.parameter('V_th', 1);

  readonly V: Variable<1> = this.state('V', 0);
  readonly y: Variable<1> = this.state('y', -10);
  readonly z: Variable<1> = this.state('z', 0);

  readonly dV = (V: number, t: number, y: number, z: number, I: number): number => y - this.a * V ** 3 + this.b * V ** 2 - z + I;
  readonly dy = (y: number, t: number, V: number): number => this.c - this.d * V ** 2 - y;
  readonly dz = (z: number, t: number, V: number): number => this.r * (this.s * (V - this.V_rest) - z);

  readonly integral: IntegratorOf<3> = odeint(new JointEq([this.dV, this.dy, this.dz]), { method: this.method });

  constructor(size: Size, options: ModelOptions<HindmarshRose> = {}) {
    super(size, options);
    this.endOptions(new.target, HindmarshRose);
  }

  override update({ t, dt }: Step): void {
    const [V, y, z] = this.integral(this.V, this.y, this.z, t, this.input, { dt });
    this.rise(V, dt);
    this.y.value = y;
    this.z.value = z;
  }
}
