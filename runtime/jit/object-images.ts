/**
 * The objects that a call reaches: `self`, and those among arguments and captured values. The units module of a program with classes hands
 * this over (`ProgramParts.objects`); what has functions only does without, and ships none of it.
 */
import { JitError } from '../abi/errors.js';
import type { ClassMeta, ParameterMeta, SlotMeta, UnitMeta } from '../abi/unit.js';
import { realObject } from '../core/real-object.js';
import { ObjectImage } from './object-image.js';
import type { ObjectAccess, Program } from './program.js';
import { classOf } from './record-layout.js';

type InstanceSlot = SlotMeta & { kind: 'instance' };

/** Images live as long as their objects; an object has one for each class (of each program) that it is seen through. */
const imagesByObject = new WeakMap<object, Map<ClassMeta, ObjectImage>>();

function imageOf(program: Program, object: object, meta: ClassMeta): ObjectImage {
  let images = imagesByObject.get(object);
  if (images === undefined) imagesByObject.set(object, (images = new Map()));
  let image = images.get(meta);
  if (image === undefined) images.set(meta, (image = new ObjectImage(program, object, meta)));
  return image;
}

function among(program: Program, { name }: UnitMeta, parameters: readonly ParameterMeta[], values: readonly unknown[]): ReadonlyMap<object, ObjectImage> {
  const images = new Map<object, ObjectImage>();
  findInstances(parameters, values, (object, slot, label) => {
    images.set(object, imageOf(program, object, classOf(program, object, slot.classes, `${name}: ${label}`)));
  });
  return images;
}

function findInstances(parameters: readonly ParameterMeta[], values: readonly unknown[], found: (object: object, slot: InstanceSlot, label: string) => void): void {
  const enter = (slot: SlotMeta, value: unknown, label: string): void => {
    if (value === undefined) return;
    if (slot.kind === 'instance') found(realObject(value) as object, slot, label);
    else if (slot.kind === 'tuple') slot.items.forEach((item, i) => enter(item, (value as readonly unknown[])[i], `${label}[${i}]`));
    else if (slot.kind === 'object') for (const [name, field] of slot.fields) enter(field, (value as Readonly<Record<string, unknown>>)[name], `${label}.${name}`);
  };
  parameters.forEach(({ name, slot }, i) => enter(slot, values[i], name));
}

function hasInstances(parameters: readonly ParameterMeta[]): boolean {
  const holds = (slot: SlotMeta): boolean =>
    slot.kind === 'instance' || (slot.kind === 'tuple' && slot.items.some(holds)) || (slot.kind === 'object' && slot.fields.some(([, field]) => holds(field)));
  return parameters.some(({ slot }) => holds(slot));
}

function ofSelf(program: Program, { self, name }: UnitMeta, object: object): ObjectImage {
  const found = self && program.findClass(self.class);
  if (found === undefined) throw new JitError(`${name}: its class is not in the compiled program; build again`);
  return imageOf(program, object, found);
}

export const objectImages: ObjectAccess = { hasInstances, among, ofSelf };
