/**
 * Short-term facilitation and depression.
 *
 *     u' = -u / tau_f
 *     x' = (1 - x) / tau_d
 *     a spike: u += U (1 - u), then x -= u x with the new u; both by the values before the step
 *
 * What a cell sends is scaled by u x. Times in ms. M. Tsodyks, K. Pawelzik and H. Markram, Neural Comput. 10 (1998) 821–835.
 */
import type { VectorLike } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import { SynSTP } from '../syn-stp.js';

/** Each of them one value, or one for each cell before. */
export interface STPOptions {
  /** The part of the rest that a spike makes ready; 0.15 where it is not stated. */
  readonly U?: ValuesInit;
  /** The time constants of facilitation and of recovery (ms); 1500 and 200 where they are not stated. */
  readonly tau_f?: ValuesInit;
  readonly tau_d?: ValuesInit;
}

export class STP extends SynSTP {
  readonly U: number;
  readonly tau_f: number;
  readonly tau_d: number;
  /** The part that is ready for release, and the part that is available. */
  readonly u: Variable<1>;
  readonly x: Variable<1>;

  readonly du = (u: number, t: number): number => -u * (1 / this.tau_f);
  readonly dx = (x: number, t: number): number => (1 - x) * (1 / this.tau_d);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.du, this.dx]), { method: 'exp_auto' });

  constructor(options: STPOptions = {}, num?: number) {
    super(options, num);
    this.U = this.parameter('U', 0.15);
    this.tau_f = this.parameter('tau_f', 1500);
    this.tau_d = this.parameter('tau_d', 200);
    this.u = new Variable(this.forEachCell(this.U));
    this.x = new Variable(this.forEachCell(1));
    this.endOptions(new.target, STP);
  }

  override update(spikes: VectorLike, t: number, dt: number): void {
    const [decayed, recovered] = this.integral(this.u, this.x, t, { dt });
    const u = bm.where(spikes, decayed + this.U * (1 - this.u), decayed);
    this.x.value = bm.where(spikes, recovered - u * this.x, recovered);
    this.u.value = u;
  }

  override filter(sent: VectorLike): VectorLike {
    return sent * this.x * this.u;
  }

  override resetState(): void {
    this.u.value = this.forEachCell(this.U);
    this.x.value = 1;
  }

  override forCells(num: number): STP {
    return new STP(this.given, num);
  }
}
