/**
 * Many independent sources of spikes at once: in each step each element of a Variable (a group's `input`, say) grows by `weight` times the number of the
 * `numInput` sources that spike, each at `freq` Hz. A binomial number is drawn for each element; the sources themselves are not kept.
 *
 *     new PoissonInput(target, numInput, freq, weight)
 */
import type { Variable } from '../../core/variable.js';
import { VariableObject } from '../../core/variable.js';
import * as bm from '../../math/index.js';
import { checkInstance } from '../check-instance.js';
import { Projection } from '../projection.js';
import type { Step } from '../step.js';

export class PoissonInput extends Projection {
  readonly target: Variable<1>;
  readonly numInput: number;
  /** The rate of each source (Hz). */
  readonly freq: number;
  readonly weight: number;

  constructor(target: Variable<1>, numInput: number, freq: number, weight: number) {
    super();
    checkInstance('PoissonInput: its first argument', target, VariableObject, "the Variable that the spikes add to, a group's input for one");
    if (!Number.isInteger(numInput) || numInput < 1) throw new RangeError(`PoissonInput: numInput is a whole number of sources from 1 on, got ${numInput}`);
    if (!(freq >= 0)) throw new RangeError(`PoissonInput: freq is a rate in Hz, got ${freq}`);
    this.target = target;
    this.numInput = numInput;
    this.freq = freq;
    this.weight = weight;
  }

  override update({ dt }: Step): void {
    this.target.value += this.weight * bm.random.binomial(this.numInput, (this.freq * dt) / 1000, [this.target.size]);
  }
}
