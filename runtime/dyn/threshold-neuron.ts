/** Cells that spike where their potential reaches a threshold, are reset, and then stay as they are for a while. */
import type { Vector } from '../array/types.js';
import type { Variable } from '../core/variable.js';
import * as bm from '../math/index.js';
import { Neuron } from './neuron.js';

export abstract class ThresholdNeuron extends Neuron {
  /** The threshold, and the potential after a spike (mV). */
  abstract readonly V_th: number;
  abstract readonly V_reset: number;
  /** How long the potential stays after a spike (ms): `round(tau_ref / dt)` steps. */
  readonly tau_ref: number = this.parameter('tau_ref', 0);
  /** How many steps the potential will still stay where it is. */
  readonly refractory: Variable<1> = this.blank();

  /** Takes over the potential that a step of `dt` leads to; gives the cells that spike. */
  protected fire(next: number, dt: number): Vector<'bool'> {
    const isHeld = bm.greater(this.refractory, 0);
    const V = bm.where(isHeld, this.V, this.withNoise(next, dt));
    const spike: Vector<'bool'> = bm.asarray(bm.greaterEqual(V, this.V_th));
    this.spike.value = spike;
    this.refractory.value = bm.where(spike, Math.round(this.tau_ref / dt), bm.where(isHeld, this.refractory - 1, 0));
    this.V.value = bm.where(spike, this.V_reset, V);
    return spike;
  }
}
