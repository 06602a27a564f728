/** What compiled code asks of JavaScript: memory, shapes, errors with positions, and operations of `math` that are not compiled. */
import { alignToPart, checkAssignShape } from '../abi/assign.js';
import { IndexError, JitError, ShapeError } from '../abi/errors.js';
import { descriptorBytes } from '../abi/layout.js';
import { broadcastShapes, dotShape, printShape } from '../abi/shape.js';
import { sliceRange } from '../abi/slice-index.js';
import type { HostArgument, HostFunctions, HostResult, SiteMeta } from '../abi/unit.js';
import { wholeIndex } from '../array/index-plan.js';
import { NDArrayObject } from '../array/nd-array.js';
import { noteHostUse } from '../memory/arena.js';
import { heap } from '../memory/heap.js';
import { allocateTemporary, isTemporary, releaseTemporary } from '../memory/residency.js';
import { currentScope, shapeAt, writeDescriptor, writeShape } from './call-scope.js';
import { expand } from './expand.js';
import { atSite, printOperation, printSite } from './site-text.js';
import { makeThrown } from './thrown-errors.js';

type Operations = Readonly<Record<string, (...args: never[]) => unknown>>;

/** The imports `host` of a program's Wasm. `textAt` gives the string of an index. */
export function makeHostFunctions(sites: readonly SiteMeta[], operations: Operations, textAt: (index: number) => string): HostFunctions {
  return {
    allocate(bytes) {
      noteHostUse();
      return allocateTemporary(bytes);
    },
    release(address) {
      // What a host operation gave, or a temporary that one was given and that has become an array of its own.
      if (isTemporary(address >>> 0)) releaseTemporary(address >>> 0);
      else currentScope().release(address >>> 0);
    },
    broadcast: (site, out, list, count) => broadcast(sites[site]!, out >>> 0, list >>> 0, count),
    expand(source, target) {
      noteHostUse();
      return expand(source >>> 0, target >>> 0);
    },
    checkAssign(site, target, value) {
      const { operands, operation } = sites[site]!;
      const name = operation.replace(/\s*=$/, '');
      atSite(sites[site]!, () => checkAssignShape(name, shapeAt(target >>> 0), operands.at(-1) ?? 'the value', shapeAt(value >>> 0)));
    },
    dot(site, out, a, b) {
      const { operation, operands } = sites[site]!;
      const name = printOperation(operation);
      writeShape(out >>> 0, atSite(sites[site]!, () => dotShape(shapeAt(a >>> 0), shapeAt(b >>> 0), operands[0], operands[1], name)));
    },
    index: (site, array, index) => failIndex(sites[site], array >>> 0, index),
    empty: (site, array) => failEmpty(sites[site]!, array >>> 0),
    part: (site, array, axis, index) => failPart(sites[site]!, array >>> 0, axis, index),
    fit(site, part, value) {
      atSite(sites[site]!, () => alignToPart(printOperation(sites[site]!.operation), shapeAt(part >>> 0), shapeAt(value >>> 0)));
    },
    call: (site, out, arrays, numbers) => callOperation(sites[site]!, operations, { out: out >>> 0, arrays: arrays >>> 0, numbers: numbers >>> 0, textAt }),
  };
}

function broadcast(site: SiteMeta, out: number, list: number, count: number): void {
  const shapes = Array.from({ length: count }, (_, i) => shapeAt(heap.u32[(list + 4 * i) >>> 2]!));
  // A fused statement has more arrays than the operation that stands for it in messages.
  const names = site.operands.length === count ? site.operands : [];
  writeShape(out, atSite(site, () => broadcastShapes(printSite(site), shapes, names)));
}

/** Without a site it is the index of a list. */
function failIndex(site: SiteMeta | undefined, array: number, index: number): never {
  if (site === undefined) throw new IndexError(`a list was read at ${index}, where it has no item`);
  const name = site.operands[0] ?? 'the array';
  const shape = shapeAt(array);
  const place = `${name}[${index}]: ${name} is ${printShape(shape)}`;
  if (shape.length > 1) throw new ShapeError(`${place}, and x[i] is for rank 1: math.at(${name}, i, …) reads one element (${site.position})`);
  throw new IndexError(`${place}; the index must be a whole number from 0 to ${(shape[0] ?? 1) - 1}` +
    `${index < 0 ? `; math.at(${name}, -1) counts from the end` : ''} (${site.position})`);
}

