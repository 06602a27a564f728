/** Jitted functions: `jit(f)`, and functions tagged `@jit`. */
import type { CompiledUnit } from './compiled-unit.js';
import { isJitted, isNoted, noteJitted } from './is-jitted.js';
import type { JitOptions } from './options.js';
import { runOriginal } from './run-original.js';
import { isJitOn, suspendJit } from './settings.js';

export type AnyFunction = (...args: never[]) => unknown;

/** `jit(fn, options)` with the function's compiled unit, as rewritten files call it; without one, what `jit` does where nothing was built. */
export function jitFunction(fn: AnyFunction, options: JitOptions = {}, unit?: CompiledUnit): AnyFunction {
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
