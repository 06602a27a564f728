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

/** Draws of distinct whole numbers below `count`, one list after the other. */
export class DistinctDraws {
  readonly #numbers: NumberStream;
  readonly #count: number;
  /** For each number the last list that has it: nothing has to be emptied between lists. */
  readonly #lists: Int32Array;
  #list = 0;

  constructor(numbers: NumberStream, count: number) {
    this.#numbers = numbers;
    this.#count = count;
    this.#lists = new Int32Array(count);
  }

  /** `wanted` numbers in ascending order, `excluded` left out (R. Floyd's algorithm, on the others). */
  draw(wanted: number, excluded: number = -1): Int32Array {
    const hasExcluded = excluded >= 0 && excluded < this.#count;
    const size = hasExcluded ? this.#count - 1 : this.#count;
    const drawn = new Int32Array(Math.min(wanted, size));
    const list = ++this.#list;
    for (let k = 0, last = size - drawn.length; last < size; k++, last++) {
      const one = this.#numbers.below(last + 1);
      const taken = this.#lists[one] === list ? last : one;
      this.#lists[taken] = list;
      drawn[k] = taken;
    }
    drawn.sort();
    if (hasExcluded) for (let k = 0; k < drawn.length; k++) if (drawn[k]! >= excluded) drawn[k]!++;
    return drawn;
  }
}
