/** What a user gave as options of a model, and which of them the model has asked for: all options are asked for while a model is made, and others are mistakes. */
import { checkKind, checkRecord, unknownOption } from '../abi/check-options.js';
import type { OptionKind } from '../abi/check-options.js';
import { isArray } from '../array/nd-array.js';
import { Variable } from '../core/variable.js';
import { Initializer } from '../init/initializer.js';

export class GivenOptions {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #asked = new Set<string>();

  constructor(owner: object, options: object) {
    checkRecord(owner.constructor.name, options);
    this.#values = new Map(Object.entries(options).filter(([, value]) => value !== undefined));
  }

  /** The option of that name, undefined where it was not given. */
  read(name: string): unknown {
    this.#asked.add(name);
    return this.#values.get(name);
  }

  /** The same for one of a known kind, or a TypeError. */
  readKind<T>(owner: object, name: string, kind: OptionKind): T | undefined {
    const value = this.read(name);
    if (value !== undefined) checkKind(`${owner.constructor.name}: ${name}`, value, kind);
    return value as T | undefined;
  }

  /** Whether any of the parameters among the options is given as more than one value: then all parameters are arrays. */
  hasManyValued(isParameter: (name: string) => boolean): boolean {
    return [...this.#values].some(([name, value]) => isParameter(name) && isManyValued(value));
  }

  /** Takes options back that a class asked for and one below it has no use for. */
  refuse(names: readonly string[]): void {
    for (const name of names) this.#asked.delete(name);
  }

  /** Throws a TypeError for an option that nobody asked for. */
  check(owner: object): void {
    for (const name of this.#values.keys()) if (!this.#asked.has(name)) throw unknownOption(owner.constructor.name, name, [...this.#asked]);
  }

  /** The same, where a user's class may have read options by itself: those that became its fields are known. */
  checkFields(owner: object): void {
    const fields = owner as Readonly<Record<string, unknown>>;
    for (const name of this.#values.keys()) {
      if (!this.#asked.has(name) && (!Object.hasOwn(fields, name) || fields[name] instanceof Variable)) throw unknownOption(owner.constructor.name, name, [...this.#asked]);
    }
  }
}

function isManyValued(value: unknown): boolean {
  return isArray(value) || Array.isArray(value) || typeof value === 'function' || value instanceof Initializer;
}
