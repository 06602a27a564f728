/** Operations of `math` that are not compiled, and errors that jit code throws: compiled code describes the arguments, and JavaScript does the rest. */
import { JitError } from '../abi/errors.js';
import { descriptorBytes } from '../abi/layout.js';
import type { HostArgument, HostResult, SiteMeta } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import { noteHostUse } from '../memory/arena.js';
import { heap } from '../memory/heap.js';
import { currentScope, writeDescriptor } from './call-scope.js';
import type { HostMakers, HostProgram } from './host-program.js';
import { atSite, placeInStack, printOperation, printSite } from './site-text.js';
import { makeThrown } from './thrown-errors.js';

export const call: HostMakers['call'] = ({ sites, operations, textAt }) => (place, out, arrays, numbers) =>
  callOperation(sites[place]!, operations, { out: out >>> 0, arrays: arrays >>> 0, numbers: numbers >>> 0, textAt });

/** Where the arguments of a host operation stand in memory. */
interface OperationFrame {
  readonly out: number;
  /** A list of addresses of descriptors. */
  readonly arrays: number;
  /** A list of float64 numbers. */
  readonly numbers: number;
  readonly textAt: (index: number) => string;
}

function callOperation(site: SiteMeta, operations: HostProgram['operations'], frame: OperationFrame): number {
  const { function: name, args, result } = site.call!;
  if (name === 'throw') {
    const [error, ...given] = args.map((arg) => readArgument(arg, frame));
    throw placeInStack(makeThrown(String(error), given), site);
  }
  const operation = operations[name];
  if (operation === undefined) throw new JitError(`math.${name} was not handed to the compiled program; build again (${site.position})`);
  noteHostUse();
  const given = args.map((arg) => readArgument(arg, frame));
  return writeResult(result, atSite(site, () => nameAsWritten(site, name, () => Reflect.apply(operation, undefined, given))), frame.out, site);
}

/** `x.set(indices, y)` runs `setAt` on a copy: what is wrong is told of the call that the user wrote, as the method itself tells it. */
function nameAsWritten(site: SiteMeta, name: string, run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (name === 'setAt' && printOperation(site.operation) === 'set' && error instanceof Error) error.message = error.message.replace(/^setAt:/, 'set:');
    throw error;
  }
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

