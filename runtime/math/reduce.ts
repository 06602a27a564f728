/**
 * Reductions over all elements or along axes. The order in which elements are combined is the kernels' own and depends on sizes only;
 * here axes are brought into the form that they know: an array seen as [outer, n, inner], reduced along the middle.
 */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { normalizeAxis, printShape, sizeOf } from '../abi/shape.js';
import { fillArray } from '../array/fill-array.js';
import { makeArray, makeFilled, makeScalar } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import type { KernelModule } from '../memory/kernel-module.js';
import { beginCall, endCall } from '../memory/residency.js';
import { addressAs, castArray, castNumber } from './cast.js';
import { kernelTags } from './kernel-tags.js';
import { checkOperand } from './operand.js';
import { permuteAxes } from './rearrange.js';

export interface ReduceOptions {
  /** The axis or axes to reduce (negative: from the end); all of them where it is not stated. */
  readonly axis?: number | readonly number[] | undefined;
  /** Whether reduced axes stay, with size 1. */
  readonly keepdims?: boolean | undefined;
}

/** What follows the array: options, or just the axis. */
export type ReduceArgument = number | readonly number[] | ReduceOptions | undefined;

export interface Reduction {
  readonly name: string;
  readonly kernels: KernelModule;
  /** The dtype in which an array of this dtype is combined. */
  readonly computes: (dtype: DType) => DType;
  /** Whether there is a kernel that combines all elements of a bool array as they stand, of which no converted copy is needed. */
  readonly takesBools?: boolean;
  /** The dtype of the result, where it is not the one computed in. */
  readonly gives?: (dtype: DType) => DType;
  /** What no elements give; absent where that has no answer. */
  readonly empty?: number;
  /** Combines a result with the option `initial`, before it is rounded to the dtype; absent where there is no such option. */
  readonly merge?: (result: number, initial: number) => number;
}

export interface InitialOption {
  /** One element more, which every result starts from. */
  readonly initial?: number | undefined;
}

/** An operand of a reduction: a plain number or boolean counts as rank 0. */
export function checkReduced(operation: string, x: unknown): NDArrayObject {
  const operand = checkOperand(operation, 'x', x);
  if (typeof operand === 'object') return operand;
  return typeof operand === 'boolean' ? makeScalar('bool', Number(operand)) : makeScalar('float64', operand);
}

export function reduce(reduction: Reduction, x: NDArrayObject, argument: ReduceArgument): NDArrayObject {
  const initial = isOptions(argument) ? (argument as InitialOption | undefined)?.initial : undefined;
  const { merge } = reduction;
  if (merge === undefined || initial === undefined || initial === null) return reduceAxes(reduction, x, argument);
  const reduced = reduceAxes({ ...reduction, empty: reduction.empty ?? castNumber(initial, reduction.computes(x.dtype)) }, x, argument);
  return fillArray(reduced.dtype, reduced.shape, [reduced], (to, from) => {
    for (let i = 0; i < to.length; i++) to[i] = merge(from[i]!, initial);
  });
}

function reduceAxes(reduction: Reduction, x: NDArrayObject, argument: ReduceArgument): NDArrayObject {
  const { axes, keepdims } = readArgument(reduction.name, argument, x.ndim);
  const dtype = reduction.computes(x.dtype);
  const result = reduction.gives?.(dtype) ?? dtype;
  // No axis named: nothing is combined, as in NumPy.
  if (axes.length === 0 && x.ndim > 0) return castArray(x, result).share();
  const kept = x.shape.filter((_, axis) => !axes.includes(axis));
  const shape = keepdims ? x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)) : kept;
  const count = sizeOf(axes.map((axis) => x.shape[axis]!));
  if (count === 0) return makeFilled(result, shape, emptyValue(reduction, x, axes));
  if (axes.length === x.ndim) return reduceAll(reduction, x, dtype, result, shape);
  const { source, outer, inner } = bringTogether(x, axes);
  return reduceAxis(reduction, { source, outer, count, inner, dtype, result, shape });
}

