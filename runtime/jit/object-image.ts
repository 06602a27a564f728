/**
 * An object as compiled code sees it: its records in Wasm memory, written again whenever that memory has been reclaimed meanwhile.
 * Of its arrays, only addresses can change.
 */
import type { FloatDType } from '../abi/dtype.js';
import type { ClassMeta } from '../abi/unit.js';
import type { VariableObject } from '../core/variable.js';
import { heap } from '../memory/heap.js';
import { admit, touch } from '../memory/residency.js';
import { Resident } from '../memory/resident-list.js';
import { writeDescriptor, writeScalar } from './call-scope.js';
import type { ObjectRecords } from './object-records.js';
import type { Program } from './program.js';
import { RecordLayout } from './record-layout.js';
import type { SharedFloat } from './shared-float.js';

/** The memory of the records. It needs no saving: the image can write it again. */
class RecordBlock extends Resident {
  override saveContents(): void {
    // Nothing is lost: `ObjectImage.refresh` finds the block gone.
  }
}

export class ObjectImage implements ObjectRecords {
  readonly #layout: RecordLayout;
  readonly #block = new RecordBlock();
  /** The addresses in the descriptors at present, in the order of the layout's arrays. */
  readonly #addresses: number[];
  /** The float type that the scalars were written in. */
  #written: FloatDType | undefined;

  constructor(program: Program, root: object, meta: ClassMeta) {
    this.#layout = new RecordLayout(program, root, meta);
    this.#addresses = this.#layout.arrays.map(() => 0);
  }

  get variables(): Iterable<VariableObject> {
    return this.#layout.variables;
  }

  get float(): SharedFloat | undefined {
    return this.#layout.float;
  }

  warnOfChanges(): void {
    for (const constant of this.#layout.constants) constant.warnOfChange();
  }

  refresh(float: FloatDType): number {
    const { arrays, scalars, bytes } = this.#layout;
    if (this.#block.block === undefined) {
      admit(this.#block, bytes);
      this.#write(this.#block.block!.address, float);
    } else {
      touch(this.#block);
      if (float !== this.#written && scalars.length > 0) this.#writeScalars(this.#block.block.address, float);
    }
    const start = this.#block.block!.address;
    for (let i = 0; i < arrays.length; i++) {
      const { at, array } = arrays[i]!;
      const address = array.storage.address();
      if (address !== this.#addresses[i]) heap.u32[(start + at) >>> 2] = this.#addresses[i] = address;
    }
    return start;
  }

  objectAt(address: number): object | undefined {
    const start = this.#block.block?.address;
    for (const [object, at] of this.#layout.records) if (start !== undefined && start + at === address) return object;
    return undefined;
  }

  #write(start: number, float: FloatDType): void {
    const { words, numbers, pointers, arrays } = this.#layout;
    for (const [at, word] of words) heap.u32[(start + at) >>> 2] = word;
    for (const [at, value] of numbers) heap.f64[(start + at) >>> 3] = value;
    for (const [at, target] of pointers) heap.u32[(start + at) >>> 2] = start + target;
    for (const { at, array } of arrays) writeDescriptor(start + at, 0, array.shape, array.dtype);
    this.#addresses.fill(0);
    this.#writeScalars(start, float);
  }

  #writeScalars(start: number, float: FloatDType): void {
    for (const { at, dataAt, value, dtype } of this.#layout.scalars) {
      writeScalar(start + at, start + dataAt, value, dtype === 'float' ? float : dtype);
    }
    this.#written = float;
  }
}
