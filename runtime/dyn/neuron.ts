/** Cells with a membrane potential: what synapses and inputs ask of the cells that they act on. */
import type { NDArrayLike } from '../array/types.js';
import type { Variable } from '../core/variable.js';
import * as bm from '../math/index.js';
import { SpikingGroup } from './spiking-group.js';

export abstract class Neuron extends SpikingGroup {
  /** The membrane potential (mV). */
  abstract readonly V: Variable<1>;
  /** The current of the next step: inputs and synapses add to it, and each step empties it. */
  readonly input: Variable<1> = this.blank();
  /** How much white noise the potential has, the option `noise` (mV / √ms): a step of `dt` adds `noise √dt N(0, 1)` to what the equations give. */
  readonly noiseScale: number = this.parameter('noise', 0, 'noiseScale');
  /** Whether it has any: without, no numbers are drawn. */
  readonly isNoisy: boolean = this.option('noise') !== undefined;

  /** The potential that a step of `dt` leads to, with the step's noise. */
  protected withNoise(next: NDArrayLike, dt: number): NDArrayLike {
    return this.isNoisy ? bm.add(next, bm.mul(this.noiseScale * Math.sqrt(dt), bm.random.randn(this.num))) : next;
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}
