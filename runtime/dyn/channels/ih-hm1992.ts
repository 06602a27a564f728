/**
 * The current that hyperpolarization activates, of thalamic relay cells.
 *
 *     I = g_max p (E - V),   p' = phi_p (p∞ - p) / τ
 *     p∞ = 1 / (1 + e^((V + 75) / 5.5))                  τ = 1 / (e^(-0.086 V - 14.59) + e^(0.0701 V - 1.87))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * J. R. Huguenard and D. A. McCormick, J. Neurophysiol. 68 (1992) 1373–1383.
 */
import type { ModelOptions, Size } from '../neu-group.js';
import { OneSteadyGate } from './gates.js';

export class Ih_HM1992 extends OneSteadyGate {
  readonly g_max: number = this.parameter('g_max', 10);
  readonly E: number = this.parameter('E', 43);
  readonly phi_p: number = this.parameter('phi_p', 1);

  constructor(size: Size, options: ModelOptions<Ih_HM1992> = {}) {
    super(size, options);
    this.endOptions(new.target, Ih_HM1992);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp((V + 75) / 5.5));
  }

  override p_tau(V: number): number {
    return 1 / (Math.exp(-0.086 * V - 14.59) + Math.exp(0.0701 * V - 1.87));
  }

  override current(V: number): number {
    return this.g_max * this.p * (this.E - V);
  }
}
