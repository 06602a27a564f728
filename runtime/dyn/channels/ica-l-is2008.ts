/**
 * The L-type calcium current of granule cells of the olfactory bulb.
 *
 *     I = g_max p² q (E_Ca - V),   x' = phi_x (x∞ - x) / τ_x,   phi_x = T_base_x^((T - 24) / 10),   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 10) / 4))                   τ_p = 0.4 + 0.7 / (e^(-(u + 5) / 15) + e^((u + 5) / 15))
 *     q∞ = 1 / (1 + e^((u + 25) / 2))                    τ_q = 300 + 100 / (e^((u + 40) / 9.5) + e^(-(u + 40) / 9.5))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * T. Inoue and B. W. Strowbridge, J. Neurophysiol. 99 (2008) 187–199.
 */
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoSteadyGates } from './gates.js';

export class ICaL_IS2008 extends TwoSteadyGates {
  readonly T: number = this.parameter('T', 36);
  readonly T_base_p: number = this.parameter('T_base_p', 3.55);
  readonly T_base_q: number = this.parameter('T_base_q', 3);
  readonly g_max: number = this.parameter('g_max', 1);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', temperatureFactor(this.T_base_p, this.T, 24));
  readonly phi_q: number = this.parameter('phi_q', temperatureFactor(this.T_base_q, this.T, 24));

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<ICaL_IS2008> = {}) {
    super(size, options);
    this.endOptions(new.target, ICaL_IS2008);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V + 10 - this.V_sh) / 4));
  }

  override p_tau(V: number): number {
    return 0.4 + 0.7 / (Math.exp(-(V + 5 - this.V_sh) / 15) + Math.exp((V + 5 - this.V_sh) / 15));
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V + 25 - this.V_sh) / 2));
  }

  override q_tau(V: number): number {
    return 300 + 100 / (Math.exp((V + 40 - this.V_sh) / 9.5) + Math.exp(-(V + 40 - this.V_sh) / 9.5));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * this.q * (this.ca.E - V);
  }

  override calciumCurrent(V: number, _C: number): number {
    return this.current(V);
  }
}
