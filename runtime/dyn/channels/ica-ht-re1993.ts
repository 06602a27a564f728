/**
 * The high-threshold calcium current of neocortical pyramidal cells.
 *
 *     I = g_max p² q (E_Ca - V),   x' = phi_x (α_x (1 - x) - β_x x),   phi_x = T_base_x^((T - 23) / 10),   u = V - V_sh
 *     α_p = 0.055 (-27 - u) / (e^((-27 - u) / 3.8) - 1)  β_p = 0.94 e^((-75 - u) / 17)
 *     α_q = 0.000457 e^((-13 - u) / 50)                  β_q = 0.0065 / (e^((-15 - u) / 28) + 1)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * I. Reuveni, A. Friedman, Y. Amitai and M. J. Gutnick, J. Neurosci. 13 (1993) 4609–4621.
 */
import * as bm from '../../math/index.js';
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoRateGates } from './gates.js';

export class ICaHT_Re1993 extends TwoRateGates {
  readonly T: number = this.parameter('T', 36);
  readonly T_base_p: number = this.parameter('T_base_p', 2.3);
  readonly T_base_q: number = this.parameter('T_base_q', 2.3);
  readonly g_max: number = this.parameter('g_max', 1);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', temperatureFactor(this.T_base_p, this.T, 23));
  readonly phi_q: number = this.parameter('phi_q', temperatureFactor(this.T_base_q, this.T, 23));

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<ICaHT_Re1993> = {}) {
    super(size, options);
    this.endOptions(new.target, ICaHT_Re1993);
  }

  override p_alpha(V: number): number {
    return 0.209 / bm.exprel((-27 - V + this.V_sh) / 3.8);
  }

  override p_beta(V: number): number {
    return 0.94 * Math.exp((-75 - V + this.V_sh) / 17);
  }

  override q_alpha(V: number): number {
    return 0.000457 * Math.exp((-13 - V + this.V_sh) / 50);
  }

  override q_beta(V: number): number {
    return 0.0065 / (Math.exp((-15 - V + this.V_sh) / 28) + 1);
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * this.q * (this.ca.E - V);
  }

  override calciumCurrent(V: number, _C: number): number {
    return this.current(V);
  }
}
