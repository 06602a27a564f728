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

/** The classes that `throw` in jit code may name. */
const thrown = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, ShapeError, DTypeError, IndexError, JitError, OutOfMemoryError } as const;

export const thrownClasses: readonly string[] = Object.keys(thrown);

/** The error that jit code throws; of an unknown class (which the build refuses) an Error. */
export function makeThrown(name: string, message: string): Error {
  return new (thrown[name as keyof typeof thrown] ?? Error)(message);
}
