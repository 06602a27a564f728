/**
 * The types of arrays that users see. An array type is an intersection with `number`, so that stock TypeScript lets operators
 * through; the plugin compiles or rewrites them. At run time an array is an `NDArrayObject` (nd-array.ts), never a number.
 */
import type { DType, FloatDType, TypedArrayOf } from '../abi/dtype.js';
import type { brand } from './brand.js';
import type { IndexItem } from './indexed-rank.js';

/** Nested lists of elements, as `toArray` gives and `math.array` takes them. */
export type NestedItems = number | boolean | readonly NestedItems[];

/** The JavaScript value of one element. */
export type ItemOf<D extends DType> = [D] extends ['bool'] ? boolean : number;

/** What `toArray` gives for a rank: a plain value for rank 0, nested lists otherwise. */
export type NestedOf<R extends number, E> =
  number extends R ? NestedOf<1, E>
  : R extends 0 ? E
  : R extends 1 ? E[]
  : R extends 2 ? E[][]
  : R extends 3 ? E[][][]
  : NestedItems[];

/** The rank of what iteration over axis 0 gives. */
type OneLess = { readonly 2: 1; readonly 3: 2; readonly 4: 3; readonly 5: 4; readonly 6: 5; readonly 7: 6; readonly 8: 7 };

/** What iteration over axis 0 gives: numbers for rank 1, else arrays of one rank less. Untyped for `AnyRank`, so that it too fits every declared one. */
export type RowOf<R extends number, D extends DType> =
  0 extends 1 & R ? R
  : number extends R ? NDArrayLike<number, D>
  : R extends keyof OneLess ? NDArray<OneLess[R], D>
  : number;

/** The members of every array. */
export interface ArrayMembers<R extends number = number, D extends DType = DType> {
  readonly [brand]: [R, D];
  /** Sizes of the axes; `[]` for rank 0. */
  readonly shape: readonly number[];
  /** The number of elements. */
  readonly size: number;
  /** The rank. */
  readonly ndim: number;
  /** The size of axis 0. Rank 0 has none: a ShapeError. */
  readonly length: number;
  readonly dtype: D;
  /** The axes in reverse order, as `math.transpose` gives them: a copy. */
  readonly T: NDArray<R, D>;
  /**
   * One element of rank 1, read or written (a write casts, as typed arrays do). An index outside of the array is an IndexError, a
   * negative one too: `math.at(x, -1)` counts from the end. Elements of bool arrays are booleans, though typed `number` here.
   */
  [index: number]: number;
  /**
   * The element of an array of size 1 as a number, or a boolean for bool. `E` is what the caller knows the element to be: stated
   * by the dtype where that is known. (A type parameter and not a fixed type, so that a bool array is still an `NDArray`.)
   */
  item<E extends number | boolean = ItemOf<D>>(): E;
  /** The elements as nested JavaScript lists; a plain value for rank 0. For `E` see `item`. */
  toArray<E extends NestedItems = NestedOf<R, ItemOf<D>>>(): E;
  /**
   * Writes `value`, broadcast and cast, to the part that `indices` name, as in `math.at`: `x.set(['1:', 0], y)` is NumPy's
   * `x[1:, 0] = y`, `x.set(x > 1, 0)` writes where a mask holds. In jit code for Variables and for
   * arrays that the function made (`const y = bm.array(x)` is one): arguments are values.
   */
  set(indices: readonly IndexItem[] | IndexItem, value: number | boolean): void;
  /** A copy of the elements in row order (bool: a Uint8Array of 0 and 1). */
  toTypedArray(): TypedArrayOf<D>;
  /**
   * The elements in row order, without a copy, for reading. Valid only until the next operation on any array: memory that grows
   * leaves the view empty, and memory that is reused changes it. For anything longer take `toTypedArray()`.
   */
  view(): TypedArrayOf<D>;
  /** Same as `toArray`. */
  toJSON(): NestedItems;
  /** As NumPy prints: `array([1, 2, 3], dtype=float32)`, summarised past 1,000 elements. */
  toString(): string;
  /** Frees the memory now. Nobody needs to call it: memory is bounded without. Using the array afterwards is a TypeError. */
  dispose(): void;
  [Symbol.dispose](): void;
  /** Iterates over axis 0. */
  [Symbol.iterator](): IterableIterator<RowOf<NoInfer<R>, D>>;
}

