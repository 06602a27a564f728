/** Lets one other room look at every element-wise operation while a function runs: how derivatives are taken without a compiler. */
import type { Checked } from './operand.js';

/** An operation as a tracer sees it. */
export interface TracedOperation {
  readonly definition: { readonly name: string };
  apply(operands: readonly Checked[], flags?: number): Checked;
}

/** Takes an operation over; undefined leaves it to the kernels. */
export type Tracer = (operation: TracedOperation, operands: readonly Checked[], flags: number | undefined) => Checked | undefined;

let current: Tracer | undefined;

/** The tracer of the function under way, if there is one. */
export function currentTracer(): Tracer | undefined {
  return current;
}

/** Runs `body` with all of its element-wise operations shown to `tracer` first. */
export function withTracer<T>(tracer: Tracer, body: () => T): T {
  const outer = current;
  current = tracer;
  try {
    return body();
  } finally {
    current = outer;
  }
}
