/**
 * A calcium current like that of thalamic relay cells, with a high threshold.
 *
 *     I = g_max p² q (E_Ca - V),   x' = phi_x (x∞ - x) / τ_x,   phi_x = T_base_x^((T - 24) / 10),   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 59) / 6.2))                 τ_p = 1 / (e^(-(u + 132) / 16.7) + e^((u + 16.8) / 18.2)) + 0.612
 *     q∞ = 1 / (1 + e^((u + 83) / 4))
 *     τ_q = e^(-(u + 22) / 10.5) + 28 where u ≥ -80, else e^((u + 467) / 66.6)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992) 1373–1383.
 */
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { RelayCalcium } from './relay-calcium-hm1992.js';

export class ICaHT_HM1992 extends RelayCalcium {
  readonly V_sh: number = this.parameter('V_sh', 25);

  constructor(size: Size, ca: Calcium, options: ModelOptions<ICaHT_HM1992> = {}) {
    super(size, ca, options);
    this.endOptions(new.target, ICaHT_HM1992);
  }
}
