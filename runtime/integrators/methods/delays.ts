/** What delays do at a call and after a step: compiled into the equations that use them. */
import * as bm from '../../math/index.js';
import type { NDArray, NDArrayLike } from '../../array/types.js';
import type { PastSteps, PastTimes } from '../method-types.js';

/** The delayed value at a time. */
export function readTimeDelay(delay: PastTimes, time: number): NDArray<1> {
  const count = delay.count[0]!;
  return bm.history.valueAt(delay.ring, count % delay.rows, time, delay.t0 + count * delay.dt, delay.dt, delay.isLinear);
}

/** The value of some steps before the newest. */
export function readLengthDelay(delay: PastSteps, steps: number): NDArray<1> {
  return bm.history.lookBack(delay.ring, delay.count[0]! % delay.rows, steps);
}

/** Keeps the value of the step that has just been made. */
export function keepDelayed(delay: PastSteps, value: NDArrayLike): void {
  delay.count.value = delay.count + 1;
  bm.history.keep(delay.ring, delay.count[0]! % delay.rows, value);
}

/** The time at the end of a step. */
export function timeAfter(t: NDArrayLike, dt: number): NDArrayLike {
  return t + dt;
}
