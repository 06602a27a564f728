/** Weights within one group that fall off with the distance of two cells: what a ring attractor or a sheet with surround inhibition is made of. */
import { checkOptions } from '../abi/check-options.js';
import { getFloat } from '../array/default-float.js';
import type { NDArray } from '../array/types.js';
import { array } from '../math/array.js';
import { exp } from '../math/generated/exp.js';
import type { EncodingValues } from './encoded-sheet.js';
import { EncodedSheet } from './encoded-sheet.js';
import { Initializer } from './initializer.js';

export interface DecayOptions {
  /** Weights below it are 0; 0.005 of the largest one (of the smaller amplitude, for DOG) where it is not stated. */
  readonly minW?: number;
  /** What cells along each axis stand for: one range for all axes, or one for each; the cells' numbers where it is not stated. */
  readonly encodingValues?: EncodingValues;
  /** Whether the ends of each range are one place; false where it is not stated. */
  readonly periodicBoundary?: boolean;
  /** Whether a cell acts on itself; true where it is not stated. */
  readonly includeSelf?: boolean;
  /** Whether weights are divided by the largest one before they are scaled; false where it is not stated. */
  readonly normalize?: boolean;
}

/** `sample` takes the sizes of the sheet of cells, not those of the matrix, and gives the matrix [cells, cells]. */
abstract class Decay extends Initializer {
  readonly options: DecayOptions;

  constructor(options: DecayOptions) {
    super();
    checkOptions(new.target.name, options, { minW: 'number', encodingValues: 'any', periodicBoundary: 'boolean', includeSelf: 'boolean', normalize: 'boolean' });
    this.options = options;
  }

  /** The weight at the square of a distance, of amplitude 1 where `scale` follows. */
  protected abstract weight(square: number): number;
  protected abstract readonly scale: number;
  protected abstract readonly least: number;

  override sample(shape: readonly number[]): NDArray {
    const { encodingValues, periodicBoundary = false } = this.options;
    const sheet = new EncodedSheet(shape, encodingValues, periodicBoundary);
    const { count } = sheet;
    const weights = new Float64Array(count * count);
    for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) weights[i * count + j] = this.weight(sheet.square(i, j));
    const largest = this.options.normalize === true ? weights.reduce((a, b) => Math.max(a, b), -Infinity) : 1;
    for (let k = 0; k < weights.length; k++) {
      const isSelf = k % (count + 1) === 0;
      const weight = isSelf && this.options.includeSelf === false ? 0 : (weights[k]! / largest) * this.scale;
      weights[k] = this.keeps(weight) ? weight : 0;
    }
    return array(weights, { shape: [count, count], dtype: getFloat() });
  }

  /** Whether a weight is large enough to be one. */
  protected keeps(weight: number): boolean {
    return weight >= this.least;
  }
}

/** e^(-d² / (2 sigma²)), with our own exp, so that every engine has the same weights. */
function gaussian(square: number, sigma: number): number {
  return exp(-square / (2 * sigma * sigma));
}

/** maxW e^(-d² / (2 sigma²)) at the distance d. */
export class GaussianDecay extends Decay {
  readonly sigma: number;
  protected readonly scale: number;
  protected readonly least: number;

  constructor(sigma: number, maxW: number, options: DecayOptions = {}) {
    super(options);
    this.sigma = sigma;
    this.scale = maxW;
    this.least = options.minW ?? 0.005 * maxW;
  }

  protected override weight(square: number): number {
    return gaussian(square, this.sigma);
  }
}

/** A difference of Gaussians: maxWs[0] e^(-d² / (2 sigmas[0]²)) - maxWs[1] e^(-d² / (2 sigmas[1]²)). Weights of a smaller size than minW are 0. */
export class DOGDecay extends Decay {
  readonly sigmas: readonly [number, number];
  readonly maxWs: readonly [number, number];
  protected readonly scale: number = 1;
  protected readonly least: number;

  constructor(sigmas: readonly [number, number], maxWs: readonly [number, number], options: DecayOptions = {}) {
    super(options);
    this.sigmas = sigmas;
    this.maxWs = maxWs;
    this.least = options.minW ?? 0.005 * Math.min(...maxWs);
  }

  protected override keeps(weight: number): boolean {
    return Math.abs(weight) >= this.least;
  }

  protected override weight(square: number): number {
    return this.maxWs[0] * gaussian(square, this.sigmas[0]) - this.maxWs[1] * gaussian(square, this.sigmas[1]);
  }
}
