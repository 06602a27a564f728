/** What functions of `math` accept from a user, and how the rest is refused. */
import type { WeakKind } from '../abi/dtype.js';
import { isForeignArray, NDArrayObject } from '../array/nd-array.js';

/** An array or a plain number: what is left once a user's value is accepted. */
export type Checked = NDArrayObject | number | boolean;

/** Accepts an array, a number or a boolean; anything else is a TypeError that says what to write. */
export function checkOperand(operation: string, name: string, value: unknown): Checked {
  if (typeof value === 'number' || typeof value === 'boolean' || NDArrayObject.isInstance(value)) return value;
  throw new TypeError(`${operation}: ${refusal(name, value)}`);
}

/** Accepts an array only. */
export function checkArray(operation: string, name: string, value: unknown): NDArrayObject {
  if (NDArrayObject.isInstance(value)) return value;
  if (typeof value === 'number' || typeof value === 'boolean') {
    throw new TypeError(`${operation}: ${name} is a plain ${typeof value}, and an array is wanted: math.asarray(${String(value)}) makes one of rank 0`);
  }
  throw new TypeError(`${operation}: ${refusal(name, value)}`);
}

/** How a plain number meets arrays. `flags` has bit k set where operand k is known at build time to be a whole number. */
export function weakKind(value: number | boolean, position: number, flags: number | undefined): WeakKind {
  if (typeof value === 'boolean') return 'bool';
  // Where no build decided, the value does.
  const whole = flags === undefined ? Number.isInteger(value) : ((flags >> position) & 1) === 1;
  return whole ? 'int' : 'float';
}

function refusal(name: string, value: unknown): string {
  if (isForeignArray(value)) {
    return `${name} is an array of another copy of myelin in this program (two versions installed?); pass its toTypedArray() through math.array`;
  }
  if (Array.isArray(value)) return `${name} is a plain JavaScript array; make it an array with math.array(${name}) once, outside of loops`;
  if (ArrayBuffer.isView(value)) return `${name} is a ${value.constructor.name}; make it an array with math.array(${name}) once, outside of loops`;
  if (value === undefined) return `${name} is missing`;
  const found = value === null ? 'null' : typeof value === 'object' ? `an object (${value.constructor?.name ?? 'no class'})` : `a ${typeof value}`;
  return `${name} is ${found}, and an array or a number is wanted`;
}
