/** Readers of `#private` fields, which only the class itself can make: compiled classes hand them out when they are defined. */

export type PrivateReaders = Readonly<Record<string, (object: never) => unknown>>;

const readersByClass = new WeakMap<object, ReadonlyMap<string, (object: object) => unknown>>();

/** Notes the readers of one class, by field name with its `#`. */
export function definePrivateFields(type: object, readers: PrivateReaders): void {
  readersByClass.set(type, new Map(Object.entries(readers) as [string, (object: object) => unknown][]));
}

/** The readable private fields of an object, those of parent classes first. */
export function privateFields(object: object): ReadonlyMap<string, (object: object) => unknown> {
  const found: [string, (object: object) => unknown][] = [];
  for (let prototype = Object.getPrototypeOf(object) as object | null; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const readers = Object.hasOwn(prototype, 'constructor') ? readersByClass.get((prototype as { constructor: object }).constructor) : undefined;
    if (readers !== undefined) found.unshift(...readers);
  }
  return new Map(found);
}
