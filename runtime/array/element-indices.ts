/**
 * What makes `x[i]` work: a Proxy as the prototype of the array's prototype. JavaScript asks it only for names that neither the
 * array nor its class has, so named members stay as fast as in any class, and only elements take the slow road.
 */

/** What the Proxy calls back; the array class implements it. */
interface Indexed {
  readElement(index: number): number | boolean;
  writeElement(index: number, value: number | boolean): void;
}

const index = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$|^-?Infinity$|^NaN$/;

function indexOf(key: string | symbol): number | undefined {
  // The first character decides for nearly all names: digits, a sign, Infinity, NaN.
  if (typeof key === 'symbol' || !index.test(key)) return undefined;
  return Number(key);
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
