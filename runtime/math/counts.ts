/** How many elements are true: `countNonzero`. */
import type { ReduceArgument } from './reduce.js';
import { checkReduced, lanesToReduce } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { fillArray, laneStart } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';

/** The number of elements that are not 0 (NaN is not). */
export const countNonzero: Reduce<'int32'> = <A>(x: unknown, options?: ReduceArgument): A => {
  const lanes = lanesToReduce('countNonzero', checkReduced('countNonzero', x), options);
  return toPublic(fillArray('int32', lanes.shape, [lanes.source], (to, from) => {
    for (let lane = 0; lane < to.length; lane++) {
      const start = laneStart(lanes, lane);
      let count = 0;
      for (let k = 0; k < lanes.count; k++) if (from[start + k * lanes.inner] !== 0) count++;
      to[lane] = count;
    }
  }));
};