function failPart(site: SiteMeta, array: number, axis: number, index: number): void {
  const operation = printOperation(site.operation);
  atSite(site, () => {
    if (axis < 0) sliceRange({ step: index }, 1);
    else wholeIndex(operation, index, shapeAt(array)[axis]!, axis);
  });
}

function failEmpty(site: SiteMeta, array: number): never {
  const name = site.operands[0] ?? 'x';
  throw new ShapeError(`${printSite(site)}: no elements to choose from: ${name} is ${printShape(shapeAt(array))} (${site.position})`);
}

/** Where the arguments of a host operation stand in memory. */
interface OperationFrame {
  readonly out: number;
  /** A list of addresses of descriptors. */
  readonly arrays: number;
  /** A list of float64 numbers. */
  readonly numbers: number;
  readonly textAt: (index: number) => string;
}

function callOperation(site: SiteMeta, operations: Operations, frame: OperationFrame): number {
  const { function: name, args, result } = site.call!;
  if (name === 'throw') {
    const [error, ...given] = args.map((arg) => readArgument(arg, frame));
    throw makeThrown(String(error), given);
  }
  const operation = operations[name];
  if (operation === undefined) throw new JitError(`math.${name} was not handed to the compiled program; build again (${site.position})`);
  noteHostUse();
  const given = args.map((arg) => readArgument(arg, frame));
  return writeResult(result, atSite(site, () => Reflect.apply(operation, undefined, given)), frame.out, site);
}

function readArgument(arg: HostArgument, frame: OperationFrame): unknown {
  if ('array' in arg) return currentScope().operandAt(heap.u32[(frame.arrays + 4 * arg.array) >>> 2]!);
  if ('number' in arg) return heap.f64[(frame.numbers + 8 * arg.number) >>> 3]!;
  if ('boolean' in arg) return heap.f64[(frame.numbers + 8 * arg.boolean) >>> 3]! !== 0;
  if ('string' in arg) return frame.textAt(heap.f64[(frame.numbers + 8 * arg.string) >>> 3]!);
  if ('numberList' in arg) return readNumbers(heap.u32[(frame.arrays + 4 * arg.numberList) >>> 2]!);
  if ('text' in arg) return arg.text.map((part) => String(readArgument(part, frame))).join('');
  if ('list' in arg) return arg.list.map((item) => readArgument(item, frame));
  if ('object' in arg) return Object.fromEntries(arg.object.map(([key, value]) => [key, readArgument(value, frame)]));
  return arg.constant;
}

/** The numbers of a list, which stands in memory as `abi/unit.ts` says. */
function readNumbers(address: number): readonly number[] {
  const first = (address + 8) >>> 3;
  return [...heap.f64.subarray(first, first + heap.u32[address >>> 2]!)];
}

/** Writes what an operation gave to the descriptors at `out`; returns a number result. */
function writeResult(result: HostResult, value: unknown, out: number, site: SiteMeta): number {
  switch (result.kind) {
    case 'number':
      return Number(value);
    case 'tuple':
      for (const [index, item] of result.items.entries()) {
        const at = out + index * descriptorBytes;
        const number = writeResult(item, (value as readonly unknown[])[index], at, site);
        if (item.kind === 'number') heap.f64[at >>> 3] = number;
      }
      return 0;
    case 'array':
      writeArray(result, value, out, site);
      return 0;
  }
}

function writeArray(result: HostResult & { kind: 'array' }, value: unknown, out: number, site: SiteMeta): void {
  if (!NDArrayObject.isInstance(value) || value.dtype !== result.dtype || (result.rank !== null && value.ndim !== result.rank)) {
    const found = NDArrayObject.isInstance(value) ? `${value.dtype} of rank ${value.ndim}` : typeof value;
    throw new JitError(`${printSite(site)} gave ${found} where ${result.dtype} of rank ${result.rank ?? 'any'} was expected (a bug of myelin; ${site.position})`);
  }
  const scope = currentScope();
  // An operation may hand an argument back, reshaped or as it is; compiled code must be free to reuse the argument's memory.
  const array = scope.has(value.storage) ? new NDArrayObject(value.storage.copy(), value.shape) : value;
  scope.addMade(array);
  writeDescriptor(out, array.storage.address(), array.shape, array.dtype);
}

