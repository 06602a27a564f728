/** A state's past by steps: `x(5)` in an equation is the value of five steps before. */
import { checkOptions } from '../abi/check-options.js';
import type { DType } from '../abi/dtype.js';
import type { NDArray } from '../array/types.js';
import { callable } from '../core/stand-in.js';
import { registerShipped } from '../jit/registry.js';
import type { PastValues } from './delay.js';
import { Delay, pastRow } from './delay.js';
import { readLengthDelay } from './methods/delays.js';

export interface LengthDelayOptions {
  /** The values before the first: a number, or an array with one row for each step, that of one step before first. Zeros where it is not stated. */
  readonly initialDelayData?: PastValues;
}

/**
 * Keeps the values of a state for `delayLen` steps: `x(n)`, for a whole number n between 0 and `delayLen`. It is given to the
 * integrator (`stateDelays: { x }`), which notes each new value.
 */
// Objects that are called have no other form in TypeScript; the constructor returns such an object (core/stand-in.ts).
// eslint-disable-next-line no-unsafe-declaration-merging
export class LengthDelay<D extends DType = DType> extends Delay<D> {
  static {
    registerShipped(LengthDelay, 'myelin:integrators/length-delay:LengthDelay');
  }

  readonly #target: NDArray<1, D>;
  readonly #before: (row: number) => NDArray | number;

  constructor(target: NDArray<1, D>, delayLen: number, options: LengthDelayOptions = {}) {
    checkOptions('LengthDelay', options, { initialDelayData: 'any' });
    if (!Number.isInteger(delayLen) || delayLen < 0) throw new RangeError(`LengthDelay: the length is a whole number of steps, got ${String(delayLen)}`);
    super('LengthDelay', target, delayLen + 1);
    this.#target = target;
    this.#before = pastRow('LengthDelay', options.initialDelayData ?? 0, delayLen);
    this.reset();
    return callable(this);
  }

  /** `x(steps)`. */
  call(steps: number): NDArray<1, D> {
    return readLengthDelay(this as never, steps) as NDArray<1, D>;
  }

  /** Forgets all steps: the target's value (or the one given) is the newest again. */
  reset(target: NDArray<1, D> = this.#target): void {
    this.fill(target, (steps) => this.#before(steps - 1));
  }
}

/** The value of so many steps before the newest, which is that of 0 steps. */
export interface LengthDelay<D extends DType = DType> {
  (steps: number): NDArray<1, D>;
}
