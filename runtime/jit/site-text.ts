/** How a place in the user's program appears in messages: `dot(X, w)`, `X + w`, and its position. */
import type { SiteMeta } from '../abi/unit.js';

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$.]*$/u;

/** The operation without the namespace that the user calls it by: `dot` for `bm.dot`. */
export function printOperation(operation: string): string {
  return identifier.test(operation) ? operation.slice(operation.lastIndexOf('.') + 1) : operation;
}

/** The operation with its operands, as the user wrote it. */
export function printSite({ operation, operands }: SiteMeta): string {
  if (operands.length === 0) return operation;
  if (identifier.test(operation)) return `${printOperation(operation)}(${operands.join(', ')})`;
  if (operands.length === 2) return `${operands[0]!} ${operation} ${operands[1]!}`;
  return operands.length === 1 ? `${operation}${operands[0]!}` : operation;
}

const placed = new WeakSet<Error>();

/** Runs `body`; an error that it throws gets the site's position at the end of its message. */
export function atSite<T>(site: SiteMeta, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Error && !placed.has(error)) {
      placed.add(error);
      error.message += ` (${site.position})`;
    }
    throw error;
  }
}

/** Puts the site on top of an error's stack, above the frames of WebAssembly, which have no lines of the program. The message is the user's own, and stays. */
export function placeInStack(error: Error, { position }: SiteMeta): Error {
  const { stack = '', message } = error;
  // Frames of this form are V8's; other engines' stacks stay as they are.
  const frames = stack.indexOf('\n    at ', stack.indexOf(message) + message.length);
  if (frames >= 0) error.stack = `${stack.slice(0, frames)}\n    at jit code (${position})${stack.slice(frames)}`;
  return error;
}
