/** Values between given points: `interp`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { floating, promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray } from '../array/fill-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import { checkReduced } from './reduce.js';
import { checkVector, placeOf } from './search.js';

export interface InterpOptions {
  /** What values below the first and above the last place give; the first and the last value where they are not stated. */
  readonly left?: number | undefined;
  readonly right?: number | undefined;
}

/** The values at `x` on the lines between the points (xp, fp); xp rises. Computed in float64. */
export function interp<R extends number = AnyRank, D extends DType = DType>(x: NDArray<R, D> | Given<R, D>, xp: Given<1>, fp: Given<1>, options?: InterpOptions): NDArray<R, FloatOf<D>> {
  const source = checkReduced('interp', x);
  const [places, values] = [checkVector('interp', 'xp', xp), checkVector('interp', 'fp', fp)];
  if (places.size !== values.size || places.size === 0) throw new ShapeError(`interp: xp has ${places.size} elements, fp has ${values.size}; as many of both are wanted, and at least one`);
  // A plain number has no dtype of its own.
  const operands = NDArrayObject.isInstance(x) ? [source, places, values] : [places, values];
  return toPublic(fillArray(floating(promoteAll(operands.map(({ dtype }) => dtype), getFloat()), getFloat()), source.shape, [source, places, values], (to, from, at, heights) => {
    const last = at.length - 1;
    const [left, right] = [options?.left ?? heights[0]!, options?.right ?? heights[last]!];
    for (let i = 0; i < to.length; i++) {
      const value = from[i]!;
      const k = placeOf(at, value, true) - 1;
      if (value !== value) to[i] = value;
      else if (value < at[0]!) to[i] = left;
      else if (value > at[last]!) to[i] = right;
      else if (k === last || at[k] === value) to[i] = heights[k]!;
      else to[i] = ((heights[k + 1]! - heights[k]!) / (at[k + 1]! - at[k]!)) * (value - at[k]!) + heights[k]!;
    }
  }));
}
