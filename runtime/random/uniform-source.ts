/** Uniform numbers one by one, for methods that reject some and so need an unknown number of them. */
import { log as logKernels } from '../kernels/log.js';
import { drawNumbers } from './draw.js';
import { normalQuantile } from './normal-quantile.js';
import type { RandomState } from './random-state.js';

/** Numbers are drawn in pieces of this many; what is left of the last piece is dropped, so that every draw starts at a new block. */
const pieceSize = 64;

export class UniformSource {
  readonly #state: RandomState;
  #piece: Float64Array = new Float64Array(0);
  #at = 0;

  constructor(state: RandomState) {
    this.#state = state;
  }

  /** A number in [0, 1), of 53 bits. */
  next(): number {
    if (this.#at === this.#piece.length) {
      this.#piece = drawNumbers(this.#state, pieceSize);
      this.#at = 0;
    }
    return this.#piece[this.#at++]!;
  }

  /** A number in (0, 1), which has a logarithm. */
  nextOpen(): number {
    return this.next() + 2 ** -54;
  }

  /** Normal with mean 0 and standard deviation 1. */
  nextNormal(): number {
    return normalQuantile(this.nextOpen(), logKernels.get('f64_s'));
  }
}
