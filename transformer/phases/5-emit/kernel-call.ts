/** How the code of a unit calls a kernel. */
import type { DType } from '../../../runtime/abi/dtype.js';
import type { Expr, LocalId, ReduceOp } from '../../ir/node.js';
import type { KernelOutput } from './kernel-code.js';

/** What a kernel function takes and gives, for the code that calls it. */
export interface KernelCall {
  readonly name: string;
  /** The arrays that are read, in the order of parameters. */
  readonly inputs: readonly Expr[];
  /** The arrays that are written, in order, before the inputs in the parameter list. */
  readonly outputs: readonly KernelOutput[];
  /** Scalars, computed before the call. */
  readonly scalars: readonly { readonly expr: Expr; readonly dtype: DType; readonly raw: boolean }[];
  /** Reductions: results stand at `scratch + 8 * index` after the call. */
  readonly reductions: readonly { readonly local: LocalId; readonly op: ReduceOp; readonly dtype: DType; readonly site: number }[];
}
