/** What a connector is: a rule that says which cells of one group are connected to which of another. */
import { IndexError, ShapeError } from '../abi/errors.js';
import { asShape, sizeOf } from '../abi/shape.js';
import type { NDArray, Vector } from '../array/types.js';
import { toPublic } from '../array/nd-array.js';
import { makeFilled } from '../array/make-array.js';
import { array } from '../math/array.js';
import { defaultRandomState, RandomState } from '../random/random-state.js';
import type { Csr } from './csr.js';
import { csrOfPairs, sourcesOf, transposeCsr } from './csr.js';

/** A group of cells to be connected: how many there are, and the sizes of their sheet. */
export interface Population {
  readonly num: number;
  readonly size: readonly number[];
}

export interface SeedOption {
  /** The same connections for the same seed; without one they come from the stream that all share. */
  readonly seed?: number;
}

/** Connections that are drawn anew whenever they are needed; see abi/drawn-rows.ts and `math.event.propagateDrawn`. */
export interface DrawnRows {
  /** For each source the number of its row, -1 for one without connections. */
  readonly rows: Int32Array;
  readonly rule: Int32Array;
}

export abstract class Connector {
  #built: Built | undefined;

  /** The connections from one group to another. Each call of a connector that draws draws anew, unless it has a seed. */
  abstract build(pre: Population, post: Population): Csr;

  /** How a synapse is to draw the connections anew at each spike, where the connector says that none are to be kept. */
  drawnRows(_pre: Population, _post: Population): DrawnRows | undefined {
    return undefined;
  }

  /** The connections from one group to another, for `require` too, once it is clear that they are some: `build` may be a user's. */
  between(pre: Population, post: Population): Csr {
    const csr = this.build(pre, post);
    checkCsr(this.constructor.name, csr, pre.num, post.num);
    this.#built = { csr, preCount: pre.num, postCount: post.num };
    return csr;
  }

  /** Builds the connections between groups of these sizes for `require`: `conn.connect(100, [20, 20]).require('conn_mat')`. */
  connect(pre: number | readonly number[], post: number | readonly number[] = pre): this {
    this.between(population(pre), population(post));
    return this;
  }

  /**
   * The connections in one form or several, once `connect` was called or a synapse was made with this connector. A connection's number is its
   * place in the order of the sources: `pre_ids` and `post_ids` have its ends.
   */
  require(form: Exclude<ConnectionForm, 'coo' | 'pre_ids' | 'post_ids' | 'conn_mat'>): Rows;
  require(form: 'coo'): ConnectionForms['coo'];
  require(form: 'pre_ids' | 'post_ids'): Vector<'int32'>;
  require(form: 'conn_mat'): NDArray<2, 'bool'>;
  require<const F extends readonly [ConnectionForm, ConnectionForm, ...ConnectionForm[]]>(...forms: F): { -readonly [K in keyof F]: ConnectionForms[F[K]] };
  // One form has signatures of its own: of a generic one, `[this.indices, this.indptr] = conn.require('pre2post')` tells TypeScript nothing of the fields.
  require(...forms: readonly ConnectionForm[]): unknown {
    const built = this.#built;
    if (built === undefined) throw new TypeError(`require('${forms.join("', '")}') comes after connect(preSize, postSize), or after a synapse was made with the connector`);
    const made = forms.map((form) => {
      if (!Object.hasOwn(connectionForms, form)) throw new TypeError(`require: there is no form '${String(form)}'; the forms are ${Object.keys(connectionForms).join(', ')}`);
      return connectionForms[form](built);
    });
    return made.length === 1 ? made[0] : made;
  }
}

/** What `require` gives, by form. */
export interface ConnectionForms {
  /** The targets of each source. */
  readonly pre2post: Rows;
  readonly csr: Rows;
  /** The sources of each target. */
  readonly post2pre: Rows;
  readonly csc: Rows;
  /** The connections of each source, and of each target, by number. */
  readonly pre2syn: Rows;
  readonly post2syn: Rows;
  /** `[pre_ids, post_ids]`. */
  readonly coo: readonly [preIds: Vector<'int32'>, postIds: Vector<'int32'>];
  readonly pre_ids: Vector<'int32'>;
  readonly post_ids: Vector<'int32'>;
  /** Which are connected, [sources, targets]. */
  readonly conn_mat: NDArray<2, 'bool'>;
}

export type ConnectionForm = keyof ConnectionForms;
type Rows = readonly [indices: Vector<'int32'>, indptr: Vector<'int32'>];

interface Built {
  readonly csr: Csr;
  readonly preCount: number;
  readonly postCount: number;
}

const connectionForms: { readonly [F in ConnectionForm]: (built: Built) => ConnectionForms[F] } = {
  pre2post: ({ csr }) => rows(csr),
  csr: ({ csr }) => rows(csr),
  post2pre: ({ csr, postCount }) => rows(transposeCsr(csr, postCount)),
  csc: ({ csr, postCount }) => rows(transposeCsr(csr, postCount)),
  pre2syn: ({ csr }) => rows({ indices: numbers(csr), indptr: csr.indptr }),
  post2syn: ({ csr, postCount }) => rows(csrOfPairs(csr.indices, numbers(csr), postCount)),
  coo: ({ csr }) => [array(sourcesOf(csr)), array(csr.indices)],
  pre_ids: ({ csr }) => array(sourcesOf(csr)),
  post_ids: ({ csr }) => array(csr.indices),
  conn_mat: ({ csr, preCount, postCount }) => denseMatrix(csr, preCount, postCount),
};

function rows({ indices, indptr }: Csr): Rows {
  return [array(indices), array(indptr)];
}

/** The number of each connection: 0, 1, 2, … */
function numbers({ indices }: Csr): Int32Array {
  return Int32Array.from(indices, (_, k) => k);
}

function denseMatrix(csr: Csr, preCount: number, postCount: number): NDArray<2, 'bool'> {
  const made = makeFilled('bool', [preCount, postCount], 0);
  const [elements, sources] = [made.storage.elements(), sourcesOf(csr)];
  for (let k = 0; k < sources.length; k++) elements[sources[k]! * postCount + csr.indices[k]!] = 1;
  return toPublic(made);
}

/** Throws where rows of targets do not fit groups of these sizes. */
function checkCsr(name: string, { indices, indptr }: Csr, preCount: number, postCount: number): void {
  if (!(indices instanceof Int32Array) || !(indptr instanceof Int32Array)) throw new TypeError(`${name}: build gives { indices, indptr }, both Int32Array`);
  if (indptr.length !== preCount + 1 || indptr[0] !== 0 || indptr[preCount] !== indices.length || indptr.some((from, i) => i > 0 && from < indptr[i - 1]!)) {
    throw new ShapeError(`${name}: indptr has one element more than there are sources (${preCount + 1}), begins with 0, never falls, and ends with the number of connections (${indices.length})`);
  }
  const wrong = indices.find((target) => target < 0 || target >= postCount);
  if (wrong !== undefined) throw new IndexError(`${name}: a connection leads to cell ${wrong}, and there are ${postCount}`);
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
