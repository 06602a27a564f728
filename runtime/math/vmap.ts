/** A function of arrays for arrays with an axis more: `vmap`. Calls the function once for each part; arithmetic on whole arrays is faster. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { normalizeAxis } from '../abi/shape.js';
import type { brand } from '../array/brand.js';
import type { NDArray, OneMore } from '../array/types.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import { moveaxis } from './rearrange.js';
import type { Stacked } from './stack-results.js';
import { countParts, stackResults, takePart } from './stack-results.js';

export interface VmapOptions {
  /** The axis along which each argument is taken apart; null for one that every call gets whole. One number stands for all. */
  readonly inAxes?: number | readonly (number | null)[] | undefined;
  /** The axis of the result along which the calls lie. */
  readonly outAxes?: number | undefined;
}

/** An argument with an axis more, or as it is. */
type Batched<A extends readonly unknown[]> = { [K in keyof A]: A[K] extends { readonly [brand]: [infer R extends number, infer D extends DType] } ? NDArray<OneMore<R>, D> | A[K] : A[K] };

/** A function that applies `f` to each part of its arguments along an axis (axis 0 of all of them) and stacks the results. */
export function vmap<A extends readonly unknown[], T>(f: (...args: A) => T, options?: VmapOptions): (...args: Batched<A>) => Stacked<T> {
  const outAxis = options?.outAxes ?? 0;
  return (...args) => {
    const axes = args.map((arg, k) => (NDArrayObject.isInstance(arg) ? axisOf(options?.inAxes, k) : null));
    const counts = args.flatMap((arg, k) => (axes[k] === null ? [] : [countParts('vmap', arg, axes[k]!)]));
    const count = counts[0];
    if (count === undefined) throw new TypeError('vmap: at least one argument must be an array that is taken apart');
    const other = counts.find((one) => one !== count);
    if (other !== undefined) throw new ShapeError(`vmap: the arguments have different sizes along their axes: ${count} and ${other}`);
    const results = Array.from({ length: count }, (_, k) => f(...(args.map((arg, at) => (axes[at] === null ? arg : takePart('vmap', arg, axes[at]!, k))) as unknown as A)));
    const stacked = stackResults('vmap', results);
    return outAxis === 0 ? stacked : (moveResults(stacked, outAxis) as Stacked<T>);
  };
}

function axisOf(inAxes: VmapOptions['inAxes'], k: number): number | null {
  if (inAxes === undefined) return 0;
  return typeof inAxes === 'number' ? inAxes : (inAxes[k] ?? null);
}

/** Axis 0 of every array moved to where the calls are to lie. */
function moveResults(results: unknown, axis: number): unknown {
  if (NDArrayObject.isInstance(results)) return moveaxis(toPublic<NDArray>(results), 0, normalizeAxis('vmap', axis, results.ndim));
  if (Array.isArray(results)) return results.map((result) => moveResults(result, axis));
  if (typeof results === 'object' && results !== null) return Object.fromEntries(Object.entries(results).map(([key, result]) => [key, moveResults(result, axis)]));
  return results;
}
