/** Normally distributed values that stay within bounds. */
import { checkOptions } from '../abi/check-options.js';
import { getFloat } from '../array/default-float.js';
import type { NDArray } from '../array/types.js';
import { array } from '../math/array.js';
import { normal } from '../random/distributions.js';
import type { RandomState } from '../random/random-state.js';
import { sizeOf } from '../abi/shape.js';
import { Initializer } from './initializer.js';
import type { SeedOption } from './normal.js';
import { streamOf } from './normal.js';

export interface TruncatedNormalOptions extends SeedOption {
  /** The bounds; two standard deviations around the mean where they are not stated. */
  readonly lower?: number;
  readonly upper?: number;
}

/** Normal, with values outside of the bounds drawn again. */
export class TruncatedNormal extends Initializer {
  readonly loc: number;
  readonly scale: number;
  readonly lower: number;
  readonly upper: number;
  readonly #state: RandomState | undefined;

  constructor(loc: number = 0, scale: number = 1, { lower, upper, ...seed }: TruncatedNormalOptions = {}) {
    super();
    checkOptions('TruncatedNormal', { lower, upper }, { lower: 'number', upper: 'number' });
    this.loc = loc;
    this.scale = scale;
    this.lower = lower ?? loc - 2 * scale;
    this.upper = upper ?? loc + 2 * scale;
    // Farther out, nearly all draws would be in vain.
    if (!(this.lower < this.upper && this.lower < loc + 4 * scale && this.upper > loc - 4 * scale)) {
      throw new RangeError(`TruncatedNormal: bounds from ${this.lower} to ${this.upper} leave next to nothing of a normal distribution around ${loc}`);
    }
    this.#state = streamOf('TruncatedNormal', seed);
  }

  override sample(shape: readonly number[]): NDArray {
    const count = sizeOf(shape);
    const kept: number[] = [];
    while (kept.length < count) {
      const drawn = normal(this.loc, this.scale, [Math.max(16, count - kept.length)], { state: this.#state, dtype: 'float64' }).toTypedArray();
      for (const value of drawn) if (value >= this.lower && value <= this.upper && kept.length < count) kept.push(value);
    }
    return array(Float64Array.from(kept), { shape, dtype: getFloat() });
  }
}
