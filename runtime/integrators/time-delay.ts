/** A state's past by time: `x(t - tau)` in an equation. */
import { checkOptions } from '../abi/check-options.js';
import type { DType } from '../abi/dtype.js';
import type { NDArray, NDArrayLike } from '../array/types.js';
import { callable } from '../core/stand-in.js';
import { registerShipped } from '../jit/registry.js';
import { checkDt, getDt } from './default-dt.js';
import type { PastValues } from './delay.js';
import { Delay, pastRow } from './delay.js';
import { readTimeDelay } from './methods/delays.js';

export interface TimeDelayOptions {
  /** The values before `t0`: a number, a function of the time, or an array with one row for each step, the oldest first. Zeros where it is not stated. */
  readonly beforeT0?: PastValues | ((t: number) => NDArrayLike | number);
  /** The time of the target (ms); 0 where it is not stated. */
  readonly t0?: number;
  /** The time between two steps (ms); `getDt()` where it is not stated. It must be the integrator's. */
  readonly dt?: number;
  /** Between two steps: on the line between their values, or the nearest of the two. */
  readonly interpMethod?: 'linear_interp' | 'round';
}

/**
 * Keeps the values of a state for as long as `delayLen` (ms): `x(t - tau)`, for a number tau between 0 and `delayLen`. It is given to the
 * integrator (`stateDelays: { x }`), which notes each new value.
 */
// Objects that are called have no other form in TypeScript; the constructor returns such an object (core/stand-in.ts).
// eslint-disable-next-line no-unsafe-declaration-merging
export class TimeDelay<D extends DType = DType> extends Delay<D> {
  static {
    registerShipped(TimeDelay, 'myelin:integrators/time-delay:TimeDelay');
  }

  readonly t0: number;
  readonly dt: number;
  readonly isLinear: boolean;
  readonly #target: NDArray<1, D>;
  readonly #before: (time: number, row: number) => NDArrayLike;

  constructor(target: NDArray<1, D>, delayLen: number, options: TimeDelayOptions = {}) {
    checkOptions('TimeDelay', options, { beforeT0: 'any', t0: 'number', dt: 'number', interpMethod: ['linear_interp', 'round'] });
    const dt = options.dt === undefined ? getDt() : checkDt('TimeDelay', options.dt);
    if (typeof delayLen !== 'number' || !(delayLen >= 0) || !Number.isFinite(delayLen)) {
      throw new RangeError(`TimeDelay: the length is the longest delay in ms, got ${String(delayLen)}`);
    }
    // Quotients of times are not exact: 0.3 / 0.1 is a little below 3, 0.7 / 0.1 a little above.
    const steps = Math.ceil(delayLen / dt - 1e-9);
    super('TimeDelay', target, steps + 1);
    this.t0 = options.t0 ?? 0;
    this.dt = dt;
    this.isLinear = options.interpMethod !== 'round';
    this.#target = target;
    const { beforeT0 = 0 } = options;
    const row = typeof beforeT0 === 'function' ? undefined : pastRow('TimeDelay', beforeT0, steps);
    this.#before = (time, k) => (row === undefined ? ((beforeT0 as (t: number) => NDArrayLike)(time)) : row(k));
    this.reset();
    return callable(this);
  }

  /** `x(time)`. */
  call(time: NDArrayLike): NDArray<1, D> {
    return readTimeDelay(this as never, time) as NDArray<1, D>;
  }

  /** Forgets all steps: the target's value (or the one given) is that at `t0` again. */
  reset(target: NDArray<1, D> = this.#target): void {
    this.fill(target, (steps) => this.#before(this.t0 - steps * this.dt, this.rows - 1 - steps));
  }
}

/** The value at a time that lies no further back than the delay is long. */
export interface TimeDelay<D extends DType = DType> {
  (time: NDArrayLike): NDArray<1, D>;
}
