/** Rows of a recording, one for each step recorded, written straight into the array that the user gets. */
import { DTypeError, ShapeError } from '../abi/errors.js';
import { itemSize } from '../abi/dtype.js';
import { printShape, sameShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { makeArray, makeScalar } from '../array/make-array.js';
import { NDArrayObject } from '../array/nd-array.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';

export class Recorder {
  readonly #label: string;
  readonly #rows: number;
  #recorded: NDArrayObject | undefined;
  #next = 0;

  /** `rows`: how many rows there will be; the array is made when the first one shows its shape and dtype. */
  constructor(label: string, rows: number) {
    this.#label = label;
    this.#rows = rows;
  }

  /** Adds a row: an array (a Variable), a number or a boolean. */
  write(value: unknown): void {
    const row = asArray(this.#label, value);
    const recorded = (this.#recorded ??= makeArray(row.dtype, [this.#rows, ...row.shape]));
    const shape = recorded.shape.slice(1);
    if (!sameShape(row.shape, shape)) throw new ShapeError(`${this.#label}: a value of shape ${printShape(row.shape)} after those of shape ${printShape(shape)}`);
    if (row.dtype !== recorded.dtype) throw new DTypeError(`${this.#label}: a value of dtype ${row.dtype} after those of dtype ${recorded.dtype}`);
    const bytes = row.size * itemSize(row.dtype);
    beginCall();
    try {
      const from = row.storage.address();
      const to = recorded.storage.address() + this.#next * bytes;
      heap.u8.copyWithin(to, from, from + bytes);
    } finally {
      endCall();
    }
    this.#next++;
  }

  /** Adds a row made of some of an array's items along axis 0. */
  writeItems(array: NDArrayObject, items: readonly number[]): void {
    const size = array.size / (array.shape[0] ?? 1);
    const row = makeArray(array.dtype, [items.length, ...array.shape.slice(1)]);
    const [to, from] = [row.storage, array.storage];
    for (const [i, item] of items.entries()) for (let k = 0; k < size; k++) to.write(i * size + k, from.read(item * size + k));
    this.write(row);
  }

  /** What was recorded; undefined of nothing. */
  finish(): NDArrayObject | undefined {
    return this.#recorded;
  }
}

function asArray(label: string, value: unknown): NDArrayObject {
  if (NDArrayObject.isInstance(value)) return value;
  if (typeof value === 'number') return makeScalar(getFloat(), value);
  if (typeof value === 'boolean') return makeScalar('bool', Number(value));
  throw new TypeError(`${label}: an array, a number or a boolean is wanted, and this is ${value === undefined ? 'undefined' : `of type ${typeof value}`}`);
}
