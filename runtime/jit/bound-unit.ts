/**
 * The loader: one call of compiled code from JavaScript values to JavaScript values. Everything that can be refused is refused
 * before the first write; what fails later is undone.
 */
import type { FloatDType } from '../abi/dtype.js';
import { DTypeError, JitError } from '../abi/errors.js';
import type { FloatChoice, ParameterMeta, UnitMeta, VariantMeta } from '../abi/unit.js';
import { getFloat } from '../array/default-float.js';
import { NDArrayObject } from '../array/nd-array.js';
import { realObject } from '../core/real-object.js';
import { transact } from '../core/transaction.js';
import { markArena, placeRandomState, resetArena } from '../memory/arena.js';
import { popFrame, pushFrame } from '../memory/frame-stack.js';
import { functionNumber } from '../memory/function-table.js';
import { heap } from '../memory/heap.js';
import { beginCall, endCall } from '../memory/residency.js';
import { CallScope, enterScope, leaveScope } from './call-scope.js';
import { ArgumentCheck } from './check-arguments.js';
import { conformResult } from './conform-result.js';
import type { CompiledUnit, PreparedCall } from './compiled-unit.js';
import type { ObjectRecords } from './object-records.js';
import type { Program, UnitExport } from './program.js';
import type { SharedFloat } from './shared-float.js';
import { agree } from './shared-float.js';
import type { FrameContext } from './slots.js';
import { readSlot, writeSlots } from './slots.js';

/** The values around a function, read at its first compiled call. */
interface Captured {
  readonly values: readonly unknown[];
  readonly float: SharedFloat | undefined;
  readonly images: ReadonlyMap<object, ObjectRecords>;
  readonly variables: readonly NDArrayObject[];
}

/** One call, once its arguments have been checked. */
interface Call {
  readonly self: object | undefined;
  readonly args: readonly unknown[];
  readonly captured: Captured;
  /** By object; the image of `self` among them. */
  readonly images: ReadonlyMap<object, ObjectRecords>;
  readonly float: FloatDType;
  readonly variant: VariantMeta;
}

class BoundUnit implements CompiledUnit {
  readonly #program: Program;
  readonly #meta: UnitMeta;
  readonly #readCaptures: (() => readonly unknown[]) | undefined;
  readonly #takesInstances: boolean;
  readonly #exports = new Map<VariantMeta, UnitExport>();
  /** Read at the first call and never again: captured values are constants of compiled code. */
  #captured: Captured | undefined;

  constructor(program: Program, meta: UnitMeta, readCaptures: (() => readonly unknown[]) | undefined) {
    this.#program = program;
    this.#meta = meta;
    this.#readCaptures = readCaptures;
    this.#takesInstances = program.objects?.hasInstances(meta.parameters) === true;
  }

  get name(): string {
    return this.#meta.name;
  }

  get parameters(): readonly ParameterMeta[] {
    return this.#meta.parameters;
  }

