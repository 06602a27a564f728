/** Draws of distinct cells, in time proportional to how many are drawn. */
import { drawNumbers } from '../random/draw.js';
import type { RandomState } from '../random/random-state.js';

/** Whole numbers below `count`, by pieces: a draw of one number at a time would start a block of the stream for each. */
export class NumberStream {
  readonly #state: RandomState;
  #piece: Float64Array = new Float64Array(0);
  #next = 0;

  constructor(state: RandomState) {
    this.#state = state;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    if (this.#next === this.#piece.length) {
      this.#piece = drawNumbers(this.#state, 2048);
      this.#next = 0;
    }
    return this.#piece[this.#next++]!;
  }

  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }
}

/** `wanted` distinct whole numbers below `count` in ascending order, `excluded` left out (R. Floyd's algorithm, on the others). */
export function drawDistinct(numbers: NumberStream, wanted: number, count: number, excluded: number = -1): Int32Array {
  const size = excluded >= 0 && excluded < count ? count - 1 : count;
  const taken = new Set<number>();
  for (let last = size - Math.min(wanted, size); last < size; last++) {
    const one = numbers.below(last + 1);
    taken.add(taken.has(one) ? last : one);
  }
  const drawn = Int32Array.from(taken).sort();
  if (size < count) for (let k = 0; k < drawn.length; k++) if (drawn[k]! >= excluded) drawn[k]!++;
  return drawn;
}
