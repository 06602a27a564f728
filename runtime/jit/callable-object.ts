/**
 * `jit(instance)`: a function that is the object in every other respect. Fields, methods, `#private` state and `instanceof` are the
 * real object's, since methods run with the real object as `this`; only calls made through the callable run compiled code.
 */
import type { Base } from '../core/base.js';
import { standFor } from '../core/real-object.js';
import type { MethodEntry } from './define-class.js';
import { methodEntry } from './define-class.js';
import { noteJitted } from './is-jitted.js';
import type { JitOptions } from './options.js';
import { runOriginal } from './run-original.js';
import { isJitOn } from './settings.js';

type Method = (...args: never[]) => unknown;

/** Runs methods of one object: compiled where they are entries of its class, otherwise as they are. */
class MethodCaller {
  readonly #instance: Base;
  readonly #wanted: boolean;
  readonly #bound = new Map<Method, Method>();

  constructor(instance: Base, options: JitOptions) {
    this.#instance = instance;
    this.#wanted = options.jit !== false;
  }

  isCompiled(name: PropertyKey): boolean {
    return this.#wanted && isJitOn() && this.#entry(name) !== undefined;
  }

  #entry(name: PropertyKey): MethodEntry | undefined {
    return typeof name === 'string' ? methodEntry(this.#instance, name) : undefined;
  }

  /** The method as the callable hands it out: the same function each time. */
  bind(name: PropertyKey, method: Method): Method {
    const known = this.#bound.get(method);
    if (known !== undefined) return known;
    const bound = (...args: readonly unknown[]): unknown => this.run(name, method, args);
    Object.defineProperties(bound, { name: { value: method.name }, length: { value: method.length } });
    noteJitted(bound, () => this.isCompiled(name));
    this.#bound.set(method, bound);
    return bound;
  }

  run(name: PropertyKey, method: Method, args: readonly unknown[]): unknown {
    const entry = this.#entry(name);
    if (entry === undefined && name !== 'call') return Reflect.apply(method, this.#instance, args);
    if (entry !== undefined && this.#wanted && isJitOn()) return entry.unit.call(this.#instance, args);
    return runOriginal(entry?.original ?? method, this.#instance, args, { unit: entry?.unit, suspend: !this.#wanted });
  }
}

/** A callable object for `instance`. */
export function makeCallable(instance: Base, options: JitOptions): object {
  const caller = new MethodCaller(instance, options);
  // An arrow function has no property that a proxy must report as it is (no `prototype`), so the object's own can take their place.
  const callable: object = new Proxy(() => undefined, {
    apply(_target, _self, args: unknown[]) {
      const call = (instance as { call?: unknown }).call;
      if (typeof call !== 'function') throw new TypeError(`${instance.name} cannot be called: its class ${instance.constructor.name} has no method call`);
      return caller.run('call', call as Method, args);
    },
    get(_target, key) {
      const value: unknown = Reflect.get(instance, key, instance);
      // What a field holds (a derivative, a class) is handed out as it is; only methods of the class need the object as `this`.
      const isMethod = typeof value === 'function' && key !== 'constructor' && !Object.hasOwn(instance, key);
      return isMethod ? caller.bind(key, value as Method) : value;
    },
    set: (_target, key, value) => Reflect.set(instance, key, value, instance),
    has: (_target, key) => Reflect.has(instance, key),
    deleteProperty: (_target, key) => Reflect.deleteProperty(instance, key),
    defineProperty: (_target, key, attributes) => Reflect.defineProperty(instance, key, attributes),
    getPrototypeOf: () => Reflect.getPrototypeOf(instance),
    setPrototypeOf: (_target, prototype) => Reflect.setPrototypeOf(instance, prototype),
    ownKeys: () => Reflect.ownKeys(instance),
    getOwnPropertyDescriptor(_target, key) {
      const descriptor = Reflect.getOwnPropertyDescriptor(instance, key);
      // A property that the function behind the proxy lacks may only be reported as configurable.
      return descriptor && { ...descriptor, configurable: true };
    },
  });
  standFor(callable, instance);
  noteJitted(callable, () => caller.isCompiled('call'));
  return callable;
}
