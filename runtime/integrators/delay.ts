/** A ring of the past values of a state, for equations that look back. */
import type { DType } from '../abi/dtype.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray, NDArrayLike } from '../array/types.js';
import { Base } from '../core/base.js';
import { Variable } from '../core/variable.js';
import { asarray } from '../math/array.js';
import { zeros } from '../math/filled.js';
import { keep } from '../math/history.js';
import { keepDelayed } from './methods/delays.js';

/** What stood in the steps before the first one: a number for all, or one row for each step, the oldest first. */
export type PastValues = number | NDArray;

export abstract class Delay<D extends DType = DType> extends Base {
  /** How many steps are kept, the newest among them. */
  readonly rows: number;
  /** The row of step n is n mod rows. */
  readonly ring: Variable<2, D>;
  /** The number of the newest step. */
  readonly count: Variable<1, 'int32'> = new Variable(1, { dtype: 'int32' });

  protected constructor(where: string, target: NDArray<1, D>, rows: number) {
    super();
    const given: unknown = target;
    if (!isArray(given) || given.ndim !== 1) {
      throw new TypeError(`${where}: the target is the first value of the state, a vector: bm.array([1]); got ${isArray(given) ? `an array of shape ${printShape(given.shape)}` : String(given)}`);
    }
    this.rows = rows;
    this.ring = new Variable(zeros([rows, given.size], { dtype: target.dtype }));
  }

  /** Notes the value of the step that has just been made. Integrators do so by themselves (`stateDelays`). */
  update(value: NDArrayLike): void {
    keepDelayed(this as never, value);
  }

  /** Starts anew at step 0 with this value; `past(k)` is that of k steps before. */
  protected fill(newest: NDArrayLike, past: (steps: number) => NDArrayLike | number): void {
    this.count.value = 0;
    keep(this.ring, 0, newest);
    for (let steps = 1; steps < this.rows; steps++) keep(this.ring, this.rows - steps, past(steps) as NDArrayLike);
  }
}

/** Row `row` of past values, or the number that they all are. */
export function pastRow(where: string, past: PastValues, rows: number): (row: number) => NDArrayLike {
  if (typeof past === 'number' && !isArray(past)) return () => past;
  const list = asarray(past);
  if (list.ndim === 0 || list.shape[0] !== rows) {
    throw new TypeError(`${where}: past values are a number, or an array with one row for each of the ${rows} steps before the first; got ${printShape(list.shape)}`);
  }
  return (row) => [...list][row]!;
}
