/** The namespace `math.event`: operations on sparse events (spikes), and rings of the rows of past steps. */
import { isFloat, itemSize, type DType } from '../abi/dtype.js';
import { DTypeError, IndexError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { makeFilled, makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, Operand, Vector } from '../array/types.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { checkArray } from './operand.js';

/**
 * What spikes bring to each target: for each spiking row i, in order, the weights of its connections indptr[i] … indptr[i + 1] - 1
 * are added to the targets `indices[…]`. `weights` has one element for all connections, or one for each; the result has its dtype.
 */
export function propagate(
  spikes: NDArray<1> | Operand, indices: NDArray<1, 'int32'>, indptr: NDArray<1, 'int32'>, weights: NDArray<1> | Operand, postCount: number,
): Vector {
  const [events, targets, starts, values] = [
    checkArray('propagate', 'spikes', spikes), checkArray('propagate', 'indices', indices),
    checkArray('propagate', 'indptr', indptr), checkArray('propagate', 'weights', weights),
  ];
  if (!isFloat(values.dtype)) throw new DTypeError(`propagate: weights are floats, not ${values.dtype}`);
  if (starts.size !== events.size + 1) {
    throw new ShapeError(`propagate: spikes is ${printShape(events.shape)}, indptr is ${printShape(starts.shape)}; indptr has one element more than spikes`);
  }
  if (values.size !== 1 && values.size !== targets.size) {
    throw new ShapeError(`propagate: weights is ${printShape(values.shape)}, and there are ${targets.size} connections: one weight for all, or one for each`);
  }
  beginCall();
  try {
    // All into memory before the first view: paging in may grow memory, which ends views.
    for (const array of [events, targets, starts, values]) array.storage.address();
    const made = makeFilled(values.dtype, [postCount], 0);
    addEvents(made.storage.elements(), { events: events.storage.elements(), targets: targets.storage.elements(), starts: starts.storage.elements(), values: values.storage.elements() });
    return toPublic(made);
  } finally {
    endCall();
  }
}

type Elements = ReturnType<NDArrayObject['storage']['elements']>;

function addEvents(sums: Elements, { events, targets, starts, values }: { readonly [name in 'events' | 'targets' | 'starts' | 'values']: Elements }): void {
  const one = values[0]!;
  const isShared = values.length === 1;
  for (let row = 0; row < events.length; row++) {
    if (events[row] === 0) continue;
    const end = starts[row + 1]!;
    if (isShared) for (let k = starts[row]!; k < end; k++) sums[targets[k]!]! += one;
    else for (let k = starts[row]!; k < end; k++) sums[targets[k]!]! += values[k]!;
  }
}

/** Row `row` of a ring, as a copy. */
export function readRow<D extends DType>(ring: NDArray<2, D>, row: number): NDArray<1, D> {
  const rows = checkArray('readRow', 'ring', ring);
  const size = checkRow('readRow', rows, row);
  beginCall();
  try {
    const from = rows.storage.address() + row * size * itemSize(rows.dtype);
    const made = makeArray(rows.dtype, [size]);
    heap.u8.copyWithin(made.storage.address(), from, from + size * itemSize(rows.dtype));
    return toPublic(made);
  } finally {
    endCall();
  }
}

/** Writes row `row` of a ring, a Variable. */
export function writeRow<D extends DType>(ring: NDArray<2, D>, row: number, value: NDArray<1, D>): void {
  const [rows, written] = [checkArray('writeRow', 'ring', ring), checkArray('writeRow', 'value', value)];
  const size = checkRow('writeRow', rows, row);
  if (written.size !== size) throw new ShapeError(`writeRow: ring is ${printShape(rows.shape)}, value is ${printShape(written.shape)}`);
  if (written.dtype !== rows.dtype) throw new DTypeError(`writeRow: ring is ${rows.dtype}, value is ${written.dtype}`);
  beginCall();
  try {
    const from = written.storage.address();
    const to = rows.ownStorage().address() + row * size * itemSize(rows.dtype);
    heap.u8.copyWithin(to, from, from + size * itemSize(rows.dtype));
  } finally {
    endCall();
  }
}

/** The size of a row, once it is clear that there is such a row. */
function checkRow(operation: string, rows: NDArrayObject, row: number): number {
  const [count = 0, size = 0] = rows.shape;
  if (Number.isInteger(row) && row >= 0 && row < count) return size;
  throw new IndexError(`${operation}: ${row} is no row of a ring of shape ${printShape(rows.shape)}`);
}

/**
 * Keeps `value` as that of step `i` in a ring of rows, and gives the value of `length - 1` steps before it, where `length` is the
 * number of rows: what a delay of `length` steps shows in step i + 1.
 */
export function delay<D extends DType>(ring: NDArray<2, D>, i: number, value: NDArray<1, D>): NDArray<1, D> {
  const length = checkArray('delay', 'ring', ring).shape[0] ?? 1;
  writeRow(ring, ((i % length) + length) % length, value);
  return readRow(ring, (((i + 1) % length) + length) % length);
}
