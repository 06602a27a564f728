/** Which callable object (`jit(instance)`) stands for which real object: the one place where the two are told apart. */

const realObjects = new WeakMap<object, object>();

/** Notes that `callable` is a stand-in: what it holds, does and is belongs to `real`. */
export function standFor(callable: object, real: object): void {
  realObjects.set(callable, real);
}

/** The real object behind a callable one; anything else is itself. */
export function realObject<T>(value: T): T {
  if (typeof value !== 'function') return value;
  return (realObjects.get(value) as T | undefined) ?? value;
}
