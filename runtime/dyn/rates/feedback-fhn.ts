/**
 * The FitzHugh–Nagumo model of a population with delayed feedback.
 *
 *     x'     = x - x³ / 3 - y + I_x + mu (x(t - delay) - v0)
 *     tau y' = x + a - b y + I_y
 *
 * The delay is `delayStep` steps: 100, which is 10 ms at a step of 0.1. Before the first step x was 0, as in BrainPy. Times in ms. T. D. Frank, A. Daffertshofer, C. E. Peper,
 * P. J. Beek and H. Haken, Physica D 144 (2000) 62–86.
 */
import type { Matrix } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OUDrivenRate } from '../ou-driven-rate.js';
import type { Step } from '../step.js';

export interface FeedbackFHNOptions extends ModelOptions<FeedbackFHN> {
  /** The delay in steps, from 1 on. */
  readonly delayStep?: number;
}

export class FeedbackFHN extends OUDrivenRate {
  readonly a: number = this.parameter('a', 0.7);
  readonly b: number = this.parameter('b', 0.8);
  readonly tau: number = this.parameter('tau', 12.5);
  readonly mu: number = this.parameter('mu', 1.6886);
  readonly v0: number = this.parameter('v0', -1);

  readonly x: Variable<1> = this.state('x', new Uniform(0, 0.05));
  readonly y: Variable<1> = this.state('y', new Uniform(0, 0.05));
  /** The values of x in the last steps, and now. */
  readonly past: Variable<2>;

  readonly dx = (x: number, t: number, y: number, I_x: number, delayed: number): number => x - x ** 3 / 3 - y + I_x + this.mu * (delayed - this.v0);
  readonly dy = (y: number, t: number, x: number, I_y: number): number => (x + this.a - this.b * y + I_y) / this.tau;

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dx, this.dy]), { method: this.method });

  constructor(size: Size, options: FeedbackFHNOptions = {}) {
    super(size, options);
    const steps = this.option<number>('delayStep', 'number') ?? 100;
    if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`FeedbackFHN: delayStep is a whole number of steps from 1 on, got ${steps}`);
    const draw = (): Matrix => bm.zeros([steps + 1, this.num]);
    this.past = this.register(new Variable(draw()), draw);
    this.endOptions(new.target, FeedbackFHN);
  }

  override update({ t, dt, i }: Step): void {
    this.drive(t, dt);
    const delayed = bm.event.delay(this.past, i, this.x);
    const [x, y] = this.integral(this.x, this.y, t, this.input, delayed, this.input_y, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}
