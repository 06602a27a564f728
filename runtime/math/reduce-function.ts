/** The types of reductions: full ones give rank 0, those of one axis a rank less. */
import type { DType, FloatDType } from '../abi/dtype.js';
import type { AnyRank, FloatOf, NDArray, Operand } from '../array/types.js';
import type { ReduceOptions } from './reduce.js';

interface OneLess { readonly 1: 0; readonly 2: 1; readonly 3: 2; readonly 4: 3; readonly 5: 4; readonly 6: 5; readonly 7: 6; readonly 8: 7 }
type Less<R extends number> = number extends R ? AnyRank : R extends keyof OneLess ? OneLess[R] : AnyRank;

/** What the dtype of the elements becomes: `same`; `counted` bools are int32; `float`; always `bool`; always `int32`. */
interface Results<D extends DType> {
  readonly same: D;
  readonly counted: [D] extends ['bool'] ? 'int32' : D;
  readonly float: FloatOf<D>;
  readonly bool: 'bool';
  readonly int32: 'int32';
}

/** The same for expressions, whose dtype types do not tell. */
interface Unstated {
  readonly same: DType;
  readonly counted: DType;
  readonly float: FloatDType;
  readonly bool: 'bool';
  readonly int32: 'int32';
}

/** A reduction; `Options` are those it takes besides axis and keepdims. In the place of options an axis may stand. */
export interface Reduce<Result extends keyof Results<DType>, Options extends object = object> {
  <R extends number, D extends DType>(x: NDArray<R, D>, options?: Options & { readonly axis?: undefined; readonly keepdims?: false }): NDArray<0, Results<D>[Result]>;
  <R extends number, D extends DType>(x: NDArray<R, D>, options: number | (Options & { readonly axis: number; readonly keepdims?: false })): NDArray<Less<R>, Results<D>[Result]>;
  <R extends number, D extends DType>(x: NDArray<R, D>, options: Options & ReduceOptions & { readonly keepdims: true }): NDArray<R, Results<D>[Result]>;
  <D extends DType>(x: NDArray<number, D>, options: number | readonly number[] | (Options & ReduceOptions)): NDArray<AnyRank, Results<D>[Result]>;
  (x: Operand, options?: Options & { readonly axis?: undefined; readonly keepdims?: false }): NDArray<0, Unstated[Result]>;
  (x: Operand, options: number | readonly number[] | (Options & ReduceOptions)): NDArray<AnyRank, Unstated[Result]>;
}
