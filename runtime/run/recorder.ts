/**
 * Rows of a recording, one for each step recorded. They are kept outside of Wasm memory, which has other uses: what the user gets comes
 * back into it when something computes with it.
 */
import { itemSize } from '../abi/dtype.js';
import type { DType } from '../abi/dtype.js';
import { DTypeError, OutOfMemoryError, ShapeError } from '../abi/errors.js';
import { paddedBytes } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sameShape, sizeOf } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { makeScalar } from '../array/make-array.js';
import { NDArrayObject } from '../array/nd-array.js';
import { printBytes } from '../memory/print-bytes.js';
import { allocateTemporary } from '../memory/residency.js';
import type { ElementArray } from '../memory/storage.js';
import { elementsAt, Storage } from '../memory/storage.js';

/** What all rows are like. */
interface Row {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly size: number;
}

export class Recorder {
  readonly #label: string;
  readonly #rows: number;
  #row: Row | undefined;
  #elements: ElementArray | undefined;
  /** The index of the element after those recorded. */
  #next = 0;

  /** `rows`: how many rows there will be; the buffer is made when the first one shows its shape and dtype. */
  constructor(label: string, rows: number) {
    this.#label = label;
    this.#rows = rows;
  }

  /** Undefined as long as nothing is known of the rows. */
  get row(): Row | undefined {
    return this.#row;
  }

  /** Fixes shape and dtype of all rows. */
  expect(dtype: DType, shape: Shape): void {
    if (this.#row !== undefined) return;
    this.#row = { dtype, shape, size: sizeOf(shape) };
    this.#elements = makeElements(this.#label, dtype, [this.#rows, ...shape]);
  }

  /** Adds a row: an array (a Variable), a number or a boolean. */
  write(value: unknown): void {
    const array = asArray(this.#label, value);
    this.expect(array.dtype, array.shape);
    const { shape, dtype } = this.#row!;
    if (!sameShape(array.shape, shape)) throw new ShapeError(`${this.#label}: a value of shape ${printShape(array.shape)} after those of shape ${printShape(shape)}`);
    if (array.dtype !== dtype) throw new DTypeError(`${this.#label}: a value of dtype ${array.dtype} after those of dtype ${dtype}`);
    this.#add(array.storage.elements());
  }

  /** Adds a row made of some of an array's items along axis 0. */
  writeItems(array: NDArrayObject, items: readonly number[]): void {
    this.expect(array.dtype, [items.length, ...array.shape.slice(1)]);
    const size = this.#row!.size / Math.max(1, items.length);
    const elements = array.storage.elements();
    for (const item of items) this.#add(elements.subarray(item * size, (item + 1) * size));
  }

  /** Room in Wasm memory for rows to come, until the call in progress ends. */
  stage(rows: number): number {
    const { dtype, size } = this.#row!;
    return allocateTemporary(paddedBytes(rows * size, dtype));
  }

  /** Adds rows that were written to what `stage` gave. */
  take(address: number, rows: number): void {
    const { dtype, size } = this.#row!;
    this.#add(elementsAt(dtype, address, rows * size));
  }

  /** What was recorded; undefined of nothing. */
  finish(): NDArrayObject | undefined {
    if (this.#row === undefined || this.#elements === undefined) return undefined;
    return new NDArrayObject(Storage.ofElements(this.#row.dtype, this.#elements), [this.#rows, ...this.#row.shape]);
  }

  #add(elements: ElementArray): void {
    this.#elements!.set(elements, this.#next);
    this.#next += elements.length;
  }
}

const elementArrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array } as const;

function makeElements(label: string, dtype: DType, shape: Shape): ElementArray {
  try {
    return new elementArrays[dtype](sizeOf(shape));
  } catch {
    throw new OutOfMemoryError(`${label}: a recording of shape ${printShape(shape)}, ${printBytes(sizeOf(shape) * itemSize(dtype))}, is more than there is memory for; ` +
      "record fewer cells (['V', [0, 1]]), every so many steps (every: 10), or run for a shorter time");
  }
}

function asArray(label: string, value: unknown): NDArrayObject {
  if (NDArrayObject.isInstance(value)) return value;
  if (typeof value === 'number') return makeScalar(getFloat(), value);
  if (typeof value === 'boolean') return makeScalar('bool', Number(value));
  throw new TypeError(`${label}: an array, a number or a boolean is wanted, and this is ${value === undefined ? 'undefined' : `of type ${typeof value}`}`);
}
