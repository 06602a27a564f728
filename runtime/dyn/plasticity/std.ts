/**
 * Short-term depression.
 *
 *     x' = (1 - x) / tau
 *     a spike: x -= U x, by the x before the step
 *
 * What a cell sends is scaled by x. tau in ms. L. F. Abbott et al., Science 275 (1997) 220–224.
 */
import type { VectorLike } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import { SynSTP } from '../syn-stp.js';

/** Each of them one value, or one for each cell before. */
export interface STDOptions {
  /** The time constant of recovery (ms); 200 where it is not stated. */
  readonly tau?: ValuesInit;
  /** The part that a spike uses up; 0.07 where it is not stated. */
  readonly U?: ValuesInit;
}

export class STD extends SynSTP {
  readonly tau: number;
  readonly U: number;
  /** The part that is available. */
  readonly x: Variable<1>;

  readonly dx = (x: number, t: number): number => (1 - x) * (1 / this.tau);

  readonly integral: IntegratorOf<1> = odeint(this.dx, { method: 'exp_auto' });

  constructor(options: STDOptions = {}, num?: number) {
    super(options, num);
    this.tau = this.parameter('tau', 200);
    this.U = this.parameter('U', 0.07);
    this.x = new Variable(this.forEachCell(1));
    this.endOptions(new.target, STD);
  }

  override update(spikes: VectorLike, t: number, dt: number): void {
    const x = this.integral(this.x, t, { dt });
    this.x.value = bm.where(spikes, x - this.U * this.x, x);
  }

  override filter(sent: VectorLike): VectorLike {
    return sent * this.x;
  }

  override resetState(): void {
    this.x.value = 1;
  }

  override forCells(num: number): STD {
    return new STD(this.given, num);
  }
}
