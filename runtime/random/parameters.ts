/** What all functions of `math.random` read the same way: the stream, dtype, shape, and parameters that are numbers or arrays. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, broadcastShapes, printShape, sameShape } from '../abi/shape.js';
import { broadcastStrides, stridesOf } from '../array/copy-strided.js';
import { toNumbers } from '../array/fill-array.js';
import type { DTypeOption } from '../array/make-array.js';
import { dtypeOf } from '../array/make-array.js';
import { NDArrayObject } from '../array/nd-array.js';
import type { ShapeLike } from '../array/types.js';
import type { RandomState } from './random-state.js';
import { defaultRandomState } from './random-state.js';

export interface StateOption {
  /** The stream to draw from; the shared one where it is not stated. */
  readonly state?: RandomState | undefined;
}

export interface DrawOptions<D extends FloatDType = FloatDType> extends DTypeOption<D>, StateOption {}

export function stateOf(options: StateOption | undefined): RandomState {
  return options?.state ?? defaultRandomState();
}

export function floatOf(operation: string, options: DTypeOption | undefined): FloatDType {
  const dtype = dtypeOf(operation, options);
  if (isFloat(dtype)) return dtype;
  throw new DTypeError(`${operation}: these are random floats, 'float32' or 'float64', not '${dtype}'; math.random.randint draws whole numbers`);
}

export function shapeOf(operation: string, shape: ShapeLike | undefined): Shape {
  return shape === undefined || shape === null ? [] : asShape(operation, shape);
}

/** The parameter of each element, by its position in row order. */
export type Parameter = (position: number) => number;

/**
 * A parameter that is a number for all elements, or an array with one for each: it must broadcast to the shape, which must then be
 * stated, since types tell the rank of the result by it. `isValid` says which values have a meaning; others are a RangeError.
 */
export function readParameter(operation: string, name: string, value: unknown, shape: Shape, isValid: (value: number) => boolean = Number.isFinite): Parameter {
  const check = (one: number): number => {
    if (isValid(one)) return one;
    throw new RangeError(`${operation}: ${name} must not be ${one}`);
  };
  if (typeof value === 'number') {
    check(value);
    return () => value;
  }
  if (!NDArrayObject.isInstance(value)) throw new TypeError(`${operation}: ${name} must be a number or an array, got ${value === null ? 'null' : typeof value}`);
  const values = toNumbers(value).map(check);
  if (values.length === 1 && value.ndim <= shape.length) return () => values[0]!;
  if (sameShape(value.shape, shape)) return (position) => values[position]!;
  if (!sameShape(broadcastShapes(operation, [value.shape, shape], [name, 'the shape']), shape)) {
    throw new ShapeError(`${operation}: ${name} is ${printShape(value.shape)}, the result is ${printShape(shape)}; state the shape, to which ${name} must broadcast: ${operation}(…, ${name}.shape)`);
  }
  const [own, all] = [broadcastStrides(value.shape, shape), stridesOf(shape)];
  return (position) => values[all.reduce((at, stride, axis) => at + (Math.floor(position / stride) % shape[axis]!) * own[axis]!, 0)]!;
}

export function isPositive(value: number): boolean {
  return value > 0 && value < Number.POSITIVE_INFINITY;
}

export function isNotNegative(value: number): boolean {
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

export function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}

const limits: Readonly<Partial<Record<DType, readonly [number, number]>>> = { int32: [-(2 ** 31), 2 ** 31 - 1], uint32: [0, 2 ** 32 - 1], bool: [0, 1] };

/** Whole numbers do not wrap. */
export function checkFits(operation: string, value: number, dtype: DType): void {
  const [least, most] = limits[dtype] ?? [-Infinity, Infinity];
  if (value < least || value > most) throw new RangeError(`${operation}: ${value} does not fit in ${dtype}; state a dtype that holds it, as { dtype: 'float64' }`);
}
