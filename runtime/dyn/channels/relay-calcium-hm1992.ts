/** What the calcium currents of thalamic relay cells have in common: `ICaT_HM1992` and `ICaHT_HM1992` differ in where they lie on the axis of the potential. */
import * as bm from '../../math/index.js';
import type { Calcium } from '../calcium.js';
import type { NeuGroupOptions, Size } from '../neu-group.js';
import { temperatureFactor } from '../temperature-factor.js';
import { TwoSteadyGates } from './gates.js';

export abstract class RelayCalcium extends TwoSteadyGates {
  abstract readonly V_sh: number;
  readonly T: number = this.parameter('T', 36);
  readonly T_base_p: number = this.parameter('T_base_p', 3.55);
  readonly T_base_q: number = this.parameter('T_base_q', 3);
  readonly g_max: number = this.parameter('g_max', 2);
  readonly phi_p: number = this.parameter('phi_p', temperatureFactor(this.T_base_p, this.T, 24));
  readonly phi_q: number = this.parameter('phi_q', temperatureFactor(this.T_base_q, this.T, 24));

  constructor(size: Size, readonly ca: Calcium, options: NeuGroupOptions) {
    super(size, options);
  }

  override p_inf(V: number): number {
    return 1 / (1 + Math.exp(-(V + 59 - this.V_sh) / 6.2));
  }

  override p_tau(V: number): number {
    return 1 / (Math.exp(-(V + 132 - this.V_sh) / 16.7) + Math.exp((V + 16.8 - this.V_sh) / 18.2)) + 0.612;
  }

  override q_inf(V: number): number {
    return 1 / (1 + Math.exp((V + 83 - this.V_sh) / 4));
  }

  override q_tau(V: number): number {
    const u = V - this.V_sh;
    return bm.where(u >= -80, Math.exp(-(u + 22) / 10.5) + 28, Math.exp((u + 467) / 66.6));
  }

  override current(V: number): number {
    return this.g_max * this.p * this.p * this.q * (this.ca.E - V);
  }

  override calciumCurrent(V: number, _C: number): number {
    return this.current(V);
  }
}
