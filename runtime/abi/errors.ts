/** The errors that a user's input can cause at run time. Every message names the operation, the operands and their shapes. */

export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

export class DTypeError extends TypeError {
  override readonly name = 'DTypeError';
}

export class IndexError extends RangeError {
  override readonly name = 'IndexError';
}

/** What the compiler or the loader cannot do, or a program built by another version of myelin. */
export class JitError extends Error {
  override readonly name = 'JitError';
}

export class OutOfMemoryError extends RangeError {
  override readonly name = 'OutOfMemoryError';
}

export type ErrorClass = new (...args: readonly never[]) => Error;

/** The classes of JavaScript and of the library that `throw` in jit code may name; classes of the program register themselves. */
export const thrownClasses: Readonly<Record<string, ErrorClass>> = {
  Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, ShapeError, DTypeError, IndexError, JitError, OutOfMemoryError,
};
