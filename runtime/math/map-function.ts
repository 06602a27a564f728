/** The types of element-wise functions: one for each dtype rule and number of operands, so that ranks and dtypes are inferred. */
import type { DType } from '../abi/dtype.js';
import type { SignatureRuleName } from '../abi/signature.js';
import type { AnyRank, BroadcastRank, FloatOf, NDArray, Operand, PromotedDType, WeakDType } from '../array/types.js';

// The last overload of each takes expressions, which are `number` to the type checker whatever they hold, and plain numbers. It
// says `NDArray`, which is a number too: plain numbers alone give a plain number.

interface NumericUnary {
  <R extends number, D extends DType>(x: NDArray<R, D>): NDArray<R, D>;
  (x: Operand): NDArray<AnyRank>;
}

interface FloatUnary {
  <R extends number, D extends DType>(x: NDArray<R, D>): NDArray<R, FloatOf<D>>;
  (x: Operand): NDArray<AnyRank>;
}

interface BoolUnary {
  <R extends number, D extends DType>(x: NDArray<R, D>): NDArray<R, 'bool'>;
  (x: Operand): NDArray<AnyRank, 'bool'>;
}

interface NumericBinary {
  <R extends number, D extends DType, Q extends number, E extends DType>(a: NDArray<R, D>, b: NDArray<Q, E>): NDArray<BroadcastRank<R, Q>, PromotedDType<D, E>>;
  <R extends number, D extends DType>(a: NDArray<R, D>, b: Operand): NDArray<R, WeakDType<D>>;
  <R extends number, D extends DType>(a: Operand, b: NDArray<R, D>): NDArray<R, WeakDType<D>>;
  (a: Operand, b: Operand): NDArray<AnyRank>;
}

interface FloatBinary {
  <R extends number, D extends DType, Q extends number, E extends DType>(a: NDArray<R, D>, b: NDArray<Q, E>): NDArray<BroadcastRank<R, Q>, FloatOf<PromotedDType<D, E>>>;
  <R extends number, D extends DType>(a: NDArray<R, D>, b: Operand): NDArray<R, FloatOf<D>>;
  <R extends number, D extends DType>(a: Operand, b: NDArray<R, D>): NDArray<R, FloatOf<D>>;
  (a: Operand, b: Operand): NDArray<AnyRank>;
}

interface BoolBinary {
  <R extends number, D extends DType, Q extends number, E extends DType>(a: NDArray<R, D>, b: NDArray<Q, E>): NDArray<BroadcastRank<R, Q>, 'bool'>;
  <R extends number, D extends DType>(a: NDArray<R, D>, b: Operand): NDArray<R, 'bool'>;
  <R extends number, D extends DType>(a: Operand, b: NDArray<R, D>): NDArray<R, 'bool'>;
  (a: Operand, b: Operand): NDArray<AnyRank, 'bool'>;
}

interface NumericTernary {
  <R extends number, D extends DType>(x: NDArray<R, D>, a: Operand, b: Operand): NDArray<R, WeakDType<D>>;
  (x: Operand, a: Operand, b: Operand): NDArray<AnyRank>;
}

interface Where {
  <R extends number, D extends DType, Q extends number, E extends DType>(condition: Operand, a: NDArray<R, D>, b: NDArray<Q, E>): NDArray<BroadcastRank<R, Q>, PromotedDType<D, E>>;
  <R extends number, D extends DType>(condition: Operand, a: NDArray<R, D>, b: Operand): NDArray<R, WeakDType<D>>;
  <R extends number, D extends DType>(condition: Operand, a: Operand, b: NDArray<R, D>): NDArray<R, WeakDType<D>>;
  (condition: Operand, a: Operand, b: Operand): NDArray<AnyRank>;
}

interface Kinds {
  readonly keepsDType: readonly [NumericUnary, NumericBinary, NumericTernary];
  readonly keepsNumber: readonly [NumericUnary, NumericBinary, NumericTernary];
  readonly keepsNumberOrInt32: readonly [NumericUnary, NumericBinary, NumericTernary];
  readonly keepsInteger: readonly [NumericUnary, NumericBinary, NumericTernary];
  readonly shiftsInteger: readonly [NumericUnary, NumericBinary, NumericTernary];
  readonly givesFloat: readonly [FloatUnary, FloatBinary, NumericTernary];
  readonly asksFloat: readonly [BoolUnary, BoolBinary, never];
  readonly compares: readonly [BoolUnary, BoolBinary, never];
  readonly logical: readonly [BoolUnary, BoolBinary, never];
  readonly chooses: readonly [never, never, Where];
}

/** The number of operands less one. */
interface Position { readonly 1: 0; readonly 2: 1; readonly 3: 2 }
export type Arity = keyof Position;

/** The type of an element-wise function with this dtype rule and number of operands: `MapFunction<'givesFloat', 1>` is that of exp. */
export type MapFunction<Rule extends SignatureRuleName, N extends Arity> = Kinds[Rule][Position[N]];
