/**
 * A slow potassium current that does not inactivate.
 *
 *     I = g_max p (E - V),   p' = phi_p (p∞ - p) / τ,   u = V - V_sh + 35
 *     p∞ = 1 / (1 + e^(-u / 10))                         τ = tau_max / (3.3 e^(u / 20) + e^(-u / 20))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * W. M. Yamada, C. Koch and P. R. Adams, in Methods in Neuronal Modeling (1989) 97–133.
 */
import type { ModelOptions, Size } from '../neu-group.js';
import { OneSteadyGate } from './gates.js';

export class IKNI_Ya1989 extends OneSteadyGate {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 0.004);
  readonly tau_max: number = this.parameter('tau_max', 4e3);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly phi_p: number = this.parameter('phi_p', 1);

  constructor(size: Size, options: ModelOptions<IKNI_Ya1989> = {}) {
    super(size, options);
    this.endOptions(new.target, IKNI_Ya1989);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V - this.V_sh + 35) / 10));
  }

  override p_tau(V: number): number {
    const u = V - this.V_sh + 35;
    return this.tau_max / (3.3 * Math.exp(u / 20) + Math.exp(-u / 20));
  }

  override current(V: number): number {
    return this.g_max * this.p * (this.E - V);
  }
}
