/** The errors that jit code throws: made on the host, of the class that the program names. */
import type { ErrorClass } from '../abi/errors.js';
import { thrownClasses } from '../abi/errors.js';

/** Classes of the program, by the ids that the build gives them. */
const registered = new Map<string, () => ErrorClass>();

/** Registers a class whose errors jit code throws. Called by rewritten files, before the class is there. */
export function defineThrown(id: string, errorClass: () => ErrorClass): void {
  registered.set(id, errorClass);
}

/** The error of a class, made as the original makes it. */
export function makeThrown(name: string, args: readonly unknown[]): Error {
  const errorClass = thrownClasses[name] ?? registered.get(name)?.() ?? Error;
  return Reflect.construct(errorClass, args) as Error;
}
