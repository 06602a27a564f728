/**
 * The sodium current of thalamic and cortical cells, with rates that depend on the temperature T (°C).
 *
 *     I = g_max p³ q (E - V),   x' = phi (α_x (1 - x) - β_x x),   phi = 3^((T - 36) / 10),   u = V - V_sh
 *     α_p = 0.32 (u - 13) / (1 - e^(-(u - 13) / 4))    β_p = 0.28 (u - 40) / (e^((u - 40) / 5) - 1)
 *     α_q = 0.128 e^(-(u - 17) / 18)                   β_q = 4 / (1 + e^(-(u - 40) / 5))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * M. Bazhenov, I. Timofeev, M. Steriade and T. J. Sejnowski, J. Neurosci. 22 (2002) 8691–8704.
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoRateGates } from './gates.js';

export class INa_Ba2002 extends TwoRateGates {
  readonly T: number = this.parameter('T', 36);
  readonly E: number = this.parameter('E', 50);
  readonly g_max: number = this.parameter('g_max', 90);
  readonly V_sh: number = this.parameter('V_sh', -50);
  readonly phi: number = this.parameter('phi', temperatureFactor(3, this.T, 36));
  readonly phi_p: number = this.parameter('phi_p', this.phi);
  readonly phi_q: number = this.parameter('phi_q', this.phi);

  constructor(size: Size, options: ModelOptions<INa_Ba2002> = {}) {
    super(size, options);
    this.endOptions(new.target, INa_Ba2002);
  }

  override p_alpha(V: number): number {
    return 1.28 / bm.exprel(-(V - this.V_sh - 13) / 4);
  }

  override p_beta(V: number): number {
    return 1.4 / bm.exprel((V - this.V_sh - 40) / 5);
  }

  override q_alpha(V: number): number {
    return 0.128 * Math.exp(-(V - this.V_sh - 17) / 18);
  }

  override q_beta(V: number): number {
    return 4 / (1 + Math.exp(-(V - this.V_sh - 40) / 5));
  }

  override current(V: number): number {
    return this.g_max * this.p ** 3 * this.q * (this.E - V);
  }
}
