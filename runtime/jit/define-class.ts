/** What the static block of a compiled class does: registers the class, and gives its decorated methods their compiled form. */
import type { PrivateReaders } from '../core/private-fields.js';
import { bindUnit } from './bound-unit.js';
import type { CompiledUnit } from './compiled-unit.js';
import { noteJitted } from './is-jitted.js';
import type { JitOptions } from './options.js';
import type { Program } from './program.js';
import type { Constructor, DispatchClass } from './registry.js';
import { dispatchClass, registerClass } from './registry.js';
import { runOriginal } from './run-original.js';
import { isJitOn } from './settings.js';

type Method = (...args: never[]) => unknown;

export interface ClassDefinition {
  /** The decorated methods: calls of them on any object run compiled code. */
  readonly jit?: readonly string[];
  readonly options?: JitOptions;
  /** Readers of the `#private` fields that compiled code reads. */
  readonly privates?: PrivateReaders;
  /** The values that the class's methods capture from its surroundings. */
  readonly captures?: () => readonly unknown[];
}

/** A compiled method of an object, with the original where the class's own method has been replaced. */
export interface MethodEntry {
  readonly unit: CompiledUnit;
  readonly original: Method | undefined;
}

const originals = new WeakMap<Method, () => Method>();
const unitsByClass = new WeakMap<DispatchClass, Map<string, CompiledUnit>>();

const ownUnits = new WeakMap<object, Readonly<Record<string, CompiledUnit>>>();

/** Gives one object compiled methods that its class does not have. */
export function setMethodUnits(instance: object, units: Readonly<Record<string, CompiledUnit>>): void {
  ownUnits.set(instance, units);
}

/** The compiled form of a method of an object, or undefined where its class has none. */
export function methodEntry(instance: object, name: string): MethodEntry | undefined {
  const unit = methodUnit(instance, name);
  if (unit === undefined) return undefined;
  const method = (instance as Readonly<Record<string, unknown>>)[name];
  return { unit, original: originals.get(method as Method)?.() };
}

function methodUnit(instance: object, name: string): CompiledUnit | undefined {
  const own = ownUnits.get(instance)?.[name];
  if (own !== undefined) return own;
  const found = dispatchClass(instance);
  if (found === undefined) return undefined;
  const id = Object.hasOwn(found.meta.entries, name) ? found.meta.entries[name] : undefined;
  if (id === undefined) return undefined;
  let units = unitsByClass.get(found);
  if (units === undefined) unitsByClass.set(found, (units = new Map()));
  let unit = units.get(id);
  if (unit === undefined) units.set(id, (unit = bindUnit(found.program, id, capturesOf(found, name))));
  return unit;
}

/** A class's thunk returns the captures of all of its entries, one entry after the other; these are the entry's own. */
function capturesOf({ program, registration: { captures }, meta: { entries } }: DispatchClass, name: string): (() => readonly unknown[]) | undefined {
  if (captures === undefined) return undefined;
  let first = 0;
  for (const [entry, id] of Object.entries(entries)) {
    if (entry === name) break;
    first += program.unitMeta(id).captures.length;
  }
  return () => captures().slice(first);
}

/** Registers a compiled class. `id` is its name in programs, `src/lr.ts:LogisticRegression`; `program` has its own methods, if any was compiled. */
export function defineClass(type: Constructor, program: Program | undefined, id: string, definition: ClassDefinition = {}): void {
  const options = definition.options ?? {};
  registerClass({ type, program, id, options, captures: definition.captures }, definition.privates);
  for (const name of definition.jit ?? []) replaceMethod(type, name, options);
}

function replaceMethod(type: Constructor, name: string, options: JitOptions): void {
  const prototype = type.prototype as Record<string, Method>;
  const own = Object.getOwnPropertyDescriptor(prototype, name)?.value as Method | undefined;
  // A class may be decorated without having the method itself: then the parent's is what it inherits, whatever that is by then.
  const original = (): Method => own ?? (Object.getPrototypeOf(prototype) as Record<string, Method>)[name]!;
  const wanted = options.jit !== false;
  const replaced = function (this: Record<string, unknown>, ...args: readonly unknown[]): unknown {
    // `super.call(…)` in an original means the parent's own method, and not the compiled one of the object's class.
    const unit = this[name] === replaced ? methodUnit(this, name) : undefined;
    if (unit !== undefined && wanted && isJitOn()) return unit.call(this, args);
    return runOriginal(original(), this, args, { unit, suspend: !wanted });
  } as Method;
  Object.defineProperties(replaced, { name: { value: name }, length: { value: original().length } });
  originals.set(replaced, original);
  noteJitted(replaced, () => wanted && isJitOn());
  Object.defineProperty(prototype, name, { value: replaced, writable: true, configurable: true, enumerable: false });
}
