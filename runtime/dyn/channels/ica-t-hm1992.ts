/**
 * The low-threshold calcium current of thalamic relay cells.
 *
 *     I = g_max p² q (E_Ca - V),   x' = phi_x (x∞ - x) / τ_x,   phi_x = T_base_x^((T - 24) / 10),   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 59) / 6.2))                 τ_p = 1 / (e^(-(u + 132) / 16.7) + e^((u + 16.8) / 18.2)) + 0.612
 *     q∞ = 1 / (1 + e^((u + 83) / 4))
 *     τ_q = e^(-(u + 22) / 10.5) + 28 where u ≥ -80, else e^((u + 467) / 66.6)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992) 1373–1383.
 */
import * as bm from '../../math/index.js';
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoSteadyGates } from './gates.js';

export class ICaT_HM1992 extends TwoSteadyGates {
  readonly T: number = this.parameter('T', 36);
  readonly T_base_p: number = this.parameter('T_base_p', 3.55);
  readonly T_base_q: number = this.parameter('T_base_q', 3);
  readonly g_max: number = this.parameter('g_max', 2);
  readonly V_sh: number = this.parameter('V_sh', -3);
  readonly phi_p: number = this.parameter('phi_p', temperatureFactor(this.T_base_p, this.T, 24));
  readonly phi_q: number = this.parameter('phi_q', temperatureFactor(this.T_base_q, this.T, 24));

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<ICaT_HM1992> = {}) {
    super(size, options);
    this.endOptions(new.target, ICaT_HM1992);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V + 59 - this.V_sh) / 6.2));
  }

  override p_tau(V: number): number {
    return 1 / (Math.exp(-(V + 132 - this.V_sh) / 16.7) + Math.exp((V + 16.8 - this.V_sh) / 18.2)) + 0.612;
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V + 83 - this.V_sh) / 4));
  }

  override q_tau(V: number): number {
    const u = V - this.V_sh;
    return bm.where(u >= -80, Math.exp(-(u + 22) / 10.5) + 28, Math.exp((u + 467) / 66.6));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * this.q * (this.ca.E - V);
  }

  override calciumCurrent(V: number, _C: number): number {
    return this.current(V);
  }
}
