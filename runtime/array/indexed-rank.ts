/** The rank that an index list leaves, as far as types can tell. */
import type { DType } from '../abi/dtype.js';
import type { brand } from './brand.js';
import type { SliceIndex } from '../abi/slice-index.js';

/**
 * One item of an index list: a number; a slice (`'1:-1'`, `math.slice(a, b)`); `null` for a new axis; `'...'` for all axes that are
 * left; an index array or list of numbers; a mask (a bool array, a comparison).
 */
export type IndexItem = number | string | boolean | null | undefined | SliceIndex | readonly number[] | readonly boolean[] | readonly (readonly number[])[];

type Zeros<N extends number, List extends readonly 0[] = readonly []> = List['length'] extends N ? List : List['length'] extends 9 ? never : Zeros<N, readonly [...List, 0]>;

/** What is left of `Axes` after the items `I`; `Out` are the axes so far. A second index array is beyond it: rank unknown. */
type Walk<Axes extends readonly 0[], I extends readonly unknown[], Out extends readonly 0[], Chosen extends boolean = false> =
  I extends readonly [infer Head, ...infer Tail]
    ? [Head] extends [null | undefined] ? Walk<Axes, Tail, readonly [...Out, 0], Chosen>
    : [Head] extends ['...'] ? (Axes extends readonly [...infer Kept extends readonly 0[], ...Named<Tail>] ? Walk<Named<Tail>, Tail, readonly [...Out, ...Kept], Chosen> : number)
    : Axes extends readonly [0, ...infer Rest extends readonly 0[]]
      ? Head extends { readonly [brand]: [infer Q extends number, infer D extends DType] }
        ? Chosen extends true ? number
        : number extends Q ? number
        : [D] extends ['bool'] ? (Q extends 1 ? Walk<Rest, Tail, readonly [...Out, 0], true> : number)
        : [D] extends ['int32' | 'uint32'] ? Walk<Rest, Tail, readonly [...Out, ...Zeros<Q>], true>
        : number
      : Head extends number ? Walk<Rest, Tail, Out, Chosen>
      : Head extends string | SliceIndex ? Walk<Rest, Tail, readonly [...Out, 0], Chosen>
      : Head extends readonly number[] | readonly boolean[] ? (Chosen extends true ? number : Walk<Rest, Tail, readonly [...Out, 0], true>)
      // A comparison: its rank is that of what it compares, so a vector's can only be 1.
      : Head extends boolean ? (Rest extends readonly [] ? (Out extends readonly [] ? 1 : number) : number)
      : number
    : number
  : [...Out, ...Axes]['length'];

/** One axis for each item that names one: all but `null`. */
type Named<I extends readonly unknown[]> = I extends readonly [infer Head, ...infer Tail] ? ([Head] extends [null | undefined] ? Named<Tail> : readonly [0, ...Named<Tail>]) : readonly [];

export type IndexedRank<R extends number, I extends readonly unknown[]> =
  number extends R ? number : Walk<Zeros<R>, I, readonly []> extends infer N extends number ? N : number;
