/** The identity matrix, times a value. */
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { eye } from '../math/filled.js';
import { mul } from '../math/generated/mul.js';
import { Initializer } from './initializer.js';

export class Identity extends Initializer {
  readonly value: number;

  constructor(value: number = 1) {
    super();
    this.value = value;
  }

  override sample(shape: readonly number[]): NDArray {
    if (shape.length > 2) throw new ShapeError(`Identity: a matrix is wanted, and the shape is ${printShape(shape)}`);
    const [rows = 1, columns = rows] = shape;
    return mul(eye(rows, columns), this.value);
  }
}
