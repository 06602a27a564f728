/** What `jit` needs of a compiled unit; how a unit is called is the loader's matter. */

export interface CompiledUnit {
  /** The name that messages use: `LogisticRegression.call`. */
  readonly name: string;
  /** Runs compiled code; `self` is the object whose method this is. */
  call(self: object | undefined, args: readonly unknown[]): unknown;
  /** Throws what `call` would throw for these arguments by themselves; originals use it, so that both ways refuse the same. */
  checkArguments(args: readonly unknown[]): void;
}
