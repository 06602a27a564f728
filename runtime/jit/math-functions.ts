/**
 * `Math.*` in kept originals. What has one right value (`Math.floor`, `Math.sqrt`) is left to the engine for plain numbers; all
 * other functions are ours for numbers too, since engines differ in the last bits. Arrays go to the eager operation, which the caller
 * hands over: a program then holds only those that it names.
 */
import { NDArrayObject } from '../array/nd-array.js';
import { applyWithKinds } from '../math/define-map.js';

const isArray = NDArrayObject.isInstance;

const exact = new Set(['abs', 'ceil', 'floor', 'fround', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc']);

/** A number as `Math` takes it. */
function plain(name: string, args: readonly unknown[]): unknown {
  return (Math as unknown as Readonly<Record<string, (...args: readonly unknown[]) => number>>)[name]!(...args);
}

/** `Math.exp(x)` and other functions of one number. `operation`: the function of `math` for the same. */
export function math1(name: string, operation: unknown, x: unknown, flags = 0): unknown {
  if (isArray(x)) return applyWithKinds(operation, flags, [x]);
  return exact.has(name) ? plain(name, [x]) : applyWithKinds(operation, flags, [Number(x)]);
}

/** `Math.atan2(y, x)` and other functions of two numbers. */
export function math2(_name: string, operation: unknown, a: unknown, b: unknown, flags = 0): unknown {
  if (isArray(a) || isArray(b)) return applyWithKinds(operation, flags, [a, b]);
  return applyWithKinds(operation, flags, [Number(a), Number(b)]);
}

/** `Math.max(…)`, `Math.min(…)`, `Math.hypot(…)`: from the left, two at a time. Of plain numbers alone, `max` and `min` are exact. */
export function mathN(name: string, operation: unknown, args: readonly unknown[], flags = 0): unknown {
  if (args.length === 0 || (exact.has(name) && !args.some(isArray))) return plain(name, args);
  let result = args[0];
  let isWhole = flags & 1;
  for (let k = 1; k < args.length; k++) {
    const nextIsWhole = (flags >> k) & 1;
    result = applyWithKinds(operation, isWhole | (nextIsWhole << 1), [result, args[k]]);
    // Of two whole numbers max and min give a whole one; what is an array has a dtype, and its bit does not count.
    isWhole &= nextIsWhole;
  }
  return result;
}
