/**
 * The delayed rectifier of thalamic and cortical cells.
 *
 *     I = g_max p⁴ (E - V),   p' = phi (α (1 - p) - β p),   phi = T_base^((T - 36) / 10),   u = V - V_sh
 *     α = 0.032 (u - 15) / (1 - e^(-(u - 15) / 5))     β = 0.5 e^(-(u - 10) / 40)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * M. Bazhenov, I. Timofeev, M. Steriade and T. J. Sejnowski, J. Neurosci. 22 (2002) 8691–8704.
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { OneRateGate } from './gates.js';

export class IKDR_Ba2002 extends OneRateGate {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly V_sh: number = this.parameter('V_sh', -50);
  readonly T_base: number = this.parameter('T_base', 3);
  readonly T: number = this.parameter('T', 36);
  readonly phi: number = this.parameter('phi', temperatureFactor(this.T_base, this.T, 36));

  constructor(size: Size, options: ModelOptions<IKDR_Ba2002> = {}) {
    super(size, options);
    this.endOptions(new.target, IKDR_Ba2002);
  }

  override p_alpha(V: number): number {
    return 0.16 / bm.exprel(-(V - this.V_sh - 15) / 5);
  }

  override p_beta(V: number): number {
    return 0.5 * Math.exp(-(V - this.V_sh - 10) / 40);
  }

  override current(V: number): number {
    return this.g_max * this.p ** 4 * (this.E - V);
  }
}
