/** Weights of layers, scaled by how many inputs and outputs a cell has, so that activity neither dies nor explodes. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { Initializer } from './initializer.js';
import type { SeedOption } from './normal.js';
import { Normal } from './normal.js';
import { TruncatedNormal } from './truncated-normal.js';
import { Uniform } from './uniform.js';

export interface VarianceScalingOptions extends SeedOption {
  readonly scale?: number;
  /** What the variance is divided by: inputs, outputs, or the mean of both. */
  readonly mode?: 'fan_in' | 'fan_out' | 'fan_avg';
  readonly distribution?: 'normal' | 'truncated_normal' | 'uniform';
}

/** What a normal distribution that is cut at two standard deviations has left of its own. */
const truncatedDeviation = 0.87962566103423978;

/** Values with the variance scale / n, where n counts inputs, outputs or both. A matrix of weights is [inputs, outputs]. */
export class VarianceScaling extends Initializer {
  readonly #options: Required<Omit<VarianceScalingOptions, 'seed'>>;
  readonly #seed: SeedOption;

  constructor(options: VarianceScalingOptions = {}) {
    super();
    checkOptions(new.target.name, options, { scale: 'number', mode: ['fan_in', 'fan_out', 'fan_avg'], distribution: ['normal', 'truncated_normal', 'uniform'], seed: 'number' });
    const { scale = 1, mode = 'fan_in', distribution = 'normal', ...seed } = options;
    this.#options = { scale, mode, distribution };
    this.#seed = seed;
  }

  override sample(shape: readonly number[]): NDArray {
    const { scale, mode, distribution } = this.#options;
    if (shape.length < 2) throw new ShapeError(`weights of a layer have the shape [inputs, outputs], and this is ${printShape(shape)}`);
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    const field = shape.slice(0, -2).reduce((size, dim) => size * dim, 1);
    const count = mode === 'fan_in' ? inputs * field : mode === 'fan_out' ? outputs * field : (field * (inputs + outputs)) / 2;
    const deviation = Math.sqrt(scale / count);
    switch (distribution) {
      case 'normal': return new Normal(0, deviation, this.#seed).sample(shape);
      case 'truncated_normal': return new TruncatedNormal(0, deviation / truncatedDeviation, this.#seed).sample(shape);
      case 'uniform': return new Uniform(-Math.sqrt(3) * deviation, Math.sqrt(3) * deviation, this.#seed).sample(shape);
    }
  }
}

/** K. He et al., ICCV (2015): for layers with ramps. */
export class KaimingNormal extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 2, mode: 'fan_in', distribution: 'truncated_normal', ...options }); }
}
export class KaimingUniform extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 2, mode: 'fan_in', distribution: 'uniform', ...options }); }
}

/** X. Glorot and Y. Bengio, AISTATS (2010): for layers with sigmoids. */
export class XavierNormal extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 1, mode: 'fan_avg', distribution: 'truncated_normal', ...options }); }
}
export class XavierUniform extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 1, mode: 'fan_avg', distribution: 'uniform', ...options }); }
}

/** Y. LeCun et al., Neural Networks: Tricks of the Trade (1998). */
export class LecunNormal extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 1, mode: 'fan_in', distribution: 'truncated_normal', ...options }); }
}
export class LecunUniform extends VarianceScaling {
  constructor(options: VarianceScalingOptions = {}) { super({ scale: 1, mode: 'fan_in', distribution: 'uniform', ...options }); }
}
