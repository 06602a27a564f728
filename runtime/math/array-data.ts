/** Data that arrays are made of: nested lists, typed arrays, arrays, plain numbers. Types infer rank and dtype from it. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { dtypeOfTypedArray } from '../abi/dtype.js';
import type { brand } from '../array/brand.js';
import type { Operand } from '../array/types.js';

/** The typed arrays of JavaScript that hold plain numbers. */
export type NumberTypedArray =
  | Float32Array | Float64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array | Uint8ClampedArray;

export type ArrayData = Operand | NumberTypedArray | readonly ArrayData[];

/** The rank of an array made of data of this type, up to four levels of lists. */
export type RankOfData<T> =
  T extends { readonly [brand]: [infer R extends number, DType] } ? R
  : T extends number | boolean ? RankOfPlain<T>
  : T extends NumberTypedArray | readonly Operand[] ? 1
  : T extends readonly (NumberTypedArray | readonly Operand[])[] ? 2
  : T extends readonly (readonly (NumberTypedArray | readonly Operand[])[])[] ? 3
  : T extends readonly (readonly (readonly (NumberTypedArray | readonly Operand[])[])[])[] ? 4
  : number;

/** A literal is one number; anything typed `number` or `boolean` may be an expression of arrays. */
type RankOfPlain<T extends number | boolean> = [number] extends [T] ? number : [boolean] extends [T] ? number : T extends number ? 0 : number;

/** The dtype of an array made of data of this type where none is stated. */
export type DTypeOfData<T> =
  T extends { readonly [brand]: [number, infer D extends DType] } ? D
  : T extends number | boolean ? DType
  : T extends NumberTypedArray ? DTypeOfItem<T>
  : DTypeOfItem<ItemOfList<ItemOfList<ItemOfList<ItemOfList<T>>>>>;

type ItemOfList<T> = T extends NumberTypedArray ? T : T extends readonly (infer E)[] ? E : T;

type DTypeOfItem<T> =
  [T] extends [{ readonly [brand]: [number, infer D extends DType] }] ? D
  : [T] extends [boolean] ? 'bool'
  : [T] extends [number] ? FloatDType
  : [T] extends [Float32Array] ? 'float32'
  : [T] extends [Float64Array] ? 'float64'
  : [T] extends [Uint32Array] ? 'uint32'
  : [T] extends [Int32Array | Int16Array | Uint16Array | Int8Array | Uint8Array | Uint8ClampedArray] ? 'int32'
  : DType;

export function isTypedArray(data: unknown): data is NumberTypedArray {
  return ArrayBuffer.isView(data) && !(data instanceof DataView);
}

/** The dtype of a typed array: its own, or int32 for the shorter integers, which it holds exactly. */
export function dtypeOfNumbers(operation: string, data: NumberTypedArray): DType {
  const own = dtypeOfTypedArray(data);
  if (own !== undefined) return own;
  if (/^(?:Int|Uint)(?:8|16)/.test(data.constructor.name)) return 'int32';
  if (data.constructor.name === 'Float16Array') return 'float32';
  throw new TypeError(`${operation}: a ${data.constructor.name} holds no plain numbers; convert its elements to Number first`);
}
