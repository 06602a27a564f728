/** Random graphs within one group: small worlds and hubs. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import type { Population, SeedOption } from './connector.js';
import { checkProbability, Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';
import { NumberStream } from './draw-targets.js';

export interface GraphOptions extends SeedOption {
  /** Whether a connection leads one way only; false where it is not stated. */
  readonly directed?: boolean;
}

export interface SmallWorldOptions extends GraphOptions {
  /** Whether a connection that is moved may lead back to its own cell; false where it is not stated. */
  readonly includeSelf?: boolean;
}

export const graphOptions = { directed: 'boolean', seed: 'number' } as const;

export function nodesOf(where: string, pre: Population, post: Population): number {
  if (pre.num === post.num) return pre.num;
  throw new ShapeError(`${where}: the graph of one group, and the groups have ${pre.num} and ${post.num} cells`);
}

export function toRows(neighbours: readonly ReadonlySet<number>[]): Csr {
  return csrOfRows(neighbours.map((set) => Int32Array.from(set).sort()));
}

/**
 * A ring in which each cell is connected to its `numNeighbor` nearest ones (half of them on each side), each connection moved to a random
 * target with the probability `prob`. D. J. Watts and S. H. Strogatz, Nature 393 (1998) 440–442.
 */
export class SmallWorld extends Connector {
  readonly numNeighbor: number;
  readonly prob: number;
  readonly #options: SmallWorldOptions;

  constructor(numNeighbor: number, prob: number, options: SmallWorldOptions = {}) {
    super();
    checkOptions('SmallWorld', options, { ...graphOptions, includeSelf: 'boolean' });
    this.numNeighbor = numNeighbor;
    this.prob = checkProbability('SmallWorld', 'prob', prob);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const count = nodesOf('SmallWorld', pre, post);
    if (this.numNeighbor >= count) throw new RangeError(`SmallWorld: ${this.numNeighbor} neighbours among ${count} cells; there must be fewer`);
    const numbers = new NumberStream(streamOf(this.#options));
    const { directed: isDirected = false, includeSelf = false } = this.#options;
    const neighbours = Array.from({ length: count }, () => new Set<number>());
    const half = Math.floor(this.numNeighbor / 2);
    const steps = Array.from({ length: half }, (_, k) => k + 1);
    const ring = isDirected ? [...steps, ...steps.map((step) => -step)] : steps;
    const pairs = ring.flatMap((step) => neighbours.map((_, i) => [i, (i + step + count) % count] as const));
    const join = (i: number, j: number): void => {
      neighbours[i]!.add(j);
      if (!isDirected) neighbours[j]!.add(i);
    };
    for (const [i, j] of pairs) join(i, j);
    for (const [i, j] of pairs) {
      if (numbers.uniform() >= this.prob || neighbours[i]!.size >= count - 1) continue;
      let target = numbers.below(count);
      while ((target === i && !includeSelf) || neighbours[i]!.has(target)) target = numbers.below(count);
      neighbours[i]!.delete(j);
      if (!isDirected) neighbours[j]!.delete(i);
      join(i, target);
    }
    return toRows(neighbours);
  }
}
