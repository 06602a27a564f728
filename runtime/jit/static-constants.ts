/**
 * The values that compiled code sees of attributes that are no Variables: those of the object's first compiled call, for good.
 * An attribute that differs later is reported once, by name.
 */
import { NDArrayObject } from '../array/nd-array.js';
import { privateFields } from '../core/private-fields.js';
import { realObject } from '../core/real-object.js';

interface Frozen {
  readonly label: string;
  /** What the attribute held. */
  readonly value: unknown;
  /** What compiled code sees: for an array another one with the same elements, which a later write to the attribute's leaves alone. */
  readonly seen: unknown;
  warned: boolean;
}

const frozenByOwner = new WeakMap<object, Map<string, Frozen>>();

/** The present value of a field, `#private` ones included; a callable object is the object that it stands for. */
export function readField(owner: object, name: string): unknown {
  const read = name.startsWith('#') ? privateFields(owner).get(name) : undefined;
  return realObject(read === undefined ? (owner as Readonly<Record<string, unknown>>)[name] : read(owner));
}

/** A watched attribute: its frozen value, and a check that warns when the attribute has changed. */
export interface StaticConstant {
  readonly seen: unknown;
  warnOfChange(): void;
  /** Takes the freezing back, if this made it. */
  forget(): void;
}

/** The field's value at the first compiled call of its owner. `label` names it in warnings and errors: `Pair.units.0.gain`. */
export function freezeField(owner: object, name: string, label: string): StaticConstant {
  let fields = frozenByOwner.get(owner);
  if (fields === undefined) frozenByOwner.set(owner, (fields = new Map()));
  const known = fields.get(name);
  const frozen = known ?? freeze(readField(owner, name), label);
  fields.set(name, frozen);
  return {
    seen: frozen.seen,
    warnOfChange() {
      if (!frozen.warned && !isUnchanged(frozen, readField(owner, name))) warn(frozen, readField(owner, name));
    },
    forget() {
      if (known === undefined) fields.delete(name);
    },
  };
}

/** Only an array that isn't a Variable can change behind the same identity, so it alone is kept as a copy (made when it is written). */
function freeze(value: unknown, label: string): Frozen {
  const isConstantArray = NDArrayObject.isInstance(value) && Object.getPrototypeOf(value) === NDArrayObject.prototype;
  return { label, value, seen: isConstantArray ? value.share() : value, warned: false };
}

function isUnchanged({ value, seen }: Frozen, now: unknown): boolean {
  if (!Object.is(value, now)) return false;
  return value === seen || (now as NDArrayObject).storage === (seen as NDArrayObject).storage;
}

function warn(frozen: Frozen, now: unknown): void {
  frozen.warned = true;
  const change = typeof now === 'object' || typeof frozen.value === 'object'
    ? 'has changed since the first compiled call; compiled code sees what it was then'
    : `was ${print(frozen.value)} at the first compiled call and is ${print(now)} now; compiled code sees ${print(frozen.value)}`;
  console.warn(`myelin: ${frozen.label} ${change}. What changes must be a Variable: new Variable(…), written by .value =`);
}

function print(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
