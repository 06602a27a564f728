/** A compiled program whose units run in the evaluator instead of Wasm: same loader, same frames and records, other machine. */
import { IndexError } from '../../runtime/abi/errors.js';
import { itemSize, typedArrays, type DType } from '../../runtime/abi/dtype.js';
import { paddedBytes } from '../../runtime/abi/layout.js';
import { sizeOf } from '../../runtime/abi/shape.js';
import type { HostArgument, HostResult } from '../../runtime/abi/unit.js';
import * as math from '../../runtime/math/index.js';
import { addressAt, dtypeAt, shapeAt, writeDescriptor } from '../../runtime/jit/call-scope.js';
import { makeThrown } from '../../runtime/jit/thrown-errors.js';
import { LoadedProgram } from '../../runtime/jit/load-program.js';
import type { ProgramParts, UnitExport } from '../../runtime/jit/program.js';
import { heap } from '../../runtime/memory/heap.js';
import { allocateTemporary } from '../../runtime/memory/residency.js';
import type { ArrayValue, EvaluatedValue, Reference, Surroundings } from '../../transformer/ir/evaluate.js';
import { evaluate } from '../../transformer/ir/evaluate.js';
import type { Type, UnitIr } from '../../transformer/ir/node.js';

/** Counts the calls of units, to tell that compiled code ran. */
export class CountingProgram extends LoadedProgram {
  calls = 0;
  /** Those that did not throw. */
  completed = 0;

  override unitExport(name: string): UnitExport {
    const run = super.unitExport(name);
    return (frame) => {
      this.calls += 1;
      run(frame);
      this.completed += 1;
    };
  }
}

export class EvaluatedProgram extends LoadedProgram {
  readonly #units: ReadonlyMap<string, UnitIr>;
  readonly #functions: NonNullable<ProgramParts['functions']>;

  constructor(parts: ProgramParts, units: ReadonlyMap<string, UnitIr>) {
    super(parts);
    this.#units = units;
    this.#functions = parts.functions ?? {};
  }

  override unitExport(name: string): UnitExport {
    const unit = this.#units.get(name)!;
    return (signed) => {
      const frame = signed >>> 0;
      const memory = new FrameMemory(frame, this.meta.sites, this.#functions, (index) => this.text(index));
      const results = evaluate(unit, memory);
      memory.writeBack();
      for (const [i, { value, offset }] of unit.results.entries()) memory.writeResult(frame + offset, results[i], value.type.kind === 'string');
    };
  }
}

/** The evaluator's view of a frame and of what it leads to. */
class FrameMemory implements Surroundings {
  readonly #arrays = new Map<string, ArrayValue>();
  readonly #addresses = new Map<readonly number[], number>();
  readonly #frame: number;
  readonly #sites: ProgramParts['meta']['sites'];
  readonly #functions: NonNullable<ProgramParts['functions']>;
  readonly #textAt: (index: number) => string;

  constructor(frame: number, sites: ProgramParts['meta']['sites'], functions: NonNullable<ProgramParts['functions']>, textAt: (index: number) => string) {
    this.#frame = frame;
    this.#sites = sites;
    this.#functions = functions;
    this.#textAt = textAt;
  }

  slot: Surroundings['slot'] = ({ offset, type }) => this.#read(this.#frame + offset, type, true);

