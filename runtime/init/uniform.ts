/** Uniformly distributed values. */
import type { NDArray } from '../array/types.js';
import { uniform } from '../random/distributions.js';
import type { RandomState } from '../random/random-state.js';
import { Initializer } from './initializer.js';
import type { SeedOption } from './normal.js';
import { streamOf } from './normal.js';

/** Uniform between two values. */
export class Uniform extends Initializer {
  readonly min: number;
  readonly max: number;
  readonly #state: RandomState | undefined;

  constructor(min: number = 0, max: number = 1, options: SeedOption = {}) {
    super();
    this.min = min;
    this.max = max;
    this.#state = streamOf('Uniform', options);
  }

  override sample(shape: readonly number[]): NDArray {
    return uniform(this.min, this.max, shape, { state: this.#state });
  }
}
