/**
 * Short-term depression.
 *
 *     x' = (1 - x) / tau
 *     a spike: x -= U x, by the x before the step
 *
 * What a cell sends is scaled by x. tau in ms. L. F. Abbott et al., Science 275 (1997) 220–224.
 */
import { checkOptions } from '../../abi/check-options.js';
import type { VectorLike } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import { SynSTP } from '../syn-stp.js';

export interface STDOptions {
  /** The time constant of recovery (ms). */
  readonly tau?: number;
  /** The part that a spike uses up. */
  readonly U?: number;
}

export class STD extends SynSTP {
  readonly tau: number;
  readonly U: number;
  /** The part that is available. */
  readonly x: Variable<1>;

  readonly dx = (x: number, t: number): number => (1 - x) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dx, { method: 'exp_auto' });

  constructor(options: STDOptions = {}, num: number = 0) {
    super();
    if (new.target === STD) checkOptions('STD', options, { tau: 'number', U: 'number' });
    this.tau = options.tau ?? 200;
    this.U = options.U ?? 0.07;
    this.x = new Variable(bm.ones(num));
  }

  override update(spikes: VectorLike, t: number, dt: number): void {
    const x = this.integral(this.x, t, { dt });
    this.x.value = bm.where(spikes, x - this.U * this.x, x);
  }

  override filter(sent: VectorLike): VectorLike {
    return sent * this.x;
  }

  override forCells(num: number): STD {
    return new STD({ tau: this.tau, U: this.U }, num);
  }
}
