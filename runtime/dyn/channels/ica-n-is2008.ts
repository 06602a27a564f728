/**
 * The unspecific cation current that calcium activates, of granule cells of the olfactory bulb. It carries calcium.
 *
 *     I = g_max C / (C + 0.2) p (E - V),   p' = phi_p (p∞ - p) / τ,   C the concentration of calcium (mM)
 *     p∞ = 1 / (1 + e^(-(V + 43) / 5.2))                 τ = 2.7 / (e^(-(V + 55) / 15) + e^((V + 55) / 15)) + 1.6
 *
 * V in mV, t in ms, conductances in mS/cm².
 * T. Inoue and B. W. Strowbridge, J. Neurophysiol. 99 (2008) 187–199.
 */
import type { Calcium } from '../calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OneSteadyGate } from './gates.js';

export class ICaN_IS2008 extends OneSteadyGate {
  readonly E: number = this.parameter('E', 10);
  readonly g_max: number = this.parameter('g_max', 1);
  readonly phi_p: number = this.parameter('phi_p', 1);

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<ICaN_IS2008> = {}) {
    super(size, options);
    this.endOptions(new.target, ICaN_IS2008);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V + 43) / 5.2));
  }

  override p_tau(V: number): number {
    return 2.7 / (Math.exp(-(V + 55) / 15) + Math.exp((V + 55) / 15)) + 1.6;
  }

  override current(V: number): number {
    return this.calciumCurrent(V, this.ca.C);
  }

  override calciumCurrent(V: number, C: number): number {
    return this.g_max * (C / (C + 0.2)) * this.p * (this.E - V);
  }
}
