/** Random orthogonal matrices: they keep lengths, so that activity neither dies nor explodes over many steps. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { zeros } from '../math/filled.js';
import { mul } from '../math/generated/mul.js';
import { sign } from '../math/generated/sign.js';
import { qr } from '../math/qr.js';
import { diagonal } from '../math/diagonals.js';
import { setAt } from '../math/at.js';
import { moveaxis, transpose } from '../math/rearrange.js';
import { reshape } from '../math/reshape.js';
import type { RandomState } from '../random/random-state.js';
import { normal } from '../random/distributions.js';
import { Initializer } from './initializer.js';
import type { SeedOption } from './normal.js';
import { streamOf } from './normal.js';

export interface OrthogonalOptions extends SeedOption {
  /** The axis whose size is that of the rows; the last one where it is not stated. */
  readonly axis?: number;
}

/**
 * `scale` times a matrix with orthonormal columns (or rows, where there are fewer of them), uniformly distributed among all such: the Q of a normal matrix, with the
 * signs of R's diagonal. A. M. Saxe, J. L. McClelland and S. Ganguli, ICLR (2014).
 */
export class Orthogonal extends Initializer {
  readonly scale: number;
  readonly #axis: number;
  readonly #state: RandomState | undefined;

  constructor(scale: number = 1, options: OrthogonalOptions = {}) {
    super();
    checkOptions('Orthogonal', options, { axis: 'number', seed: 'number' });
    this.scale = scale;
    this.#axis = options.axis ?? -1;
    this.#state = streamOf('Orthogonal', options.seed === undefined ? {} : { seed: options.seed });
  }

  override sample(shape: readonly number[]): NDArray {
    if (shape.length < 2) throw new ShapeError(`Orthogonal: a matrix is wanted, and the shape is ${printShape(shape)}`);
    const axis = this.#axis < 0 ? this.#axis + shape.length : this.#axis;
    const rows = shape[axis];
    if (rows === undefined) throw new RangeError(`Orthogonal: there is no axis ${this.#axis} in ${printShape(shape)}`);
    const columns = sizeOf(shape) / rows;
    const [Q, R] = qr(normal(0, 1, [Math.max(rows, columns), Math.min(rows, columns)], { state: this.#state }));
    const signed = mul(Q, sign(diagonal(R)));
    const matrix = rows < columns ? transpose(signed) : signed;
    const others = shape.filter((_, k) => k !== axis);
    return mul(moveaxis(reshape(matrix, [rows, ...others]), 0, axis), this.scale);
  }
}

/**
 * Kernels of convolutions that keep lengths: an `Orthogonal` matrix [in, out] in the middle of the window, zeros around it. Shapes are […window, in, out] with one to three
 * axes of the window, and at least as many outputs as inputs. L. Xiao et al., ICML (2018), arXiv:1806.05393.
 */
export class DeltaOrthogonal extends Initializer {
  readonly #matrix: Orthogonal;

  constructor(scale: number = 1, options: OrthogonalOptions = {}) {
    super();
    this.#matrix = new Orthogonal(scale, options);
  }

  override sample(shape: readonly number[]): NDArray {
    if (shape.length < 3 || shape.length > 5) throw new ShapeError(`DeltaOrthogonal: a kernel […window, in, out] with one to three axes of the window is wanted, and the shape is ${printShape(shape)}`);
    const [inputs, outputs] = shape.slice(-2) as [number, number];
    if (outputs < inputs) throw new ShapeError(`DeltaOrthogonal: ${inputs} inputs for ${outputs} outputs in ${printShape(shape)}; there must be as many outputs at least`);
    const middle = shape.slice(0, -2).map((extent) => Math.floor((extent - 1) / 2));
    return setAt(zeros(shape), middle, this.#matrix.sample([inputs, outputs]));
  }
}