/** An array of rank `R` and element type `D`. */
export type NDArray<R extends number = number, D extends DType = DType> = number & ArrayMembers<R, D>;

export type Vector<D extends DType = DType> = NDArray<1, D>;
export type Matrix<D extends DType = DType> = NDArray<2, D>;

/**
 * For parameters and locals of jit code: takes arrays of that rank and any expression (`f(x * 2)`, `let y: NDArrayLike = v; y += 1`);
 * other ranks and strings are errors.
 */
export type NDArrayLike<R extends number = number, D extends DType = DType> = number & { readonly [brand]?: [R, D] };

export type VectorLike<D extends DType = DType> = NDArrayLike<1, D>;
export type MatrixLike<D extends DType = DType> = NDArrayLike<2, D>;

/** An array of known rank and dtype, or an expression, whose rank and dtype its types do not tell. */
export type Given<R extends number = number, D extends DType = DType> = NDArray<R, D> | NDArrayLike<R, D> | boolean;

/** What functions of `math` take: an array, an expression (typed `number`, or `boolean` for comparisons), a plain number or boolean. */
export type Operand = number | boolean;

/** A size, or sizes of several axes. */
export type ShapeLike = number | readonly number[];

/**
 * The rank of a result where types cannot tell it (`bm.maximum(x * 2, 0)`: an operator's result is `number`). It fits every declared
 * rank, so that the build, which infers ranks itself, has the word.
 */
// The reason for `any`: no other type argument is assignable to each of 0, 1, 2 ….
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyRank = any;

/** The rank of an array of this shape. */
export type RankOf<S extends ShapeLike> = S extends readonly number[] ? (number extends S['length'] ? AnyRank : S['length']) : 1;

/** The rank of a result of broadcasting: the larger one. */
export type BroadcastRank<A extends number, B extends number> =
  number extends A ? AnyRank
  : number extends B ? AnyRank
  : [A] extends [B] ? A
  : Counter<A> extends readonly [...Counter<B>, ...0[]] ? A : B;

type Counter<N extends number, List extends readonly 0[] = readonly []> = List['length'] extends N ? List : Counter<N, readonly [...List, 0]>;

/** The rank with one axis more; unknown past seven. */
export type OneMore<R extends number> = number extends R ? AnyRank : R extends keyof MoreTable ? MoreTable[R] : AnyRank;
interface MoreTable { readonly 0: 1; readonly 1: 2; readonly 2: 3; readonly 3: 4; readonly 4: 5; readonly 5: 6; readonly 6: 7; readonly 7: 8 }

/** The dtype of arithmetic between two arrays, as far as types can tell. */
export type PromotedDType<A extends DType, B extends DType> = [A] extends [B] ? ([B] extends [A] ? A : Mixed<A, B>) : Mixed<A, B>;
type Mixed<A extends DType, B extends DType> = [A] extends [FloatDType] ? FloatDType : [B] extends [FloatDType] ? FloatDType : DType;

/** The dtype of sums and products of elements: bools are counted in int32. */
export type Counted<D extends DType> = [D] extends ['bool'] ? 'int32' : D;

/** The dtype of arithmetic with a plain number: a float array keeps its own. */
export type WeakDType<D extends DType> = [D] extends [FloatDType] ? D : DType;

/** The dtype of functions that give floats: a float array keeps its own. */
export type FloatOf<D extends DType> = [D] extends [FloatDType] ? D : FloatDType;
