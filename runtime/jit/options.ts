/** What a user may say about one function, class or object that is compiled. */

export interface JitOptions {
  /** False runs the original, which can be stepped through in a debugger. */
  readonly jit?: boolean;
  /** Lets the build reorder sums and use relaxed SIMD: faster, and no longer the same bits as the original. */
  readonly fastMath?: boolean;
}
