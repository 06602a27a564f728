/**
 * The exact mean field of quadratic integrate-and-fire neurons: x is their mean potential, y their rate.
 *
 *     y' tau = delta / (π tau) + 2 x y + I_y
 *     x' tau = x² + eta + I_x + J y tau - (π y tau)²
 *
 * t in units of tau. E. Montbrió, D. Pazó and A. Roxin, Phys. Rev. X 5 (2015) 021028.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OUDrivenRate } from '../ou-driven-rate.js';
import type { Step } from '../step.js';

export class QIF extends OUDrivenRate {
  readonly tau: number = this.parameter('tau', 1);
  readonly eta: number = this.parameter('eta', -5);
  readonly delta: number = this.parameter('delta', 1);
  readonly J: number = this.parameter('J', 15);

  readonly x: Variable<1> = this.state('x', new Uniform(0, 0.05));
  readonly y: Variable<1> = this.state('y', new Uniform(0, 0.05));

  readonly dx = (x: number, t: number, y: number, I_x: number): number => (x ** 2 + this.eta + I_x + this.J * y * this.tau - (Math.PI * y * this.tau) ** 2) / this.tau;
  readonly dy = (y: number, t: number, x: number, I_y: number): number => (this.delta / (Math.PI * this.tau) + 2 * x * y + I_y) / this.tau;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dx, this.dy]), { method: this.method });

  constructor(size: Size, options: ModelOptions<QIF> = {}) {
    super(size, options);
    this.endOptions(new.target, QIF);
  }

  override update({ t, dt }: Step): void {
    this.drive(t, dt);
    const [x, y] = this.integral(this.x, this.y, t, this.input, this.input_y, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}
