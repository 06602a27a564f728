/**
 * The potassium current of the squid axon.
 *
 *     I = g_max p⁴ (E - V),   p' = phi (α (1 - p) - β p),   u = V - V_sh
 *     α = 0.01 (u + 10) / (1 - e^(-(u + 10) / 10))     β = 0.125 e^(-(u + 20) / 80)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * A. L. Hodgkin and A. F. Huxley, J. Physiol. 117 (1952) 500–544.
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { OneRateGate } from './gates.js';

export class IK_HH1952 extends OneRateGate {
  readonly E: number = this.parameter('E', -90);
  readonly g_max: number = this.parameter('g_max', 10);
  readonly phi: number = this.parameter('phi', 1);
  readonly V_sh: number = this.parameter('V_sh', -45);

  constructor(size: Size, options: ModelOptions<IK_HH1952> = {}) {
    super(size, options);
    this.endOptions(new.target, IK_HH1952);
  }

  override p_alpha(V: number): number {
    return 0.1 / bm.exprel(-(V - this.V_sh + 10) / 10);
  }

  override p_beta(V: number): number {
    return 0.125 * Math.exp(-(V - this.V_sh + 20) / 80);
  }

  override current(V: number): number {
    return this.g_max * this.p ** 4 * (this.E - V);
  }
}
