/**
 * The sodium current of the squid axon.
 *
 *     I = g_max p³ q (E - V),   x' = phi (α_x (1 - x) - β_x x),   u = V - V_sh
 *     α_p = 0.1 (u - 5) / (1 - e^(-(u - 5) / 10))      β_p = 4 e^(-(u + 20) / 18)
 *     α_q = 0.07 e^(-(u + 20) / 20)                    β_q = 1 / (1 + e^(-(u - 10) / 10))
 *
 * V in mV, t in ms, conductances in mS/cm².
 * A. L. Hodgkin and A. F. Huxley, J. Physiol. 117 (1952) 500–544.
 */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { TwoRateGates } from './gates.js';

export class INa_HH1952 extends TwoRateGates {
  readonly E: number = this.parameter('E', 50);
  readonly g_max: number = this.parameter('g_max', 120);
  readonly phi: number = this.parameter('phi', 1);
  readonly V_sh: number = this.parameter('V_sh', -45);
  readonly phi_p: number = this.parameter('phi_p', this.phi);
  readonly phi_q: number = this.parameter('phi_q', this.phi);

  constructor(size: Size, options: ModelOptions<INa_HH1952> = {}) {
    super(size, options);
    this.endOptions(new.target, INa_HH1952);
  }

  override p_alpha(V: number): number {
    return 1 / bm.exprel(-(V - this.V_sh - 5) / 10);
  }

  override p_beta(V: number): number {
    return 4 * Math.exp(-(V - this.V_sh + 20) / 18);
  }

  override q_alpha(V: number): number {
    return 0.07 * Math.exp(-(V - this.V_sh + 20) / 20);
  }

  override q_beta(V: number): number {
    return 1 / (1 + Math.exp(-(V - this.V_sh - 10) / 10));
  }

  override current(V: number): number {
    return this.g_max * this.p ** 3 * this.q * (this.E - V);
  }
}
