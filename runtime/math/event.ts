/** The namespace `math.event`: operations on sparse events (spikes), and rings of the rows of past steps. */
import { isFloat, itemSize, type DType } from '../abi/dtype.js';
import { DTypeError, IndexError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { makeFilled, makeArray, makeScalar } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, Operand, Vector } from '../array/types.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { checkArray } from './operand.js';

export { propagateDrawn } from './propagate-drawn.js';

/** Connections: the targets of source i are `indices[indptr[i]]` … `indices[indptr[i + 1] - 1]`. */
interface Connections {
  readonly indices: NDArrayObject;
  readonly indptr: NDArrayObject;
  /** One weight for all connections, or one for each. */
  readonly weights: NDArrayObject;
}

/**
 * What the sources send to each target: for each source i that sends something, in order, its value times the weight of each of its
 * connections is added to the connection's target. Spikes (bool) send 1. The weights are a number for all, or an array of one for all or of one for
 * each; the result has their dtype, or the default float.
 */
export function propagate(
  sent: NDArray<1> | Operand, indices: NDArray<1, 'int32'>, indptr: NDArray<1, 'int32'>, weights: NDArray<1> | number, postCount: number,
): Vector {
  const source = checkArray('propagate', 'sent', sent);
  const connections = checkConnections('propagate', source, indices, indptr, typeof weights === 'number' ? makeScalar(getFloat(), weights) : weights);
  return sumOver(connections, [source], postCount, (sums, from, to, values, [sending]) => {
    const [ones, isShared] = [source.dtype === 'bool', values.length === 1];
    for (let row = 0; row + 1 < from.length; row++) {
      const value = sending![row]!;
      if (value === 0) continue;
      const end = from[row + 1]!;
      const one = values[0]! * value;
      if (isShared) for (let k = from[row]!; k < end; k++) sums[to[k]!]! += one;
      else if (ones) for (let k = from[row]!; k < end; k++) sums[to[k]!]! += values[k]!;
      else for (let k = from[row]!; k < end; k++) sums[to[k]!]! += values[k]! * value;
    }
  });
}

/** The sum over each target's connections of weight (pre − post): what flows between cells that gap junctions join. */
export function diffuse(pre: NDArray<1>, post: NDArray<1>, indices: NDArray<1, 'int32'>, indptr: NDArray<1, 'int32'>, weights: NDArray<1>): Vector {
  const [before, behind] = [checkArray('diffuse', 'pre', pre), checkArray('diffuse', 'post', post)];
  const connections = checkConnections('diffuse', before, indices, indptr, weights);
  return sumOver(connections, [before, behind], behind.size, (sums, from, to, values, [a, b]) => {
    const isShared = values.length === 1;
    for (let row = 0; row + 1 < from.length; row++) {
      for (let k = from[row]!; k < from[row + 1]!; k++) {
        const target = to[k]!;
        sums[target]! += values[isShared ? 0 : k]! * (a![row]! - b![target]!);
      }
    }
  });
}

function checkConnections(operation: string, source: NDArrayObject, indices: unknown, indptr: unknown, weights: unknown): Connections {
  const [targets, starts, values] = [checkArray(operation, 'indices', indices), checkArray(operation, 'indptr', indptr), checkArray(operation, 'weights', weights)];
  if (!isFloat(values.dtype)) throw new DTypeError(`${operation}: weights are floats, not ${values.dtype}`);
  if (starts.size !== source.size + 1) {
    throw new ShapeError(`${operation}: the sources are ${printShape(source.shape)}, indptr is ${printShape(starts.shape)}; indptr has one element more than there are sources`);
  }
  if (values.size !== 1 && values.size !== targets.size) {
    throw new ShapeError(`${operation}: weights is ${printShape(values.shape)}, and there are ${targets.size} connections: one weight for all, or one for each`);
  }
  return { indices: targets, indptr: starts, weights: values };
}

type Elements = ReturnType<NDArrayObject['storage']['elements']>;
type AddAll = (sums: Elements, indptr: Elements, indices: Elements, weights: Elements, operands: readonly Elements[]) => void;

function sumOver({ indices, indptr, weights }: Connections, operands: readonly NDArrayObject[], postCount: number, addAll: AddAll): Vector {
  beginCall();
  try {
    // All into memory before the first view: paging in may grow memory, which ends views.
    for (const array of [indices, indptr, weights, ...operands]) array.storage.address();
    const made = makeFilled(weights.dtype, [postCount], 0);
    const views = [indptr, indices, weights].map((array) => array.storage.elements()) as [Elements, Elements, Elements];
    addAll(made.storage.elements(), ...views, operands.map((array) => array.storage.elements()));
    return toPublic(made);
  } finally {
    endCall();
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

/**
 * Changes the weights of spiking cells' connections in place, a Variable: for each spiking cell i and each k from `starts[i]` to before
 * `starts[i + 1]`, weight `order[k]` grows by scale · values[others[k]] and is then held between `low` and `high`.
 */
export function learn(
  weights: NDArray<1>, spikes: NDArray<1, 'bool'>, values: NDArray<1>,
  starts: NDArray<1, 'int32'>, order: NDArray<1, 'int32'>, others: NDArray<1, 'int32'>, scale: number, low: number, high: number,
): void {
  const changed = checkArray('learn', 'weights', weights);
  const arrays = [spikes, values, starts, order, others].map((array, k) => checkArray('learn', ['spikes', 'values', 'starts', 'order', 'others'][k]!, array));
  if (arrays[2]!.size !== arrays[0]!.size + 1) {
    throw new ShapeError(`learn: spikes is ${printShape(arrays[0]!.shape)}, starts is ${printShape(arrays[2]!.shape)}; starts has one element more than spikes`);
  }
  beginCall();
  try {
    const owned = changed.ownStorage();
    for (const storage of [owned, ...arrays.map((array) => array.storage)]) storage.address();
    const [fired, trace, first, which, other] = arrays.map((array) => array.storage.elements()) as [Elements, Elements, Elements, Elements, Elements];
    const elements = owned.elements();
    for (let i = 0; i < fired.length; i++) {
      if (fired[i] === 0) continue;
      for (let k = first[i]!; k < first[i + 1]!; k++) {
        const c = which[k]!;
        elements[c] = Math.min(high, Math.max(low, elements[c]! + scale * trace[other[k]!]!));
      }
    }
  } finally {
    endCall();
  }
}
