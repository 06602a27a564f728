/** What `jit` and runners need of a compiled unit; how a unit is called is the loader's matter. */
import type { ParameterMeta, SlotMeta } from '../abi/unit.js';
import type { CallScope } from './call-scope.js';

export interface CompiledUnit {
  /** The name that messages use: `LogisticRegression.call`. */
  readonly name: string;
  readonly parameters: readonly ParameterMeta[];
  /** Runs compiled code; `self` is the object whose method this is. */
  call(self: object | undefined, args: readonly unknown[]): unknown;
  /** Throws what `call` would throw for these arguments by themselves; originals use it, so that both ways refuse the same. */
  checkArguments(args: readonly unknown[]): void;
  /** A result of the original for these arguments, as `call` gives it. */
  conformResult(result: unknown, args: readonly unknown[]): unknown;
  /**
   * Makes a call ready to be made many times: checks it as `call` would. All between `beginCall` and `endCall` and in one transaction;
   * the frame goes on the stack of frames, from which the caller takes it.
   */
  prepare(self: object, args: readonly unknown[]): PreparedCall;
}

/** A call whose frame stands ready: Wasm makes it again and again, while nothing moves that it uses. */
export interface PreparedCall {
  /** In the table of functions. */
  readonly functionNumber: number;
  /** The address of the frame. */
  readonly frame: number;
  /** Where results stand in the frame. */
  readonly results: SlotMeta;
  /** Gives every Variable that the call may write elements of its own: before addresses are taken, and again when JavaScript has run meanwhile. */
  own(): void;
  /** Writes the frame, with the addresses of the moment. */
  write(scope: CallScope): void;
  /** What the last call returned. */
  result(scope: CallScope): unknown;
  /** The error to throw for what the call threw. */
  explain(error: unknown): unknown;
}
