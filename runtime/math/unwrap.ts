/** Angles without jumps: `unwrap`. */
import type { DType } from '../abi/dtype.js';
import { normalizeAxis } from '../abi/shape.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray, laneStart, lanesOf } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray } from '../array/types.js';
import { castArray } from './cast.js';
import { checkArray } from './operand.js';

export interface UnwrapOptions {
  /** From which size a step counts as a jump; half a period where it is not stated, and never less. */
  readonly discont?: number | undefined;
  /** The axis; the last one where it is not stated. */
  readonly axis?: number | undefined;
  /** 2π where it is not stated. */
  readonly period?: number | undefined;
}

/** Angles along an axis, with whole periods added so that no step is larger than half a period. */
export function unwrap<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, options?: UnwrapOptions): NDArray<R, FloatOf<D>> {
  const given = checkArray('unwrap', 'x', x);
  const source = castArray(given, floating(given.dtype, getFloat()));
  const lanes = lanesOf(source.shape, normalizeAxis('unwrap', options?.axis ?? -1, source.ndim));
  const period = options?.period ?? 2 * Math.PI;
  const limit = Math.max(options?.discont ?? period / 2, period / 2);
  return toPublic(fillArray(source.dtype, source.shape, [source], (to, from) => {
    for (let lane = 0; lane < lanes.outer * lanes.inner; lane++) {
      const start = laneStart(lanes, lane);
      let correction = 0;
      for (let k = 0; k < lanes.count; k++) {
        const at = start + k * lanes.inner;
        if (k > 0) correction += correctionOf(from[at]! - from[at - lanes.inner]!, period, limit);
        to[at] = from[at]! + correction;
      }
    }
  }));
}

/** What is added from a step on, so that it goes from -period / 2 to period / 2. */
function correctionOf(step: number, period: number, limit: number): number {
  if (Math.abs(step) < limit) return 0;
  const half = period / 2;
  const shifted = (step + half) % period;
  const wrapped = (shifted < 0 ? shifted + period : shifted) - half;
  return (wrapped === -half && step > 0 ? half : wrapped) - step;
}
