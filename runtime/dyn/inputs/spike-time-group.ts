/**
 * Cells that spike at given times: in the first step that does not begin before.
 *
 *     new SpikeTimeGroup(3, { times: [1, 2.5], indices: [0, 2] })
 */
import { IndexError } from '../../abi/errors.js';
import type { Vector } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import * as bm from '../../math/index.js';
import type { NeuGroupOptions, Size } from '../neu-group.js';
import { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';

export interface SpikeTimes extends NeuGroupOptions {
  /** The times of the spikes (ms), in any order. */
  readonly times: ArrayLike<number>;
  /** The cell of each spike. */
  readonly indices: ArrayLike<number>;
}

export class SpikeTimeGroup extends SpikingGroup {
  readonly times: Vector<'float64'>;
  readonly indices: Vector<'int32'>;
  /** The number of spikes that are over. */
  readonly position: Variable<1, 'int32'> = this.register(new Variable(1, { dtype: 'int32' }), () => bm.zeros(1));

  constructor(size: Size, options: SpikeTimes) {
    super(size, options);
    const times = this.#list('times');
    const indices = this.#list('indices');
    if (times.length !== indices.length) throw new TypeError(`SpikeTimeGroup: ${times.length} times for ${indices.length} cells`);
    const odd = Array.from(indices).find((cell) => !Number.isInteger(cell) || cell < 0 || cell >= this.num);
    if (odd !== undefined) throw new IndexError(`SpikeTimeGroup: indices: ${odd} is no cell of ${this.num}`);
    const order = Array.from(times, (_, k) => k).sort((a, b) => times[a]! - times[b]!);
    this.times = bm.array(Float64Array.from(order, (k) => times[k]!));
    this.indices = bm.array(Int32Array.from(order, (k) => indices[k]!));
    this.endOptions(new.target, SpikeTimeGroup);
  }

  #list(name: string): ArrayLike<number> {
    const list = this.option<ArrayLike<number> & { toTypedArray?(): ArrayLike<number> }>(name);
    if (typeof list !== 'object') throw new TypeError(`SpikeTimeGroup: its options are { times, indices }, two lists or arrays, and ${name} is ${String(list)}`);
    return list.toTypedArray?.() ?? list;
  }

  override update({ t, dt }: Step): void {
    this.spike.value = false;
    let k = this.position[0]!;
    // A millionth of a step: times and t are multiples of dt that were rounded differently.
    while (k < this.times.length && this.times[k]! <= t + 1e-6 * dt) {
      this.spike[this.indices[k]!] = 1;
      k += 1;
    }
    this.position[0] = k;
  }
}
