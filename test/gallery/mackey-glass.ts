// M. C. Mackey and L. Glass, Science 197 (1977) 287–289: a delay that the model keeps itself, by steps, with a past before the first step.
import { Variable, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class MackeyGlass extends dyn.DynamicalSystem {
  readonly steps: number;
  readonly x = new Variable(bm.array([0, 0.5]));
  readonly past;
  readonly oldest;
  readonly integral;

  constructor(readonly beta = 0.2, readonly gamma = 0.1, tau = 17, readonly n = 10, dt = 0.05) {
    super();
    this.steps = Math.round(tau / dt);
    this.past = new integrators.LengthDelay(this.x, this.steps, { initialDelayData: 1.2 });
    this.oldest = new Variable(this.past(this.steps));
    const derivative = (x: number, t: number, old: number) => {
      const growth = this.beta * old / (1 + old ** this.n);
      return growth - this.gamma * x;
    };
    this.integral = integrators.odeint(derivative, { method: 'exp_auto' });
  }

  override update({ t, dt }: Step) {
    this.x.value = this.integral(this.x, t, this.oldest, { dt });
    this.past.update(this.x);
    this.oldest.value = this.past(this.steps);
  }
}

export const mackeyGlass: Simulation<MackeyGlass> = { make: () => new MackeyGlass(), run: 150, options: { monitors: ['x', 'oldest'], dt: 0.05 }, float: 'float64' };
