/**
 * The functions of `math.random`. All draw from the shared stream unless the option `state` names another; a shape that is left
 * out gives rank 0. Floats are of the default float type unless `dtype` says otherwise.
 */
import type { DType, FloatDType } from '../abi/dtype.js';
import { isFloat, itemSize } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { asShape, normalizeAxis, sizeOf } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import type { DTypeOption } from '../array/make-array.js';
import { dtypeOf, makeArray } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, NDArrayLike, Operand, RankOf, ShapeLike } from '../array/types.js';
import { log as logKernels } from '../kernels/log.js';
import { checkArray } from '../math/operand.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { drawEach, drawNormal, drawNumbers, drawUniform } from './draw.js';
import type { DrawOptions, StateOption } from './parameters.js';
import { checkFits, floatOf, isNotNegative, isProbability, readParameter, shapeOf, stateOf } from './parameters.js';
import type { RandomState } from './random-state.js';
import { defaultRandomState } from './random-state.js';

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

/** Normal with mean 0 and standard deviation 1, of the shape and float type of `x` (the default float for other arrays); a number for a number. */
export function randnLike<R extends number, D extends DType>(x: NDArray<R, D>, options?: StateOption): NDArray<R, D extends FloatDType ? D : FloatDType>;
export function randnLike(x: NDArrayLike, options?: StateOption): NDArrayLike;
export function randnLike(x: unknown, options?: StateOption): unknown {
  const state = stateOf(options);
  if (typeof x === 'number') return drawNormal(state, 'float64', []).item();
  const { dtype, shape } = checkArray('randnLike', 'x', x);
  return toPublic(drawNormal(state, isFloat(dtype) ? dtype : getFloat(), shape));
}

/** Uniform in [0, 1). */
export function random<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  return toPublic(drawUniform(stateOf(options), floatOf('random', options), shapeOf('random', shape)));
}

/** Uniform in [low, high): low + (high - low) u, rounded to the dtype (which may round up to `high`). A `high` below `low` is a RangeError. */
export function uniform<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  low: number = 0, high: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const sizes = shapeOf('uniform', shape);
  const [from, to] = [readParameter('uniform', 'low', low ?? 0, sizes), readParameter('uniform', 'high', high ?? 1, sizes)];
  for (let i = 0, count = typeof low === 'number' && typeof high === 'number' ? 1 : sizeOf(sizes); i < count; i++) {
    if (to(i) < from(i)) throw new RangeError(`uniform: high must not be less than low, got ${from(i)} and ${to(i)}`);
  }
  return toPublic(transformed(drawUniform(stateOf(options), floatOf('uniform', options), sizes), (u, i) => from(i) + (to(i) - from(i)) * u));
}

/** Normal with this mean and standard deviation, which is 0 or more. */
export function normal<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  mean: number = 0, std: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const sizes = shapeOf('normal', shape);
  const [center, scale] = [readParameter('normal', 'mean', mean ?? 0, sizes), readParameter('normal', 'std', std ?? 1, sizes, isNotNegative)];
  return toPublic(transformed(drawNormal(stateOf(options), floatOf('normal', options), sizes), (z, i) => center(i) + scale(i) * z));
}

/** Exponential with this mean: -scale ln(1 - u), u uniform in [0, 1), with our own ln. */
export function exponential<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const sizes = shapeOf('exponential', shape);
  const by = readParameter('exponential', 'scale', scale ?? 1, sizes, isNotNegative);
  const dtype = floatOf('exponential', options);
  const drawn = transformed(drawUniform(stateOf(options), dtype, sizes), (u) => 1 - u);
  beginCall();
  try {
    const address = drawn.storage.address();
    if (drawn.size > 0) logKernels.get(`${dtype === 'float32' ? 'f32' : 'f64'}_v`)(drawn.size, address, address);
  } finally {
    endCall();
  }
  return toPublic(transformed(drawn, (ln, i) => -by(i) * ln));
}

/** `exponential` with mean 1. */
export function standardExponential<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return exponential(1, shape, options);
}

/** Whole numbers from `low` up to, and without, `high`; from 0 where only one bound is given. int32 unless `dtype` says otherwise. */
export function randint<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(
  low: number, high?: number, shape?: S, options?: DTypeOption<D> & StateOption,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [from, to] = high === undefined ? [0, number('randint', 'low', low)] : [number('randint', 'low', low), number('randint', 'high', high)];
  if (!Number.isInteger(from) || !Number.isInteger(to) || to <= from) {
    throw new RangeError(`randint: the bounds must be whole numbers, the upper one larger than the lower, got ${from} and ${to}`);
  }
  const dtype = dtypeOf('randint', options, 'int32');
  checkFits('randint', from, dtype);
  checkFits('randint', to - 1, dtype);
  return toPublic(drawEach(stateOf(options), dtype, shapeOf('randint', shape), (u) => from + Math.floor(u * (to - from))));
}

/** True with probability `p`. */
export function bernoulli<const S extends ShapeLike = readonly []>(p: number = 0.5, shape?: S, options?: StateOption): NDArray<RankOf<S>, 'bool'> {
  const sizes = shapeOf('bernoulli', shape);
  const probability = readParameter('bernoulli', 'p', p ?? 0.5, sizes, isProbability);
  let position = 0;
  return toPublic(drawEach(stateOf(options), 'bool', sizes, (u) => Number(u < probability(position++))));
}

/** Puts axis 0 of an array in random order, in its place. In jit code write `v.value = math.random.permutation(v)`. */
export function shuffle(x: NDArray, options?: StateOption): void {
  const array = checkArray('shuffle', 'x', x);
  const shuffled = takeRows(array, shuffledIndices(stateOf(options), firstSize('shuffle', array)));
  array.ownStorage().elements().set(shuffled.storage.copyOut());
}

