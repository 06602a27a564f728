/** The vector product: `cross`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape } from '../abi/shape.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, BroadcastRank, Given, NDArray, PromotedDType } from '../array/types.js';
import { mul } from './generated/mul.js';
import { sub } from './generated/sub.js';
import { stack } from './join.js';
import { checkArray } from './operand.js';
import { permuteAxes } from './rearrange.js';
import { take } from './take.js';

/** The vector orthogonal to `a` and `b`, whose axis (the last one) has 3 elements each; others are broadcast. */
export function cross<R extends number = AnyRank, D extends DType = DType, Q extends number = AnyRank, E extends DType = DType>(
  a: Given<R, D>, b: Given<Q, E>, axis: number = -1,
): NDArray<BroadcastRank<R, Q>, PromotedDType<D, E>> {
  const [left, right] = [['a', a] as const, ['b', b] as const].map(([name, given]) => {
    const array = checkArray('cross', name, given);
    const at = normalizeAxis('cross', axis ?? -1, array.ndim);
    if (array.shape[at] !== 3) throw new ShapeError(`cross: ${name} is ${printShape(array.shape)}; its axis ${at} must have 3 elements`);
    const moved = permuteAxes(array, [...array.shape.map((_, k) => k).filter((k) => k !== at), at]);
    return [0, 1, 2].map((k) => take(toPublic<NDArray>(moved), k, -1) as NDArray);
  }) as [NDArray[], NDArray[]];
  const part = (i: number, j: number): NDArray => sub(mul(left[i]!, right[j]!), mul(left[j]!, right[i]!));
  const parts = [part(1, 2), part(2, 0), part(0, 1)];
  const rank = parts[0]!.ndim + 1;
  // The reason for the cast: arithmetic promotes and broadcasts as the type says.
  return stack(parts, normalizeAxis('cross', axis ?? -1, rank)) as unknown as NDArray<BroadcastRank<R, Q>, PromotedDType<D, E>>;
}