function reduceAll(reduction: Reduction, x: NDArrayObject, dtype: DType, result: DType, shape: Shape): NDArrayObject {
  beginCall();
  try {
    const { packed } = x.storage;
    if (packed !== undefined && reduction.takesBools === true) return makeScalar(result, castNumber(packed.sum(), result)).share(shape);
    const taken = x.dtype === 'bool' && reduction.takesBools === true ? 'bool' : dtype;
    const value = reduction.kernels.get(`${kernelTags[taken]}_all`)(x.size, addressAs(x.storage, taken));
    return makeScalar(result, castNumber(value, result)).share(shape);
  } finally {
    endCall();
  }
}

interface AxisReduction {
  readonly source: NDArrayObject;
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
  readonly dtype: DType;
  readonly result: DType;
  readonly shape: Shape;
}

function reduceAxis(reduction: Reduction, { source, outer, count, inner, dtype, result, shape }: AxisReduction): NDArrayObject {
  beginCall();
  try {
    const address = addressAs(source.storage, dtype);
    const made = makeArray(result, shape);
    if (made.size > 0) reduction.kernels.get(`${kernelTags[dtype]}_axis`)(outer, count, inner, made.storage.address(), address);
    return made;
  } finally {
    endCall();
  }
}

/** The lanes of a reduction that a loop in JavaScript makes: one for each element of the result. */
export interface ReducedLanes {
  readonly source: NDArrayObject;
  readonly outer: number;
  readonly count: number;
  readonly inner: number;
  readonly shape: Shape;
}

export function lanesToReduce(operation: string, x: NDArrayObject, argument: ReduceArgument): ReducedLanes {
  const { axes, keepdims } = readArgument(operation, argument, x.ndim);
  const shape = x.shape.flatMap((size, axis) => (axes.includes(axis) ? (keepdims ? [1] : []) : [size]));
  const together = axes.length === 0 ? { source: x, outer: x.size, inner: 1 } : bringTogether(x, axes);
  return { ...together, count: sizeOf(axes.map((axis) => x.shape[axis]!)), shape };
}

/** Neighbouring axes are one; others are first moved to the end. */
export function bringTogether(x: NDArrayObject, axes: readonly number[]): { readonly source: NDArrayObject; readonly outer: number; readonly inner: number } {
  const first = axes[0]!;
  if (axes.every((axis, position) => axis === first + position)) {
    return { source: x, outer: sizeOf(x.shape.slice(0, first)), inner: sizeOf(x.shape.slice(first + axes.length)) };
  }
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  return { source: permuteAxes(x, [...others, ...axes]), outer: sizeOf(others.map((axis) => x.shape[axis]!)), inner: 1 };
}

/** The axes in rising order, each once. */
export function readArgument(operation: string, argument: ReduceArgument, rank: number): { readonly axes: readonly number[]; readonly keepdims: boolean } {
  const options: ReduceOptions = isOptions(argument) ? argument : { axis: argument };
  const { axis } = options;
  const keepdims = options.keepdims ?? false;
  // Compiled code hands over null for what is undefined.
  if (axis === undefined || axis === null) return { axes: Array.from({ length: rank }, (_, at) => at), keepdims };
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => normalizeAxis(operation, one, rank));
  if (new Set(axes).size !== axes.length) throw new ShapeError(`${operation}: an axis is named twice in ${printShape(axes)}`);
  return { axes: axes.toSorted((a, b) => a - b), keepdims };
}

function isOptions(argument: ReduceArgument): argument is ReduceOptions {
  return typeof argument === 'object' && argument !== null && !Array.isArray(argument);
}

function emptyValue({ name, empty }: Reduction, x: NDArrayObject, axes: readonly number[]): number {
  if (empty !== undefined || x.size !== 0) return empty ?? 0;
  throw new ShapeError(`${name}: no elements to choose from: x is ${printShape(x.shape)}, reduced over axis ${axes.join(', ')}`);
}
