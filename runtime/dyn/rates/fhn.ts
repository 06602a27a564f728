/**
 * The FitzHugh–Nagumo model of a population.
 *
 *     x'     = -alpha x³ + beta x² + gamma x - y + I_x
 *     y' tau = x - delta - epsilon y,  and I_y is added to y'
 *
 * t in ms. I. Kostova, R. Ravindran and M. Schonbek, Int. J. Bifurc. Chaos 14 (2004) 913–925.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OUDrivenRate } from '../ou-driven-rate.js';
import type { Step } from '../step.js';

export class FHN extends OUDrivenRate {
  readonly alpha: number = this.parameter('alpha', 3);
  readonly beta: number = this.parameter('beta', 4);
  readonly gamma: number = this.parameter('gamma', -1.5);
  readonly delta: number = this.parameter('delta', 0);
  readonly epsilon: number = this.parameter('epsilon', 0.5);
  readonly tau: number = this.parameter('tau', 20);

  readonly x: Variable<1> = this.state('x', new Uniform(0, 0.05));
  readonly y: Variable<1> = this.state('y', new Uniform(0, 0.05));

  readonly dx = (x: number, t: number, y: number, I_x: number): number => -this.alpha * x ** 3 + this.beta * x ** 2 + this.gamma * x - y + I_x;
  readonly dy = (y: number, t: number, x: number, I_y: number): number => (x - this.delta - this.epsilon * y) / this.tau + I_y;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dx, this.dy]), { method: this.method });

  constructor(size: Size, options: ModelOptions<FHN> = {}) {
    super(size, options);
    this.endOptions(new.target, FHN);
  }

  override update({ t, dt }: Step): void {
    this.drive(t, dt);
    const [x, y] = this.integral(this.x, this.y, t, this.input, this.input_y, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}
