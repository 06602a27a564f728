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

/** Throws for what is no time above 0 (ms). */
export function checkTimes(operation: string, times: Readonly<Record<string, number>>): void {
  for (const [name, time] of Object.entries(times)) {
    if (typeof time !== 'number' || !(time > 0) || !Number.isFinite(time)) throw new RangeError(`${operation}: ${name} is a time above 0 (ms), got ${String(time)}`);
  }
}

/** The times of a recording's rows; a ShapeError where there are fewer or more of them. */
export function timesOf(operation: string, times: NDArray, spikes: NDArray): ArrayLike<number> {
  if (isArray(times) && times.size === (spikes.shape[0] ?? 0)) return times.toTypedArray();
  throw new ShapeError(`${operation}: times is ${isArray(times) ? printShape(times.shape) : String(times)} and spikes is ${printShape(spikes.shape)}: one time for each row is wanted`);
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
