/** Random graphs within one group: small worlds and hubs. */
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

function nodesOf(where: string, pre: Population, post: Population): number {
  if (pre.num === post.num) return pre.num;
  throw new ShapeError(`${where}: the graph of one group, and the groups have ${pre.num} and ${post.num} cells`);
}

function toRows(neighbours: readonly ReadonlySet<number>[]): Csr {
  return csrOfRows(neighbours.map((set) => Int32Array.from(set).sort()));
}

/**
 * A ring in which each cell is connected to its `numNeighbor` nearest ones (half of them on each side), each connection moved to a random
 * target with the probability `prob`. D. J. Watts and S. H. Strogatz, Nature 393 (1998) 440–442.
 */
export class SmallWorld extends Connector {
  readonly numNeighbor: number;
  readonly prob: number;
  readonly #options: GraphOptions;

  constructor(numNeighbor: number, prob: number, options: GraphOptions = {}) {
    super();
    this.numNeighbor = numNeighbor;
    this.prob = checkProbability('SmallWorld', 'prob', prob);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const count = nodesOf('SmallWorld', pre, post);
    if (this.numNeighbor >= count) throw new RangeError(`SmallWorld: ${this.numNeighbor} neighbours among ${count} cells; there must be fewer`);
    const numbers = new NumberStream(streamOf(this.#options));
    const isDirected = this.#options.directed === true;
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
      while (target === i || neighbours[i]!.has(target)) target = numbers.below(count);
      neighbours[i]!.delete(j);
      if (!isDirected) neighbours[j]!.delete(i);
      join(i, target);
    }
    return toRows(neighbours);
  }
}

/**
 * A graph that grew: each new cell is connected to `m` of those before it, with probabilities in proportion to the connections that these
 * have already. A.-L. Barabási and R. Albert, Science 286 (1999) 509–512.
 */
export class ScaleFreeBA extends Connector {
  readonly m: number;
  readonly #options: GraphOptions;

  constructor(m: number, options: GraphOptions = {}) {
    super();
    if (!Number.isInteger(m) || m < 1) throw new RangeError(`ScaleFreeBA: m is a whole number from 1 on, got ${m}`);
    this.m = m;
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const count = nodesOf('ScaleFreeBA', pre, post);
    if (this.m >= count) throw new RangeError(`ScaleFreeBA: ${this.m} connections of each new cell among ${count} cells; there must be fewer`);
    const numbers = new NumberStream(streamOf(this.#options));
    const neighbours = Array.from({ length: count }, () => new Set<number>());
    /** Each cell as often as it has connections. */
    const ends: number[] = [];
    let targets: Iterable<number> = Array.from({ length: this.m }, (_, k) => k);
    for (let node = this.m; node < count; node++) {
      for (const target of targets) {
        neighbours[node]!.add(target);
        if (this.#options.directed !== true) neighbours[target]!.add(node);
        ends.push(node, target);
      }
      const chosen = new Set<number>();
      while (chosen.size < this.m) chosen.add(ends[numbers.below(ends.length)]!);
      targets = chosen;
    }
    return toRows(neighbours);
  }
}
