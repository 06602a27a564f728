/** One array as several: `split`, `arraySplit`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { copyAs } from './rearrange.js';

/** As many items as the number says, where it is a literal: jit code must know how many there are. */
type Parts<T, N, List extends readonly T[] = readonly []> = number extends N ? T[]
  : N extends number ? (List['length'] extends N ? List : List['length'] extends 32 ? T[] : Parts<T, N, readonly [...List, T]>)
  : N extends readonly unknown[] ? readonly [...{ [K in keyof N]: T }, T]
  : T[];

/** Parts of equal size along an axis; or the parts between the indices of a list. Sizes that do not divide are a ShapeError. */
export function split<R extends number = AnyRank, D extends DType = DType, const N extends number | readonly number[] = number>(
  x: Given<R, D>, parts: N, axis: number = 0,
): Parts<NDArray<R, D>, N> {
  const source = checkArray('split', 'x', x);
  const size = source.shape[normalizeAxis('split', axis ?? 0, source.ndim)]!;
  if (typeof parts === 'number' && !Number.isInteger(size / parts)) throw new ShapeError(`split: ${size} elements of axis ${axis} do not divide into ${parts} equal parts; math.arraySplit makes unequal ones`);
  return splitAt('split', source, parts, axis ?? 0);
}

/** As `split`, but the first parts are one longer where the size does not divide. */
export function arraySplit<R extends number = AnyRank, D extends DType = DType, const N extends number | readonly number[] = number>(
  x: Given<R, D>, parts: N, axis: number = 0,
): Parts<NDArray<R, D>, N> {
  return splitAt('arraySplit', checkArray('arraySplit', 'x', x), parts, axis ?? 0);
}

function splitAt<A>(operation: string, source: NDArrayObject, parts: number | readonly number[], axis: number): A {
  const along = normalizeAxis(operation, axis, source.ndim);
  const size = source.shape[along]!;
  if (typeof parts === 'number' && !(Number.isInteger(parts) && parts > 0)) throw new RangeError(`${operation}: the number of parts must be a whole number above 0, got ${parts}`);
  const limits = typeof parts === 'number' ? evenLimits(size, parts) : parts.map((limit) => clampIndex(limit, size));
  const strides = stridesOf(source.shape);
  const bounds = [0, ...limits, size];
  // The reason for the cast: one part more than there are limits, which is what the type says.
  return bounds.slice(0, -1).map((start, k) => {
    const count = Math.max(0, bounds[k + 1]! - start);
    return toPublic<NDArray>(copyAs(source, source.shape.with(along, count), strides, start * strides[along]!));
  }) as unknown as A;
}

/** Where parts end whose sizes differ by one at most, the larger ones first. */
function evenLimits(size: number, parts: number): number[] {
  const longer = size % parts;
  const length = Math.floor(size / parts);
  return Array.from({ length: parts - 1 }, (_, k) => (k + 1) * length + Math.min(k + 1, longer));
}

function clampIndex(index: number, size: number): number {
  return Math.min(size, Math.max(0, index < 0 ? index + size : index));
}

/** `split` along axis 1 (axis 0 of vectors). */
export function hsplit<R extends number = AnyRank, D extends DType = DType, const N extends number | readonly number[] = number>(x: Given<R, D>, parts: N): Parts<NDArray<R, D>, N> {
  return split(x, parts, checkArray('hsplit', 'x', x).ndim === 1 ? 0 : 1);
}

/** `split` along axis 0. */
export function vsplit<R extends number = AnyRank, D extends DType = DType, const N extends number | readonly number[] = number>(x: Given<R, D>, parts: N): Parts<NDArray<R, D>, N> {
  return split(x, parts, 0);
}

/** `split` along axis 2. */
export function dsplit<R extends number = AnyRank, D extends DType = DType, const N extends number | readonly number[] = number>(x: Given<R, D>, parts: N): Parts<NDArray<R, D>, N> {
  return split(x, parts, 2);
}
