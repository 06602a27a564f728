/**
 * The slow potassium current that calcium activates, of thalamic reticular cells.
 *
 *     I = g_max p² (E - V)
 *     p' = phi (alpha Cⁿ (1 - p) - beta p),   C the concentration of calcium (mM)
 *
 * V in mV, t in ms, conductances in mS/cm². A. Destexhe, D. Contreras, T. J. Sejnowski and M. Steriade, J. Neurophysiol. 72 (1994) 803–818.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Calcium } from '../calcium.js';
import { Channel } from '../channel.js';
import type { ModelOptions, Size } from '../neu-group.js';
import type { Step } from '../step.js';

export class IAHP_De1994 extends Channel {
  readonly E: number = this.parameter('E', -95);
  readonly n: number = this.parameter('n', 2);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly alpha: number = this.parameter('alpha', 48);
  readonly beta: number = this.parameter('beta', 0.09);
  readonly phi: number = this.parameter('phi', 1);

  readonly p: Variable<1> = this.gate('p', () => bm.div(this.opening(this.ca.C), bm.add(this.opening(this.ca.C), this.beta)));

  readonly dp = (p: number, t: number, C: number): number => this.phi * (this.opening(C) * (1 - p) - this.beta * p);

  readonly integral: IntegratorOf<1> = odeint(this.dp, { method: this.method });

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<IAHP_De1994> = {}) {
    super(size, options);
    this.endOptions(new.target, IAHP_De1994);
  }

  /** The rate of opening at the concentration `C` (1/ms). */
  opening(C: number): number {
    return bm.mul(this.alpha, bm.pow(C, this.n));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * (this.E - V);
  }

  override update({ t, dt }: Step, _V: NDArrayLike): void {
    this.p.value = this.integral(this.p, t, this.ca.C, { dt });
  }
}
