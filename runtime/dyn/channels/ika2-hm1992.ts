/**
 * A rapidly inactivating potassium current of thalamic relay cells.
 *
 *     I = g_max p⁴ q (E - V),   x' = phi_x (x∞ - x) / τ_x,   u = V - V_sh
 *     p∞ = 1 / (1 + e^(-(u + 36) / 20))                  τ_p = 1 / (e^((u + 35.8) / 19.7) + e^(-(u + 79.7) / 12.7)) + 0.37
 *     q∞ = 1 / (1 + e^((u + 78) / 6))
 *     τ_q = 1 / (e^((u + 46) / 5) + e^(-(u + 238) / 37.5)) where u < -63, else 19
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992) 1373–1383.
 */
import type { ModelOptions, Size } from '../neu-group.js';
import { TransientPotassium } from './transient-potassium-hm1992.js';

export class IKA2_HM1992 extends TransientPotassium {
  readonly g_max: number = this.parameter('g_max', 20);

  constructor(size: Size, options: ModelOptions<IKA2_HM1992> = {}) {
    super(size, options);
    this.endOptions(new.target, IKA2_HM1992);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V - this.V_sh + 36) / 20));
  }
}
