/** Objects of options: what each may hold. A misspelt option would silently do nothing where no type checker has looked. */
import { nearestName } from './nearest-name.js';

/** What an option may be: `'any'` is looked at where it is used, a list are the words that there are. */
export type OptionKind = 'number' | 'boolean' | 'string' | 'function' | 'any' | readonly (string | boolean)[];

/** One kind for each option of an interface. */
export type OptionKinds<Options> = { readonly [K in keyof Options]-?: OptionKind };

/** Throws a TypeError for an option that `where` does not have, and for one that is of another kind. */
export function checkOptions<Options extends object>(where: string, options: Options | undefined, kinds: OptionKinds<NoInfer<Options>>): void {
  checkRecord(where, options);
  const known: Readonly<Record<string, OptionKind>> = kinds;
  for (const [name, value] of Object.entries(options ?? {})) {
    const kind = Object.hasOwn(known, name) ? known[name]! : undefined;
    if (kind === undefined) throw unknownOption(where, name, Object.keys(known));
    if (value !== undefined) checkKind(`${where}: ${name}`, value, kind);
  }
}

/** Throws a TypeError where something else than an object of options stands in its place. */
export function checkRecord(where: string, options: unknown): void {
  if (options === undefined) return;
  const prototype: unknown = typeof options === 'object' && options !== null ? Object.getPrototypeOf(options) : undefined;
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${where}: its options are an object, { name: value }, got ${shown(options)}`);
}

/** The error for an option that there is none of. */
export function unknownOption(where: string, name: string, names: readonly string[]): TypeError {
  const near = nearestName(name, names);
  return new TypeError(`${where} has no option '${name}'${near === undefined ? '.' : `; did you mean '${near}'?`} Its options are ${[...names].sort().join(', ')}`);
}

/** Throws a TypeError for a value of another kind; `what` names it. */
export function checkKind(what: string, value: unknown, kind: OptionKind): void {
  if (kind === 'any') return;
  if (typeof kind !== 'string') {
    if (!kind.includes(value as string)) throw new TypeError(`${what} is ${kind.map(shown).join(' or ')}, got ${shown(value)}`);
  } else if (typeof value !== kind || Number.isNaN(value)) throw new TypeError(`${what} is a ${kind}, got ${shown(value)}`);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : `an object of the class ${value.constructor.name}`;
}
