/** The first of several choices whose condition holds: `select`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { AnyRank, NDArray, Operand } from '../array/types.js';
import { where } from './generated/where.js';

/**
 * Element by element, the choice that belongs to the first condition that holds; `otherwise` (0) where none does. All are broadcast
 * together; the same as `where(c0, x0, where(c1, x1, otherwise))`.
 */
export function select<D extends DType = DType>(conditions: readonly Operand[], choices: readonly (NDArray<number, D> | Operand)[], otherwise: Operand = 0): NDArray<AnyRank, D> {
  if (conditions.length !== choices.length || conditions.length === 0) {
    throw new ShapeError(`select: ${conditions.length} conditions and ${choices.length} choices; as many of one as of the other are wanted, and at least one`);
  }
  // The reason for the cast: `where` of arrays is an array of their dtype.
  return conditions.reduceRight<Operand>((rest, condition, k) => where(condition, choices[k]!, rest), otherwise ?? 0) as unknown as NDArray<AnyRank, D>;
}
