/**
 * An object as compiled code sees it: a tree of records in Wasm memory, one for each object that can be reached, with the
 * descriptors of its Variables and constants (`ClassMeta`). The records are laid out once and written again whenever their memory
 * has been reclaimed meanwhile; of the arrays, only addresses can change.
 */
import type { DType, FloatDType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, JitError, ShapeError } from '../abi/errors.js';
import type { ClassMeta, FieldMeta } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import { explainNoArray, VariableObject } from '../core/variable.js';
import { heap } from '../memory/heap.js';
import { admit, Resident, touch } from '../memory/residency.js';
import { elementsAt } from '../memory/storage.js';
import { writeDescriptor } from './call-scope.js';
import type { Program } from './program.js';
import { dispatchClass } from './registry.js';
import type { StaticConstant } from './static-constants.js';
import { freezeField } from './static-constants.js';

/** The memory of the records. It needs no saving: the image can write it again. */
class RecordBlock extends Resident {
  override saveContents(): void {
    // Nothing is lost: `ObjectImage.refresh` finds the block gone.
  }
}

/** The float type of arrays with no stated dtype, with the name of one of them. */
export interface SharedFloat {
  readonly dtype: FloatDType;
  readonly label: string;
}

/** Offsets are from the start of the image. */
interface ArrayCell {
  readonly at: number;
  readonly array: NDArrayObject;
  /** The address in the descriptor at present. */
  address: number;
}

/** A plain number where an array is expected: rank 0, with its element in the image, in the float type of the call if it states none. */
interface ScalarCell {
  readonly at: number;
  readonly dataAt: number;
  readonly value: number;
  readonly dtype: DType | 'float';
}

/** Room for the element of a scalar cell, padded as `layout.ts` asks. */
const scalarBytes = 128;
const recordAlignment = 8;

/** Where one field is: the object that has it, its record, and its name in messages. */
interface Place {
  readonly owner: object;
  readonly name: string;
  readonly at: number;
  readonly label: string;
}

export class ObjectImage {
  /** All Variables in the image, each once. */
  readonly variables = new Set<VariableObject>();
  readonly #program: Program;
  readonly #records = new Map<object, number>();
  readonly #words: (readonly [at: number, word: number])[] = [];
  readonly #numbers: (readonly [at: number, value: number])[] = [];
  readonly #pointers: (readonly [at: number, target: number])[] = [];
  readonly #arrays: ArrayCell[] = [];
  readonly #scalars: ScalarCell[] = [];
  readonly #constants: StaticConstant[] = [];
  readonly #block = new RecordBlock();
  #bytes = 0;
  #float: SharedFloat | undefined;
  /** The float type that the scalars were written in. */
  #written: FloatDType | undefined;

  constructor(program: Program, root: object, meta: ClassMeta) {
    this.#program = program;
    this.#addRecord(root, meta, meta.name);
  }

  /** What the arrays with no stated dtype share; undefined if there are none. */
  get float(): SharedFloat | undefined {
    return this.#float;
  }

