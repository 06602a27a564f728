/** What the compiled form of a function of `math` is. */
import type { Expr, Statement } from '../../ir/node.js';
import type { ProgramText } from './program-text.js';

export type HostExpr = Extract<Expr, { kind: 'host' }>;
export type HostWrite = Extract<Statement, { kind: 'host-tuple' }>;

/** The compiled form of a function that gives nothing and writes one of its arrays. */
export interface WritingForm extends Pick<CompiledForm, 'name' | 'add' | 'fits'> {
  /** What its function takes. */
  readonly call: (arrays: readonly string[], numbers: readonly string[]) => readonly string[];
}

/** Operands in texts are addresses of descriptors, and float64 numbers. */
export interface CompiledForm {
  /** Of its function in AssemblyScript. */
  readonly name: string;
  /** Adds its function, and what that calls, to a program that may have them already. */
  readonly add: (program: ProgramText) => void;
  /** The condition under which the form may run. */
  readonly fits: (arrays: readonly string[], numbers: readonly string[]) => string;
  /** The sizes of the result, or the array that has its shape. */
  readonly shape: (arrays: readonly string[], numbers: readonly string[]) => { readonly dims: readonly string[] } | { readonly like: string };
  /** What its function takes; where this is absent the address of the result's elements, all arrays and all numbers. */
  readonly call?: (operands: FormOperands) => readonly string[];
  /** Bytes of memory that its function needs beside that, which is gone when it ends. */
  readonly room?: (arrays: readonly string[], numbers: readonly string[]) => string;
  /** Whether its function finds out only as it runs that it cannot: it gives -1 where it could, and the host takes over where not. */
  readonly mayRefuse?: true;
  /** Of a form that draws random numbers: what its function takes after the address, the number of elements, and room for `drawBytes`. */
  readonly draws?: (arrays: readonly string[], numbers: readonly string[]) => readonly string[];
}

export interface FormOperands {
  /** The address of the result's elements. */
  readonly out: string;
  readonly arrays: readonly string[];
  readonly numbers: readonly string[];
  /** The address of the result's descriptor, which has its shape. */
  readonly made: string;
  /** The address of what `room` asks for. */
  readonly room: string;
}
