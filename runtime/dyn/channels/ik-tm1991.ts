/**
 * The potassium current of hippocampal pyramidal cells.
 *
 *     I = g_max p⁴ (E - V),   p' = phi (α (1 - p) - β p),   u = V - V_sh
 *     α = 0.032 (15 - u) / (e^((15 - u) / 5) - 1)      β = 0.5 e^((10 - u) / 40)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * R. D. Traub and R. Miles, Neuronal Networks of the Hippocampus (1991).
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OneRateGate } from './gates.js';

export class IK_TM1991 extends OneRateGate {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly phi: number = this.parameter('phi', 1);
  readonly V_sh: number = this.parameter('V_sh', -60);

  constructor(size: Size, options: ModelOptions<IK_TM1991> = {}) {
    super(size, options);
    this.endOptions(new.target, IK_TM1991);
  }

  override p_alpha(V: number): number {
    return 0.16 / bm.exprel((15 - V + this.V_sh) / 5);
  }

  override p_beta(V: number): number {
    return 0.5 * Math.exp((10 - V + this.V_sh) / 40);
  }

  override current(V: number): number {
    return this.g_max * this.p ** 4 * (this.E - V);
  }
}
