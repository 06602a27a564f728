/**
 * The threshold-linear model of an excitatory (x) and an inhibitory (y) population, by the Euler method; rates are never negative.
 *
 *     tau_e x' = -x + beta_e max(I_x, 0) + noise_e ξ
 *     tau_i y' = -y + beta_i max(I_y, 0) + noise_i ξ
 *
 * ξ: a normal number for each cell and step. t in the units of the time constants.
 * R. Chaudhuri et al., Neuron 88 (2015) 419–431.
 */
import type { Variable } from '../../core/variable.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { RateModel } from '../rate-model.js';
import type { Step } from '../step.js';

export class ThresholdLinearModel extends RateModel {
  readonly tau_e: number = this.parameter('tau_e', 0.02);
  readonly tau_i: number = this.parameter('tau_i', 0.01);
  readonly beta_e: number = this.parameter('beta_e', 0.066);
  readonly beta_i: number = this.parameter('beta_i', 0.351);
  readonly noise_e: number = this.parameter('noise_e', 0);
  readonly noise_i: number = this.parameter('noise_i', 0);

  readonly x: Variable<1> = this.state('x', 0);
  readonly y: Variable<1> = this.state('y', 0);

  constructor(size: Size, options: ModelOptions<ThresholdLinearModel> = {}) {
    super(size, options);
    this.endOptions(new.target, ThresholdLinearModel);
  }

  override update({ dt }: Step): void {
    const dx = -this.x + this.beta_e * bm.maximum(this.input, 0) + this.noise_e * bm.random.randn(this.num);
    const dy = -this.y + this.beta_i * bm.maximum(this.input_y, 0) + this.noise_i * bm.random.randn(this.num);
    this.x.value = bm.maximum(this.x + (dx / this.tau_e) * dt, 0);
    this.y.value = bm.maximum(this.y + (dy / this.tau_i) * dt, 0);
  }
}
