/**
 * The Stuart–Landau oscillator: the normal form of a Hopf bifurcation at a = 0.
 *
 *     x' = (a - x² - y²) x - w y + I_x
 *     y' = (a - x² - y²) y + w x + I_y
 *
 * (BrainPy 2.8 has -w y in the second equation, which does not turn.) G. Deco et al., Sci. Rep. 7 (2017) 3095.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OUDrivenRate } from '../ou-driven-rate.js';
import type { Step } from '../step.js';

export class StuartLandauOscillator extends OUDrivenRate {
  readonly a: number = this.parameter('a', 0.25);
  readonly w: number = this.parameter('w', 0.2);

  readonly x: Variable<1> = this.state('x', new Uniform(0, 0.5));
  readonly y: Variable<1> = this.state('y', new Uniform(0, 0.5));

  readonly dx = (x: number, t: number, y: number, I_x: number): number => (this.a - x * x - y * y) * x - this.w * y + I_x;
  readonly dy = (y: number, t: number, x: number, I_y: number): number => (this.a - x * x - y * y) * y + this.w * x + I_y;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dx, this.dy]), { method: this.method });

  constructor(size: Size, options: ModelOptions<StuartLandauOscillator> = {}) {
    super(size, options);
    this.endOptions(new.target, StuartLandauOscillator);
  }

  override update({ t, dt }: Step): void {
    this.drive(t, dt);
    const [x, y] = this.integral(this.x, this.y, t, this.input, this.input_y, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}
