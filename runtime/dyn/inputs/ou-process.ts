/**
 * The Ornstein–Uhlenbeck process, one for each cell.
 *
 *     dx = (mean - x) / tau dt + sigma dW
 *
 * The drift is solved exactly, the noise of a step is sigma √dt N(0, 1). tau in ms.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { NeuGroup } from '../neu-group.js';
import type { Step } from '../step.js';

export class OUProcess extends NeuGroup {
  readonly mean: number = this.parameter('mean', 0);
  readonly sigma: number = this.parameter('sigma', 1);
  readonly tau: number = this.parameter('tau', 10);

  readonly x: Variable<1> = this.state('x', this.mean);

  readonly dx = (x: number, t: number): number => (this.mean - x) / this.tau;

  readonly integral: IntegratorOf<1> = odeint(this.dx, { method: this.method });

  constructor(size: Size, options: ModelOptions<OUProcess> = {}) {
    super(size, options);
    this.endOptions(new.target, OUProcess);
  }

  override update({ t, dt }: Step): void {
    this.x.value = this.integral(this.x, t, { dt }) + this.sigma * Math.sqrt(dt) * bm.random.randn(this.num);
  }
}
