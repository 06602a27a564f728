/**
 * What changes in a compiled object: an array that is written in place, keeps its shape and dtype, and can be put back.
 * Every write outside of Wasm goes through `ownStorage` or `freshStorage`, which tell the transaction in progress first.
 */
import { canAssign, canAssignWeak, checkAssignShape } from '../abi/assign.js';
import type { DType, FloatDType, WeakKind } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, sizeOf } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { explainNoArray } from '../array/explain-no-array.js';
import { statedDType } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, ArrayMembers, NDArray, RankOf, ShapeLike } from '../array/types.js';
import { noteWrite } from '../memory/journal.js';
import { Storage } from '../memory/storage.js';
import { castElements } from './cast-elements.js';

export interface VariableOptions<D extends DType = DType> {
  /** The dtype of a Variable made from a size; the default float unless stated. */
  readonly dtype?: D;
}

/** The members that a Variable has beside those of an array. */
export interface VariableMembers<R extends number = number, D extends DType = DType> {
  /** Read: a snapshot, which later writes don't change. Write: all elements; shape and dtype are checked, a number fills. */
  get value(): NDArray<R, D>;
  set value(value: number | boolean);
  /** Writes one number into every element; the dtype is checked. */
  fill(value: number | boolean): void;
  /** The same as assigning to `value`. */
  update(value: number | boolean): void;
}

/** An array that compiled code may change, as users' types see it. */
export type Variable<R extends number = number, D extends DType = DType> = number & ArrayMembers<R, D> & VariableMembers<R, D>;

/** How a Variable and its kinds are made. */
export interface VariableConstructor {
  /** A Variable with a copy of the array's elements. */
  new <R extends number, D extends DType>(init: NDArray<R, D>): Variable<R, D>;
  /** The same of a mask that operators between arrays give (`x > 0`), which is a boolean to the type checker. */
  new (init: boolean): Variable<AnyRank, 'bool'>;
  /** Zeros of a size; or a copy of the array that operators give, which is a number to the type checker: of the rank and dtype that are declared where it goes. */
  new <R extends number = 1, D extends DType = FloatDType>(size: number, options?: VariableOptions<never>): Variable<R, D>;
  /** Zeros of a shape. */
  new <const S extends ShapeLike>(shape: S, options?: VariableOptions<never>): Variable<RankOf<S>, FloatDType>;
  new <const S extends ShapeLike, D extends DType>(shape: S, options: D | VariableOptions<D>): Variable<RankOf<S>, D>;
}

export class VariableObject extends NDArrayObject {
  constructor(init: unknown, options: DType | VariableOptions = {}) {
    const [storage, shape] = initialElements(init, options);
    super(storage, shape);
  }

  /** @internal */
  override get isVariable(): boolean {
    return true;
  }

  get value(): NDArray {
    return toPublic<NDArray>(this.share());
  }

  set value(value: unknown) {
    if (NDArrayObject.isInstance(value)) this.#assignArray(value);
    else this.fill(value);
  }

  update(value: unknown): void {
    this.value = value;
  }

  fill(value: unknown): void {
    if (NDArrayObject.isInstance(value)) {
      this.#checkDType(value.dtype);
      this.#writeAll(Number(value.item()));
      return;
    }
    if (typeof value !== 'number' && typeof value !== 'boolean') throw new TypeError(`value: ${explainNoArray(value)}`);
    const kind: WeakKind = typeof value === 'boolean' ? 'bool' : Number.isInteger(value) ? 'int' : 'float';
    if (!canAssignWeak(kind, this.dtype)) {
      throw new DTypeError(`value: the Variable is ${this.dtype}, the number is ${value}; ` +
        (this.dtype === 'bool' ? 'assign true or false' : 'a Variable keeps its dtype: round the number, or make the Variable a float'));
    }
    this.#writeAll(Number(value));
  }

  #checkDType(dtype: DType): void {
    if (canAssign(dtype, this.dtype)) return;
    throw new DTypeError(`value: the Variable is ${this.dtype}, the array is ${dtype}; a Variable keeps its dtype: ` +
      `convert with math.astype(x, '${this.dtype}')`);
  }

  #writeAll(element: number): void {
    const storage = this.#freshStorage();
    if (storage.size === 1) storage.write(0, element);
    else storage.elements().fill(element);
  }

  /** @internal The storage for whoever writes some of the elements. */
  override ownStorage(): Storage {
    noteWrite(this);
    return super.ownStorage();
  }

  /** The storage for whoever writes all elements: nothing is copied. */
  #freshStorage(): Storage {
    noteWrite(this);
    if (this.storage.shared) this.storage = Storage.allocate(this.dtype, this.size);
    return this.storage;
  }

  #assignArray(value: NDArrayObject): void {
    checkAssignShape('value', this.shape, 'the array', value.shape);
    this.#checkDType(value.dtype);
    if (value.size !== this.size) {
      this.fill(value);
      return;
    }
    // Its own elements (`v.value = v`): nothing is written, and a snapshot taken later is not the journal's to free.
    if (value.storage === this.storage) return;
    noteWrite(this);
    if (!this.storage.shared) castElements(value.storage, this.storage);
    else if (value.dtype === this.dtype) {
      // The old elements are kept by somebody, so memory of its own is needed anyway: the array's, until one of the two is written.
      value.storage.shared = true;
      this.storage = value.storage;
    } else castElements(value.storage, this.#freshStorage());
  }
}

/** The storage and shape of a new Variable. */
function initialElements(init: unknown, options: DType | VariableOptions): readonly [Storage, Shape] {
  const dtype = statedDType('new Variable', options);
  if (NDArrayObject.isInstance(init)) {
    if (dtype === undefined || dtype === init.dtype) return [init.storage.copy(), init.shape];
    const converted = Storage.allocate(dtype, init.size);
    castElements(init.storage, converted);
    return [converted, init.shape];
  }
  const isSize = typeof init === 'number' || (Array.isArray(init) && init.every((dim) => typeof dim === 'number'));
  if (!isSize) throw new TypeError(`new Variable(init): ${explainNoArray(init)}`);
  const shape = asShape('new Variable(shape)', init as number | Shape);
  const storage = Storage.allocate(dtype ?? getFloat(), sizeOf(shape));
  storage.elements().fill(0);
  return [storage, shape];
}

/** The reason for the cast: the public types are intersections with `number`, see array/types.ts. */
export const Variable: VariableConstructor = VariableObject as unknown as VariableConstructor;

