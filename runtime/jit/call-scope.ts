/**
 * The arrays of the compiled call in progress, and how an array that compiled code describes becomes one of JavaScript:
 * a temporary is taken over without a copy, an argument is itself, and anything else (a Variable, a row of a matrix) is copied.
 */
import type { DType } from '../abi/dtype.js';
import { dtypes } from '../abi/dtype.js';
import { descriptor, dtypeCode } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { sameShape, sizeOf } from '../abi/shape.js';
import { NDArrayObject } from '../array/nd-array.js';
import { heap } from '../memory/heap.js';
import { isInArena } from '../memory/arena.js';
import { isTemporary } from '../memory/residency.js';
import { elementsAt, Storage } from '../memory/storage.js';

export class CallScope {
  /** Arrays with addresses that compiled code knows: arguments, captures, results of host operations. All pinned by this call. */
  readonly #arrays: NDArrayObject[] = [];
  /** How many of them stand in frames. */
  #inFrames = 0;
  /** Storages that came to be during the call, and those of them that it returns. */
  readonly #made: Storage[] = [];
  readonly #returned = new Set<Storage>();
  /** Arrays of Variables and constants that host operations were shown. */
  readonly #borrowed = new Set<NDArrayObject>();

  /** Notes an array whose address compiled code is given. */
  add(array: NDArrayObject): void {
    this.#arrays.push(array);
    this.#inFrames = this.#arrays.length;
  }

  /** Notes a fresh array that a host operation gave. */
  addMade(array: NDArrayObject): void {
    this.#arrays.push(array);
    this.#made.push(array.storage);
  }

  /** What a host operation is given: the array itself, whoever it belongs to. Operations do not write to their operands. */
  operandAt(at: number): NDArrayObject {
    const dtype = dtypeAt(at);
    const shape = shapeAt(at);
    const known = this.#find(addressAt(at), dtype, sizeOf(shape));
    if (known !== undefined) return sameShape(known.shape, shape) ? known : new NDArrayObject(known.storage, shape);
    // Memory of compiled code's own belongs to no storage: looking for one would go through all that there are.
    const address = addressAt(at);
    const pinned = isInArena(address) || isTemporary(address) ? undefined : Storage.at(address);
    if (pinned === undefined || pinned.dtype !== dtype || pinned.size !== sizeOf(shape)) return this.#arrayOf(at);
    const array = new NDArrayObject(pinned, shape);
    this.#arrays.push(array);
    this.#borrowed.add(array);
    return array;
  }

  /** The array of a descriptor that the call returns: never one that compiled code may still write. */
  arrayAt(at: number): NDArrayObject {
    const array = this.#arrayOf(at);
    this.#returned.add(array.storage);
    return array;
  }

  /** Frees one array that the call made, before the call ends: compiled code forgets it here. */
  release(address: number): void {
    const at = this.#made.findLastIndex((storage) => storage.block?.address === address);
    const storage = this.#made[at];
    if (storage === undefined || storage.shared || this.#returned.has(storage)) return;
    this.#made.splice(at, 1);
    const known = this.#arrays.findLastIndex((array) => array.storage === storage);
    if (known >= this.#inFrames) this.#arrays.splice(known, 1);
    storage.dispose();
  }

  /** Frees what the call made and does not return: nothing else can know of it. */
  releaseMade(): void {
    for (const storage of this.#made) if (!this.#returned.has(storage) && !storage.shared) storage.dispose();
  }

  /** Between two steps of a run: frees what the step made, and forgets it. The arrays in frames stay known. */
  endStep(): void {
    this.releaseMade();
    this.#arrays.length = this.#inFrames;
    this.#made.length = 0;
    this.#returned.clear();
    this.#borrowed.clear();
  }

  #arrayOf(at: number): NDArrayObject {
    const dtype = dtypeAt(at);
    const shape = shapeAt(at);
    const address = addressAt(at);
    const known = this.#find(address, dtype, sizeOf(shape));
    if (known !== undefined && !this.#borrowed.has(known)) return sameShape(known.shape, shape) ? known : known.share(shape);
    const array = new NDArrayObject(this.#storageAt(address, dtype, sizeOf(shape)), shape);
    this.addMade(array);
    return array;
  }

  #find(address: number, dtype: DType, size: number): NDArrayObject | undefined {
    for (const array of this.#arrays) {
      const { storage } = array;
      if (storage.block?.address === address && storage.dtype === dtype && storage.size === size) return array;
    }
    return undefined;
  }

  #storageAt(address: number, dtype: DType, size: number): Storage {
    if (isTemporary(address)) return Storage.ofTemporary(dtype, size, address);
    const copied = Storage.allocate(dtype, size);
    const to = copied.address();
    heap.u8.copyWithin(to, address, address + elementsAt(dtype, address, size).byteLength);
    return copied;
  }

  /** Whether the array's elements are those of an array that compiled code knows. */
  has(storage: Storage): boolean {
    return this.#arrays.some((array) => array.storage === storage);
  }
}

let current: CallScope | undefined;

/** Makes `scope` the call in progress; give what this returns back to `leaveScope` when the call ends. */
export function enterScope(scope: CallScope): CallScope | undefined {
  const outer = current;
  current = scope;
  return outer;
}

export function leaveScope(outer: CallScope | undefined): void {
  current = outer;
}

/** The innermost compiled call in progress. */
export function currentScope(): CallScope {
  if (current === undefined) throw new Error('myelin: compiled code runs outside of a call (a bug of myelin)');
  return current;
}

export function addressAt(at: number): number {
  return heap.u32[(at + descriptor.address) >>> 2]!;
}

export function dtypeAt(at: number): DType {
  return dtypes[heap.u32[(at + descriptor.dtype) >>> 2]!]!;
}

export function shapeAt(at: number): Shape {
  const rank = heap.u32[(at + descriptor.rank) >>> 2]!;
  const shape = new Array<number>(rank);
  const first = (at + descriptor.dims) >>> 2;
  for (let axis = 0; axis < rank; axis++) shape[axis] = heap.u32[first + axis]!;
  return shape;
}

/** Writes size, rank and dims of a descriptor. */
export function writeShape(at: number, shape: Shape): void {
  const words = heap.u32;
  // Of a shape that no memory holds the size must not wrap: what asks for memory then asks for too much.
  words[(at + descriptor.size) >>> 2] = Math.min(sizeOf(shape), 2 ** 32 - 1);
  words[(at + descriptor.rank) >>> 2] = shape.length;
  const first = (at + descriptor.dims) >>> 2;
  for (let axis = 0; axis < shape.length; axis++) words[first + axis] = shape[axis]!;
}

/** Writes a whole descriptor. */
export function writeDescriptor(at: number, address: number, shape: Shape, dtype: DType): void {
  heap.u32[(at + descriptor.address) >>> 2] = address;
  heap.u32[(at + descriptor.dtype) >>> 2] = dtypeCode(dtype);
  writeShape(at, shape);
}

/** Writes a rank-0 array whose element stands at `data`. */
export function writeScalar(at: number, data: number, value: number, dtype: DType): void {
  writeDescriptor(at, data, [], dtype);
  elementsAt(dtype, data, 1)[0] = dtype === 'bool' ? Number(value !== 0) : value;
}
