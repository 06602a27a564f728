/** Random orthogonal matrices: they keep lengths, so that activity neither dies nor explodes over many steps. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape, sizeOf } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { mul } from '../math/generated/mul.js';
import { sign } from '../math/generated/sign.js';
import { qr } from '../math/qr.js';
import { diagonal } from '../math/diagonals.js';
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
