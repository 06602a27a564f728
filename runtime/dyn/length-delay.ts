/** A Variable's values of the last steps. */
import type { DType } from '../abi/dtype.js';
import type { NDArray, Vector } from '../array/types.js';
import { Variable, VariableObject } from '../core/variable.js';
import { zeros } from '../math/filled.js';
import * as bm from '../math/index.js';
import { checkInstance } from './check-instance.js';
import { DynamicalSystem } from './dynamical-system.js';
import type { Step } from './step.js';

/**
 * A ring of rows: the last `length` values of `target`, as they were at the end of each step. A Network calls its `update` there, also where a part of the network (a
 * synapse of one's own) holds it; other systems call it themselves.
 */
export class LengthDelay<D extends DType = DType> extends DynamicalSystem {
  readonly target: Variable<1, D>;
  /** How many steps back values are kept. */
  readonly length: number;
  /** 0, 1, … for the cells of the target. */
  readonly cells: Vector<'int32'>;
  /** The value of step i is row i mod length. */
  readonly ring: Variable<2, D>;

  constructor(target: Variable<1, D>, length: number) {
    super();
    checkInstance('LengthDelay: its first argument', target, VariableObject, 'the Variable whose values it keeps, new dyn.LengthDelay(cells.V, 10) for one');
    if (!Number.isInteger(length) || length < 1) throw new RangeError(`LengthDelay: the length is a whole number of steps from 1 on, got ${length}`);
    this.target = target;
    this.length = length;
    this.cells = bm.arange(target.size, { dtype: 'int32' }) as Vector<'int32'>;
    const draw = (): NDArray<2, D> => zeros([length, target.size], { dtype: target.dtype });
    this.ring = this.register(new Variable(draw()), draw);
  }

  /** The value of `steps` steps before step `i`, for 1 ≤ steps ≤ length; zeros before the first step. */
  at(i: number, steps: number): NDArray<1, D> {
    if (steps < 1 || steps > this.length) throw new RangeError(`LengthDelay: it keeps the values of 1 to ${this.length} steps before, and not of ${steps}`);
    return bm.event.readRow(this.ring, (i - steps + this.length) % this.length);
  }

  /** For each cell the value of its own number of steps (from 1 to `length`) before step `i`. */
  atEach(i: number, steps: Vector<'int32'>): NDArray<1, D> {
    const length = this.length | 0;
    const rows = ((i | 0) - steps + length) % length;
    return bm.at(this.ring, rows, this.cells) as unknown as NDArray<1, D>;
  }

  override update({ i }: Step): void {
    this.ring.set(i % this.length, this.target.value);
  }
}
