/** What a user handed over in the place of a group, a connector, an output. */
import { realObject } from '../core/real-object.js';

/** The value, or a TypeError where it is of no such class. */
export function checkInstance<T extends object>(what: string, value: unknown, type: abstract new (...args: never[]) => T, wanted: string): T {
  const real: unknown = realObject(value);
  if (real instanceof type) return value as T;
  const got = typeof real === 'object' && real !== null ? `an object of the class ${real.constructor.name}` : typeof real === 'function' ? `the class ${real.name} itself` : String(real);
  throw new TypeError(`${what} is ${wanted}, got ${got}`);
}
