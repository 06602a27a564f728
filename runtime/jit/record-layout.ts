/**
 * Where everything of an object stands in its records: one record for each object that can be reached, laid out as the build
 * says (`ClassMeta`), with the values of static constants. Made once for an object; all offsets are from the start of its image.
 */
import type { DType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, JitError, ShapeError } from '../abi/errors.js';
import { alignment, descriptorBytes } from '../abi/layout.js';
import { printShape } from '../abi/shape.js';
import type { ClassMeta, FieldMeta } from '../abi/unit.js';
import { explainNoArray } from '../array/explain-no-array.js';
import { NDArrayObject } from '../array/nd-array.js';
import { VariableObject } from '../core/variable.js';
import type { Program } from './program.js';
import { dispatchClass } from './registry.js';
import type { SharedFloat } from './shared-float.js';
import { agree } from './shared-float.js';
import type { StaticConstant } from './static-constants.js';
import { freezeField } from './static-constants.js';

/** The descriptor of an array. */
export interface ArrayCell {
  readonly at: number;
  readonly array: NDArrayObject;
}

/** A plain number where an array is expected: rank 0, with its element in the image, in the float type of the call if it states none. */
export interface ScalarCell {
  readonly at: number;
  readonly dataAt: number;
  readonly value: number;
  readonly dtype: DType | 'float';
}

/** Room for the element of a scalar cell, padded as `layout.ts` asks. */
const scalarBytes = 128;
const recordAlignment = 8;
/** A list's length and a pad; item i's fields count from `8 + i * stride`. */
const listHeaderBytes = 8;

/** Where one field is: the object that has it, its record, and its name in messages. */
interface Place {
  readonly owner: object;
  readonly name: string;
  readonly at: number;
  readonly label: string;
}

export class RecordLayout {
  readonly records: Map<object, number> = new Map();
  readonly words: (readonly [at: number, word: number])[] = [];
  readonly numbers: (readonly [at: number, value: number])[] = [];
  /** Offsets that hold the address of another offset. */
  readonly pointers: (readonly [at: number, target: number])[] = [];
  readonly arrays: ArrayCell[] = [];
  readonly scalars: ScalarCell[] = [];
  readonly constants: StaticConstant[] = [];
  /** All Variables, each once. */
  readonly variables: Set<VariableObject> = new Set();
  readonly #program: Program;
  readonly #descriptors = new Map<NDArrayObject, number>();
  #bytes = 0;
  #float: SharedFloat | undefined;

