/** The types of what `jit` gives: arrays where the operators of a body left `number` or `boolean` to the type checker. */
import type { AnyRank, NDArray, NDArrayLike } from '../array/types.js';
import type { Base } from '../core/base.js';
import type { JitOptions } from './options.js';

/** The hidden member that tells array types from plain numbers. */
type Brand = Exclude<keyof NDArrayLike, keyof number>;

/** Whether a parameter's type, or one member of its union, is an array. */
type IsArray<P> = P extends unknown ? (Brand extends keyof P ? true : false) : never;

type TakesArray<Parameters extends readonly unknown[]> = true extends IsArray<Parameters[number]> ? true : false;

/** `number` and `boolean` as arrays, inside tuples and records too; what is declared an array stays one. */
export type ArrayResult<R> = R extends unknown
  ? Brand extends keyof R ? (R extends NDArrayLike<infer Rank, infer D> ? NDArray<Rank, D> : R)
  : R extends number ? NDArray<AnyRank>
  : R extends boolean ? NDArray<AnyRank, 'bool'>
  : R extends (...args: never[]) => unknown ? R
  : R extends Base ? R
  : R extends object ? { [K in keyof R]: ArrayResult<R[K]> }
  : R
  : never;

/** What a compiled function returns: arrays if a parameter is one, and plain numbers if none is. */
export type JitResult<Parameters extends readonly unknown[], R> = TakesArray<Parameters> extends true ? ArrayResult<R> : R;

export type Jitted<F extends (...args: never[]) => unknown> = (...args: Parameters<F>) => JitResult<Parameters<F>, ReturnType<F>>;

/** An object of class T that can be called: `jit(lr)(X, Y)` runs `lr.call(X, Y)`. */
export type JittedInstance<T> = T & (T extends { call(...args: infer A): infer R } ? (...args: A) => JitResult<A, R> : unknown);

/** Any class: that it must extend Base is a rule of the build, which can say why. */
export type AnyClass = abstract new (...args: never[]) => object;

/** What `@jit({ … })` gives: a decorator of classes and methods, of both kinds that TypeScript has. */
export interface JitDecorator {
  (type: AnyClass, context?: ClassDecoratorContext): void;
  (method: (...args: never[]) => unknown, context: ClassMethodDecoratorContext): void;
  (prototype: object, key: string | symbol, descriptor: PropertyDescriptor): void;
}

/** `jit` itself, in all its forms. */
export interface Jit extends JitDecorator {
  /** Compiles a function: a function expression, or one declared in the program. */
  <F extends (...args: never[]) => unknown>(fn: F, options?: JitOptions): Jitted<F>;
  /** Compiles one object: the result is called like its `call` method, and is otherwise the object itself. */
  <T extends Base>(instance: T, options?: JitOptions): JittedInstance<T>;
  /** Options for a decorator: `@jit({ fastMath: true })`. */
  (options: JitOptions): JitDecorator;
}
