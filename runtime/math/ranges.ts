/** Arrays of evenly spaced numbers: `arange`, `linspace`; and evenly spaced in their logarithms: `logspace`, `geomspace`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { asShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import type { DTypeArgument, DTypeOption } from '../array/make-array.js';
import { dtypeOf, makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { castArray } from './cast.js';
import { log10 } from './generated/log10.js';
import { pow } from './power.js';

interface Arange {
  /** 0, 1, … up to `stop`, which is left out. */
  <D extends DType = 'int32' | FloatDType>(stop: number, options?: DTypeArgument<D>): NDArray<1, NoInfer<D>>;
  /** start, start + step, … up to `stop`, which is left out. */
  <D extends DType = 'int32' | FloatDType>(start: number, stop: number, options?: DTypeArgument<D>): NDArray<1, NoInfer<D>>;
  <D extends DType = 'int32' | FloatDType>(start: number, stop: number, step: number, options?: DTypeArgument<D>): NDArray<1, NoInfer<D>>;
}

/**
 * Numbers from `start` (0) in steps of `step` (1) up to, and without, `stop`. Without a stated dtype whole arguments give int32,
 * as in NumPy, and others the default float.
 */
export const arange: Arange = (...args: readonly (number | DTypeArgument | undefined)[]) => {
  const numbers = args.filter((arg) => typeof arg === 'number');
  const options = args.find((arg) => typeof arg === 'object' || typeof arg === 'string');
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

export interface LogspaceOptions<D extends DType = DType> extends LinspaceOptions<D> {
  /** What is raised to the powers; 10 where it is not stated. */
  readonly base?: number;
}

/** base^start … base^stop, `count` numbers with evenly spaced exponents. Computed in float64, with our own power. */
export function logspace<D extends DType = FloatDType>(start: number, stop: number, count: number = 50, options?: LogspaceOptions<D>): NDArray<1, NoInfer<D>> {
  const exponents = linspace(start, stop, count, { endpoint: options?.endpoint ?? true, dtype: 'float64' });
  // The reason for the cast: the way back from the public type.
  const powers = pow(options?.base ?? 10, exponents) as unknown as NDArrayObject;
  return toPublic(castArray(powers, dtypeOf('logspace', options)));
}

/** `count` numbers from `start` to `stop`, each a constant multiple of the one before. Both have the same sign and are not 0. */
export function geomspace<D extends DType = FloatDType>(start: number, stop: number, count: number = 50, options?: LinspaceOptions<D>): NDArray<1, NoInfer<D>> {
  if (!(start * stop > 0)) throw new RangeError(`geomspace: start and stop must have the same sign and not be 0, got ${start} and ${stop}`);
  const sign = Math.sign(start);
  const endpoint = options?.endpoint ?? true;
  const [from, to] = [Number(log10(Math.abs(start))), Number(log10(Math.abs(stop)))];
  const powers = logspace(from, to, count, { endpoint, dtype: 'float64' }).view();
  // Both ends are stated exactly, whatever the power of the logarithm gives.
  const values = Array.from(powers, (value, i) => (i === 0 ? start : endpoint && i === count - 1 ? stop : sign * value));
  return toPublic(makeSpaced('geomspace', dtypeOf('geomspace', options), count, (i) => values[i]!));
}

function makeSpaced(operation: string, dtype: DType, count: number, value: (i: number) => number): NDArrayObject {
  const made = makeArray(dtype, asShape(operation, count));
  const elements = made.storage.elements();
  for (let i = 0; i < count; i++) elements[i] = dtype === 'bool' ? Number(value(i) !== 0) : value(i);
  return made;
}
