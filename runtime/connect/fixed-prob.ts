/** Every source has the same number of targets, a fixed part of all cells. */
import { checkOptions } from '../abi/check-options.js';
import { drawnRule, drawnRuleWords } from '../abi/drawn-rows.js';
import { RandomState } from '../random/random-state.js';
import type { DrawnRows, Population, SeedOption } from './connector.js';
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
  /**
   * False: synapses keep no connections, and draw those of a cell anew, always the same ones, when it spikes. They are those that are stored with
   * the same seed, which must be given. True where it is not stated.
   */
  readonly stored?: boolean;
}

/** Each source is connected to exactly `round(prob · targets)` cells, distinct ones unless `allowMultiConn`. */
export class FixedProb extends Connector {
  readonly prob: number;
  readonly #options: FixedProbOptions;

  constructor(prob: number, options: FixedProbOptions = {}) {
    super();
    checkOptions('FixedProb', options, { preRatio: 'number', includeSelf: 'boolean', allowMultiConn: 'boolean', seed: 'number', stored: 'boolean' });
    this.prob = checkProbability('FixedProb', 'prob', prob);
    checkProbability('FixedProb', 'preRatio', options.preRatio ?? 1);
    this.#options = options;
    if (options.stored === false && options.seed === undefined) throw new TypeError('FixedProb: connections that are not stored are drawn again and again from their seed: give one ({ stored: false, seed: 1 })');
  }

  override build(pre: Population, post: Population): Csr {
    const { includeSelf = true, allowMultiConn = false } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const wanted = this.#perRow(post);
    const chosen = this.#sources(numbers, pre);
    const sources = chosen && new Set(chosen);
    const targets = new DistinctDraws(numbers, post.num);
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => {
      if (sources?.has(i) === false) return [];
      if (allowMultiConn) return Int32Array.from({ length: wanted }, () => numbers.below(post.num)).sort();
      return targets.draw(wanted, includeSelf ? -1 : i);
    }));
  }

  override drawnRows(pre: Population, post: Population): DrawnRows | undefined {
    const { seed, stored = true, includeSelf = true, allowMultiConn = false } = this.#options;
    if (stored || seed === undefined) return undefined;
    const perRow = this.#perRow(post);
    if (!includeSelf && !allowMultiConn && perRow >= post.num) {
      throw new RangeError(`FixedProb: ${perRow} targets without the cell itself are more than there are; connections that are not stored must have as many for each source`);
    }
    const chosen = this.#sources(new NumberStream(new RandomState(seed)), pre);
    const rows = Int32Array.from({ length: pre.num }, (_, i) => (chosen === undefined ? i : -1));
    chosen?.forEach((source, row) => { rows[source] = row; });
    const rule = new Int32Array(drawnRuleWords);
    rule[drawnRule.key0] = seed >>> 0;
    rule[drawnRule.key1] = Math.floor(seed / 2 ** 32);
    rule[drawnRule.first] = chosen?.length ?? 0;
    rule[drawnRule.perRow] = perRow;
    rule[drawnRule.withoutSelf] = Number(!includeSelf && !allowMultiConn);
    rule[drawnRule.repeats] = Number(allowMultiConn);
    return { rows, rule };
  }

  #perRow(post: Population): number {
    return Math.round(post.num * this.prob);
  }

  /** The sources that have connections, in ascending order; undefined where all have. */
  #sources(numbers: NumberStream, pre: Population): Int32Array | undefined {
    const { preRatio = 1 } = this.#options;
    return preRatio < 1 ? new DistinctDraws(numbers, pre.num).draw(Math.round(pre.num * preRatio)) : undefined;
  }
}
