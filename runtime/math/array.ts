/** Arrays from data: `array`, `asarray`, `astype`. */
import type { DType } from '../abi/dtype.js';
import { promote } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, printShape, sizeOf } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import type { DTypeOption } from '../array/make-array.js';
import { checkDType, dtypeOf, makeArray, makeScalar } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import { shapeOfNested, visitNested } from '../array/nest-elements.js';
import type { AnyRank, NDArray, Operand, RankOf, ShapeLike } from '../array/types.js';
import type { ArrayData, DTypeOfData, NumberTypedArray, RankOfData } from './array-data.js';
import { dtypeOfNumbers, isTypedArray } from './array-data.js';
import { castArray, castNumber } from './cast.js';
import { checkOperand } from './operand.js';

export interface ArrayOptions<S extends ShapeLike = ShapeLike, D extends DType = DType> extends DTypeOption<D> {
  /** The shape, for flat data; its sizes must multiply to the number of elements. */
  readonly shape?: S | undefined;
}

type ShapeOr<S extends ShapeLike, R extends number> = [S] extends [never] ? R : RankOf<S>;
type DTypeOr<D extends DType, E extends DType> = [D] extends [never] ? E : D;

/**
 * A new array with a copy of the data: nested lists, a typed array, an array or a number. Without a stated dtype, typed arrays
 * and arrays keep their own (the shorter integers become int32), lists of booleans give bool, and numbers
 * the default float, whole or not. In lists arrays of rank 0, which sums are, keep their dtype: the common one is the list's. Throws a ShapeError for lists of unequal lengths.
 */
export function array<T extends ArrayData, const S extends ShapeLike = never, D extends DType = never>(
  data: T, options?: D | ArrayOptions<S, D>,
): NDArray<ShapeOr<S, RankOfData<T>>, DTypeOr<D, DTypeOfData<T>>> {
  const made = makeFrom('array', data, options);
  return toPublic(made === (data as unknown) ? made.share() : made);
}

interface AsArray {
  /** An array of known rank stays what it is. */
  <R extends number, D extends DType>(x: NDArray<R, D> & (number extends R ? never : unknown)): NDArray<R, D>;
  /** An expression (typed `number` or `boolean`) as the array that it is; rank and dtype are those that the context wants. */
  <R extends number = AnyRank, D extends DType = DType>(x: Operand): NDArray<R, D>;
  <T extends ArrayData, const S extends ShapeLike = never, D extends DType = never>(
    data: T, options?: D | ArrayOptions<S, D>): NDArray<ShapeOr<S, RankOfData<T>>, DTypeOr<D, DTypeOfData<T>>>;
}

/** As `array`, but an array that has the dtype already is given back as it is; a Variable's elements are those that it has now. */
export const asarray: AsArray = <A>(data: unknown, options?: DType | ArrayOptions): A => toPublic(asTaken(makeFrom('asarray', data, options)));

/** Not a Variable, whose elements change later. */
function asTaken(made: NDArrayObject): NDArrayObject {
  return made.constructor === NDArrayObject ? made : made.share();
}

/** The array in another dtype. Floats are cut to whole numbers as typed arrays cut them; in bool, everything but 0 is true. */
export function astype<R extends number, D extends DType>(x: NDArray<R> | Operand, dtype: D): NDArray<R, D> {
  const operand = checkOperand('astype', 'x', x);
  const wanted = checkDType('astype', dtype);
  return toPublic(typeof operand === 'object' ? asTaken(castArray(operand, wanted)) : makeScalar(wanted, castNumber(Number(operand), wanted)));
}

function makeFrom(operation: string, data: unknown, options: DType | ArrayOptions | undefined): NDArrayObject {
  const made = NDArrayObject.isInstance(data) ? castArray(data, dtypeOf(operation, options, data.dtype)) : fromPlain(operation, data, options);
  const wanted = typeof options === 'object' ? options.shape : undefined;
  if (wanted === undefined) return made;
  const shape = asShape(operation, wanted);
  if (sizeOf(shape) !== made.size) {
    throw new ShapeError(`${operation}: ${made.size} elements do not fill the shape ${printShape(shape)}, which has ${sizeOf(shape)}`);
  }
  return made.share(shape);
}

function fromPlain(operation: string, data: unknown, options: DType | ArrayOptions | undefined): NDArrayObject {
  if (isTypedArray(data)) return fromTypedArray(data, dtypeOf(operation, options, dtypeOfNumbers(operation, data)));
  if (Array.isArray(data)) return fromLists(operation, data, options);
  const value = checkOperand(operation, 'data', data);
  const dtype = dtypeOf(operation, options, typeof value === 'boolean' ? 'bool' : getFloat());
  return makeScalar(dtype, castNumber(Number(value), dtype));
}

function fromTypedArray(data: NumberTypedArray, dtype: DType): NDArrayObject {
  const made = makeArray(dtype, [data.length]);
  const elements = made.storage.elements();
  if (dtype === 'bool') for (let i = 0; i < data.length; i++) elements[i] = Number(data[i] !== 0);
  else elements.set(data);
  return made;
}

function fromLists(operation: string, data: readonly unknown[], options: DType | ArrayOptions | undefined): NDArrayObject {
  const shape: Shape = shapeOfNested(operation, data);
  const values: number[] = [];
  let common: DType | undefined;
  visitNested(data, (element) => {
    const { value, dtype } = itemOfList(operation, element);
    values.push(value);
    common = common === undefined ? dtype : promote(common, dtype, getFloat());
  });
  const dtype = dtypeOf(operation, options, common ?? getFloat());
  const made = makeArray(dtype, asShape(operation, shape));
  made.storage.elements().set(dtype === 'bool' ? values.map((value) => Number(value !== 0)) : values);
  return made;
}

/** A number or boolean of a list, or an array of rank 0: what a sum gives. */
function itemOfList(operation: string, item: unknown): { readonly value: number; readonly dtype: DType } {
  if (typeof item === 'number') return { value: item, dtype: getFloat() };
  if (typeof item === 'boolean') return { value: Number(item), dtype: 'bool' };
  if (!NDArrayObject.isInstance(item)) throw new TypeError(`${operation}: the elements of lists must be numbers or booleans, and one is ${item === null ? 'null' : `of type ${typeof item}`}`);
  if (item.shape.length > 0) throw new TypeError(`${operation}: a list holds an array of shape ${printShape(item.shape)}; math.stack joins arrays`);
  return { value: Number(item.item()), dtype: item.dtype };
}
