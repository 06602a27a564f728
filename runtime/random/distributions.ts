/**
 * The functions of `math.random`. All draw from the shared stream unless the option `state` names another; a shape that is left
 * out gives rank 0. Floats are of the default float type unless `dtype` says otherwise.
 */
import type { DType, FloatDType } from '../abi/dtype.js';
import { isFloat, itemSize } from '../abi/dtype.js';
import { DTypeError, ShapeError } from '../abi/errors.js';
import { asShape, printShape, sizeOf } from '../abi/shape.js';
import type { DTypeOption } from '../array/make-array.js';
import { dtypeOf, makeArray } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { NDArray, Operand, RankOf, ShapeLike } from '../array/types.js';
import { log as logKernels } from '../kernels/log.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { drawEach, drawNormal, drawNumbers, drawUniform } from './draw.js';
import type { RandomState } from './random-state.js';
import { defaultRandomState } from './random-state.js';

export interface StateOption {
  /** The stream to draw from; the shared one where it is not stated. */
  readonly state?: RandomState | undefined;
}

export interface DrawOptions<D extends FloatDType = FloatDType> extends DTypeOption<D>, StateOption {}

/** Starts the shared stream from the beginning of the one that belongs to `seed`, a whole number of up to 53 bits. */
export function seed(value: number): void {
  defaultRandomState().seed(value);
}

/** A new stream that shares nothing with the shared one, which moves on. */
export function splitState(): RandomState {
  return defaultRandomState().split();
}

interface Rand {
  <const S extends readonly number[]>(shape: S, options?: DrawOptions): NDArray<S['length'], FloatDType>;
  <const S extends readonly number[]>(...sizes: S): NDArray<S['length'], FloatDType>;
}

/** Uniform in [0, 1): `rand(3, 4)` or `rand([3, 4])`. */
export const rand: Rand = <A>(...args: readonly unknown[]): A => {
  const { shape, options } = readSizes('rand', args);
  return toPublic(drawUniform(stateOf(options), floatOf('rand', options), shape));
};

/** Normal with mean 0 and standard deviation 1: `randn(3, 4)` or `randn([3, 4])`. */
export const randn: Rand = <A>(...args: readonly unknown[]): A => {
  const { shape, options } = readSizes('randn', args);
  return toPublic(drawNormal(stateOf(options), floatOf('randn', options), shape));
};

/** Uniform in [0, 1). */
export function random<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(drawUniform(stateOf(options), floatOf('random', options), shapeOf('random', shape)));
}

/** Uniform in [low, high): low + (high - low) u, rounded to the dtype (which may round up to `high`). */
export function uniform<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  low: number = 0, high: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [from, to] = [number('uniform', 'low', low), number('uniform', 'high', high)];
  const drawn = drawUniform(stateOf(options), floatOf('uniform', options), shapeOf('uniform', shape));
  return toPublic(transformed(drawn, (u) => from + (to - from) * u));
}

/** Normal with this mean and standard deviation. */
export function normal<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  mean: number = 0, std: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [center, scale] = [number('normal', 'mean', mean), number('normal', 'std', std)];
  const drawn = drawNormal(stateOf(options), floatOf('normal', options), shapeOf('normal', shape));
  return toPublic(transformed(drawn, (z) => center + scale * z));
}

/** Exponential with this mean: -scale ln(1 - u), u uniform in [0, 1), with our own ln. */
export function exponential<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const by = number('exponential', 'scale', scale);
  const dtype = floatOf('exponential', options);
  const drawn = transformed(drawUniform(stateOf(options), dtype, shapeOf('exponential', shape)), (u) => 1 - u);
  beginCall();
  try {
    const address = drawn.storage.address();
    if (drawn.size > 0) logKernels.get(`log_${dtype === 'float32' ? 'f32' : 'f64'}_v`)(drawn.size, address, address);
  } finally {
    endCall();
  }
  return toPublic(transformed(drawn, (ln) => -by * ln));
}

/** Whole numbers from `low` up to, and without, `high`; from 0 where only one bound is given. int32 unless `dtype` says otherwise. */
export function randint<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(
  low: number, high?: number, shape?: S, options?: DTypeOption<D> & StateOption,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [from, to] = high === undefined ? [0, number('randint', 'low', low)] : [number('randint', 'low', low), number('randint', 'high', high)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to <= from) {
    throw new RangeError(`randint: the bounds must be whole numbers, the upper one larger than the lower, got ${from} and ${to}`);
  }
  return toPublic(drawEach(stateOf(options), dtypeOf('randint', options, 'int32'), shapeOf('randint', shape), (u) => from + Math.floor(u * (to - from))));
}

/** True with probability `p`. */
export function bernoulli<const S extends ShapeLike = readonly []>(p: number = 0.5, shape?: S, options?: StateOption): NDArray<RankOf<S>, 'bool'> {
  const probability = number('bernoulli', 'p', p);
  return toPublic(drawEach(stateOf(options), 'bool', shapeOf('bernoulli', shape), (u) => Number(u < probability)));
}

interface Permutation {
  (count: number, options?: StateOption): NDArray<1, 'int32'>;
  <R extends number, D extends DType>(x: NDArray<R, D>, options?: StateOption): NDArray<R, D>;
}

/** 0, 1, …, count - 1 in random order; or a copy of an array with axis 0 in random order. */
export const permutation: Permutation = <A>(x: unknown, options?: StateOption): A => {
  if (NDArrayObject.isInstance(x)) return toPublic(takeRows(x, shuffledIndices(stateOf(options), firstSize('permutation', x))));
  const count = sizeOf(asShape('permutation', number('permutation', 'count', x)));
  const order = shuffledIndices(stateOf(options), count);
  const made = makeArray('int32', [count]);
  made.storage.elements().set(order);
  return toPublic(made);
};

