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
import { SlowPotassium } from './slow-potassium-hm1992.js';

export class IKK2B_HM1992 extends SlowPotassium {
  constructor(size: Size, options: ModelOptions<IKK2B_HM1992> = {}) {
    super(size, options);
    this.endOptions(new.target, IKK2B_HM1992);
  }

  override q_tau(V: number): number {
    const u = V - this.V_sh;
    return bm.where(u < -70, 1 / (Math.exp((u - 1329) / 200) + Math.exp(-(u + 130) / 7.1)), 8.9);
  }
}
