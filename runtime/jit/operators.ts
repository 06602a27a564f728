/**
 * The operators of kept originals, which decide at run time: arrays go to the eager operation, everything else means what it
 * means in JavaScript. `flags`: bit k says that operand k is a whole number by its syntax.
 */
import * as maps from '../math/generated/index.js';
import { isSmallPower, raiseNumber } from '../abi/power.js';
import { NDArrayObject } from '../array/nd-array.js';
import { castArray } from '../math/cast.js';
import { applyWithKinds } from '../math/define-map.js';
import { powWithKinds } from '../math/power.js';
import { smallPower } from '../math/small-power.js';

const isArray = NDArrayObject.isInstance;

/** A value of unknown kind under a plain operator: the type checker has seen the user's own code, where it was well typed. */
type Plain = number;

export function add(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.add, flags, [a, b]) : (a as Plain) + (b as Plain);
}

export function sub(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.sub, flags, [a, b]) : (a as Plain) - (b as Plain);
}

export function mul(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.mul, flags, [a, b]) : (a as Plain) * (b as Plain);
}

export function div(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.div, flags, [a, b]) : (a as Plain) / (b as Plain);
}

/** `a % b`, with the sign of `a`. */
export function rem(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.rem, flags, [a, b]) : (a as Plain) % (b as Plain);
}

/** `a ** b`: plain numbers too have our bits, see abi/power.ts. */
export function pow(a: unknown, b: unknown, flags = 0): unknown {
  if (isArray(a) || isArray(b)) return powWithKinds(a, b, flags);
  if (typeof a !== 'number' || typeof b !== 'number') return (a as Plain) ** (b as Plain);
  return isSmallPower(b) ? raiseNumber(a, b) : powWithKinds(a, b, flags);
}

/** `a ** k` with a k from 0 to 8 that is written in the program, which takes no other power along. */
export function smallPow(a: unknown, k: number, flags = 0): unknown {
  if (isArray(a)) return smallPower(a, k, flags);
  return typeof a === 'number' ? raiseNumber(a, k) : (a as Plain) ** k;
}

export function neg(a: unknown): unknown {
  return isArray(a) ? applyWithKinds(maps.neg, 0, [a]) : -(a as Plain);
}

/** `+a`: bools become whole numbers; of a Variable the elements that it has now. */
export function plus(a: unknown): unknown {
  if (!isArray(a)) return +(a as Plain);
  if (a.dtype === 'bool') return castArray(a, 'int32');
  return a.constructor === NDArrayObject ? a : a.share();
}

export function less(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.less, flags, [a, b]) : (a as Plain) < (b as Plain);
}

export function lessEqual(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.lessEqual, flags, [a, b]) : (a as Plain) <= (b as Plain);
}

export function greater(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.greater, flags, [a, b]) : (a as Plain) > (b as Plain);
}

export function greaterEqual(a: unknown, b: unknown, flags = 0): unknown {
  return isArray(a) || isArray(b) ? applyWithKinds(maps.greaterEqual, flags, [a, b]) : (a as Plain) >= (b as Plain);
}

/** `a === b`, where arrays of rank 0 stand for their elements. (Of other arrays it asks for the object, and jit code may not.) */
export function same(a: unknown, b: unknown, flags = 0): unknown {
  return areNumbers(a, b) ? applyWithKinds(maps.equal, flags, [a, b]) : a === b;
}

/** `a !== b` */
export function notSame(a: unknown, b: unknown, flags = 0): unknown {
  return areNumbers(a, b) ? applyWithKinds(maps.notEqual, flags, [a, b]) : a !== b;
}

/** Two numbers, at least one of which is an array of rank 0. */
function areNumbers(a: unknown, b: unknown): boolean {
  if (!isArray(a) && !isArray(b)) return false;
  return [a, b].every((x) => (isArray(x) ? x.ndim === 0 : typeof x === 'number' || typeof x === 'boolean'));
}

/** What a `switch` compares: of an array of rank 0 its element. */
export function plain(a: unknown): unknown {
  return isArray(a) && a.ndim === 0 ? a.item() : a;
}

/** A call of an element-wise function of `math`, of any but `pow`. */
export function withKinds(fn: unknown, operands: readonly unknown[], flags = 0): unknown {
  return applyWithKinds(fn, flags, operands);
}

/** `bm.pow(a, b)`, by its own name: a comparison in `withKinds` would take the kernel of `pow` into every program. */
export function mathPow(a: unknown, b: unknown, flags = 0): unknown {
  return powWithKinds(a, b, flags);
}

/** A condition: an array of rank 0 is its element, other arrays have no truth; anything else is given back as it is. */
export function truth(condition: unknown): unknown {
  if (!isArray(condition)) return condition;
  if (condition.ndim === 0) return Boolean(condition.item());
  throw new TypeError(`A condition must be one value, and this array has the shape [${condition.shape.join(', ')}]: ` +
    'choose by element with math.where(condition, a, b), or ask math.any(condition) or math.all(condition)');
}

/** `condition ? a : b` of element-wise functions; lists choose item by item. Bit 0 of `flags` is for `a`, bit 1 for `b`. */
export function where(condition: unknown, a: unknown, b: unknown, flags = 0): unknown {
  if (!isArray(condition)) return condition ? a : b;
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item, i) => where(condition, item, b[i]));
  return applyWithKinds(maps.where, flags << 1, [condition, a, b]);
}

/** `x[i]` of arrays, lists and records alike. */
export function get(x: unknown, key: PropertyKey): unknown {
  return (x as Readonly<Record<PropertyKey, unknown>>)[key];
}

/** `x[i] = value`; gives the value back, as the assignment does. */
export function set<T>(x: unknown, key: PropertyKey, value: T): T {
  (x as Record<PropertyKey, unknown>)[key] = value;
  return value;
}