export interface ChoiceOptions extends StateOption {
  /** Whether one element may be drawn more than once; true where it is not stated. */
  readonly replace?: boolean | undefined;
  /** The probability of each element; equal where it is not stated. With `replace: false` it is a TypeError. */
  readonly p?: Operand | undefined;
}

interface Choice {
  <const S extends ShapeLike = readonly []>(from: number, shape?: S, options?: ChoiceOptions): NDArray<RankOf<S>, 'int32'>;
  <D extends DType, const S extends ShapeLike = readonly []>(from: NDArray<1, D>, shape?: S, options?: ChoiceOptions): NDArray<RankOf<S>, NoInfer<D>>;
}

/** Elements drawn from an array of rank 1, or from 0, 1, …, from - 1. */
export const choice: Choice = <A>(from: unknown, shape?: ShapeLike, options?: ChoiceOptions): A => {
  const wanted = shapeOf('choice', shape);
  const isArray = NDArrayObject.isInstance(from);
  if (isArray && from.ndim !== 1) throw new ShapeError(`choice: an array of rank 1 is wanted, and this one is ${printShape(from.shape)}`);
  const count = isArray ? from.size : sizeOf(asShape('choice', number('choice', 'from', from)));
  const indices = chooseIndices(count, sizeOf(wanted), options ?? {});
  const made = makeArray('int32', wanted);
  made.storage.elements().set(indices);
  return toPublic(isArray ? takeRows(from, indices).share(wanted) : made);
};

function chooseIndices(count: number, wanted: number, options: ChoiceOptions): Int32Array {
  const state = stateOf(options);
  const { replace = true, p } = options;
  if (wanted > 0 && (count === 0 || (!replace && wanted > count))) throw new RangeError(`choice: ${wanted} elements were asked for and there are ${count}`);
  if (!replace) {
    if (p !== undefined) throw new TypeError('choice: probabilities together with replace: false are not supported');
    return shuffledIndices(state, count).slice(0, wanted);
  }
  const numbers = drawNumbers(state, wanted);
  if (p === undefined) return Int32Array.from(numbers, (u) => Math.floor(u * count));
  const limits = cumulated(p, count);
  return Int32Array.from(numbers, (u) => firstAbove(limits, u * limits[count - 1]!));
}

function cumulated(p: unknown, count: number): Float64Array {
  if (!NDArrayObject.isInstance(p) || p.ndim !== 1 || p.size !== count) throw new ShapeError(`choice: p must be an array of ${count} probabilities`);
  let total = 0;
  return Float64Array.from(p.storage.elements(), (value) => (total += value));
}

/** The first position whose limit is above the value, by bisection. */
function firstAbove(limits: Float64Array, value: number): number {
  let [low, high] = [0, limits.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (limits[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A random order of 0 … count - 1 (Fisher and Yates, from the end). */
function shuffledIndices(state: RandomState, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const numbers = drawNumbers(state, Math.max(0, count - 1));
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(numbers[count - 1 - last]! * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}

function takeRows(x: NDArrayObject, rows: Int32Array): NDArrayObject {
  const rowBytes = sizeOf(x.shape.slice(1)) * itemSize(x.dtype);
  beginCall();
  try {
    const from = x.storage.address();
    const made = makeArray(x.dtype, x.shape.with(0, rows.length));
    const to = made.storage.address();
    for (let i = 0; i < rows.length; i++) heap.u8.copyWithin(to + i * rowBytes, from + rows[i]! * rowBytes, from + (rows[i]! + 1) * rowBytes);
    return made;
  } finally {
    endCall();
  }
}

/** Each element replaced by a function of it, rounded to the dtype; the array is ours alone. */
function transformed(array: NDArrayObject, change: (value: number) => number): NDArrayObject {
  const elements = array.storage.elements();
  for (let i = 0; i < elements.length; i++) elements[i] = change(elements[i]!);
  return array;
}

function stateOf(options: StateOption | undefined): RandomState {
  return options?.state ?? defaultRandomState();
}

function floatOf(operation: string, options: DTypeOption | undefined): FloatDType {
  const dtype = dtypeOf(operation, options);
  if (isFloat(dtype)) return dtype;
  throw new DTypeError(`${operation}: these are random floats, 'float32' or 'float64', not '${dtype}'; math.random.randint draws whole numbers`);
}

function shapeOf(operation: string, shape: ShapeLike | undefined): readonly number[] {
  return shape === undefined ? [] : asShape(operation, shape);
}

function readSizes(operation: string, args: readonly unknown[]): { readonly shape: readonly number[]; readonly options: DrawOptions | undefined } {
  const [first, second] = args;
  // The reason for the casts: the overloads of `Rand` allow sizes, or one list of sizes and options; `asShape` checks the rest.
  if (Array.isArray(first)) return { shape: asShape(operation, first as readonly number[]), options: second as DrawOptions | undefined };
  return { shape: asShape(operation, args as readonly number[]), options: undefined };
}

function firstSize(operation: string, x: NDArrayObject): number {
  const [size] = x.shape;
  if (size === undefined) throw new ShapeError(`${operation}: an array of rank 0 has no axis to put in another order`);
  return size;
}

/** A plain number, or the element of a rank-0 array. */
function number(operation: string, name: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (NDArrayObject.isInstance(value) && value.ndim === 0) return value.storage.number();
  throw new TypeError(`${operation}: ${name} must be a number; for one value per element scale the result with math.mul and math.add`);
}
