/** How the kept original of a compiled function runs: checked as the compiled one is, undone if it throws, and with the same text of the error. */
import { DTypeError, IndexError, OutOfMemoryError, ShapeError } from '../abi/errors.js';
import { NDArrayObject } from '../array/nd-array.js';
import { isInTransaction, transact } from '../core/transaction.js';
import type { CompiledUnit } from './compiled-unit.js';
import { isJitOn, suspendJit } from './settings.js';

/** Results are values: a Variable that is returned is read, as compiled code does. */
function readResult(result: unknown): unknown {
  if (NDArrayObject.isInstance(result)) return result.isVariable ? result.share() : result;
  if (Array.isArray(result) && Object.getPrototypeOf(result) === Array.prototype) return result.map(readResult);
  return result;
}

/**
 * Operations by themselves know neither the names that the program gives their operands nor their place in it; compiled code does. So a call of
 * the original that an operation refuses is made once more, compiled, for the text of its error.
 */
function runPlaced(apply: () => unknown, unit: CompiledUnit, self: object | undefined, args: readonly unknown[]): unknown {
  try {
    return transact(apply);
  } catch (error) {
    if (refusals.some((type) => error instanceof type)) (error as Error).message = compiledMessage(error as Error, unit, self, args) ?? (error as Error).message;
    throw error;
  }
}

/** What operations throw. */
const refusals = [ShapeError, DTypeError, IndexError, OutOfMemoryError] as const;

/** Undone whatever comes of it. Undefined where the compiled call ends in another way, or cannot be made at all. */
function compiledMessage(error: Error, unit: CompiledUnit, self: object | undefined, args: readonly unknown[]): string | undefined {
  const undo = new Error('undone');
  try {
    transact(() => {
      unit.call(self, args);
      throw undo;
    });
  } catch (other) {
    if (other !== undo && other instanceof Error && other.constructor === error.constructor) return other.message;
  }
  return undefined;
}

/**
 * Runs an original. Only calls from outside are checked, and only their results read: inside of an original, methods call each other
 * with whatever the compiler would have compiled them for.
 *
 * `suspend`: everything that it calls runs its original too (`jit: false`); otherwise compiled functions that it calls stay compiled.
 */
export function runOriginal(
  original: (...args: never[]) => unknown, self: object | undefined, args: readonly unknown[],
  { unit, suspend }: { readonly unit: CompiledUnit | undefined; readonly suspend: boolean },
): unknown {
  const isInner = isInTransaction();
  if (!isInner) unit?.checkArguments(args);
  const apply = (): unknown => Reflect.apply(original, self, args);
  const run = isInner ? apply : (): unknown => {
    const result = readResult(unit === undefined ? transact(apply) : runPlaced(apply, unit, self, args));
    return unit === undefined ? result : unit.conformResult(result, args);
  };
  return suspend && isJitOn() ? suspendJit(run) : run();
}
