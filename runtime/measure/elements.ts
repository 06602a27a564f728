/** Recordings as numbers in rows, for measures that look at them one by one. */
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';

export interface Rows {
  readonly steps: number;
  readonly cells: number;
  /** Row after row. */
  readonly values: ArrayLike<number>;
}

/** A recording [steps, cells]; one of rank 1 is that of one cell. */
export function rowsOf(operation: string, name: string, recording: NDArray): Rows {
  if (!isArray(recording)) throw new TypeError(`${operation}: ${name} must be an array, [steps, cells]`);
  const [steps = 0, cells = 1] = recording.shape;
  if (recording.ndim > 2 || recording.ndim === 0) throw new ShapeError(`${operation}: ${name} is ${printShape(recording.shape)}, and [steps, cells] is wanted`);
  return { steps, cells, values: recording.toTypedArray() };
}

/** The values of one cell over time. */
export function columnOf({ steps, cells, values }: Rows, cell: number): Float64Array {
  return Float64Array.from({ length: steps }, (_, step) => values[step * cells + cell]!);
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The variance of all values (divided by their number). */
export function varianceOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - mean) ** 2;
  return sum / values.length;
}
