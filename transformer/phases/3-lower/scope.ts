/** Names of the user's program while a function is being inlined: what each symbol stands for in this call. */
import type ts from 'typescript';
import type { LocalId } from '../../ir/node.js';
import type { Value } from './value.js';

/** A `let` that is assigned again: its value lives in an IR local (or several, for tuples: then `value` holds them). */
export interface Binding {
  value: Value;
  /** The local to assign to; absent for constants. */
  readonly local?: LocalId;
  /** How deep in nested blocks the declaration stood: a binding may change its type only there. */
  readonly depth: number;
  /** The name of the array argument that this is (or aliases): such arrays may not be written. */
  readonly argument?: string;
}

export class Scope {
  readonly #bindings = new Map<ts.Symbol, Binding>();
  readonly #parent: Scope | undefined;

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  declare(symbol: ts.Symbol, binding: Binding): void {
    this.#bindings.set(symbol, binding);
  }

  /** Replaces a binding where it was declared. */
  redeclare(symbol: ts.Symbol, binding: Binding): void {
    if (this.#bindings.has(symbol) || this.#parent === undefined) this.#bindings.set(symbol, binding);
    else this.#parent.redeclare(symbol, binding);
  }

  find(symbol: ts.Symbol): Binding | undefined {
    return this.#bindings.get(symbol) ?? this.#parent?.find(symbol);
  }
}
