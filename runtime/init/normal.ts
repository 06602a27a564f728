/** Normally distributed values. */
import { checkOptions } from '../abi/check-options.js';
import type { NDArray } from '../array/types.js';
import { normal } from '../random/distributions.js';
import { RandomState } from '../random/random-state.js';
import { Initializer } from './initializer.js';

export interface SeedOption {
  /** A stream of its own for each seed; without one, values come from the stream that all share. */
  readonly seed?: number;
}

/** The stream that an initializer draws from. */
export function streamOf(where: string, options: SeedOption): RandomState | undefined {
  checkOptions(where, options, { seed: 'number' });
  const { seed } = options;
  return seed === undefined ? undefined : new RandomState(seed);
}

/** Normal with a mean and a standard deviation. */
export class Normal extends Initializer {
  readonly mean: number;
  readonly scale: number;
  readonly #state: RandomState | undefined;

  constructor(mean: number = 0, scale: number = 1, options: SeedOption = {}) {
    super();
    this.mean = mean;
    this.scale = scale;
    this.#state = streamOf('Normal', options);
  }

  override sample(shape: readonly number[]): NDArray {
    return normal(this.mean, this.scale, shape, { state: this.#state });
  }
}
