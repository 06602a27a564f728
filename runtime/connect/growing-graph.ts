/** Random graphs within one group that grew: new cells are connected to those that have many connections already. */
import { checkOptions } from '../abi/check-options.js';
import type { Population } from './connector.js';
import { checkProbability, Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { NumberStream } from './draw-targets.js';
import type { GraphOptions } from './random-graph.js';
import { graphOptions, nodesOf, toRows } from './random-graph.js';

/** A graph while it grows. */
class Growth {
  readonly numbers: NumberStream;
  readonly neighbours: readonly Set<number>[];
  /** Cells as often as they count in a draw. */
  readonly ends: number[] = [];
  readonly #isDirected: boolean;

  constructor(count: number, options: GraphOptions) {
    this.numbers = new NumberStream(streamOf(options));
    this.neighbours = Array.from({ length: count }, () => new Set<number>());
    this.#isDirected = options.directed === true;
  }

  join(source: number, target: number): void {
    this.neighbours[source]!.add(target);
    if (!this.#isDirected) this.neighbours[target]!.add(source);
  }

  /** Distinct cells, with probabilities in proportion to how often they count. */
  choose(wanted: number): ReadonlySet<number> {
    const chosen = new Set<number>();
    while (chosen.size < wanted) chosen.add(this.ends[this.numbers.below(this.ends.length)]!);
    return chosen;
  }

  /** From `first` cells on, each new one is connected to as many others as `countOfNext` says; the first new one to all that there are. */
  grow(first: number, countOfNext: () => number): void {
    let targets: Iterable<number> = Array.from({ length: first }, (_, k) => k);
    for (let node = first; node < this.neighbours.length; node++) {
      for (const target of targets) {
        this.join(node, target);
        this.ends.push(node, target);
      }
      targets = this.choose(countOfNext());
    }
  }
}

function checkConnections(where: string, name: string, m: number): number {
  if (Number.isInteger(m) && m >= 1) return m;
  throw new RangeError(`${where}: ${name} is a whole number from 1 on, got ${m}`);
}

function countOf(where: string, m: number, pre: Population, post: Population): number {
  const count = nodesOf(where, pre, post);
  if (m < count) return count;
  throw new RangeError(`${where}: ${m} connections of each new cell among ${count} cells; there must be fewer`);
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
    checkOptions('ScaleFreeBA', options, graphOptions);
    this.m = checkConnections('ScaleFreeBA', 'm', m);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const growth = new Growth(countOf('ScaleFreeBA', this.m, pre, post), this.#options);
    growth.grow(this.m, () => this.m);
    return toRows(growth.neighbours);
  }
}

/** The same with `m1` connections of a new cell with the probability `p`, otherwise `m2`. N. Moshiri, arXiv:1810.10538 (2018). */
export class ScaleFreeBADual extends Connector {
  readonly m1: number;
  readonly m2: number;
  readonly p: number;
  readonly #options: GraphOptions;

  constructor(m1: number, m2: number, p: number, options: GraphOptions = {}) {
    super();
    checkOptions('ScaleFreeBADual', options, graphOptions);
    this.m1 = checkConnections('ScaleFreeBADual', 'm1', m1);
    this.m2 = checkConnections('ScaleFreeBADual', 'm2', m2);
    this.p = checkProbability('ScaleFreeBADual', 'p', p);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const most = Math.max(this.m1, this.m2);
    const growth = new Growth(countOf('ScaleFreeBADual', most, pre, post), this.#options);
    growth.grow(most, () => (growth.numbers.uniform() < this.p ? this.m1 : this.m2));
    return toRows(growth.neighbours);
  }
}

/**
 * A graph that grew with many triangles: after each connection to a cell, drawn as above, the next one leads with the probability `p` to one of that cell's neighbours.
 * P. Holme and B. J. Kim, Phys. Rev. E 65 (2002) 026107.
 */
export class PowerLaw extends Connector {
  readonly m: number;
  readonly p: number;
  readonly #options: GraphOptions;

  constructor(m: number, p: number, options: GraphOptions = {}) {
    super();
    checkOptions('PowerLaw', options, graphOptions);
    this.m = checkConnections('PowerLaw', 'm', m);
    this.p = checkProbability('PowerLaw', 'p', p);
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const growth = new Growth(countOf('PowerLaw', this.m, pre, post), this.#options);
    const { ends, neighbours, numbers } = growth;
    for (let k = 0; k < this.m; k++) ends.push(k);
    for (let node = this.m; node < neighbours.length; node++) {
      const candidates = growth.choose(this.m).values();
      const made: number[] = [];
      let near: readonly number[] = [];
      while (made.length < this.m) {
        const open = near.filter((one) => one !== node && !made.includes(one));
        const isTriangle = open.length > 0 && numbers.uniform() < this.p;
        const target = isTriangle ? open[numbers.below(open.length)]! : (candidates.next().value as number);
        if (!isTriangle) near = [...neighbours[target]!];
        growth.join(node, target);
        made.push(target);
      }
      ends.push(...made, ...made.map(() => node));
    }
    return toRows(neighbours);
  }
}
