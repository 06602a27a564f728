/** Connections without chance: each to all, each to its own. */
import { checkOptions } from '../abi/check-options.js';
import { ShapeError } from '../abi/errors.js';
import type { Population } from './connector.js';
import { Connector } from './connector.js';
import type { Csr } from './csr.js';
import { csrOfRows } from './csr.js';

export interface SelfOption {
  /** Whether a cell may be connected to itself, in a group connected to itself; true where it is not stated. */
  readonly includeSelf?: boolean;
}

/** Every source to every target. */
export class All2All extends Connector {
  readonly includeSelf: boolean;

  constructor(options: SelfOption = {}) {
    super();
    checkOptions('All2All', options, { includeSelf: 'boolean' });
    this.includeSelf = options.includeSelf ?? true;
  }

  override build(pre: Population, post: Population): Csr {
    const all = Int32Array.from({ length: post.num }, (_, j) => j);
    return csrOfRows(Array.from({ length: pre.num }, (_, i) => (this.includeSelf ? all : all.filter((j) => j !== i))));
  }
}

/** Source i to target i. */
export class One2One extends Connector {
  override build(pre: Population, post: Population): Csr {
    if (pre.num !== post.num) throw new ShapeError(`One2One: ${pre.num} sources and ${post.num} targets; both groups must have the same size`);
    return { indices: Int32Array.from({ length: pre.num }, (_, i) => i), indptr: Int32Array.from({ length: pre.num + 1 }, (_, i) => i) };
  }
}
