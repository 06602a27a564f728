/**
 * The namespace `math.history`: rings of rows, one for each past step, that delayed and fractional equations look back on. A ring has shape
 * [rows, size]; the row of step n is n mod rows.
 */
import type { DType } from '../abi/dtype.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { NDArrayObject as ArrayObject, toPublic } from '../array/nd-array.js';
import type { NDArray, NDArrayLike } from '../array/types.js';
import { beginCall, endCall } from '../memory/residency.js';
import { checkArray } from './operand.js';

/** How far from a whole number of steps a time may be and still mean it: sums of steps are not exact. */
const wholeStep = 1e-6;

/** Writes row `row` of a ring, a Variable: the elements of a vector, or one value for all of them. */
export function keep(ring: NDArray<2>, row: number, value: NDArrayLike): void {
  const rows = checkArray('keep', 'ring', ring);
  const [count = 0, size = 0] = rows.shape;
  if (!Number.isInteger(row) || row < 0 || row >= count) throw new IndexError(`a memory of ${count} steps is full at step ${row}: make it longer (numMemory)`);
  const given = ArrayObject.isInstance(value) ? value : undefined;
  if (given !== undefined && given.size !== size && given.size !== 1) {
    throw new ShapeError(`a ring of past values of shape ${printShape(rows.shape)} cannot take a value of shape ${printShape(given.shape)}`);
  }
  beginCall();
  try {
    // Both into memory before the first view: paging in may grow memory, which ends views.
    given?.storage.address();
    const to = rows.ownStorage().elements();
    const from = given?.storage.elements();
    const first = row * size;
    if (from === undefined || from.length === 1) to.fill(from === undefined ? Number(value) : from[0]!, first, first + size);
    else to.set(from, first);
  } finally {
    endCall();
  }
}

/** The row of `steps` steps before step `newest`, as a copy. */
export function lookBack<D extends DType>(ring: NDArray<2, D>, newest: number, steps: number): NDArray<1, D> {
  const rows = checkArray('lookBack', 'ring', ring);
  const count = rows.shape[0] ?? 0;
  if (!Number.isInteger(steps) || steps < 0 || steps >= count) {
    throw new IndexError(`a delay is asked for ${steps} steps back; it holds 0 to ${count - 1}, in whole steps`);
  }
  return blend(rows, (newest + count - steps) % count, 0, 0);
}

/**
 * The value at a time between the rows of a ring, whose newest row, of step `newest`, is that of the time `now`: on the line between the
 * rows before and after it, or (`isLinear` false) the nearest row.
 */
export function valueAt<D extends DType>(ring: NDArray<2, D>, newest: number, time: number, now: number, dt: number, isLinear: boolean): NDArray<1, D> {
  const rows = checkArray('valueAt', 'ring', ring);
  const count = rows.shape[0] ?? 0;
  const back = (now - time) / dt;
  const nearest = Math.round(back);
  const isWhole = Math.abs(back - nearest) < wholeStep;
  if (!(back > -wholeStep) || back > count - 1 + wholeStep) {
    throw new RangeError(`a delay is asked for t = ${time}; it holds the times from ${now - (count - 1) * dt} to ${now}`);
  }
  const row = (steps: number): number => (newest + count - steps) % count;
  if (isWhole || !isLinear) return blend(rows, row(nearest), 0, 0);
  const recent = Math.floor(back);
  return blend(rows, row(recent), row(recent + 1), back - recent);
}

/** (1 - share) · row `a` + share · row `b`, in float64, rounded once. */
function blend<D extends DType>(rows: NDArrayObject, a: number, b: number, share: number): NDArray<1, D> {
  const size = rows.shape[1] ?? 0;
  beginCall();
  try {
    rows.storage.address();
    const made = makeArray(rows.dtype, [size]);
    const [to, from] = [made.storage.elements(), rows.storage.elements()];
    if (share === 0) to.set(from.subarray(a * size, (a + 1) * size));
    else for (let i = 0; i < size; i++) to[i] = (1 - share) * from[a * size + i]! + share * from[b * size + i]!;
    return toPublic(made);
  } finally {
    endCall();
  }
}

/** Σ weights[k] · (the row of k steps before `newest`), from k = 0 on, in float64, rounded once. As many rows as there are weights. */
export function weigh<D extends DType>(ring: NDArray<2, D>, weights: NDArray<1>, newest: number): NDArray<1, D> {
  const [rows, factors] = [checkArray('weigh', 'ring', ring), checkArray('weigh', 'weights', weights)];
  const [count = 0, size = 0] = rows.shape;
  if (factors.size > count) throw new ShapeError(`weigh: ring is ${printShape(rows.shape)}, weights is ${printShape(factors.shape)}; there is one weight at most for each row`);
  beginCall();
  try {
    for (const array of [rows, factors]) array.storage.address();
    const made = makeArray(rows.dtype, [size]);
    const [to, from, by] = [made, rows, factors].map((array) => array.storage.elements()) as [Elements, Elements, Elements];
    const sums = new Float64Array(size);
    for (let k = 0; k < by.length; k++) {
      const first = ((newest + count - k) % count) * size;
      const weight = by[k]!;
      for (let i = 0; i < size; i++) sums[i]! += weight * from[first + i]!;
    }
    to.set(sums);
    return toPublic(made);
  } finally {
    endCall();
  }
}

type Elements = ReturnType<NDArrayObject['storage']['elements']>;
