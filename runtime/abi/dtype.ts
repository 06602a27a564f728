/**
 * The element types of arrays, and the one set of promotion rules that the compiler and the eager path share.
 * Promotion is NumPy 2's: arrays and rank-0 arrays are strong, plain JavaScript numbers are weak.
 */

export type FloatDType = 'float32' | 'float64';
export type IntDType = 'int32' | 'uint32';
export type DType = FloatDType | IntDType | 'bool';

export const dtypes: readonly DType[] = ['float32', 'float64', 'int32', 'uint32', 'bool'];

/** How a plain number meets an array: `int` is a whole-number literal, loop counter or length; `float` is any other number. */
export type WeakKind = 'int' | 'float' | 'bool';

const byteSizes: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, uint32: 4, bool: 1 };

/** Bytes of one element in memory (a bool is one byte, 0 or 1). */
export function itemSize(dtype: DType): number {
  return byteSizes[dtype];
}

export function isDType(value: unknown): value is DType {
  return typeof value === 'string' && (dtypes as readonly string[]).includes(value);
}

export function isFloat(dtype: DType): dtype is FloatDType {
  return dtype === 'float32' || dtype === 'float64';
}

export function isInt(dtype: DType): dtype is IntDType {
  return dtype === 'int32' || dtype === 'uint32';
}

/**
 * The dtype of an operation between two arrays. As in NumPy, except that whole numbers of 32 bits meeting float32
 * give float32 (JAX's choice: a model in float32 stays in float32), and int32 with uint32 gives the default float.
 */
export function promote(a: DType, b: DType, defaultFloat: FloatDType): DType {
  if (a === b) return a;
  if (a === 'float64' || b === 'float64') return 'float64';
  if (a === 'float32' || b === 'float32') return 'float32';
  if (a === 'bool') return b;
  if (b === 'bool') return a;
  return defaultFloat;
}

/** The dtype that a weak number takes next to an array of `dtype`. */
export function promoteWeak(dtype: DType, weak: WeakKind, defaultFloat: FloatDType): DType {
  if (weak === 'bool' || isFloat(dtype)) return dtype;
  if (weak === 'int') return dtype === 'bool' ? 'int32' : dtype;
  return defaultFloat;
}

/** The typed array that holds a dtype's elements. */
export type TypedArrayOf<D extends DType = DType> = D extends 'float32' ? Float32Array
  : D extends 'float64' ? Float64Array
  : D extends 'int32' ? Int32Array
  : D extends 'uint32' ? Uint32Array
  : Uint8Array;

export const typedArrays: {
  readonly float32: typeof Float32Array; readonly float64: typeof Float64Array; readonly int32: typeof Int32Array;
  readonly uint32: typeof Uint32Array; readonly bool: typeof Uint8Array;
} = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, bool: Uint8Array };

/** The dtype of a typed array, or undefined for one that no dtype stands for (Int16Array, …). */
export function dtypeOfTypedArray(data: ArrayBufferView): DType | undefined {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint32Array) return 'uint32';
  return undefined;
}
