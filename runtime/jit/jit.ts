/**
 * `jit` in all its forms. Without the build's plugin there is nothing compiled: functions, classes and objects run their originals.
 * The plugin puts `jitFunction` in the place of calls with functions, and replaces decorators by `defineClass`.
 */
import { JitError } from '../abi/errors.js';
import { Base } from '../core/base.js';
import { realObject } from '../core/real-object.js';
import { makeCallable } from './callable-object.js';
import type { AnyFunction } from './jit-function.js';
import { jitFunction } from './jit-function.js';
import type { Jit } from './jit-types.js';
import type { JitOptions } from './options.js';

function isClass(target: unknown): boolean {
  // A function's `prototype` can be assigned to, a class's can't.
  return typeof target === 'function' && Object.getOwnPropertyDescriptor(target, 'prototype')?.writable === false;
}

/** Whether these are the arguments of a decorator: (class, context), (method, context), (class) or (prototype, key, descriptor). */
function isDecoration(target: unknown, second: unknown): boolean {
  if (isClass(target) || typeof second === 'string' || typeof second === 'symbol') return true;
  return typeof second === 'object' && second !== null && 'kind' in second && 'addInitializer' in second;
}

function jitAny(target: unknown, second?: unknown): unknown {
  if (isDecoration(target, second)) return undefined;
  const options = (second ?? {}) as JitOptions;
  const real = realObject(target);
  if (real instanceof Base) return makeCallable(real, options);
  if (typeof target === 'function') return jitFunction(target as AnyFunction, options);
  const prototype = typeof target === 'object' && target !== null ? (Object.getPrototypeOf(target) as unknown) : undefined;
  if (prototype === Object.prototype || prototype === null) return () => undefined;
  throw new JitError('jit(target): target must be a function, or an object whose class extends Base');
}

/**
 * Compiles a function, a class, a method or an object.
 *
 * - `jit(fn)` gives the compiled function; `/** @jit *\/` above a function declaration does the same for all of its calls.
 * - `@jit class … extends Base` compiles `call` and `update`; `@jit` on a method compiles that method.
 * - `jit(object)` gives the object, callable.
 */
export const jit: Jit = jitAny as Jit;
