/**
 * The low-threshold calcium current of thalamic reticular cells.
 *
 *     I = g_max p² q (E_Ca - V),   x' = phi_x (x∞ - x) / τ_x,   phi_x = T_base_x^((T - 24) / 10),   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 52) / 7.4))                 τ_p = 3 + 1 / (e^((u + 27) / 10) + e^(-(u + 102) / 15))
 *     q∞ = 1 / (1 + e^((u + 80) / 5))                    τ_q = 85 + 1 / (e^((u + 48) / 4) + e^(-(u + 407) / 50))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. Prince, J. Neurosci. 12 (1992) 3804–3817.
 */
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoSteadyGates } from './gates.js';

export class ICaT_HP1992 extends TwoSteadyGates {
  readonly T: number = this.parameter('T', 36);
  readonly T_base_p: number = this.parameter('T_base_p', 5);
  readonly T_base_q: number = this.parameter('T_base_q', 3);
  readonly g_max: number = this.parameter('g_max', 1.75);
  readonly V_sh: number = this.parameter('V_sh', -3);
  readonly phi_p: number = this.parameter('phi_p', temperatureFactor(this.T_base_p, this.T, 24));
  readonly phi_q: number = this.parameter('phi_q', temperatureFactor(this.T_base_q, this.T, 24));

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<ICaT_HP1992> = {}) {
    super(size, options);
    this.endOptions(new.target, ICaT_HP1992);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V + 52 - this.V_sh) / 7.4));
  }

  override p_tau(V: number): number {
    return 3 + 1 / (Math.exp((V + 27 - this.V_sh) / 10) + Math.exp(-(V + 102 - this.V_sh) / 15));
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V + 80 - this.V_sh) / 5));
  }

  override q_tau(V: number): number {
    return 85 + 1 / (Math.exp((V + 48 - this.V_sh) / 4) + Math.exp(-(V + 407 - this.V_sh) / 50));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * this.q * (this.ca.E - V);
  }

  override calciumCurrent(V: number, _C: number): number {
    return this.current(V);
  }
}
