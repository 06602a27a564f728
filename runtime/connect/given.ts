/** Connections that a user has already. */
import { IndexError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { NDArray } from '../array/types.js';
import { asarray } from '../math/array.js';
import type { Population } from './connector.js';
import { Connector } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfPairs } from './csr.js';

/** Whole numbers from a list or an array. */
function wholeNumbers(where: string, list: ArrayLike<number> | NDArray, limit: number): Int32Array {
  const values = 'toTypedArray' in (list as object) ? (list as NDArray).toTypedArray() : (list as ArrayLike<number>);
  const whole = Int32Array.from(values);
  const wrong = whole.find((value) => value < 0 || value >= limit);
  if (wrong !== undefined) throw new IndexError(`${where}: ${wrong} is no cell of ${limit}`);
  return whole;
}

/** A matrix [sources, targets] in which everything but 0 is a connection. */
export class MatConn extends Connector {
  readonly #matrix: NDArray;

  constructor(matrix: NDArray | readonly (readonly number[])[] | readonly (readonly boolean[])[]) {
    super();
    this.#matrix = asarray(matrix as NDArray);
  }

  override build(pre: Population, post: Population): Csr {
    const { shape } = this.#matrix;
    if (shape.length !== 2 || shape[0] !== pre.num || shape[1] !== post.num) {
      throw new ShapeError(`MatConn: the matrix is ${printShape(shape)}, and ${printShape([pre.num, post.num])} is wanted: [sources, targets]`);
    }
    const elements = this.#matrix.toTypedArray();
    const indptr = new Int32Array(pre.num + 1);
    for (let k = 0; k < elements.length; k++) if (elements[k] !== 0) indptr[Math.floor(k / post.num) + 1]! += 1;
    for (let i = 0; i < pre.num; i++) indptr[i + 1]! += indptr[i]!;
    const indices = new Int32Array(indptr[pre.num]!);
    for (let k = 0, at = 0; k < elements.length; k++) if (elements[k] !== 0) indices[at++] = k % post.num;
    return { indices, indptr };
  }
}

/** The source and the target of each connection. */
export class IJConn extends Connector {
  readonly #pairs: readonly [ArrayLike<number> | NDArray, ArrayLike<number> | NDArray];

  constructor(i: ArrayLike<number> | NDArray, j: ArrayLike<number> | NDArray) {
    super();
    this.#pairs = [i, j];
  }

  override build(pre: Population, post: Population): Csr {
    const sources = wholeNumbers('IJConn: i', this.#pairs[0], pre.num);
    const targets = wholeNumbers('IJConn: j', this.#pairs[1], post.num);
    if (sources.length !== targets.length) throw new ShapeError(`IJConn: ${sources.length} sources for ${targets.length} targets`);
    return csrOfPairs(sources, targets, pre.num);
  }
}

/** The targets of each source, one source after the other, and where each one's begin. */
export class CSRConn extends Connector {
  readonly #parts: readonly [ArrayLike<number> | NDArray, ArrayLike<number> | NDArray];

  constructor(indices: ArrayLike<number> | NDArray, indptr: ArrayLike<number> | NDArray) {
    super();
    this.#parts = [indices, indptr];
  }

  override build(pre: Population, post: Population): Csr {
    const indices = wholeNumbers('CSRConn: indices', this.#parts[0], post.num);
    const indptr = wholeNumbers('CSRConn: indptr', this.#parts[1], indices.length + 1);
    if (indptr.length !== pre.num + 1) throw new ShapeError(`CSRConn: indptr has ${indptr.length} elements, and ${pre.num + 1} are wanted: one more than there are sources`);
    if (indptr[pre.num] !== indices.length) throw new ShapeError(`CSRConn: indptr ends with ${indptr[pre.num]}, and there are ${indices.length} indices`);
    return { indices, indptr };
  }
}
