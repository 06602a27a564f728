/** Arrays of evenly spaced numbers: `arange`, `linspace`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { asShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import type { DTypeOption } from '../array/make-array.js';
import { dtypeOf, makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';

interface Arange {
  /** 0, 1, … up to `stop`, which is left out. */
  <D extends DType = 'int32' | FloatDType>(stop: number, options?: DTypeOption<D>): NDArray<1, NoInfer<D>>;
  /** start, start + step, … up to `stop`, which is left out. */
  <D extends DType = 'int32' | FloatDType>(start: number, stop: number, options?: DTypeOption<D>): NDArray<1, NoInfer<D>>;
  <D extends DType = 'int32' | FloatDType>(start: number, stop: number, step: number, options?: DTypeOption<D>): NDArray<1, NoInfer<D>>;
}

/**
 * Numbers from `start` (0) in steps of `step` (1) up to, and without, `stop`. Without a stated dtype whole arguments give int32,
 * as in NumPy, and others the default float.
 */
export const arange: Arange = (...args: readonly (number | DTypeOption | undefined)[]) => {
  const numbers = args.filter((arg) => typeof arg === 'number');
  const options = args.find((arg) => typeof arg === 'object');
  const [start, stop, step = 1] = numbers.length === 1 ? [0, numbers[0]!] : [numbers[0] ?? Number.NaN, numbers[1] ?? Number.NaN, numbers[2]];
  if (step === 0 || ![start, stop, step].every(Number.isFinite)) {
    throw new RangeError(`arange: start, stop and step must be finite numbers and step not 0, got ${start}, ${stop}, ${step}`);
  }
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const dtype = dtypeOf('arange', options, [start, stop, step].every(Number.isInteger) ? 'int32' : getFloat());
  return toPublic(makeSpaced('arange', dtype, count, (i) => start + i * step));
};

export interface LinspaceOptions<D extends DType = DType> extends DTypeOption<D> {
  /** Whether `stop` is the last number (the default) or left out. */
  readonly endpoint?: boolean;
}

/** `count` evenly spaced numbers from `start` to `stop`, both included unless `endpoint` is false. Computed in float64. */
export function linspace<D extends DType = FloatDType>(start: number, stop: number, count: number = 50, options: LinspaceOptions<D> = {}): NDArray<1, NoInfer<D>> {
  const endpoint = options.endpoint ?? true;
  const step = (stop - start) / (endpoint ? count - 1 : count);
  const value = (i: number): number => (i === 0 ? start : endpoint && i === count - 1 ? stop : i * step + start);
  return toPublic(makeSpaced('linspace', dtypeOf('linspace', options), count, value));
}

function makeSpaced(operation: string, dtype: DType, count: number, value: (i: number) => number): NDArrayObject {
  const made = makeArray(dtype, asShape(operation, count));
  const elements = made.storage.elements();
  for (let i = 0; i < count; i++) elements[i] = dtype === 'bool' ? Number(value(i) !== 0) : value(i);
  return made;
}
