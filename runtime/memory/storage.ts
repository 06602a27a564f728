/**
 * The elements of an array, wherever they are: in Wasm memory, in a JavaScript buffer (paged out), packed (recorded spikes), or, for a single
 * element that no kernel has asked for, as a plain number. Arrays hold storages and never addresses.
 */
import type { DType } from '../abi/dtype.js';
import { itemSize } from '../abi/dtype.js';
import { dtypeCode, paddedBytes } from '../abi/layout.js';
import type { Block } from './allocator.js';
import { heap } from './heap.js';
import { keepFreedMemory } from './keep-freed-memory.js';
import { PackedElements } from './packed-elements.js';
import { admit, adopt, beginCall, dismiss, endCall, findPinned, takeTemporary, touch } from './residency.js';
import { Resident } from './resident-list.js';

export type ElementArray = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

export class Storage extends Resident {
  readonly dtype: DType;
  /** The number of elements. */
  readonly size: number;
  /**
   * Several arrays have these elements (a reshaped array and its source, a Variable and a snapshot of it). Who writes must take
   * a copy first; see `NDArrayObject.ownStorage`. Stays set once set: at worst one copy too many.
   */
  shared = false;
  #saved: ElementArray | readonly number[] | number | PackedElements | undefined;
  #disposed = false;

  private constructor(dtype: DType, size: number) {
    super();
    this.dtype = dtype;
    this.size = size;
  }

  /** Uninitialised elements. Throws an OutOfMemoryError. */
  static allocate(dtype: DType, size: number): Storage {
    const storage = new Storage(dtype, size);
    admit(storage, paddedBytes(size, dtype));
    return storage;
  }

  /** One element, which stays out of Wasm memory until something asks for its address. The value must be one of the dtype's. */
  static ofNumber(dtype: DType, value: number): Storage {
    const storage = new Storage(dtype, 1);
    storage.#saved = value;
    return storage;
  }

  /** Takes over a typed array of the dtype, which stays out of Wasm memory until something asks for its address. */
  static ofElements(dtype: DType, elements: ElementArray): Storage {
    const storage = new Storage(dtype, elements.length);
    storage.#saved = elements;
    return storage;
  }

  /** Takes over packed elements, which stay packed until something asks for their address. */
  static ofPacked(dtype: DType, size: number, packed: PackedElements): Storage {
    const storage = new Storage(dtype, size);
    storage.#saved = packed;
    return storage;
  }

  /** Takes over a temporary of the call in progress, without a copy. */
  static ofTemporary(dtype: DType, size: number, address: number): Storage {
    const storage = new Storage(dtype, size);
    adopt(storage, takeTemporary(address));
    return storage;
  }

  /** The storage at this address that the calls in progress use: where a result of compiled code aliases an argument. */
  static at(address: number): Storage | undefined {
    const found = findPinned(address);
    return found instanceof Storage ? found : undefined;
  }

  /** The elements as long as they are packed. */
  get packed(): PackedElements | undefined {
    return this.#saved instanceof PackedElements ? this.#saved : undefined;
  }

  get isResident(): boolean {
    return this.block !== undefined;
  }

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** The address of the first element; brings the elements into Wasm memory and pins them for the call in progress. */
  address(): number {
    if (this.block === undefined) this.#pageIn();
    else touch(this);
    return this.block!.address;
  }

  /** The elements in Wasm memory. Valid until anything allocates. */
  elements(): ElementArray {
    return elementsAt(this.dtype, this.address(), this.size);
  }

