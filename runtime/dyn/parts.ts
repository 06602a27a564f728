/** The parts of a cell: what its fields hold of one kind. */
import { realObject } from '../core/real-object.js';

/**
 * The objects of a class (or of one below it) among the fields of an object, by the names of the fields. Compiled code knows them from the
 * declared types of the fields, so that a cell with its channels is one loop.
 */
export function partsOf<T extends object>(owner: object, type: abstract new (...args: never[]) => T): readonly T[] {
  return Object.keys(owner).sort().map((name) => realObject((owner as Readonly<Record<string, unknown>>)[name])).filter((part): part is T => part instanceof type);
}
