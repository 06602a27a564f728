/** What a function gave, call by call, as one value: arrays and numbers are stacked along a new axis 0, lists and records item by item. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis, printShape, sizeOf } from '../abi/shape.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { brand } from '../array/brand.js';
import type { AnyRank, NDArray, OneMore } from '../array/types.js';
import { array } from './array.js';
import { stack } from './join.js';
import { permuteAxes } from './rearrange.js';

/** The type of many results of type T as one. */
export type Stacked<T> = [T] extends [void | undefined] ? undefined
  : T extends { readonly [brand]: [infer R extends number, infer D extends DType] } ? NDArray<OneMore<R>, D>
  : [T] extends [boolean] ? NDArray<1, 'bool'>
  : [T] extends [number] ? NDArray<AnyRank, FloatDType>
  : T extends readonly unknown[] ? { -readonly [K in keyof T]: Stacked<T[K]> }
  : { [K in keyof T]: Stacked<T[K]> };

export function stackResults<T>(operation: string, results: readonly T[]): Stacked<T> {
  // The reason for the cast: the structure is walked as the type walks it.
  return stackAny(operation, results) as Stacked<T>;
}

function stackAny(operation: string, results: readonly unknown[]): unknown {
  const [first] = results;
  if (results.length === 0) throw new ShapeError(`${operation}: there is nothing to go through, so the shape of the result is not known`);
  if (first === undefined || first === null) return undefined;
  if (results.some(NDArrayObject.isInstance)) return stack(results.map((result) => (NDArrayObject.isInstance(result) ? toPublic<NDArray>(result) : array(result as number))));
  if (typeof first === 'number' || typeof first === 'boolean') return array(results as number[]);
  if (Array.isArray(first)) return first.map((_, k) => stackAny(operation, results.map((result) => (result as readonly unknown[])[k])));
  if (typeof first === 'object') return Object.fromEntries(Object.keys(first).map((key) => [key, stackAny(operation, results.map((result) => (result as Record<string, unknown>)[key]))]));
  throw new TypeError(`${operation}: the function gave a ${typeof first}; arrays, numbers, booleans, and lists and records of them are wanted`);
}

/** How many parts an array (or a list or record of arrays) has along an axis; all of them must have as many. */
export function countParts(operation: string, xs: unknown, axis: number): number {
  const counts = new Set<number>();
  visitArrays(xs, (x) => {
    if (x.ndim === 0) throw new ShapeError(`${operation}: an array of rank 0 has no axis to go along`);
    counts.add(x.shape[normalizeAxis(operation, axis, x.ndim)]!);
  });
  const [count] = counts;
  if (count === undefined) throw new TypeError(`${operation}: arrays to go through are wanted`);
  if (counts.size > 1) throw new ShapeError(`${operation}: the arrays have different sizes along axis ${axis}: ${printShape([...counts])}`);
  return count;
}

/** Part k along an axis, of rank one less (rank 0 of vectors); of lists and records item by item. What is no array stays. */
export function takePart(operation: string, xs: unknown, axis: number, k: number): unknown {
  if (NDArrayObject.isInstance(xs)) {
    const along = normalizeAxis(operation, axis, xs.ndim);
    const moved = along === 0 ? xs : permuteAxes(xs, [along, ...xs.shape.map((_, at) => at).filter((at) => at !== along)]);
    const shape = moved.shape.slice(1);
    return new NDArrayObject(moved.storage.copyRange(k * sizeOf(shape), sizeOf(shape)), shape);
  }
  if (Array.isArray(xs)) return xs.map((x) => takePart(operation, x, axis, k));
  if (typeof xs === 'object' && xs !== null) return Object.fromEntries(Object.entries(xs).map(([key, x]) => [key, takePart(operation, x, axis, k)]));
  return xs;
}

function visitArrays(xs: unknown, visit: (x: NDArrayObject) => void): void {
  if (NDArrayObject.isInstance(xs)) visit(xs);
  else if (typeof xs === 'object' && xs !== null) for (const x of Object.values(xs)) visitArrays(x, visit);
}
