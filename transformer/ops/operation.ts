/** What one entry of the catalogue of operations is. Everything else (kernels, functions of `math`, tests, docs) is made from entries. */
import type { DType, FloatDType } from '../../runtime/abi/dtype.js';
import type { DerivativeRule } from '../../runtime/abi/derivatives.js';
import type { Reg, VectorCode } from './vector.js';

/** The dtypes in which an element-wise operation computes (operands are cast to `operands`) and what it gives. */
export interface MapSignature {
  readonly operands: readonly DType[];
  readonly result: DType;
}

/** Appends one operation's instructions. Lanes: f32x4 for float32, f64x2 for float64, i32x4 for int32/uint32; bool is a mask of the other operands' width. */
export type Recipe = (code: VectorCode, ...args: readonly Reg[]) => Reg;

/** An element-wise operation: the same scalar function at every element. */
export interface MapOperation {
  readonly kind: 'map';
  /** The name in `math` (camelCase). */
  readonly name: string;
  /** One sentence, then equation; becomes the docstring. */
  readonly doc: string;
  readonly parameters: readonly string[];
  /** NumPy's name, for the docs table and the tests. */
  readonly numpy?: string;
  /**
   * The signature for operand dtypes that are already promoted among themselves where the operation asks for it
   * (see `signatures` in signature.ts), or undefined if the operation has none: a DTypeError.
   */
  readonly signature: (operands: readonly DType[], defaultFloat: FloatDType) => MapSignature | undefined;
  /** How one element is computed, in plain JavaScript numbers; results are rounded to the dtype by the caller. */
  readonly reference: (...args: readonly number[]) => number;
  /** The same for int32 and uint32 operands, where rounding the result of `reference` is not enough (wrapping products). */
  readonly integerReference?: (...args: readonly number[]) => number;
  /** The same for float32, where the dtype's own range is meant (`nanToNum`). */
  readonly float32Reference?: (...args: readonly number[]) => number;
  /** The recipe for each compute dtype (the dtype of `operands[last]`, never bool unless all operands are bool). */
  readonly recipes: Partial<Record<DType, Recipe>>;
  /**
   * The derivative with respect to each operand, as an expression of other operations: `d(args, result)[k]`, or undefined
   * where it is zero everywhere (floor, comparisons).
   */
  readonly derivative?: DerivativeRule;
  /** The largest error measured, in units in the last place, against the exact result. */
  readonly ulp?: { readonly float32: number; readonly float64: number };
  /** `operands` where a result near 0 comes from cancellation: the unit then is the last place of the largest operand. */
  readonly ulpOf?: 'operands';
}
