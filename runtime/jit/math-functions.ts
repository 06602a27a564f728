/**
 * `Math.*` in kept originals. What has one right value (`Math.floor`, `Math.sqrt`) is left to the engine for plain numbers; all
 * other functions are ours for numbers too, since engines differ in the last bits. Arrays go to the eager operation.
 */
import { JitError } from '../abi/errors.js';
import { NDArrayObject } from '../array/nd-array.js';
import { applyWithKinds } from '../math/define-map.js';
import * as maps from '../math/generated/index.js';
import { pow } from './operators.js';

const isArray = NDArrayObject.isInstance;

const exact = new Set(['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc']);

/** Where an operation of the catalogue is called otherwise than in `Math`. `Math.round` rounds halves up, NumPy's `round` to even. */
const operationNames: Readonly<Record<string, string>> = {
  acos: 'arccos', acosh: 'arccosh', asin: 'arcsin', asinh: 'arcsinh', atan: 'arctan', atan2: 'arctan2', atanh: 'arctanh',
  max: 'maximum', min: 'minimum', round: 'roundHalfUp',
};

function findOperation(name: string): unknown {
  const operations: Readonly<Record<string, unknown>> = maps;
  const found = operations[operationNames[name] ?? name] ?? operations[name];
  if (found === undefined) throw new JitError(`Math.${name} is no operation on arrays; write it with the functions of math`);
  return found;
}

/** A number as `Math` takes it. */
function plain(name: string, args: readonly unknown[]): unknown {
  return (Math as unknown as Readonly<Record<string, (...args: readonly unknown[]) => number>>)[name]!(...args);
}

/** `Math.exp(x)` and other functions of one number. */
export function math1(name: string, x: unknown, flags = 0): unknown {
  if (isArray(x)) return applyWithKinds(findOperation(name), flags, [x]);
  return exact.has(name) ? plain(name, [x]) : applyWithKinds(findOperation(name), flags, [Number(x)]);
}

/** `Math.atan2(y, x)` and other functions of two numbers. */
export function math2(name: string, a: unknown, b: unknown, flags = 0): unknown {
  if (name === 'pow') return pow(a, b, flags);
  if (isArray(a) || isArray(b)) return applyWithKinds(findOperation(name), flags, [a, b]);
  return exact.has(name) ? plain(name, [a, b]) : applyWithKinds(findOperation(name), flags, [Number(a), Number(b)]);
}

/** `Math.max(…)`, `Math.min(…)`, `Math.hypot(…)`: from the left, two at a time. Of plain numbers alone, `max` and `min` are exact. */
export function mathN(name: string, args: readonly unknown[], flags = 0): unknown {
  if (exact.has(name) && !args.some(isArray)) return plain(name, args);
  if (args.length === 0) return plain(name, args);
  if (name === 'hypot' && args.length === 1) return math1('abs', args[0], flags);
  const operation = findOperation(name);
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
