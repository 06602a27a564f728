/** How the kept original of a compiled function runs: checked as the compiled one is, and undone if it throws. */
import { VariableObject } from '../core/variable.js';
import { isInTransaction, transact } from '../core/transaction.js';
import type { CompiledUnit } from './compiled-unit.js';
import { isJitOn, suspendJit } from './settings.js';

/** Results are values: a Variable that is returned is read, as compiled code does. */
function readResult(result: unknown): unknown {
  if (result instanceof VariableObject) return result.value;
  if (Array.isArray(result) && Object.getPrototypeOf(result) === Array.prototype) return result.map(readResult);
  return result;
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
    const result = readResult(transact(apply));
    return unit === undefined ? result : unit.conformResult(result, args);
  };
  return suspend && isJitOn() ? suspendJit(run) : run();
}
