/** What the two components of the slowly inactivating potassium current of thalamic relay cells have in common: `IKK2A_HM1992` and `IKK2B_HM1992` differ in how fast they inactivate. */
import { TwoSteadyGates } from './gates.js';

export abstract class SlowPotassium extends TwoSteadyGates {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', 1);
  readonly phi_q: number = this.parameter('phi_q', 1);

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V - this.V_sh + 43) / 17));
  }

  override p_tau(V: number): number {
    return 1 / (Math.exp((V - this.V_sh - 81) / 25.6) + Math.exp(-(V - this.V_sh + 132) / 18)) + 9.9;
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V - this.V_sh + 58) / 10.6));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.q * (this.E - V);
  }
}
