/**
 * A slowly inactivating potassium current of thalamic relay cells.
 *
 *     I = g_max p q (E - V),   x' = phi_x (x∞ - x) / τ_x,   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 43) / 17))                  τ_p = 1 / (e^((u - 81) / 25.6) + e^(-(u + 132) / 18)) + 9.9
 *     q∞ = 1 / (1 + e^((u + 58) / 10.6))
 *     τ_q = 1 / (e^((u - 1329) / 200) + e^(-(u + 130) / 7.1)) where u < -70, else 8.9
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992) 1373–1383.
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { TwoSteadyGates } from './gates.js';

export class IKK2B_HM1992 extends TwoSteadyGates {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', 1);
  readonly phi_q: number = this.parameter('phi_q', 1);

  constructor(size: Size, options: ModelOptions<IKK2B_HM1992> = {}) {
    super(size, options);
    this.endOptions(new.target, IKK2B_HM1992);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V - this.V_sh + 43) / 17));
  }

  override p_tau(V: number): number {
    return 1 / (Math.exp((V - this.V_sh - 81) / 25.6) + Math.exp(-(V - this.V_sh + 132) / 18)) + 9.9;
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V - this.V_sh + 58) / 10.6));
  }

  override q_tau(V: number): number {
    const u = V - this.V_sh;
    return bm.where(u < -70, 1 / (Math.exp((u - 1329) / 200) + Math.exp(-(u + 130) / 7.1)), 8.9);
  }

  override current(V: number): number {
    return this.g_max * this.p * this.q * (this.E - V);
  }
}
