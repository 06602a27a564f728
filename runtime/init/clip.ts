/** The values of another initializer, kept within bounds. */
import type { NDArray } from '../array/types.js';
import { clip } from '../math/generated/clip.js';
import type { ValuesInit } from './initial-values.js';
import { initialValues } from './initial-values.js';
import { Initializer } from './initializer.js';

/** What is below `min` or above `max` becomes that: `new init.Clip(new init.Normal(20, 5), 1)`. */
export class Clip extends Initializer {
  readonly init: ValuesInit;
  readonly min: number;
  readonly max: number;

  constructor(init: ValuesInit, min: number = -Infinity, max: number = Infinity) {
    super();
    if (!(min <= max)) throw new RangeError(`Clip: min is at most max, got ${min} and ${max}`);
    this.init = init;
    this.min = min;
    this.max = max;
  }

  override sample(shape: readonly number[]): NDArray {
    return clip(initialValues('Clip', this.init, shape), this.min, this.max);
  }
}
