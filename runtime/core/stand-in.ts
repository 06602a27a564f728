/** Functions that are an object in every other respect: fields, methods, `#private` state and `instanceof` are the real object's. */
import type { Base } from './base.js';
import { standFor } from './real-object.js';

type Method = (...args: never[]) => unknown;

export interface StandInCalls {
  /** What a call of the stand-in does. */
  readonly call: (args: readonly unknown[]) => unknown;
  /** A method of the object as the stand-in hands it out. */
  readonly method: (name: PropertyKey, method: Method) => Method;
}

/** A function that stands for an object. Methods run with the real object as `this`. */
export function makeStandIn(real: Base, { call, method }: StandInCalls): object {
  // An arrow function has no property that a proxy must report as it is (no `prototype`), so the object's own can take their place.
  const standIn: object = new Proxy(() => undefined, {
    apply: (_target, _self, args: unknown[]) => call(args),
    get(_target, key) {
      const value: unknown = Reflect.get(real, key, real);
      // What a field holds (a derivative, a class) is handed out as it is; only methods of the class need the object as `this`.
      const isMethod = typeof value === 'function' && key !== 'constructor' && !Object.hasOwn(real, key);
      return isMethod ? method(key, value as Method) : value;
    },
    set: (_target, key, value) => Reflect.set(real, key, value, real),
    has: (_target, key) => Reflect.has(real, key),
    deleteProperty: (_target, key) => Reflect.deleteProperty(real, key),
    defineProperty: (_target, key, attributes) => Reflect.defineProperty(real, key, attributes),
    getPrototypeOf: () => Reflect.getPrototypeOf(real),
    setPrototypeOf: (_target, prototype) => Reflect.setPrototypeOf(real, prototype),
    ownKeys: () => Reflect.ownKeys(real),
    getOwnPropertyDescriptor(_target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(real, key);
      // A property that the function behind the proxy lacks may only be reported as configurable.
      return descriptor && { ...descriptor, configurable: true };
    },
  });
  standFor(standIn, real);
  return standIn;
}

/** For constructors of objects that are called: `return callable(this)` makes `object(x)` run `object.call(x)`. */
export function callable<T extends Base & { call(...args: never[]): unknown }>(real: T): T {
  const bound = new Map<Method, Method>();
  const bind = (method: Method): Method => {
    const known = bound.get(method) ?? (method.bind(real) as Method);
    bound.set(method, known);
    return known;
  };
  const standIn = makeStandIn(real, { call: (args) => Reflect.apply(real.call, real, args) as unknown, method: (_name, method) => bind(method) });
  // To whoever uses it, the stand-in is the object.
  return standIn as T;
}
