/**
 * What makes `x[i]` work: a Proxy as the prototype of the array's prototype. JavaScript asks it only for names that neither the
 * array nor its class has, so named members stay as fast as in any class, and only elements take the slow road.
 */

import { IndexError } from '../abi/errors.js';

/** What the Proxy calls back; the array class implements it. */
interface Indexed {
  readElement(index: number): number | boolean;
  writeElement(index: number, value: number | boolean): void;
}

const index = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$|^-?Infinity$|^NaN$/;

/** An array in brackets comes as its text: `x[math.argmax(y)]` is meant, one of a higher rank must not give undefined. */
const arrayIndex = /^array\((?:([^[\],]+), dtype=\w+\)$)?/;

function indexOf(key: string | symbol): number | undefined {
  // The first character decides for nearly all names: digits, a sign, Infinity, NaN.
  if (typeof key === 'symbol') return undefined;
  if (index.test(key)) return Number(key);
  const array = arrayIndex.exec(key);
  if (array === null) return undefined;
  if (array[1] === undefined) throw new IndexError(`x[i]: an array of indices or a mask stands in the brackets, ${key.slice(0, 60)}; math.at(x, i) reads by it, x.set([i], y) writes`);
  return Number(array[1]);
}

const handler: ProxyHandler<object> = {
  get(target, key, receiver) {
    const at = indexOf(key);
    return at === undefined ? Reflect.get(target, key, receiver) : (receiver as Indexed).readElement(at);
  },
  set(target, key, value, receiver) {
    const at = indexOf(key);
    if (at === undefined) return Reflect.set(target, key, value, receiver);
    (receiver as Indexed).writeElement(at, value as number | boolean);
    return true;
  },
};

/** The base class of arrays: nothing but the Proxy at the end of its prototype chain. */
export const ElementIndices: new () => object = (() => {
  class Empty {}
  Object.setPrototypeOf(Empty.prototype, new Proxy({}, handler));
  return Empty;
})();
