/** The array itself: a storage, a shape, and how it shows itself to JavaScript. */
import type { DType, TypedArrayOf } from '../abi/dtype.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sizeOf } from '../abi/shape.js';
import { Storage } from '../memory/storage.js';
import { stridedCopy, stridesOf } from './copy-strided.js';
import { ElementIndices } from './element-indices.js';
import { nestElements } from './nest-elements.js';
import { printArray } from './print-array.js';
import type { NDArray, NestedItems } from './types.js';
import { writeIndex } from './write-index.js';

const inspect = Symbol.for('nodejs.util.inspect.custom');
/** Marks arrays of every copy of the package, so that an array of another copy is recognised and refused. */
const arrayMark = Symbol.for('myelin.array');

export class NDArrayObject extends ElementIndices {
  #storage: Storage;
  readonly #shape: Shape;

  static {
    // Here and not as members, since a declaration file cannot name them.
    Object.defineProperty(NDArrayObject.prototype, arrayMark, { value: true });
    Object.defineProperty(NDArrayObject.prototype, inspect, { value(this: NDArrayObject): string { return this.toString(); } });
    // Consoles of browsers ask these, where the reader has switched custom formatters on.
    if ('document' in globalThis) {
      const scope: typeof globalThis & { devtoolsFormatters?: object[] } = globalThis;
      (scope.devtoolsFormatters ??= []).push({ header: (x: unknown) => (NDArrayObject.isInstance(x) ? ['pre', { style: 'margin: 0' }, x.toString()] : null), hasBody: () => false });
    }
  }

  constructor(storage: Storage, shape: Shape) {
    super();
    this.#storage = storage;
    this.#shape = shape;
  }

  /** @internal Whether a value is an array of this copy of the package. */
  static isInstance(value: unknown): value is NDArrayObject {
    return typeof value === 'object' && value !== null && #storage in value;
  }

  /** @internal */
  get storage(): Storage {
    return this.#storage;
  }

  /** @internal Replaces the elements: same dtype and size. */
  set storage(storage: Storage) {
    this.#storage = storage;
  }