  constructor(program: Program, root: object, meta: ClassMeta) {
    this.#program = program;
    try {
      this.#addRecord(root, meta, meta.name);
    } catch (error) {
      // No call has seen them, so they are not frozen yet: the user may mend the object and try again.
      for (const constant of this.constants) constant.forget();
      throw error;
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** What the arrays with no stated dtype share; undefined if there are none. */
  get float(): SharedFloat | undefined {
    return this.#float;
  }

  #reserve(bytes: number, boundary = recordAlignment): number {
    const at = Math.ceil(this.#bytes / boundary) * boundary;
    this.#bytes = at + bytes;
    return at;
  }

  #addRecord(object: object, meta: ClassMeta, label: string): number {
    const known = this.records.get(object);
    if (known !== undefined) return known;
    const at = this.#reserve(meta.bytes);
    this.records.set(object, at);
    this.words.push([at, this.#program.classIndex(meta)]);
    for (const field of meta.fields) this.#addField(field, { owner: object, name: field.name, at, label: `${label}.${field.name}` });
    return at;
  }

  /** Adds the field as a static constant (a Variable's identity is one too: `this.v = x` is no update). */
  #addField(field: FieldMeta, { owner, name, at, label }: Place): void {
    const constant = freezeField(owner, name, label);
    this.constants.push(constant);
    this.#addValue(field, constant.seen, at, label);
  }

  #addValue(field: FieldMeta, value: unknown, start: number, label: string): void {
    if (field.present !== undefined) {
      const isPresent = value !== undefined && value !== null;
      this.numbers.push([start + field.present, Number(isPresent)]);
      if (!isPresent) return;
    }
    switch (field.kind) {
      case 'variable':
      case 'array':
        this.#addArray(field, value, start + field.offset, label);
        return;
      case 'number':
      case 'boolean':
        if (typeof value !== field.kind) throw wrongField(label, `a ${field.kind}`, value);
        this.numbers.push([start + field.offset, Number(value)]);
        return;
      case 'string':
        if (typeof value !== 'string') throw wrongField(label, 'a string', value);
        if (field.known?.includes(value) === false) {
          throw new JitError(`${label} is '${value}', and compiled code was built for ${field.known.map((text) => `'${text}'`).join(', ')}: write the name as a ` +
            "text in the program that is built with the plugin ({ method: 'rk4' }), or run with jit: false");
        }
        this.words.push([start + field.offset, this.#program.stringIndex(value)]);
        return;
      case 'instance':
        this.#addInstance(field.classes, value, start + field.offset, label);
        return;
      case 'list':
        this.#addList(field, value, start + field.offset, label);
        return;
      case 'object':
        // An integrator is a function with its options as attributes.
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null) throw wrongField(label, 'an object', value);
        for (const inner of field.fields) this.#addField(inner, { owner: value, name: inner.name, at: start, label: `${label}.${inner.name}` });
    }
  }

  #addArray(field: FieldMeta & { kind: 'variable' | 'array' }, value: unknown, at: number, label: string): void {
    if (field.orNumber === true && (typeof value === 'number' || typeof value === 'boolean')) {
      const scalar = { at: this.#reserve(descriptorBytes), dataAt: this.#reserve(scalarBytes, alignment), value: Number(value), dtype: field.dtype };
      this.scalars.push(scalar);
      this.pointers.push([at, scalar.at]);
      return;
    }
    if (!NDArrayObject.isInstance(value)) throw new TypeError(`${label}: ${explainNoArray(value)}`);
    if (field.kind === 'variable' && !(value instanceof VariableObject)) throw wrongField(label, 'a Variable', value);
    this.#checkArray(field, value, label);
    if (value instanceof VariableObject) this.variables.add(value);
    this.pointers.push([at, this.#describe(value)]);
  }

  /** The descriptor of an array: one for all fields that hold it. */
  #describe(array: NDArrayObject): number {
    const known = this.#descriptors.get(array);
    if (known !== undefined) return known;
    const at = this.#reserve(descriptorBytes);
    this.#descriptors.set(array, at);
    this.arrays.push({ at, array });
    return at;
  }

  #checkArray({ dtype, rank }: FieldMeta & { kind: 'variable' | 'array' }, array: NDArrayObject, label: string): void {
    if (rank !== null && array.ndim !== rank) {
      throw new ShapeError(`${label}: the declared rank is ${rank}, the array is ${printShape(array.shape)}, of rank ${array.ndim}`);
    }
    if (dtype !== 'float') {
      if (array.dtype !== dtype) throw new DTypeError(`${label}: the declared dtype is ${dtype}, the array is ${array.dtype}`);
      return;
    }
    if (!isFloat(array.dtype)) {
      throw new DTypeError(`${label}: its declared type states no dtype, which stands for float32 or float64, and the array is ${array.dtype}: ` +
        `declare it, e.g. Variable<${array.ndim}, '${array.dtype}'>`);
    }
    this.#float = agree(this.#float, { dtype: array.dtype, label });
  }

  #addInstance(classes: readonly string[], value: unknown, at: number, label: string): void {
    if (value === undefined || value === null) {
      this.words.push([at, 0]);
      return;
    }
    if (typeof value !== 'object') throw wrongField(label, 'an object', value);
    this.pointers.push([at, this.#addRecord(value, classOf(this.#program, value, classes, label), label)]);
  }

  #addList(field: FieldMeta & { kind: 'list' }, value: unknown, at: number, label: string): void {
    if (!Array.isArray(value)) throw wrongField(label, 'a list', value);
    const length = freezeField(value, 'length', `${label}.length`);
    this.constants.push(length);
    const count = length.seen as number;
    const list = this.#reserve(listHeaderBytes + count * field.stride);
    this.pointers.push([at, list]);
    this.words.push([list, count]);
    for (let i = 0; i < count; i++) {
      this.#addField(field.item, { owner: value, name: String(i), at: list + listHeaderBytes + i * field.stride, label: `${label}.${i}` });
    }
  }
}

/** How the program sees an object, which must be one of the classes that compiled code knows at that place. */
export function classOf(program: Program, object: object, classes: readonly string[], label: string): ClassMeta {
  const found = dispatchClass(object, program);
  if (found !== undefined && classes.includes(found.meta.id)) return found.meta;
  const form = found?.forms.find((one) => classes.includes(one.id));
  if (form !== undefined) return form;
  // An object without any parameter has no form of its own: it has that of what it is part of.
  if (found?.arrayForm !== undefined && classes.includes(found.arrayForm.id)) return found.arrayForm;
  const known = classes.map((id) => program.findClass(id)?.name ?? id).join(', ');
  const { name } = object.constructor;
  throw new JitError(`${label} is a ${name}; compiled code knows ${known} here. ` +
    (found === undefined ? `Build ${name} in the same program, so that it is compiled too` : `Declare it as a ${name}, or as a class that ${name} extends`));
}

function wrongField(label: string, wanted: string, value: unknown): TypeError {
  const isArray = NDArrayObject.isInstance(value);
  const found = value === null ? 'null' : isArray ? `an array ${printShape(value.shape)}` : typeof value === 'object' ? `a ${value.constructor.name}` : typeof value;
  // To the type checker an array is a number, so nothing has said so before.
  const help = isArray && wanted === 'a number' ? ": declare it NDArrayLike (import type { NDArrayLike } from 'myelin'), which holds numbers and arrays" : '';
  return new TypeError(`${label} is declared as ${wanted}, and is ${found} at the first compiled call${help}`);
}
