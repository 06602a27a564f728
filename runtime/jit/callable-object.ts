/**
 * `jit(instance)`: a function that is the object in every other respect. Fields, methods, `#private` state and `instanceof` are the
 * real object's, since methods run with the real object as `this`; only calls made through the callable run compiled code.
 */
import type { Base } from '../core/base.js';
import { makeStandIn } from '../core/stand-in.js';
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
  const callable = makeStandIn(instance, {
    call(args) {
      const call = (instance as { call?: unknown }).call;
      if (typeof call !== 'function') throw new TypeError(`${instance.name} cannot be called: its class ${instance.constructor.name} has no method call`);
      return caller.run('call', call as Method, args);
    },
    method: (name, method) => caller.bind(name, method),
  });
  noteJitted(callable, () => caller.isCompiled('call'));
  return callable;
}
