/** One value everywhere. */
import type { NDArray } from '../array/types.js';
import { full } from '../math/filled.js';
import { Initializer } from './initializer.js';

export class Constant extends Initializer {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override sample(shape: readonly number[]): NDArray {
    return full(shape, this.value);
  }
}

/** Zeros. */
export class ZeroInit extends Constant {
  constructor() {
    super(0);
  }
}

/** Ones, or another value. */
export class OneInit extends Constant {
  constructor(value: number = 1) {
    super(value);
  }
}
