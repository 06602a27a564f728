/**
 * The sodium current of hippocampal pyramidal cells.
 *
 *     I = g_max p³ q (E - V),   x' = phi (α_x (1 - x) - β_x x),   u = V - V_sh
 *     α_p = 0.32 (13 - u) / (e^((13 - u) / 4) - 1)     β_p = 0.28 (u - 40) / (e^((u - 40) / 5) - 1)
 *     α_q = 0.128 e^((17 - u) / 18)                    β_q = 4 / (1 + e^(-(u - 40) / 5))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * R. D. Traub and R. Miles, Neuronal Networks of the Hippocampus (1991).
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { TwoRateGates } from './gates.js';

export class INa_TM1991 extends TwoRateGates {
  readonly E: number = this.parameter('E', 50);
  readonly g_max: number = this.parameter('g_max', 120);
  readonly phi: number = this.parameter('phi', 1);
  readonly V_sh: number = this.parameter('V_sh', -63);
  readonly phi_p: number = this.parameter('phi_p', this.phi);
  readonly phi_q: number = this.parameter('phi_q', this.phi);

  constructor(size: Size, options: ModelOptions<INa_TM1991> = {}) {
    super(size, options);
    this.endOptions(new.target, INa_TM1991);
  }

  override p_alpha(V: number): number {
    return 1.28 / bm.exprel((13 - V + this.V_sh) / 4);
  }

  override p_beta(V: number): number {
    return 1.4 / bm.exprel((V - this.V_sh - 40) / 5);
  }

  override q_alpha(V: number): number {
    return 0.128 * Math.exp((17 - V + this.V_sh) / 18);
  }

  override q_beta(V: number): number {
    return 4 / (1 + Math.exp(-(V - this.V_sh - 40) / 5));
  }

  override current(V: number): number {
    return this.g_max * this.p ** 3 * this.q * (this.E - V);
  }
}