  /** Says which attributes differ from what compiled code sees. */
  warnOfChanges(): void {
    for (const constant of this.#constants) constant.warnOfChange();
  }

  /** Brings the records up to date, pins them and all that they point to for the call in progress; returns the root's address. */
  refresh(float: FloatDType): number {
    const { block } = this.#block;
    if (block === undefined) {
      admit(this.#block, this.#bytes);
      this.#write(this.#block.block!.address, float);
    } else {
      touch(this.#block);
      if (float !== this.#written && this.#scalars.length > 0) this.#writeScalars(block.address, float);
    }
    const start = this.#block.block!.address;
    for (const cell of this.#arrays) {
      const address = cell.array.storage.address();
      if (address !== cell.address) heap.u32[(start + cell.at) >>> 2] = cell.address = address;
    }
    return start;
  }

  /** The object of a record, by the record's address at present. */
  objectAt(address: number): object | undefined {
    const start = this.#block.block?.address;
    for (const [object, at] of this.#records) if (start !== undefined && start + at === address) return object;
    return undefined;
  }

  #write(start: number, float: FloatDType): void {
    for (const [at, word] of this.#words) heap.u32[(start + at) >>> 2] = word;
    for (const [at, value] of this.#numbers) heap.f64[(start + at) >>> 3] = value;
    for (const [at, target] of this.#pointers) heap.u32[(start + at) >>> 2] = start + target;
    for (const cell of this.#arrays) {
      writeDescriptor(start + cell.at, 0, cell.array.shape, cell.array.dtype);
      cell.address = 0;
    }
    this.#writeScalars(start, float);
  }

  #writeScalars(start: number, float: FloatDType): void {
    for (const { at, dataAt, value, dtype } of this.#scalars) writeScalar(start + at, start + dataAt, value, dtype === 'float' ? float : dtype);
    this.#written = float;
  }

  #reserve(bytes: number, alignment = recordAlignment): number {
    const at = Math.ceil(this.#bytes / alignment) * alignment;
    this.#bytes = at + bytes;
    return at;
  }

  #addRecord(object: object, meta: ClassMeta, label: string): number {
    const known = this.#records.get(object);
    if (known !== undefined) return known;
    const at = this.#reserve(meta.bytes);
    this.#records.set(object, at);
    this.#words.push([at, this.#program.classIndex(meta)]);
    for (const field of meta.fields) this.#addField(field, { owner: object, name: field.name, at, label: `${label}.${field.name}` });
    return at;
  }

  /** Adds the field as a static constant (a Variable's identity is one too: `this.v = x` is no update). */
  #addField(field: FieldMeta, { owner, name, at, label }: Place): void {
    const constant = freezeField(owner, name, label);
    this.#constants.push(constant);
    this.#addValue(field, constant.seen, at, label);
  }

  #addValue(field: FieldMeta, value: unknown, start: number, label: string): void {
    switch (field.kind) {
      case 'variable':
      case 'array':
        this.#addArray(field, value, start + field.offset, label);
        return;
      case 'number':
      case 'boolean':
        if (typeof value !== field.kind) throw wrongField(label, `a ${field.kind}`, value);
        this.#numbers.push([start + field.offset, Number(value)]);
        return;
      case 'string':
        if (typeof value !== 'string') throw wrongField(label, 'a string', value);
        this.#words.push([start + field.offset, this.#program.stringIndex(value)]);
        return;
      case 'instance':
        this.#addInstance(field.classes, value, start + field.offset, label);
        return;
      case 'list':
        this.#addList(field, value, start + field.offset, label);
        return;
      case 'object':
        if (typeof value !== 'object' || value === null) throw wrongField(label, 'an object', value);
        for (const inner of field.fields) this.#addField(inner, { owner: value, name: inner.name, at: start, label: `${label}.${inner.name}` });
    }
  }

  #addArray(field: FieldMeta & { kind: 'variable' | 'array' }, value: unknown, at: number, label: string): void {
    if (field.orNumber === true && (typeof value === 'number' || typeof value === 'boolean')) {
      this.#scalars.push({ at, dataAt: this.#reserve(scalarBytes, 64), value: Number(value), dtype: field.dtype });
      return;
    }
    if (!NDArrayObject.isInstance(value)) throw new TypeError(`${label}: ${explainNoArray(value)}`);
    if (field.kind === 'variable' && !(value instanceof VariableObject)) throw wrongField(label, 'a Variable', value);
    this.#checkArray(field, value, label);
    if (value instanceof VariableObject) this.variables.add(value);
    this.#arrays.push({ at, array: value, address: 0 });
  }

  #checkArray({ dtype, rank }: FieldMeta & { kind: 'variable' | 'array' }, array: NDArrayObject, label: string): void {
    if (rank !== null && array.ndim !== rank) {
      throw new ShapeError(`${label}: the declared rank is ${rank}, the array is [${array.shape.join(', ')}], of rank ${array.ndim}`);
    }
    if (dtype !== 'float') {
      if (array.dtype !== dtype) throw new DTypeError(`${label}: the declared dtype is ${dtype}, the array is ${array.dtype}`);
      return;
    }
    if (!isFloat(array.dtype)) {
      throw new DTypeError(`${label}: its declared type states no dtype, which stands for float32 or float64, and the array is ${array.dtype}: ` +
        `declare it, e.g. Variable<${array.ndim}, '${array.dtype}'>`);
    }
    if (this.#float !== undefined && this.#float.dtype !== array.dtype) throw differentFloats(this.#float, { dtype: array.dtype, label });
    this.#float ??= { dtype: array.dtype, label };
  }

  #addInstance(classes: readonly string[], value: unknown, at: number, label: string): void {
    if (value === undefined || value === null) {
      this.#words.push([at, 0]);
      return;
    }
    if (typeof value !== 'object') throw wrongField(label, 'an object', value);
    this.#pointers.push([at, this.#addRecord(value, classOf(this.#program, value, classes, label), label)]);
  }

  #addList(field: FieldMeta & { kind: 'list' }, value: unknown, at: number, label: string): void {
    if (!Array.isArray(value)) throw wrongField(label, 'a list', value);
    const length = freezeField(value, 'length', `${label}.length`);
    this.#constants.push(length);
    const count = length.seen as number;
    const list = this.#reserve(listHeaderBytes + count * field.stride);
    this.#pointers.push([at, list]);
    this.#words.push([list, count]);
    for (let i = 0; i < count; i++) {
      this.#addField(field.item, { owner: value, name: String(i), at: list + listHeaderBytes + i * field.stride, label: `${label}.${i}` });
    }
  }
}

/** The length and a pad; item i's fields count from `8 + i * stride`. */
const listHeaderBytes = 8;

/** How the program sees an object, which must be one of the classes that compiled code knows at that place. */
export function classOf(program: Program, object: object, classes: readonly string[], label: string): ClassMeta {
  const found = dispatchClass(object, program);
  if (found !== undefined && classes.includes(found.meta.id)) return found.meta;
  const known = classes.map((id) => program.findClass(id)?.name ?? id).join(', ');
  throw new JitError(`${label} is a ${object.constructor.name}; compiled code knows ${known} here. ` +
    `Build ${object.constructor.name} in the same program, so that it is compiled too`);
}

/** The DTypeError of arrays that should share one float type. */
export function differentFloats(a: SharedFloat, b: SharedFloat): DTypeError {
  return new DTypeError(`${a.label} is ${a.dtype}, ${b.label} is ${b.dtype}: arrays whose types state no dtype share one float type in a call; ` +
    `convert one: math.astype(x, '${a.dtype}')`);
}

/** Writes a rank-0 array whose element stands at `data`. */
export function writeScalar(at: number, data: number, value: number, dtype: DType): void {
  writeDescriptor(at, data, [], dtype);
  elementsAt(dtype, data, 1)[0] = dtype === 'bool' ? Number(value !== 0) : value;
}

function wrongField(label: string, wanted: string, value: unknown): TypeError {
  const found = value === null ? 'null' : typeof value === 'object' ? `a ${value.constructor.name}` : typeof value;
  return new TypeError(`${label} is declared as ${wanted}, and is ${found} at the first compiled call`);
}
