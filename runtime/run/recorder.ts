/**
 * Rows of a recording, one for each step recorded. Spikes are packed (packed-rows.ts). Those of a recording that is not too large are written where the user will find them, in
 * Wasm memory; others are kept outside of it and come back when something computes with them.
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
import { allocateTemporary, beginCall, endCall } from '../memory/residency.js';
import type { ElementArray } from '../memory/storage.js';
import { elementsAt, Storage } from '../memory/storage.js';
import { packedBytes, PackedRows, packRow } from './packed-rows.js';

/**
 * How much of a run's recordings stands in Wasm memory from the first row on: a quarter of what arrays may take there before some leave.
 * Of a COBA network with 40 MB of spikes, copies of what was recorded elsewhere took a third of the time.
 */
export class RecordingRoom {
  #bytes: number = 64 * 2 ** 20;

  /** Whether there is room for so much more, which then is taken. */
  take(bytes: number): boolean {
    if (bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }
}

/** What all rows are like. */
interface Row {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly size: number;
  /** Whether rows are kept as bits, and how many elements of the buffer one takes. */
  readonly isPacked: boolean;
  readonly kept: number;
}

/** Rows of fewer elements are not worth it. */
const smallestPacked = 64;

export class Recorder {
  readonly #label: string;
  readonly #rows: number;
  readonly #room: RecordingRoom;
  #row: Row | undefined;
  #elements: Storage | ElementArray | undefined;
  /** The index of the element after those recorded. */
  #next = 0;

  /** `rows`: how many rows there will be; the buffer is made when the first one shows its shape and dtype. */
  constructor(label: string, rows: number, room: RecordingRoom) {
    this.#label = label;
    this.#rows = rows;
    this.#room = room;
  }

  /** Undefined as long as nothing is known of the rows. */
  get row(): Row | undefined {
    return this.#row;
  }

  /** Fixes shape and dtype of all rows; `mayPack`: who writes them asks whether they are packed. */
  expect(dtype: DType, shape: Shape, { mayPack = false }: { readonly mayPack?: boolean } = {}): void {
    if (this.#row !== undefined) return;
    const size = sizeOf(shape);
    const isPacked = mayPack && dtype === 'bool' && size >= smallestPacked;
    this.#row = { dtype, shape, size, isPacked, kept: isPacked ? packedBytes(size) : size };
    this.#elements = makeElements(this.#label, dtype, [this.#rows, ...(isPacked ? [packedBytes(size)] : shape)], this.#room);
  }

  /** Adds a row: an array (a Variable), a number or a boolean. */
  write(value: unknown): void {
    const array = asArray(this.#label, value);
    this.expect(array.dtype, array.shape);
    const { shape, dtype } = this.#row!;
    if (!sameShape(array.shape, shape)) throw new ShapeError(`${this.#label}: a value of shape ${printShape(array.shape)} after those of shape ${printShape(shape)}`);
    if (array.dtype !== dtype) throw new DTypeError(`${this.#label}: a value of dtype ${array.dtype} after those of dtype ${dtype}`);
    if (this.#row!.isPacked) this.#pack(array);
    else this.#add(array.storage, 0, array.size);
  }

  /** Adds a row made of some of an array's items along axis 0. */
  writeItems(array: NDArrayObject, items: readonly number[]): void {
    this.expect(array.dtype, [items.length, ...array.shape.slice(1)]);
    const size = this.#row!.size / Math.max(1, items.length);
    for (const item of items) this.#add(array.storage, item * size, (item + 1) * size);
  }

  /** Bytes of Wasm memory that `stage` takes for each row. */
  get stagedBytes(): number {
    return this.#row === undefined || this.#elements instanceof Storage ? 0 : this.#row.kept * itemSize(this.#row.dtype);
  }

  /** Where rows to come are to be written in Wasm memory, until the call in progress ends. */
  stage(rows: number): number {
    const { dtype, kept } = this.#row!;
    if (this.#elements instanceof Storage) return this.#elements.address() + this.#next * itemSize(dtype);
    return allocateTemporary(paddedBytes(rows * kept, dtype));
  }

  /** Adds rows that were written to what `stage` gave. */
  take(address: number, rows: number): void {
    const { dtype, kept } = this.#row!;
    const all = this.#elements!;
    if (!(all instanceof Storage)) all.set(elementsAt(dtype, address, rows * kept), this.#next);
    this.#next += rows * kept;
  }

  /** What was recorded; undefined of nothing. */
  finish(): NDArrayObject | undefined {
    if (this.#row === undefined || this.#elements === undefined) return undefined;
    const { dtype, shape, size, isPacked } = this.#row;
    const elements = this.#elements;
    // Rows that nobody wrote are zeros.
    if (elements instanceof Storage && this.#next < elements.size) elements.elements().fill(0, this.#next);
    const storage = elements instanceof Storage ? elements : Storage.ofElements(dtype, elements);
    const isEmpty = this.#rows === 0;
    return new NDArrayObject(isPacked && !isEmpty ? Storage.ofPacked(dtype, this.#rows * size, new PackedRows(this.#rows, size, storage)) : storage, [this.#rows, ...shape]);
  }

  /** Adds a row as bits. */
  #pack(array: NDArrayObject): void {
    beginCall();
    try {
      const from = array.storage.address();
      const to = this.stage(1);
      packRow(from, array.size, to);
      this.take(to, 1);
    } finally {
      endCall();
    }
  }

  /** Adds elements of `source`, from `start` to before `end`. */
  #add(source: Storage, start: number, end: number): void {
    const all = this.#elements!;
    beginCall();
    try {
      // Both into memory before the first view: paging in may grow memory, which ends views.
      if (all instanceof Storage) all.address();
      source.address();
      (all instanceof Storage ? all.elements() : all).set(source.elements().subarray(start, end), this.#next);
    } finally {
      endCall();
    }
    this.#next += end - start;
  }
}

const elementArrays = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array } as const;

function makeElements(label: string, dtype: DType, shape: Shape, room: RecordingRoom): Storage | ElementArray {
  try {
    if (room.take(paddedBytes(sizeOf(shape), dtype))) return Storage.allocate(dtype, sizeOf(shape));
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
