/**
 * The Wilson–Cowan model of an excitatory (x) and an inhibitory (y) population.
 *
 *     E_tau x' = -x + (1 - r x) F(wEE x - wIE y + I_x; E_a, E_theta)
 *     I_tau y' = -y + (1 - r y) F(wEI x - wII y + I_y; I_a, I_theta)
 *     F(u; a, θ) = 1 / (1 + e^(-a (u - θ))) - 1 / (1 + e^(a θ))
 *
 * t in units of the time constants. H. R. Wilson and J. D. Cowan, Biophys. J. 12 (1972) 1–24.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OUDrivenRate } from '../ou-driven-rate.js';
import type { Step } from '../step.js';

export class WilsonCowanModel extends OUDrivenRate {
  readonly E_tau: number = this.parameter('E_tau', 1);
  readonly E_a: number = this.parameter('E_a', 1.2);
  readonly E_theta: number = this.parameter('E_theta', 2.8);
  readonly I_tau: number = this.parameter('I_tau', 1);
  readonly I_a: number = this.parameter('I_a', 1);
  readonly I_theta: number = this.parameter('I_theta', 4);
  readonly wEE: number = this.parameter('wEE', 12);
  readonly wIE: number = this.parameter('wIE', 4);
  readonly wEI: number = this.parameter('wEI', 13);
  readonly wII: number = this.parameter('wII', 11);
  readonly r: number = this.parameter('r', 1);

  readonly x: Variable<1> = this.state('x', new Uniform(0, 0.05));
  readonly y: Variable<1> = this.state('y', new Uniform(0, 0.05));

  readonly F = (u: number, a: number, theta: number): number => 1 / (1 + Math.exp(-a * (u - theta))) - 1 / (1 + Math.exp(a * theta));
  readonly dx = (x: number, t: number, y: number, I_x: number): number =>
    (-x + (1 - this.r * x) * this.F(this.wEE * x - this.wIE * y + I_x, this.E_a, this.E_theta)) / this.E_tau;
  readonly dy = (y: number, t: number, x: number, I_y: number): number =>
    (-y + (1 - this.r * y) * this.F(this.wEI * x - this.wII * y + I_y, this.I_a, this.I_theta)) / this.I_tau;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dx, this.dy]), { method: this.method });

  constructor(size: Size, options: ModelOptions<WilsonCowanModel> = {}) {
    super(size, options);
    this.endOptions(new.target, WilsonCowanModel);
  }

  override update({ t, dt }: Step): void {
    this.drive(t, dt);
    const [x, y] = this.integral(this.x, this.y, t, this.input, this.input_y, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}