  /** The one element of a storage of size 1, without bringing it into Wasm memory. */
  number(): number {
    if (typeof this.#saved === 'number') return this.#saved;
    return this.read(0);
  }

  read(index: number): number {
    return elementsOf(this.dtype)[elementIndex(this.dtype, this.address()) + index]!;
  }

  /** Stores a value, cast as a typed array casts (bool: whether it is not 0). */
  write(index: number, value: number): void {
    const at = elementIndex(this.dtype, this.address()) + index;
    elementsOf(this.dtype)[at] = this.dtype === 'bool' ? Number(value !== 0) : value;
  }

  /** A copy of the elements in a typed array of their own. */
  copyOut(): ElementArray {
    if (ArrayBuffer.isView(this.#saved)) return this.#saved.slice();
    return copyOf(this.dtype, this.elements());
  }

  /** A storage of its own with the same elements. */
  copy(): Storage {
    if (typeof this.#saved === 'number') return Storage.ofNumber(this.dtype, this.#saved);
    return this.copyRange(0, this.size);
  }

  /** A storage of its own with `size` elements from `start` on. */
  copyRange(start: number, size: number): Storage {
    beginCall();
    try {
      const from = this.address() + start * itemSize(this.dtype);
      const copied = Storage.allocate(this.dtype, size);
      heap.u8.copyWithin(copied.address(), from, from + size * itemSize(this.dtype));
      return copied;
    } finally {
      endCall();
    }
  }

  /** Frees the memory now. Any later use of the elements throws. */
  dispose(): void {
    dismiss(this);
    this.#saved = undefined;
    this.#disposed = true;
  }

  override saveContents(block: Block): void {
    const all = elementsOf(this.dtype);
    const from = elementIndex(this.dtype, block.address);
    if (this.size === 1) this.#saved = all[from]!;
    else if (this.size <= largestList) this.#saved = listOf(all, from, this.size);
    else {
      keepFreedMemory();
      this.#saved = copyOf(this.dtype, all.subarray(from, from + this.size));
    }
  }

  #pageIn(): void {
    if (this.#disposed) throw new TypeError('This array was disposed: its elements are gone. Make a copy (math.array) before dispose()');
    admit(this, paddedBytes(this.size, this.dtype));
    const saved = this.#saved;
    if (saved instanceof PackedElements) {
      this.#expand(saved);
      return;
    }
    const at = elementIndex(this.dtype, this.block!.address);
    if (typeof saved === 'number') elementsOf(this.dtype)[at] = saved;
    else if (saved !== undefined) elementsOf(this.dtype).set(saved, at);
    this.#saved = undefined;
  }

  /** What is packed comes into Wasm memory too, beside the elements, which must stay where they are. */
  #expand(packed: PackedElements): void {
    beginCall();
    try {
      touch(this);
      packed.expandTo(this.block!.address);
      this.#saved = undefined;
    } finally {
      endCall();
    }
  }
}

/** The elements at an address, as a view of memory. Valid until anything allocates. */
export function elementsAt(dtype: DType, address: number, size: number): ElementArray {
  const at = elementIndex(dtype, address >>> 0);
  return elementsOf(dtype).subarray(at, at + size);
}

/** Two thirds of the time of `slice`, which clears the new array first (V8). */
function copyOf(dtype: DType, elements: ElementArray): ElementArray {
  switch (dtype) {
    case 'float32': return new Float32Array(elements);
    case 'float64': return new Float64Array(elements);
    case 'int32': return new Int32Array(elements);
    case 'uint32': return new Uint32Array(elements);
    case 'bool': return new Uint8Array(elements);
  }
}

/** Few elements are saved in a plain list, which is made in a tenth of the time of a typed array. */
const largestList = 32;

function listOf(elements: ElementArray, from: number, size: number): number[] {
  const list = new Array<number>(size);
  for (let i = 0; i < size; i++) list[i] = elements[from + i]!;
  return list;
}

const shifts: readonly number[] = [2, 3, 2, 2, 0];

function elementIndex(dtype: DType, address: number): number {
  return address / 2 ** shifts[dtypeCode(dtype)]!;
}

function elementsOf(dtype: DType): ElementArray {
  switch (dtype) {
    case 'float32': return heap.f32;
    case 'float64': return heap.f64;
    case 'int32': return heap.i32;
    case 'uint32': return heap.u32;
    case 'bool': return heap.u8;
  }
}
