/**
 * A leak of potassium.
 *
 *     I = g_max (E - V)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * A. Destexhe, T. Bal, D. A. McCormick and T. J. Sejnowski, J. Neurophysiol. 76 (1996) 2049–2070.
 */
import { Channel } from '../channel.js';
import type { ModelOptions, Size } from '../neu-group.js';

export class IKL extends Channel {
  readonly g_max: number = this.parameter('g_max', 0.005);
  readonly E: number = this.parameter('E', -90);

  constructor(size: Size, options: ModelOptions<IKL> = {}) {
    super(size, options);
    this.endOptions(new.target, IKL);
  }

  override current(V: number): number {
    return this.g_max * (this.E - V);
  }
}
