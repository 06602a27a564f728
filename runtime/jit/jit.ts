/**
 * `jit` in all its forms. Without the build's plugin there is nothing compiled: functions, classes and objects run their originals.
 * The plugin hands the compiled unit over as a third argument, and replaces decorators by `defineClass`.
 */
import { JitError } from '../abi/errors.js';
import { Base } from '../core/base.js';
import { realObject } from '../core/real-object.js';
import { makeCallable } from './callable-object.js';
import type { CompiledUnit } from './compiled-unit.js';
import { isJitted, isNoted, noteJitted } from './is-jitted.js';
import type { Jit } from './jit-types.js';
import type { JitOptions } from './options.js';
import { runOriginal } from './run-original.js';
import { isJitOn, suspendJit } from './settings.js';

type AnyFunction = (...args: never[]) => unknown;

function jitFunction(fn: AnyFunction, options: JitOptions, unit: CompiledUnit | undefined): AnyFunction {
  const wanted = options.jit !== false;
  // What is jitted already only gets further options.
  if (unit === undefined && isNoted(fn)) return jitAgain(fn, wanted);
  const jitted = function (this: object | undefined, ...args: readonly unknown[]): unknown {
    if (unit !== undefined && wanted && isJitOn()) return unit.call(undefined, args);
    return runOriginal(fn, this, args, { unit, suspend: !wanted });
  };
  Object.defineProperties(jitted, { name: { value: fn.name }, length: { value: fn.length } });
  noteJitted(jitted, () => unit !== undefined && wanted && isJitOn());
  return jitted;
}

function jitAgain(fn: AnyFunction, wanted: boolean): AnyFunction {
  const jitted = function (this: object | undefined, ...args: never[]): unknown {
    const run = (): unknown => Reflect.apply(fn, this, args);
    return wanted ? run() : suspendJit(run);
  };
  Object.defineProperties(jitted, { name: { value: fn.name }, length: { value: fn.length } });
  noteJitted(jitted, () => wanted && isJitted(fn));
  return jitted;
}

/** What calls of a function tagged `@jit` become. */
export function callUnit(unit: CompiledUnit, original: AnyFunction, args: readonly unknown[]): unknown {
  return isJitOn() ? unit.call(undefined, args) : runOriginal(original, undefined, args, { unit, suspend: false });
}

/** Lets `isJitted` know a function tagged `@jit`. */
export function noteTagged(fn: AnyFunction): void {
  noteJitted(fn, isJitOn);
}

function isClass(target: unknown): boolean {
  // A function's `prototype` can be assigned to, a class's can't.
  return typeof target === 'function' && Object.getOwnPropertyDescriptor(target, 'prototype')?.writable === false;
}

/** Whether these are the arguments of a decorator: (class, context), (method, context), (class) or (prototype, key, descriptor). */
function isDecoration(target: unknown, second: unknown): boolean {
  if (isClass(target) || typeof second === 'string' || typeof second === 'symbol') return true;
  return typeof second === 'object' && second !== null && 'kind' in second && 'addInitializer' in second;
}

function jitAny(target: unknown, second?: unknown, unit?: CompiledUnit): unknown {
  if (isDecoration(target, second)) return undefined;
  const options = (second ?? {}) as JitOptions;
  const real = realObject(target);
  if (real instanceof Base) return makeCallable(real, options);
  if (typeof target === 'function') return jitFunction(target as AnyFunction, options, unit);
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
