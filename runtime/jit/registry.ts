/** The compiled classes that the build registered while the program's modules were evaluated. */
import { isFloat } from '../abi/dtype.js';
import type { ClassMeta, FieldMeta } from '../abi/unit.js';
import { arrayFormOf, packageOfId } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import type { PrivateReaders } from '../core/private-fields.js';
import { realObject } from '../core/real-object.js';
import { definePrivateFields } from '../core/private-fields.js';
import { readField } from './static-constants.js';
import type { JitOptions } from './options.js';
import type { Program } from './program.js';

export interface ClassRegistration {
  readonly type: Constructor;
  /** Has the class's methods; undefined where none of its own was compiled, only what other classes do with its objects. */
  readonly program: Program | undefined;
  /** The class's id in programs, `src/lr.ts:LogisticRegression`. */
  readonly id: string;
  readonly options: JitOptions;
  readonly captures: (() => readonly unknown[]) | undefined;
}

export type Constructor = abstract new (...args: never[]) => object;

const classes = new WeakMap<object, ClassRegistration>();

export function registerClass(registration: ClassRegistration, privates: PrivateReaders | undefined): void {
  classes.set(registration.type, registration);
  if (privates !== undefined) definePrivateFields(registration.type, privates);
}

/** How a program sees an object: through the most derived of its classes that the program has compiled. */
export interface DispatchClass {
  readonly meta: ClassMeta;
  readonly program: Program;
  /** Of a generic class: the forms of which an object is one, by what it holds. */
  readonly forms: readonly ClassMeta[];
  /** The form for objects with arrays where numbers are declared, if the program has one. */
  readonly arrayForm: ClassMeta | undefined;
  readonly registration: ClassRegistration;
}

let dispatched = new WeakMap<object, Map<Program | undefined, DispatchClass | undefined>>();

/** Programs that have compiled models of the library, or of packages, anew, by the models' ids. */
const claims = new Map<string, Program>();

/**
 * From now on the models of the library and of packages that `program` has compiled itself run its code: it knows the program's own classes
 * and what they are used with. Called by rewritten files.
 */
export function claimModels(program: Program): void {
  for (const { id, entries } of program.meta.classes) if (packageOfId(id) !== undefined && Object.keys(entries).length > 0) claims.set(id.replace(/<.*$/, ''), program);
  dispatched = new WeakMap();
}

/** The compiled class of an object for one program (for any program: undefined), or undefined where it has none. */
export function dispatchClass(object: object, program?: Program): DispatchClass | undefined {
  const prototype = Object.getPrototypeOf(object) as object | null;
  if (prototype === null) return undefined;
  let known = dispatched.get(prototype);
  if (known === undefined) dispatched.set(prototype, (known = new Map()));
  if (!known.has(program)) known.set(program, findDispatchClass(prototype, program));
  const found = known.get(program);
  if (found !== undefined && found.forms.length > 0) return { ...found, meta: found.forms.find((form) => isOfForm(object, form.fields, found.program)) ?? found.meta };
  return found?.arrayForm !== undefined && hasArrayParameters(object, found.meta) ? { ...found, meta: found.arrayForm } : found;
}

/** Objects whose forms are being found: what they hold may hold them. */
const underTest = new Set<object>();

/** Whether the arrays and objects that an object holds are those of a form with these fields. */
function isOfForm(object: object, fields: readonly FieldMeta[], program: Program): boolean {
  return fields.every((field) => fits(readField(object, field.name), field, program));
}

function fits(value: unknown, field: FieldMeta, program: Program): boolean {
  if (typeof value !== 'object' || value === null) return true;
  switch (field.kind) {
    case 'array': case 'variable': return !NDArrayObject.isInstance(value) || (field.dtype === 'float' ? isFloat(value.dtype) : field.dtype === value.dtype);
    case 'instance': return isOfClasses(value, field.classes, program);
    case 'list': return !Array.isArray(value) || value.every((item) => fits(realObject(item), field.item, program));
    case 'object': return (field.isTuple !== true || (value as readonly unknown[]).length === field.fields.length) && isOfForm(value, field.fields, program);
    default: return true;
  }
}

function isOfClasses(object: object, classes: readonly string[], program: Program): boolean {
  if (underTest.has(object)) return true;
  underTest.add(object);
  const type = dispatchClass(object, program);
  underTest.delete(object);
  return type === undefined || classes.includes(type.meta.id);
}

/** Whether an object holds arrays in fields that its class declares as numbers. */
function hasArrayParameters(object: object, { fields }: ClassMeta): boolean {
  return fields.some((field) => field.kind === 'number' && NDArrayObject.isInstance((object as Readonly<Record<string, unknown>>)[field.name]));
}

function findDispatchClass(first: object, program: Program | undefined): DispatchClass | undefined {
  const overridden = new Set<string>();
  for (let prototype: object | null = first; prototype !== null; prototype = Object.getPrototypeOf(prototype) as object | null) {
    const type = Object.hasOwn(prototype, 'constructor') ? (prototype as { constructor: object }).constructor : undefined;
    const registration = type === undefined ? undefined : classes.get(type);
    const home = registration && (program ?? claims.get(registration.id) ?? registration.program);
    const forms = home?.findForms(registration!.id) ?? [];
    const meta = home?.findClass(registration!.id) ?? forms[0];
    if (registration !== undefined && home !== undefined && meta !== undefined) {
      return warnOfOverrides(prototype, first, meta, overridden) ? undefined : { meta, forms, arrayForm: home.findClass(arrayFormOf(meta.id)), program: home, registration };
    }
    for (const name of Object.getOwnPropertyNames(prototype)) if (name !== 'constructor') overridden.add(name);
  }
  return undefined;
}

/** A subclass that the build has not seen may replace what its compiled parent calls: then the original is what is right. */
function warnOfOverrides(compiled: object, first: object, meta: ClassMeta, overridden: ReadonlySet<string>): boolean {
  const replaced = [...overridden].filter((name) => name in compiled);
  if (replaced.length === 0) return false;
  const subclass = (first as { constructor: { name: string } }).constructor.name;
  console.warn(`myelin: ${subclass} overrides ${replaced.join(', ')} of ${meta.name}, but was not compiled: its objects run the original code. ` +
    `Put @jit on ${subclass}, or build its file with the plugin.`);
  return true;
}

/** Registers a class of the library that has no compiled form of its own: programs that use it compile it, under this id. */
export function registerShipped(type: Constructor, id: string): void {
  registerClass({ type, program: undefined, id, options: {}, captures: undefined }, undefined);
}
