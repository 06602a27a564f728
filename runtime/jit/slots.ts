/** How values get into a unit's frame and out of it: one case for each kind of slot. */
import type { FloatDType } from '../abi/dtype.js';
import { descriptorBytes } from '../abi/layout.js';
import type { ParameterMeta, SlotMeta } from '../abi/unit.js';
import { listStride } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import { heap } from '../memory/heap.js';
import { allocateTemporary } from '../memory/residency.js';
import type { CallScope } from './call-scope.js';
import { writeDescriptor, writeScalar } from './call-scope.js';
import type { ObjectRecords } from './object-records.js';
import type { Program } from './program.js';

/** What writing a frame needs to know of its call. */
export interface FrameContext {
  readonly program: Program;
  readonly scope: CallScope;
  readonly float: FloatDType;
  /** The records of an object. */
  imageOf(object: object, slot: SlotMeta & { kind: 'instance' }): ObjectRecords;
}

/** Values are checked already (check-arguments.ts). Brings arrays into Wasm memory and pins them. */
export function writeSlots(parameters: readonly ParameterMeta[], values: readonly unknown[], frame: number, context: FrameContext): void {
  for (let i = 0; i < parameters.length; i++) writeSlot(parameters[i]!.slot, values[i], frame, context);
}

function writeSlot(slot: SlotMeta, value: unknown, frame: number, context: FrameContext): void {
  switch (slot.kind) {
    case 'none':
    case 'constant':
      return;
    case 'tuple':
      for (const [index, item] of slot.items.entries()) writeSlot(item, (value as readonly unknown[])[index], frame, context);
      return;
    case 'object':
      for (const [name, field] of slot.fields) writeSlot(field, (value as Readonly<Record<string, unknown>> | undefined)?.[name], frame, context);
      return;
    default:
      if (slot.present !== undefined) heap.u32[(frame + slot.present) >>> 2] = value === undefined ? 0 : 1;
      if (value !== undefined) writePresent(slot, value, frame, context);
  }
}

function writePresent(slot: Exclude<SlotMeta, { kind: 'none' | 'tuple' | 'object' | 'constant' }>, value: unknown, frame: number, context: FrameContext): void {
  const at = frame + slot.offset;
  switch (slot.kind) {
    case 'array':
      if (NDArrayObject.isInstance(value)) {
        // A Variable can't be a result itself: compiled code goes on writing to it.
        if (!value.isVariable) context.scope.add(value);
        writeDescriptor(at, value.storage.address(), value.shape, value.dtype);
      } else {
        const data = allocateTemporary(scalarBytes);
        writeScalar(at, data, Number(value), slot.dtype === 'float' ? context.float : slot.dtype);
      }
      return;
    case 'number':
    case 'boolean':
      heap.f64[at >>> 3] = Number(value);
      return;
    case 'string':
      heap.i32[at >>> 2] = context.program.stringIndex(value as string);
      return;
    case 'instance': {
      const address = context.imageOf(value as object, slot).refresh(context.float);
      heap.u32[at >>> 2] = address;
      return;
    }
    case 'list': {
      const address = writeList(slot.item, value as readonly unknown[], context);
      heap.u32[at >>> 2] = address;
    }
  }
}

/** Writes a list into a temporary; returns its address. Descriptors of arrays stand behind the items. */
function writeList(item: SlotMeta, values: readonly unknown[], context: FrameContext): number {
  const stride = listStride(item);
  const descriptors = alignTo8(listHeaderBytes + values.length * stride);
  const address = allocateTemporary(descriptors + (item.kind === 'array' ? values.length * descriptorBytes : 0));
  heap.u32[address >>> 2] = values.length;
  for (const [i, value] of values.entries()) {
    const at = address + listHeaderBytes + i * stride;
    const place = item.kind === 'array' ? address + descriptors + i * descriptorBytes : at;
    writeSlot(item, value, place, context);
    if (place !== at) heap.u32[at >>> 2] = place;
  }
  return address;
}

/** A list's length and a pad stand in front of its items. */
const listHeaderBytes = 8;

function alignTo8(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** A rank-0 array's memory: 16 elements of the widest dtype, as `layout.ts` asks. */
const scalarBytes = 128;

/** What a unit returns. `objectAt` finds the object of a record. */
export function readSlot(slot: SlotMeta, frame: number, scope: CallScope, context: { readonly program: Program; objectAt(address: number): object | undefined }): unknown {
  switch (slot.kind) {
    case 'none':
    case 'constant':
      return undefined;
    case 'tuple':
      return slot.items.map((item) => readSlot(item, frame, scope, context));
    case 'object':
      return Object.fromEntries(slot.fields.map(([name, field]) => [name, readSlot(field, frame, scope, context)]));
    default:
  }
  if (slot.present !== undefined && heap.u32[(frame + slot.present) >>> 2] === 0) return undefined;
  const at = frame + slot.offset;
  switch (slot.kind) {
    case 'array': return scope.arrayAt(at);
    case 'number': return heap.f64[at >>> 3]!;
    case 'boolean': return heap.f64[at >>> 3]! !== 0;
    case 'string': return context.program.text(heap.i32[at >>> 2]!);
    case 'instance': return context.objectAt(heap.u32[at >>> 2]!);
    case 'list': return undefined;
  }
}