  isPresent(offset: number): boolean {
    return heap.u32[(this.#frame + offset) >>> 2] !== 0;
  }

  field: Surroundings['field'] = ({ address }, { offset, type }) => this.#read(address + offset, type, false);

  item: Surroundings['item'] = (list, index, { type, list: { type: listType } }) => {
    if (!Number.isInteger(index) || index < 0 || index >= this.lengthOf(list)) throw new IndexError(`item ${index}`);
    return this.#read(list.address + 8 + index * (listType.kind === 'list' ? listType.stride : 0), type, false);
  };

  lengthOf({ address }: { address: number }): number {
    return heap.u32[address >>> 2]!;
  }

  classOf({ address }: { address: number }): number {
    return heap.u32[address >>> 2]!;
  }

  callHost: Surroundings['callHost'] = (site, arrays, numbers) => {
    const { function: name, args, result } = this.#sites[site]!.call!;
    const read = (arg: HostArgument): unknown => {
      if ('array' in arg) return makeArray(arrays[arg.array] as ArrayValue);
      if ('number' in arg) return numbers[arg.number];
      if ('boolean' in arg) return numbers[arg.boolean] !== 0;
      if ('string' in arg) return this.#textAt(numbers[arg.string]!);
      if ('numberList' in arg) return this.#numbersAt((arrays[arg.numberList] as Reference).address);
      if ('text' in arg) return arg.text.map((part) => String(read(part))).join('');
      if ('list' in arg) return arg.list.map(read);
      if ('object' in arg) return Object.fromEntries(arg.object.map(([key, value]) => [key, read(value)]));
      return arg.constant;
    };
    if (name === 'throw') {
      const [error, ...given] = args.map(read);
      throw makeThrown(String(error), given);
    }
    const value = Reflect.apply(this.#functions[name]!, undefined, args.map(read)) as unknown;
    return result.kind === 'tuple' ? result.items.map((item, i) => this.#given(item, (value as unknown[])[i])) : [this.#given(result, value)];
  };

  #numbersAt(address: number): readonly number[] {
    return Array.from({ length: heap.u32[address >>> 2]! }, (_, i) => heap.f64[(address + 8 + 8 * i) >>> 3]!);
  }

  #given(result: HostResult, value: unknown): EvaluatedValue {
    if (result.kind !== 'array') return Number(value);
    const { shape, dtype } = value as { shape: readonly number[]; dtype: DType };
    return { shape, dtype, data: [...(value as { toTypedArray(): Float64Array }).toTypedArray()] };
  }

  /** `isInline`: a frame has descriptors in place, a record their addresses. */
  #read(at: number, type: Type, isInline: boolean): EvaluatedValue {
    switch (type.kind) {
      case 'array': return this.#array(isInline ? at : heap.u32[at >>> 2]!);
      case 'scalar': return heap.f64[at >>> 3]!;
      case 'string': return heap.i32[at >>> 2]!;
      case 'record': case 'list': return { address: heap.u32[at >>> 2]! };
    }
  }

  #array(at: number): ArrayValue {
    const [address, dtype, shape] = [addressAt(at), dtypeAt(at), shapeAt(at)];
    const size = sizeOf(shape);
    const key = `${address} ${dtype} ${size}`;
    const known = this.#arrays.get(key);
    if (known !== undefined) return { ...known, shape };
    const array = { shape, dtype, data: [...new typedArrays[dtype](heap.u8.buffer as ArrayBuffer, address, size)] };
    this.#arrays.set(key, array);
    this.#addresses.set(array.data, address);
    return array;
  }

  writeBack(): void {
    for (const { data, dtype } of this.#arrays.values()) this.#write(this.#addresses.get(data)!, data, dtype);
  }

  #write(address: number, data: readonly number[], dtype: DType): void {
    const elements = new typedArrays[dtype](heap.u8.buffer as ArrayBuffer, address, data.length);
    // Element by element: what is the same keeps its bits, those of NaN too.
    data.forEach((value, i) => { if (!Object.is(elements[i], value)) elements[i] = value; });
  }

  /** A result that may be absent has no value then. */
  writeResult(at: number, value: EvaluatedValue | undefined, isString: boolean): void {
    if (value === undefined) return;
    if (isString) {
      heap.i32[at >>> 2] = value as number;
      return;
    }
    if (typeof value === 'number') {
      heap.f64[at >>> 3] = value;
      return;
    }
    const { shape, dtype, data } = value as ArrayValue;
    const address = this.#addresses.get(data) ?? allocateTemporary(Math.max(paddedBytes(data.length, dtype), itemSize(dtype)));
    if (!this.#addresses.has(data)) this.#write(address, data, dtype);
    this.#addresses.set(data, address);
    writeDescriptor(at, address, shape, dtype);
  }
}

function makeArray({ shape, dtype, data }: ArrayValue): unknown {
  return math.reshape(math.array(dtype === 'bool' ? data.map(Boolean) : data, { dtype }), [...shape]);
}
