/** A function of vectors for every line of an array: `applyAlongAxis`. */
import { normalizeAxis } from '../abi/shape.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { Given, NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { moveaxis, permuteAxes } from './rearrange.js';
import { stackResults } from './stack-results.js';

/**
 * Calls `f` with every vector along an axis. What it gives (a number, or an array of one shape for all) takes the place of the axis. Arithmetic on
 * whole arrays is faster.
 */
export function applyAlongAxis(f: (line: NDArray<1>) => number | boolean, axis: number, x: Given): NDArray {
  const source = checkArray('applyAlongAxis', 'x', x);
  const along = normalizeAxis('applyAlongAxis', axis, source.ndim);
  const others = source.shape.map((_, at) => at).filter((at) => at !== along);
  const lines = permuteAxes(source, [...others, along]);
  const size = source.shape[along]!;
  const shape = others.map((at) => source.shape[at]!);
  const count = shape.reduce((product, one) => product * one, 1);
  const results = Array.from({ length: count }, (_, k) => f(toPublic<NDArray<1>>(new NDArrayObject(lines.storage.copyRange(k * size, size), [size]))));
  const stacked = stackResults('applyAlongAxis', results) as unknown as NDArrayObject;
  const inner = stacked.shape.slice(1);
  let made = toPublic<NDArray>(stacked.share([...shape, ...inner]));
  // The axes of a result stand where the axis stood.
  for (let k = 0; k < inner.length; k++) made = moveaxis(made, shape.length + k, along + k);
  return made;
}
