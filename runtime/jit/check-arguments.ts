/** Whether the values given to a unit are what its compiled code was made for; each refusal names the parameter and what to write instead. */
import { isFloat } from '../abi/dtype.js';
import { DTypeError, JitError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import type { ParameterMeta, SlotMeta, UnitMeta } from '../abi/unit.js';
import { explainNoArray } from '../array/explain-no-array.js';
import { NDArrayObject } from '../array/nd-array.js';
import type { SharedFloat } from './shared-float.js';
import { agree } from './shared-float.js';

/** Checks values against their slots and collects the float type that they agree on. */
export class ArgumentCheck {
  readonly #unit: UnitMeta;
  float: SharedFloat | undefined;

  constructor(unit: UnitMeta, float?: SharedFloat) {
    this.#unit = unit;
    this.float = float;
  }

  checkAll(parameters: readonly ParameterMeta[], values: readonly unknown[]): void {
    for (let i = 0; i < parameters.length; i++) {
      const { name, slot } = parameters[i]!;
      this.check(slot, values[i], name);
    }
  }

  /** `label` names the value as messages do: `x`, `options.limit`, `pair[1]`. */
  check(slot: SlotMeta, value: unknown, label: string): void {
    switch (slot.kind) {
      case 'none':
        return;
      case 'tuple':
        if (!Array.isArray(value)) throw this.#refuse(label, 'a list', value);
        for (const [index, item] of slot.items.entries()) this.check(item, value[index], `${label}[${index}]`);
        return;
      case 'constant':
        if (!isSame(slot.value, value)) throw this.#changed(label, slot.value);
        return;
      case 'object':
        if (value === undefined && slot.optional === true) return;
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null) throw this.#refuse(label, 'an object', value);
        for (const [name, field] of slot.fields) this.check(field, (value as Readonly<Record<string, unknown>>)[name], `${label}.${name}`);
        return;
      default:
        // Left out, and the function has a default or asks for it.
        if (value === undefined && slot.present !== undefined) return;
        this.#checkPlain(slot, value, label);
    }
  }

  #checkPlain(slot: Exclude<SlotMeta, { kind: 'none' | 'tuple' | 'object' | 'constant' }>, value: unknown, label: string): void {
    switch (slot.kind) {
      case 'array':
        if (NDArrayObject.isInstance(value)) this.#checkArray(slot, value, label);
        else if (value === undefined) throw this.#refuse(label, 'an array', value);
        else if (slot.orNumber !== true || (typeof value !== 'number' && typeof value !== 'boolean')) throw this.#refuseArray(label, value);
        return;
      case 'number':
      case 'boolean':
      case 'string':
        if (typeof value !== slot.kind) throw this.#refuse(label, `a ${slot.kind}`, value);
        return;
      case 'list':
        if (!Array.isArray(value)) throw this.#refuse(label, 'a list', value);
        for (const [index, item] of value.entries()) this.check(slot.item, item, `${label}[${index}]`);
        return;
      case 'instance':
        // Of which class it is, its record says when it is made.
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null) throw this.#refuse(label, 'an object', value);
    }
  }

  #checkArray({ dtype, rank }: SlotMeta & { kind: 'array' }, array: NDArrayObject, label: string): void {
    const { name } = this.#unit;
    if (rank !== null && array.ndim !== rank) {
      throw new ShapeError(`${name}: ${label} is declared with rank ${rank}, the array given is ${printShape(array.shape)}, of rank ${array.ndim}`);
    }
    if (dtype !== 'float') {
      if (array.dtype === dtype) return;
      throw new DTypeError(`${name}: ${label} is declared ${dtype}, the array given is ${array.dtype}; convert it: math.astype(${label}, '${dtype}')`);
    }
    if (!isFloat(array.dtype)) {
      throw new DTypeError(`${name}: ${label} states no dtype, which stands for float32 or float64, and the array given is ${array.dtype}; ` +
        `convert it: math.astype(${label}, 'float32'), or declare ${label}: NDArray<${array.ndim}, '${array.dtype}'>`);
    }
    this.float = agree(this.float, { dtype: array.dtype, label });
  }

  #refuse(label: string, wanted: string, value: unknown): TypeError {
    const { name, position } = this.#unit;
    if (value === undefined) return new TypeError(`${name}: ${label} is missing: ${wanted} is wanted (${position})`);
    const found = NDArrayObject.isInstance(value)
      ? `an array of shape ${printShape(value.shape)}${value.size === 1 ? ': pass its element, x.item()' : `; declare ${label} as an NDArray if it may be one`}`
      : print(value);
    return new TypeError(`${name}: ${label} must be ${wanted}, got ${found}`);
  }

  #changed(label: string, known: unknown): JitError {
    const { name, position } = this.#unit;
    return new JitError(`${name}: the list ${label} was changed before the first call, and compiled code was built for ${JSON.stringify(known)}, as it is written: ` +
      `pass it as a parameter, or keep what changes in a Variable (${position})`);
  }

  /** JavaScript's own arrays are refused and not converted: a conversion at each call would be slow, and out of sight. */
  #refuseArray(label: string, value: unknown): TypeError {
    if (typeof value === 'number' || typeof value === 'boolean') {
      return new TypeError(`${this.#unit.name}: ${label} must be an array, got ${value}: pass math.array(${value})`);
    }
    return new TypeError(`${this.#unit.name}: ${label}: ${explainNoArray(value)}`);
  }
}

/** Whether a list or record holds what is written in the program. */
function isSame(known: unknown, value: unknown): boolean {
  if (typeof known !== 'object' || known === null) return Object.is(known, value);
  if (typeof value !== 'object' || value === null || Object.keys(known).length !== Object.keys(value).length) return false;
  return Object.entries(known).every(([key, item]) => isSame(item, (value as Readonly<Record<string, unknown>>)[key]));
}

function print(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a JavaScript array' : `a ${value.constructor?.name ?? 'record'}`;
  return typeof value === 'function' ? 'a function' : String(value);
}
