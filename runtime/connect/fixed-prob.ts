/** Every source has the same number of targets, a fixed part of all cells. */
import type { Population, SeedOption } from './connector.js';
import { checkProbability, Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';
import { DistinctDraws, NumberStream } from './draw-targets.js';

export interface FixedProbOptions extends SeedOption {
  /** The part of the sources that has connections at all; 1 where it is not stated. */
  readonly preRatio?: number;
  /** Whether a cell may be connected to itself, in a group connected to itself; true where it is not stated. */
  readonly includeSelf?: boolean;
  /** Whether a source may be connected to one target more than once; false where it is not stated. */
  readonly allowMultiConn?: boolean;
}

/** Each source is connected to exactly `round(prob · targets)` cells, distinct ones unless `allowMultiConn`. */
export class FixedProb extends Connector {
  readonly prob: number;
  readonly #options: FixedProbOptions;

  constructor(prob: number, options: FixedProbOptions = {}) {
    super();
    this.prob = checkProbability('FixedProb', 'prob', prob);
    checkProbability('FixedProb', 'preRatio', options.preRatio ?? 1);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const { preRatio = 1, includeSelf = true, allowMultiConn = false } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const wanted = Math.round(post.num * this.prob);
    const sources = preRatio < 1 ? new Set(new DistinctDraws(numbers, pre.num).draw(Math.round(pre.num * preRatio))) : undefined;
    const targets = new DistinctDraws(numbers, post.num);
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => {
      if (sources?.has(i) === false) return [];
      if (allowMultiConn) return Int32Array.from({ length: wanted }, () => numbers.below(post.num)).sort();
      return targets.draw(wanted, includeSelf ? -1 : i);
    }));
  }
}
