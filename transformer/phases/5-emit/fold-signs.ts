/**
 * Opposites of vectors, taken into the operations around them: `neg` is three instructions in V8, which makes its mask anew each time.
 *
 *     -x + y    as    y - x              (-x * y) * z    as    -((x * y) * z)
 *
 * No bit changes, signs of zeros included (NaN aside): IEEE 754 defines y - x as y + (-x), and gives products and quotients their sign
 * apart from their magnitude. Sums of two opposites stay as they are: 1 - 1 and -1 + 1 are the same zero.
 */
import { findMapOperation } from '../../ops/catalogue.js';
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import type { Reg, VectorCode } from '../../ops/vector.js';

/** A vector, or the opposite of one. */
export interface Signed {
  readonly reg: Reg;
  readonly isOpposite: boolean;
}

/** The operations that take signs in, or hand them on. */
export const signedOperations: ReadonlySet<string> = new Set(['neg', 'add', 'sub', 'mul', 'div']);

export class SignFolding {
  constructor(readonly code: VectorCode) {}

  /** One of `signedOperations` on vectors of floats. */
  apply(op: string, dtype: FloatDType, [a, b]: readonly Signed[]): Signed {
    if (op === 'neg') return { reg: a!.reg, isOpposite: !a!.isOpposite };
    if (op === 'mul' || op === 'div') return { reg: this.#run(op, dtype, a!.reg, b!.reg), isOpposite: a!.isOpposite !== b!.isOpposite };
    const isAdded = (op === 'add') !== b!.isOpposite;
    if (!a!.isOpposite) return plain(this.#run(isAdded ? 'add' : 'sub', dtype, a!.reg, b!.reg));
    return plain(isAdded ? this.#run('sub', dtype, b!.reg, a!.reg) : this.#run('sub', dtype, this.settle(a!, dtype), b!.reg));
  }

  /** The vector itself. */
  settle({ reg, isOpposite }: Signed, dtype: FloatDType): Reg {
    return isOpposite ? this.#run('neg', dtype, reg) : reg;
  }

  #run(op: string, dtype: FloatDType, ...args: readonly Reg[]): Reg {
    return findMapOperation(op)!.recipes[dtype]!(this.code, ...args);
  }
}

export function plain(reg: Reg): Signed {
  return { reg, isOpposite: false };
}
