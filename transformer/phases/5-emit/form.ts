/** What the compiled form of a function of `math` is. */
import type { Expr } from '../../ir/node.js';
import type { ProgramText } from './program-text.js';

export type HostExpr = Extract<Expr, { kind: 'host' }>;

/** Operands in texts are addresses of descriptors, and float64 numbers. */
export interface CompiledForm {
  /** Of its function in AssemblyScript, which takes the address of the result's elements first. */
  readonly name: string;
  readonly source: (program: ProgramText) => string;
  /** The condition under which the form may run. */
  readonly fits: (arrays: readonly string[], numbers: readonly string[]) => string;
  /** The sizes of the result, or the array that has its shape. */
  readonly shape: (arrays: readonly string[], numbers: readonly string[]) => { readonly dims: readonly string[] } | { readonly like: string };
  /** Of a form that draws random numbers: what its function takes after the address, the number of elements, and room for 16 words. */
  readonly draws?: (numbers: readonly string[]) => readonly string[];
}