  checkArguments(args: readonly unknown[]): void {
    new ArgumentCheck(this.#meta).checkAll(this.#meta.parameters, this.#gather(args));
  }

  /** One value for each parameter. */
  #gather(args: readonly unknown[]): readonly unknown[] {
    if (this.#meta.rest !== true) return args;
    const last = this.#meta.parameters.length - 1;
    return [...Array.from({ length: last }, (_, i) => args[i]), args.slice(last)];
  }

  conformResult(result: unknown, args: readonly unknown[]): unknown {
    const check = new ArgumentCheck(this.#meta);
    check.checkAll(this.#meta.parameters, this.#gather(args));
    const float = check.float?.dtype ?? getFloat();
    const variant = this.#meta.variants.find((one) => (one.float ?? float) === float) ?? this.#meta.variants[0];
    return variant === undefined ? result : conformResult(variant.results, result);
  }

  call(self: object | undefined, args: readonly unknown[]): unknown {
    const call = this.#prepare(self, args);
    const { writes, failsAfterWrite } = this.#meta;
    if (!writes) return this.#run(call);
    return failsAfterWrite ? transact(() => this.#write(call)) : this.#write(call);
  }

  prepare(self: object, args: readonly unknown[]): PreparedCall {
    const call = this.#prepare(self, args);
    const frame = pushFrame(call.variant.frameBytes).address;
    return {
      functionNumber: functionNumber(this.#export(call.variant)), frame, results: call.variant.results,
      own: () => { if (this.#meta.writes) ownVariables(call); },
      write: (scope) => { this.#writeFrame(call, frame, scope); },
      result: (scope) => this.#readResult(call, frame, scope),
      explain: (error) => (isTrap(error) ? this.#explainTrap(error) : error),
    };
  }

  /** Checks all that can be checked before memory is touched, and chooses the variant. */
  #prepare(self: object | undefined, given: readonly unknown[]): Call {
    const args = this.#gather(given);
    const captured = (this.#captured ??= this.#capture());
    const check = new ArgumentCheck(this.#meta, captured.float);
    check.checkAll(this.#meta.parameters, args);
    const images = this.#imagesOf(self, args, captured);
    let shared = check.float;
    for (const image of images.values()) {
      shared = agree(shared, image.float);
      image.warnOfChanges();
    }
    const float = shared?.dtype ?? getFloat();
    return { self, args, captured, images, float, variant: this.#chooseVariant(float) };
  }

  #capture(): Captured {
    const { captures } = this.#meta;
    const values = this.#readCaptures?.() ?? [];
    const check = new ArgumentCheck(this.#meta);
    check.checkAll(captures, values);
    const images = this.#program.objects?.among(this.#program, this.#meta, captures, values) ?? new Map();
    return { values, float: check.float, images, variables: values.filter((value) => NDArrayObject.isInstance(value) && value.isVariable) as NDArrayObject[] };
  }

  /** The images of all objects that the call can reach: captured ones, arguments, and `self`. */
  #imagesOf(self: object | undefined, args: readonly unknown[], captured: Captured): ReadonlyMap<object, ObjectRecords> {
    const { objects } = this.#program;
    if (objects === undefined || (self === undefined && !this.#takesInstances)) return captured.images;
    const images = new Map(captured.images);
    if (this.#takesInstances) for (const [object, image] of objects.among(this.#program, this.#meta, this.#meta.parameters, args)) images.set(object, image);
    if (self !== undefined && this.#meta.self !== undefined) images.set(self, objects.ofSelf(this.#program, this.#meta, self));
    return images;
  }

  #chooseVariant(float: FloatDType): VariantMeta {
    const { variants, refused = [], name } = this.#meta;
    const defaultFloat = getFloat();
    const fits = (one: FloatChoice): boolean => (one.float ?? float) === float && (one.defaultFloat ?? defaultFloat) === defaultFloat;
    const found = variants.find(fits);
    if (found !== undefined) return found;
    const reason = refused.find(fits)?.reason ?? `it makes arrays of the default float, ${defaultFloat}, that do not fit its ${float} arrays`;
    throw new DTypeError(`${name} cannot run with ${float} arrays while the default float is ${defaultFloat}: ${reason}; ` +
      'state the dtype, or call math.setFloat before arrays are made');
  }

  #write(call: Call): unknown {
    ownVariables(call);
    return this.#run(call);
  }

  /** From here on memory is touched: everything used stays where it is until `endCall`. */
  #run(call: Call): unknown {
    const scope = new CallScope();
    beginCall();
    const outer = enterScope(scope);
    const frame = pushFrame(call.variant.frameBytes);
    const arena = markArena();
    try {
      this.#writeFrame(call, frame.address, scope);
      this.#export(call.variant)(frame.address | 0);
      return this.#readResult(call, frame.address, scope);
    } catch (error) {
      throw isTrap(error) ? this.#explainTrap(error) : error;
    } finally {
      scope.releaseMade();
      resetArena(arena);
      popFrame(frame);
      leaveScope(outer);
      endCall();
    }
  }

  #writeFrame({ self, args, captured, images, float }: Call, frame: number, scope: CallScope): void {
    const { parameters, captures, self: selfMeta, draws } = this.#meta;
    if (draws === true) placeRandomState(this.#program.randomState!().pin());
    const context: FrameContext = { program: this.#program, scope, float, imageOf: (object) => images.get(realObject(object))! };
    if (self !== undefined && selfMeta !== undefined) {
      const address = images.get(self)!.refresh(float);
      heap.u32[(frame + selfMeta.offset) >>> 2] = address;
    }
    if (captures.length > 0) writeSlots(captures, captured.values, frame, context);
    writeSlots(parameters, args, frame, context);
  }

  #readResult(call: Call, frame: number, scope: CallScope): unknown {
    const objectAt = (address: number): object | undefined => findObject(call.images, address);
    return readSlot(call.variant.results, frame, scope, { program: this.#program, objectAt });
  }

  #export(variant: VariantMeta): UnitExport {
    let found = this.#exports.get(variant);
    if (found === undefined) this.#exports.set(variant, (found = this.#program.unitExport(variant.export)));
    return found;
  }

  #explainTrap(cause: Error): JitError {
    const { name, position } = this.#meta;
    return new JitError(`${name} stopped: ${cause.message}. This is a bug of myelin's compiler (compiler-bug), not of your code (${position})`, { cause });
  }
}

/** Before a call that writes: every Variable in reach gets elements of its own, and a transaction in progress keeps the old ones. */
function ownVariables({ captured, images }: Call): void {
  for (const variable of captured.variables) variable.ownStorage();
  for (const image of images.values()) for (const variable of image.variables) variable.ownStorage();
}

function findObject(images: ReadonlyMap<object, ObjectRecords>, address: number): object | undefined {
  for (const image of images.values()) {
    const found = image.objectAt(address);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A trap of Wasm (`unreachable`, an address out of bounds), by name: users' types don't know `WebAssembly`. */
function isTrap(error: unknown): error is Error {
  return error instanceof Error && error.constructor.name === 'RuntimeError';
}

/** A unit of a program, with the values that its function captures. */
export function bindUnit(program: Program, id: string, captures?: () => readonly unknown[]): CompiledUnit {
  return new BoundUnit(program, program.unitMeta(id), captures);
}
