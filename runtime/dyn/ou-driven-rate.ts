/**
 * Populations that two Ornstein–Uhlenbeck processes drive beside their inputs: one is added to x', one to y' (`x_ou_mean`, `x_ou_sigma`, `x_ou_tau`, and the same for y).
 *
 *     dξ = (mean - ξ) / tau dt + sigma dW
 *
 * The drift is solved exactly, the noise of a step is sigma √dt N(0, 1); each step first moves the processes on. Times in ms.
 */
import type { Variable } from '../core/variable.js';
import type { IntegratorOf } from '../integrators/integrator.js';
import { odeint } from '../integrators/odeint.js';
import * as bm from '../math/index.js';
import { RateModel } from './rate-model.js';

export abstract class OUDrivenRate extends RateModel {
  readonly x_ou_mean: number = this.parameter('x_ou_mean', 0);
  readonly x_ou_sigma: number = this.parameter('x_ou_sigma', 0);
  readonly x_ou_tau: number = this.parameter('x_ou_tau', 5);
  readonly y_ou_mean: number = this.parameter('y_ou_mean', 0);
  readonly y_ou_sigma: number = this.parameter('y_ou_sigma', 0);
  readonly y_ou_tau: number = this.parameter('y_ou_tau', 5);
  /** The processes. */
  readonly x_ou: Variable<1> = this.state('x_ou', this.x_ou_mean);
  readonly y_ou: Variable<1> = this.state('y_ou', this.y_ou_mean);
  /** Whether there are any: without, no numbers are drawn. */
  readonly isDriven: boolean = ['x_ou_mean', 'x_ou_sigma', 'y_ou_mean', 'y_ou_sigma'].some((name) => this.option(name) !== undefined);

  readonly dOU = (xi: number, t: number, mean: number, tau: number): number => (mean - xi) / tau;

  readonly drift: IntegratorOf<1> = odeint(this.dOU, { method: 'exp_auto' });

  /** Adds what the processes give to the inputs of the step. */
  protected drive(t: number, dt: number): void {
    if (!this.isDriven) return;
    this.x_ou.value = this.drift(this.x_ou, t, this.x_ou_mean, this.x_ou_tau, { dt }) + this.x_ou_sigma * Math.sqrt(dt) * bm.random.randn(this.num);
    this.y_ou.value = this.drift(this.y_ou, t, this.y_ou_mean, this.y_ou_tau, { dt }) + this.y_ou_sigma * Math.sqrt(dt) * bm.random.randn(this.num);
    this.input.value += this.x_ou;
    this.input_y.value += this.y_ou;
  }
}
