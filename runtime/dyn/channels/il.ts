/**
 * A leak.
 *
 *     I = g_max (E - V)
 *
 * V in mV, t in ms, conductances in mS/cm².
 * A. L. Hodgkin and A. F. Huxley, J. Physiol. 117 (1952) 500–544.
 */
import { Channel } from '../channel.js';
import type { ModelOptions, Size } from '../neu-group.js';

export class IL extends Channel {
  readonly g_max: number = this.parameter('g_max', 0.1);
  readonly E: number = this.parameter('E', -70);

  constructor(size: Size, options: ModelOptions<IL> = {}) {
    super(size, options);
    this.endOptions(new.target, IL);
  }

  override current(V: number): number {
    return this.g_max * (this.E - V);
  }
}