  /** @internal The storage, after making sure that no other array has it: for whoever writes. */
  ownStorage(): Storage {
    if (this.#storage.shared) this.#storage = this.#storage.copy();
    return this.#storage;
  }

  /** @internal Whether this is a Variable: what reads one takes a snapshot. */
  get isVariable(): boolean {
    return false;
  }

  /** @internal Another array with the same elements, without a copy until one of the two is written. */
  share(shape: Shape = this.#shape): NDArrayObject {
    this.#storage.shared = true;
    return new NDArrayObject(this.#storage, shape);
  }

  get shape(): Shape {
    return this.#shape;
  }

  get size(): number {
    return this.#storage.size;
  }

  get ndim(): number {
    return this.#shape.length;
  }

  get length(): number {
    const [length] = this.#shape;
    if (length === undefined) throw new ShapeError('length: an array of rank 0 has no axis to count; its one element is item()');
    return length;
  }

  get dtype(): DType {
    return this.#storage.dtype;
  }

  get T(): NDArrayObject {
    if (this.ndim < 2) return this.share();
    return new NDArrayObject(stridedCopy(this.#storage, this.#shape.toReversed(), stridesOf(this.#shape).reverse()), this.#shape.toReversed());
  }

  item(): number | boolean {
    if (this.size !== 1) {
      throw new ShapeError(`item: the array must have one element, and its shape is ${printShape(this.#shape)}; math.at(x, …) reads one of several`);
    }
    return this.#toItem(this.#storage.number());
  }

  toArray(): NestedItems {
    if (this.#shape.length === 0) return this.item();
    return nestElements(this.#storage.elements(), this.#shape, this.dtype === 'bool');
  }

  set(indices: unknown, value: unknown): void {
    const list = Array.isArray(indices) ? indices : [indices];
    if (typeof value !== 'number' && typeof value !== 'boolean' && !NDArrayObject.isInstance(value)) {
      throw new TypeError(`set: the value must be an array, a number or a boolean, got ${value === null ? 'null' : typeof value}; math.array(y) converts lists`);
    }
    writeIndex('set', this.#shape, this.dtype, list, value, () => this.ownStorage());
  }

  toTypedArray(): TypedArrayOf {
    return this.#storage.copyOut();
  }

  view(): TypedArrayOf {
    return this.#storage.elements();
  }

  toJSON(): NestedItems {
    return this.toArray();
  }

  override toString(): string {
    if (this.#storage.isDisposed) return 'array(disposed)';
    return printArray(this.#storage.elements(), this.#shape, this.dtype);
  }

  dispose(): void {
    // A shared storage is left to its other holders; this array alone lets go of it.
    if (this.#storage.shared) this.#storage = Storage.ofNumber(this.dtype, 0);
    this.#storage.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Elements of rank 1, copies of the rows for higher ranks. */
  *[Symbol.iterator](): IterableIterator<number | boolean | NDArrayObject> {
    const [count, ...rowShape] = this.#shape;
    if (count === undefined) throw new ShapeError('An array of rank 0 has no axis to iterate over; its one element is item()');
    const rowSize = sizeOf(rowShape);
    for (let row = 0; row < count; row++) {
      if (rowShape.length === 0) {
        yield this.#toItem(this.#storage.read(row));
        continue;
      }
      const storage = this.#storage.copyRange(row * rowSize, rowSize);
      yield new NDArrayObject(storage, rowShape);
    }
  }

  override valueOf(): number {
    return this[Symbol.toPrimitive]('number') as number;
  }

  /** Reached where code was not rewritten by the plugin: never a silent NaN. */
  [Symbol.toPrimitive](hint: string): number | string {
    if (hint === 'string') return this.toString();
    if (this.#shape.length === 0) return this.#storage.number();
    throw new TypeError(
      `An operator met an array of shape ${printShape(this.#shape)} in code that was not compiled. Either call the operation by name – ` +
      'math.add(x, y), math.sub, math.mul, math.div, math.pow, math.neg, math.less, math.greater, … – or build with the plugin ' +
      '(myelin/transformer for tspc, myelin/vite, myelin/rollup, …), which makes operators work in jit code and in classes that extend Base',
    );
  }

  /** @internal `x[i]`, from element-indices.ts. */
  readElement(index: number): number | boolean {
    this.#checkIndex(index);
    return this.#toItem(this.#storage.read(index));
  }

  /** @internal `x[i] = value`. */
  writeElement(index: number, value: number | boolean): void {
    this.#checkIndex(index);
    // `Number` turns a rank-0 array into its element, and throws for other arrays.
    this.ownStorage().write(index, Number(value));
  }

  #checkIndex(index: number): void {
    if (this.#shape.length !== 1) {
      throw new ShapeError(`x[${index}] is for rank 1, and this array has the shape ${printShape(this.#shape)}: use math.at(x, ${index}, …)`);
    }
    if (Number.isInteger(index) && index >= 0 && index < this.size) return;
    throw new IndexError(`x[${index}]: the index must be a whole number from 0 to ${this.size - 1}` +
      (index < 0 ? `; a negative index is an error, math.at(x, ${index}) counts from the end` : ''));
  }

  #toItem(value: number): number | boolean {
    return this.dtype === 'bool' ? value !== 0 : value;
  }
}

/** Whether a value is an array (of this copy of the package). */
export function isArray(value: unknown): value is NDArray {
  return NDArrayObject.isInstance(value);
}

/** Whether a value is an array of another copy of the package, whose memory is not ours. */
export function isForeignArray(value: unknown): boolean {
  return typeof value === 'object' && value !== null && arrayMark in value && !NDArrayObject.isInstance(value);
}

/**
 * An array as users' types see it. The reason for the cast: the public type is an intersection with `number` (language.md, 3),
 * which no value has; this is the only place where the one becomes the other.
 */
export function toPublic<A>(array: NDArrayObject): A {
  return array as unknown as A;
}