export interface PermutedOptions extends StateOption {
  /** The axis along which elements change places; all elements do where it is not stated. */
  readonly axis?: number | undefined;
}

/** A copy of an array in random order: of all elements, or along one axis, where each line of it gets an order of its own (`permutation` moves whole rows). */
export function permuted<R extends number, D extends DType>(x: Given<R, D>, options?: PermutedOptions): NDArray<R, D> {
  const array = checkArray('permuted', 'x', x);
  const axis = options?.axis;
  if (axis === undefined || axis === null) return toPublic(takeRows(array.share([array.size]), shuffledIndices(stateOf(options), array.size)).share(array.shape));
  const at = normalizeAxis('permuted', axis, array.ndim);
  const length = array.shape[at]!;
  const stride = sizeOf(array.shape.slice(at + 1));
  const from = Int32Array.from({ length: array.size }, (_, i) => i);
  for (let first = 0; first < array.size; first++) {
    // The first element of each line along the axis.
    if (Math.floor(first / stride) % length !== 0) continue;
    for (const [k, other] of shuffledIndices(stateOf(options), length).entries()) from[first + k * stride] = first + other * stride;
  }
  return toPublic(takeRows(array.share([array.size]), from).share(array.shape));
}

interface Permutation {
  // Arrays first: to the type checker they are numbers too.
  <R extends number, D extends DType>(x: NDArray<R, D>, options?: StateOption): NDArray<R, D>;
  (count: number, options?: StateOption): NDArray<1, 'int32'>;
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
  /** The probability of each element; equal where it is not stated. */
  readonly p?: Operand | readonly number[] | undefined;
}

interface Choice {
  <D extends DType, const S extends ShapeLike = readonly []>(from: NDArray<1, D>, shape?: S, options?: ChoiceOptions): NDArray<RankOf<S>, NoInfer<D>>;
  <D extends DType>(from: NDArray<number, D>, shape?: ShapeLike, options?: ChoiceOptions): NDArray<AnyRank, NoInfer<D>>;
  <const S extends ShapeLike = readonly []>(from: number, shape?: S, options?: ChoiceOptions): NDArray<RankOf<S>, 'int32'>;
}

/** Elements drawn from an array of rank 1, rows of axis 0 from one of a higher rank, or from 0, 1, …, from - 1. */
export const choice: Choice = <A>(from: unknown, shape?: ShapeLike, options?: ChoiceOptions): A => {
  const wanted = shapeOf('choice', shape);
  const isArray = NDArrayObject.isInstance(from);
  if (isArray && from.ndim === 0) throw new ShapeError('choice: an array of rank 0 has no elements to choose from');
  const count = isArray ? from.shape[0]! : sizeOf(asShape('choice', number('choice', 'from', from)));
  const indices = chooseIndices(count, sizeOf(wanted), options ?? {});
  const made = makeArray('int32', wanted);
  made.storage.elements().set(indices);
  return toPublic(isArray ? takeRows(from, indices).share([...wanted, ...from.shape.slice(1)]) : made);
};

function chooseIndices(count: number, wanted: number, options: ChoiceOptions): Int32Array {
  const state = stateOf(options);
  const { p } = options;
  const replace = options.replace ?? true;
  if (wanted > 0 && (count === 0 || (!replace && wanted > count))) throw new RangeError(`choice: ${wanted} elements were asked for and there are ${count}`);
  if (!replace) {
    if (p !== undefined && p !== null) return chooseDifferent(state, p, count, wanted);
    return shuffledIndices(state, count).slice(0, wanted);
  }
  const numbers = drawNumbers(state, wanted);
  if (p === undefined || p === null) return Int32Array.from(numbers, (u) => Math.floor(u * count));
  const limits = cumulated(p, count);
  return Int32Array.from(numbers, (u) => firstAbove(limits, u * limits[count - 1]!));
}

/** Without repeats: those with the largest u^(1/p) (Efraimidis and Spirakis 2006), the same as drawing one by one. */
function chooseDifferent(state: RandomState, p: unknown, count: number, wanted: number): Int32Array {
  const ln = logKernels.get('f64_s');
  const limits = cumulated(p, count);
  const keys = drawNumbers(state, count).map((u, i) => -ln(u + 2 ** -54) / (limits[i]! - (limits[i - 1] ?? 0)));
  if (keys.filter(Number.isFinite).length < wanted) throw new RangeError(`choice: fewer than ${wanted} elements have a probability above 0`);
  return Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!).slice(0, wanted);
}

function cumulated(p: unknown, count: number): Float64Array {
  const list = NDArrayObject.isInstance(p) && p.ndim === 1 ? Array.from(p.storage.elements()) : p;
  if (!Array.isArray(list) || list.length !== count) throw new ShapeError(`choice: p must be an array of ${count} probabilities`);
  if (list.some((value) => typeof value !== 'number' || !isNotNegative(value))) throw new RangeError('choice: probabilities must be numbers of 0 or more');
  let total = 0;
  const limits = Float64Array.from(list as number[], (value) => (total += value));
  // NumPy's tolerance: the square root of the precision in which the probabilities are given.
  const tolerance = NDArrayObject.isInstance(p) && p.dtype === 'float32' ? 2 ** -11.5 : 2 ** -26;
  if (!(Math.abs(total - 1) <= tolerance)) throw new RangeError(`choice: the probabilities must sum to 1, and their sum is ${total}; divide them by it`);
  return limits;
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
function transformed(array: NDArrayObject, change: (value: number, position: number) => number): NDArrayObject {
  const elements = array.storage.elements();
  for (let i = 0; i < elements.length; i++) elements[i] = change(elements[i]!, i);
  return array;
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
