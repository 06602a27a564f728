/** Cells whose equations make the whole spike: it counts where the potential rises through a threshold, and nothing is reset. */
import type { NDArrayLike } from '../array/types.js';
import * as bm from '../math/index.js';
import { Neuron } from './neuron.js';

export abstract class CrossingNeuron extends Neuron {
  /** The threshold (mV). */
  abstract readonly V_th: number;

  /** Takes over the potential that a step of `dt` leads to. */
  protected rise(next: NDArrayLike, dt: number): void {
    const V = this.withNoise(next, dt);
    this.spike.value = bm.logicalAnd(this.V < this.V_th, V >= this.V_th);
    this.V.value = V;
  }
}
