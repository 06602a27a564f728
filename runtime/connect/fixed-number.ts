/** A fixed number of connections: for each target, for each source, or in all. A number below 1 is a part of all that are possible. */
import { checkOptions } from '../abi/check-options.js';
import type { Population, SeedOption } from './connector.js';
import { Connector, streamOf } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfPairs, csrOfRows, transposeCsr } from './csr.js';
import { DistinctDraws, NumberStream } from './draw-targets.js';
import type { SelfOption } from './regular.js';

export interface MultiConnOption {
  /** Whether two cells may be connected more than once; false where it is not stated. */
  readonly allowMultiConn?: boolean;
}

export interface FixedNumberOptions extends SeedOption, SelfOption, MultiConnOption {}

function checkCount(where: string, value: number): number {
  if (value >= 0 && (Number.isInteger(value) || value < 1)) return value;
  throw new RangeError(`${where}: a whole number of connections, or a part of all between 0 and 1, is wanted, and this is ${value}`);
}

/** The number that is meant: numbers below 1 are a part of all. */
function meant(given: number, all: number): number {
  return given < 1 ? Math.round(given * all) : given;
}

/** The same, where there are no more than that. */
function countOf(where: string, given: number, most: number): number {
  const count = meant(given, most);
  if (count <= most) return count;
  throw new RangeError(`${where}: ${count} connections were asked for, and ${most} are possible`);
}

abstract class FixedNumber extends Connector {
  readonly num: number;
  protected readonly options: FixedNumberOptions;

  constructor(num: number, options: FixedNumberOptions = {}) {
    super();
    this.num = checkCount(new.target.name, num);
    checkOptions(new.target.name, options, { includeSelf: 'boolean', allowMultiConn: 'boolean', seed: 'number' });
    this.options = options;
  }

  /** For each of `count` cells, `num` of `others`: distinct ones, unless several connections of two cells are allowed. */
  protected draw(where: string, count: number, others: number): readonly Int32Array[] {
    const numbers = new NumberStream(streamOf(this.options));
    const excluded = this.options.includeSelf === false;
    const most = excluded ? others - 1 : others;
    if (this.options.allowMultiConn === true) {
      const wanted = meant(this.num, most);
      if (wanted > 0 && most < 1) throw new RangeError(`${where}: ${wanted} connections were asked for, and none are possible`);
      // Behind the cell that is left out all others move up by one.
      const one = (i: number): number => { const at = numbers.below(most); return excluded && at >= i ? at + 1 : at; };
      return Array.from({ length: count }, (_, i) => Int32Array.from({ length: wanted }, () => one(i)));
    }
    const wanted = countOf(where, this.num, most);
    const draws = new DistinctDraws(numbers, others);
    return Array.from({ length: count }, (_, i) => draws.draw(wanted, excluded ? i : -1));
  }
}

/** Each target has `num` sources. */
export class FixedPreNum extends FixedNumber {
  override build(pre: Population, post: Population): Csr {
    const byTarget = csrOfRows(this.draw('FixedPreNum', post.num, pre.num));
    return transposeCsr(byTarget, pre.num);
  }
}

/** Each source has `num` targets. */
export class FixedPostNum extends FixedNumber {
  override build(pre: Population, post: Population): Csr {
    return csrOfRows(this.draw('FixedPostNum', pre.num, post.num));
  }
}

export interface FixedTotalNumOptions extends SeedOption, MultiConnOption {}

/** `num` connections in all, anywhere. */
export class FixedTotalNum extends Connector {
  readonly num: number;
  readonly #options: FixedTotalNumOptions;

  constructor(num: number, options: FixedTotalNumOptions = {}) {
    super();
    this.num = checkCount('FixedTotalNum', num);
    checkOptions('FixedTotalNum', options, { allowMultiConn: 'boolean', seed: 'number' });
    this.#options = options;
  }

  override build(pre: Population, post: Population): Csr {
    const numbers = new NumberStream(streamOf(this.#options));
    const all = pre.num * post.num;
    const places = this.#options.allowMultiConn === true
      ? Float64Array.from({ length: meant(this.num, all) }, () => numbers.below(all)).sort()
      : drawPlaces(numbers, countOf('FixedTotalNum', this.num, all), all);
    return csrOfPairs(places.map((place) => Math.floor(place / post.num)), places.map((place) => place % post.num), pre.num);
  }
}

/** Distinct places in ascending order; there may be more of them than an int32 counts. */
function drawPlaces(numbers: NumberStream, wanted: number, count: number): Float64Array {
  const taken = new Set<number>();
  for (let last = count - wanted; last < count; last++) {
    const one = numbers.below(last + 1);
    taken.add(taken.has(one) ? last : one);
  }
  return Float64Array.from(taken).sort();
}
