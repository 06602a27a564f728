/** What the two components of the transient potassium current of thalamic relay cells have in common: `IKA1_HM1992` and `IKA2_HM1992` differ in where they open, and in strength. */
import * as bm from '../../math/index.js';
import { TwoSteadyGates } from './gates.js';

export abstract class TransientPotassium extends TwoSteadyGates {
  abstract readonly g_max: number;
  readonly E: number = this.parameter('E', -90);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', 1);
  readonly phi_q: number = this.parameter('phi_q', 1);

  override p_tau(V: number): number {
    return 1 / (Math.exp((V - this.V_sh + 35.8) / 19.7) + Math.exp(-(V - this.V_sh + 79.7) / 12.7)) + 0.37;
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V - this.V_sh + 78) / 6));
  }

  override q_tau(V: number): number {
    const u = V - this.V_sh;
    return bm.where(u < -63, 1 / (Math.exp((u + 46) / 5) + Math.exp(-(u + 238) / 37.5)), 19);
  }

  override current(V: number): number {
    return this.g_max * this.p ** 4 * this.q * (this.E - V);
  }
}
