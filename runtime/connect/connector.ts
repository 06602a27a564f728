/** What a connector is: a rule that says which cells of one group are connected to which of another. */
import { asShape, sizeOf } from '../abi/shape.js';
import type { NDArray, Vector } from '../array/types.js';
import { toPublic } from '../array/nd-array.js';
import { makeFilled } from '../array/make-array.js';
import { array } from '../math/array.js';
import { defaultRandomState, RandomState } from '../random/random-state.js';
import type { Csr } from './csr.js';

/** A group of cells to be connected: how many there are, and the sizes of their sheet. */
export interface Population {
  readonly num: number;
  readonly size: readonly number[];
}

export interface SeedOption {
  /** The same connections for the same seed; without one they come from the stream that all share. */
  readonly seed?: number;
}

export abstract class Connector {
  #built: { readonly csr: Csr; readonly preCount: number; readonly postCount: number } | undefined;

  /** The connections from one group to another. Each call of a connector that draws draws anew, unless it has a seed. */
  abstract build(pre: Population, post: Population): Csr;

  /** Builds the connections between groups of these sizes for `require`: `conn.connect(100, [20, 20]).require('conn_mat')`. */
  connect(pre: number | readonly number[], post: number | readonly number[] = pre): this {
    const [from, to] = [population(pre), population(post)];
    this.#built = { csr: this.build(from, to), preCount: from.num, postCount: to.num };
    return this;
  }

  /** The connections in one form. `pre2post` and `csr` are [indices, indptr]. */
  require(form: 'pre2post' | 'csr'): readonly [indices: Vector<'int32'>, indptr: Vector<'int32'>];
  require(form: 'pre_ids' | 'post_ids'): Vector<'int32'>;
  require(form: 'conn_mat'): NDArray<2, 'bool'>;
  require(form: 'pre2post' | 'csr' | 'pre_ids' | 'post_ids' | 'conn_mat'): unknown {
    if (this.#built === undefined) throw new TypeError(`require('${form}') comes after connect(preSize, postSize)`);
    const { csr: { indices, indptr }, preCount, postCount } = this.#built;
    switch (form) {
      case 'pre2post': case 'csr': return [array(indices), array(indptr)];
      case 'post_ids': return array(indices);
      case 'pre_ids': return array(sourcesOf(indptr, indices.length));
      case 'conn_mat': {
        const made = makeFilled('bool', [preCount, postCount], 0);
        const [elements, sources] = [made.storage.elements(), sourcesOf(indptr, indices.length)];
        for (let k = 0; k < indices.length; k++) elements[sources[k]! * postCount + indices[k]!] = 1;
        return toPublic(made);
      }
    }
  }
}

/** The source of each connection. */
function sourcesOf(indptr: Int32Array, count: number): Int32Array {
  const sources = new Int32Array(count);
  for (let i = 0; i + 1 < indptr.length; i++) sources.fill(i, indptr[i], indptr[i + 1]);
  return sources;
}

function population(size: number | readonly number[]): Population {
  const sizes = asShape('connect', size);
  return { size: sizes, num: sizeOf(sizes) };
}

/** The stream of a connector: from the beginning of its seed's at each build, or the one that all share. */
export function streamOf({ seed }: SeedOption): RandomState {
  return seed === undefined ? defaultRandomState() : new RandomState(seed);
}

/** A probability, or a RangeError. */
export function checkProbability(where: string, name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${where}: ${name} must be between 0 and 1, and it is ${value}`);
}
