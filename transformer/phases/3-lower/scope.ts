/** Names of the user's program while a function is being inlined: what each symbol stands for in this call. */
import type ts from 'typescript';
import type { Binding, Names } from './value.js';

export class Scope implements Names {
  readonly #bindings = new Map<ts.Symbol, Binding>();
  readonly #parent: Names | undefined;

  constructor(parent?: Names) {
    this.#parent = parent;
  }

  declare(symbol: ts.Symbol, binding: Binding): void {
    this.#bindings.set(symbol, binding);
  }

  redeclare(symbol: ts.Symbol, binding: Binding): void {
    if (this.#bindings.has(symbol) || this.#parent === undefined) this.#bindings.set(symbol, binding);
    else this.#parent.redeclare(symbol, binding);
  }

  find(symbol: ts.Symbol): Binding | undefined {
    return this.#bindings.get(symbol) ?? this.#parent?.find(symbol);
  }
}
