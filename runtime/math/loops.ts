/**
 * Loops as functions, for programs that come from BrainPy and JAX: `forLoop`, `scan`, `whileLoop`. Here they call their function step by
 * step; inside of jit code they are compiled to loops (phases/3-lower/lower-loop-functions.ts).
 */
import type { brand } from '../array/brand.js';
import type { NDArray } from '../array/types.js';
import type { DType } from '../abi/dtype.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import { checkReduced } from './reduce.js';
import type { Stacked } from './stack-results.js';
import { countParts, stackResults, takePart } from './stack-results.js';

type LessTable = { readonly 1: 0; readonly 2: 1; readonly 3: 2; readonly 4: 3; readonly 5: 4; readonly 6: 5; readonly 7: 6; readonly 8: 7 };
type Less<R extends number> = R extends keyof LessTable ? LessTable[R] : number;

/** One part along axis 0 of an array, or of each array of a list or record. */
export type Part<X> = X extends { readonly [brand]: [infer R extends number, infer D extends DType] } ? NDArray<Less<R>, D>
  : X extends number ? X
  : X extends readonly unknown[] ? { -readonly [K in keyof X]: Part<X[K]> }
  : { readonly [K in keyof X]: Part<X[K]> };

/** What a step may give for the next one: operators on arrays leave `number`. */
export type Carried<C> = C extends { readonly [brand]: unknown } ? C | number
  : C extends number ? number
  : C extends boolean ? boolean
  : C extends readonly unknown[] ? { readonly [K in keyof C]: Carried<C[K]> }
  : { readonly [K in keyof C]: Carried<C[K]> };

export interface LoopOptions {
  /** Whether the loop starts at the last part; results stand in the order of the parts all the same. */
  readonly reverse?: boolean | undefined;
}

interface ForLoop {
  /** `body(0)`, `body(1)`, … up to and without `count`. */
  <T>(body: (i: number) => T, count: number & { readonly [brand]?: never }, options?: LoopOptions): Stacked<T>;
  /** A list of arrays: `body(x, y)` with a part of each. */
  <const X extends readonly unknown[], T>(body: (...parts: Part<X> extends readonly unknown[] ? Part<X> : never) => T, xs: X, options?: LoopOptions): Stacked<T>;
  <X, T>(body: (part: Part<X>) => T, xs: X, options?: LoopOptions): Stacked<T>;
}

/**
 * Calls `body` for each part of `xs` along axis 0 (elements of vectors have rank 0), or for the numbers below a count, and stacks what it
 * gives: arrays, numbers, and lists and records of them. Variables that `body` writes keep what the last step wrote.
 */
export const forLoop: ForLoop = <A>(body: (...parts: never[]) => unknown, xs: unknown, options?: LoopOptions): A => {
  // The reason for the cast: the overloads say which parts a body takes.
  const step = body as (...parts: readonly unknown[]) => unknown;
  const isList = Array.isArray(xs);
  const count = typeof xs === 'number' ? xs : countParts('forLoop', xs, 0);
  return runSteps('forLoop', count, options, (k) => {
    if (typeof xs === 'number') return step(k);
    const part = takePart('forLoop', xs, 0, k);
    return isList ? step(...(part as readonly unknown[])) : step(part);
  }) as A;
};

/** As `forLoop`, with a value carried from step to step: `body(carry, part)` gives `[carry, result]`. Gives the last carry and the stacked results. */
export function scan<C, X, T>(body: (carry: C, part: Part<X>) => readonly [carry: Carried<C>, result: T], initial: C, xs: X, options?: LoopOptions): [carry: C, results: Stacked<T>] {
  let carry = initial;
  const results = runSteps('scan', countParts('scan', xs, 0), options, (k) => {
    // The reason for the casts: parts are taken as their type says, and at run time operators on arrays give arrays.
    const [next, result] = body(carry, takePart('scan', xs, 0, k) as Part<X>);
    carry = next as C;
    return result;
  });
  return [carry, results];
}

/** `state = body(...state)` as long as `condition(...state)` holds; gives the last state. A condition is a boolean or an array of rank 0. */
export function whileLoop<const S extends readonly unknown[]>(condition: (...state: S) => number | boolean, body: (...state: S) => Carried<S> | readonly unknown[], initial: S): S {
  let state: S = initial;
  // The reason for the cast: a body gives as many values as it takes.
  while (isTrue('whileLoop', condition(...state))) state = body(...state) as S;
  return state;
}

/** @internal The truth of a plain value or of an array of rank 0. */
export function isTrue(operation: string, condition: unknown): boolean {
  if (!NDArrayObject.isInstance(condition)) return Boolean(condition);
  if (condition.size !== 1) throw new TypeError(`${operation}: a condition must be one value, and this array has the shape [${condition.shape.join(', ')}]; ask math.any or math.all`);
  return Boolean(checkReduced(operation, toPublic<NDArray>(condition)).storage.number());
}

function runSteps<T>(operation: string, count: number, options: LoopOptions | undefined, step: (k: number) => T): Stacked<T> {
  const results = new Array<T>(count);
  const isReversed = options?.reverse ?? false;
  for (let n = 0; n < count; n++) {
    const k = isReversed ? count - 1 - n : n;
    results[k] = step(k);
  }
  return stackResults(operation, results);
}
