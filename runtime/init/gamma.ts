/** Positive values: gamma and exponentially distributed ones. */
import { getFloat } from '../array/default-float.js';
import { sizeOf } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { array } from '../math/array.js';
import { log } from '../math/generated/log.js';
import { pow } from '../math/power.js';
import { exponential, normal, random } from '../random/distributions.js';
import type { RandomState } from '../random/random-state.js';
import { Initializer } from './initializer.js';
import type { SeedOption } from './normal.js';
import { streamOf } from './normal.js';

/** Gamma with a shape and a scale (its mean is shape · scale). */
export class Gamma extends Initializer {
  readonly shape: number;
  readonly scale: number;
  readonly #state: RandomState | undefined;

  constructor(shape: number, scale: number = 1, options: SeedOption = {}) {
    super();
    if (!(shape > 0)) throw new RangeError(`Gamma: the shape must be positive, and it is ${shape}`);
    this.shape = shape;
    this.scale = scale;
    this.#state = streamOf('Gamma', options);
  }

  override sample(shape: readonly number[]): NDArray {
    const values = Float64Array.from({ length: sizeOf(shape) }, () => this.scale * this.#draw());
    return array(values, { shape, dtype: getFloat() });
  }

  /** G. Marsaglia and W. W. Tsang, ACM Trans. Math. Softw. 26 (2000) 363–372; below 1 by their remark on shape + 1. */
  #draw(): number {
    const options = { state: this.#state, dtype: 'float64' } as const;
    const isSmall = this.shape < 1;
    const d = (isSmall ? this.shape + 1 : this.shape) - 1 / 3;
    for (;;) {
      const z = normal(0, 1, [], options).item<number>();
      const root = 1 + z / Math.sqrt(9 * d);
      const v = root * root * root;
      const u = random([], options).item<number>();
      // Our own ln and pow, so that every engine draws the same.
      if (v <= 0 || log(1 - u) >= 0.5 * z * z + d - d * v + d * log(v)) continue;
      return isSmall ? d * v * pow(1 - random([], options).item<number>(), 1 / this.shape) : d * v;
    }
  }
}

/** Exponential with this mean. */
export class Exponential extends Initializer {
  readonly scale: number;
  readonly #state: RandomState | undefined;

  constructor(scale: number = 1, options: SeedOption = {}) {
    super();
    this.scale = scale;
    this.#state = streamOf('Exponential', options);
  }

  override sample(shape: readonly number[]): NDArray {
    return exponential(this.scale, shape, { state: this.#state });
  }
}
