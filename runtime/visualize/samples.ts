/** Recordings and times as plain numbers, checked. */
import { ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';

export interface Samples {
  readonly times: ArrayLike<number>;
  /** Row after row: `values[step * cells + cell]`. */
  readonly values: ArrayLike<number>;
  readonly steps: number;
  readonly cells: number;
}

/** The times [steps] and a recording [steps] or [steps, cells] (more axes are taken as one). */
export function readSamples(operation: string, ts: NDArray | readonly number[], recording: NDArray | readonly number[]): Samples {
  const times = isArray(ts) ? ts.toTypedArray() : (ts as readonly number[]);
  const given = isArray(recording) ? recording : undefined;
  const values = given === undefined ? (recording as readonly number[]) : given.toTypedArray();
  const steps = given?.shape[0] ?? values.length;
  if (times.length !== steps) {
    const shape = given === undefined ? `${values.length} values` : printShape(given.shape);
    throw new ShapeError(`${operation}: the recording is ${shape}, and there are ${times.length} times: its axis 0 must be as long`);
  }
  return { times, values, steps, cells: steps === 0 ? 0 : values.length / steps };
}
