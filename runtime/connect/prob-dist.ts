/** Connections to the cells that lie near on a sheet. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { Population, SeedOption } from './connector.js';
import { checkProbability, Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';
import { NumberStream } from './draw-targets.js';
import { cellAt, coordinatesOf, offsetsWithin } from './grid.js';

export interface ProbDistOptions extends SeedOption {
  /** The probability with which a source has connections at all; 1 where it is not stated. */
  readonly preRatio?: number;
  /** Whether a cell may be connected to the one at its own place; true where it is not stated. */
  readonly includeSelf?: boolean;
}

/** To each cell within `dist` (in cells, from place to place) with the probability `prob`. Both groups lie on sheets with the same number of axes. */
export class ProbDist extends Connector {
  readonly dist: number;
  readonly prob: number;
  readonly #options: ProbDistOptions;

  constructor(dist: number = 1, prob: number = 1, options: ProbDistOptions = {}) {
    super();
    checkOptions('ProbDist', options, { preRatio: 'number', includeSelf: 'boolean', seed: 'number' });
    if (!(dist >= 0 && dist < Infinity)) throw new RangeError(`ProbDist: dist is a distance in cells, got ${String(dist)}`);
    this.dist = dist;
    this.prob = checkProbability('ProbDist', 'prob', prob);
    checkProbability('ProbDist', 'preRatio', options.preRatio ?? 1);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const axes = pre.size.length;
    if (post.size.length !== axes) throw new ShapeError(`ProbDist: the sheets are ${printShape(pre.size)} and ${printShape(post.size)}; they must have the same number of axes`);
    const { preRatio = 1, includeSelf = true } = this.#options;
    const numbers = new NumberStream(streamOf(this.#options));
    const near = offsetsWithin(Math.floor(this.dist), axes).filter((offset) => Math.hypot(...offset) <= this.dist && (includeSelf || offset.some((step) => step !== 0)));
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => {
      if (preRatio < 1 && numbers.uniform() >= preRatio) return [];
      const at = coordinatesOf(i, pre.size);
      const cells = near.map((offset) => cellAt(at.map((one, axis) => one + offset[axis]!), post.size, false)).filter((cell) => cell !== undefined);
      return this.prob < 1 ? cells.filter(() => numbers.uniform() < this.prob) : cells;
    }));
  }
}
