/**
 * What the build tells the loader about compiled code: the one format that `transformer/phases/5-emit` writes and `runtime/jit`
 * reads. It travels as JSON beside the Wasm bytes.
 *
 * A unit is one entry into compiled code (a function or a method of one concrete class). Its Wasm export takes the address of a
 * frame. The loader writes arguments, captures and the address of `this`'s record at the offsets stated here, calls, and reads
 * the results at theirs. The rest of the frame is the unit's scratch space for the descriptors of local arrays.
 *
 * Words: numbers are float64 (8 bytes), booleans float64 0 or 1, arrays inline descriptors (`layout.ts`), records and lists
 * 32-bit addresses. An absent optional value has 0 in the 32-bit word at `present` (1 otherwise).
 */
import type { DType, FloatDType } from './dtype.js';

/** Changes whenever anything in this file, in `layout.ts` or in the meaning of host functions does. */
export const abiVersion = 5;

/** `float`: the one float type that all unstated arrays of a call share; it selects the variant. */
export type UnitDType = DType | 'float';

export type SlotMeta =
  | { readonly kind: 'array'; readonly offset: number; readonly dtype: UnitDType; readonly rank: number | null; readonly present?: number;
      /** A plain number may be given too; it becomes a rank-0 array. */
      readonly orNumber?: boolean }
  | { readonly kind: 'number' | 'boolean'; readonly offset: number; readonly present?: number }
  /** A string: the loader writes its index as a 32-bit word, in `ProgramMeta.strings` or, of any other string, behind them. */
  | { readonly kind: 'string'; readonly offset: number; readonly present?: number }
  | { readonly kind: 'instance'; readonly offset: number; readonly classes: readonly string[]; readonly present?: number }
  /** A JavaScript list of any length: the address of [length, pad, item 0, item 1, …], laid out as the list of a field (see FieldMeta). `item`'s offset is 0. */
  | { readonly kind: 'list'; readonly offset: number; readonly item: SlotMeta; readonly present?: number }
  /** A captured list that is the same in the program's text: nothing is passed, the loader checks that it still is. */
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'tuple'; readonly items: readonly SlotMeta[] }
  /** `optional`: may be left out; then all its fields are absent. */
  | { readonly kind: 'object'; readonly fields: readonly (readonly [name: string, slot: SlotMeta])[]; readonly optional?: boolean }
  /** Nothing is passed (an unused parameter) or returned (`undefined`). */
  | { readonly kind: 'none' };

export interface ParameterMeta {
  readonly name: string;
  readonly slot: SlotMeta;
}

/** How far apart the items of a list are: numbers and booleans are 8 bytes, all else is an address or index. */
export function listStride(item: { readonly kind: string }): number {
  return item.kind === 'number' || item.kind === 'boolean' ? 8 : 4;
}

/** The float types that select a variant of a unit. */
export interface FloatChoice {
  /** That of arrays with no stated dtype; absent if the unit has no such arrays. */
  readonly float?: FloatDType;
  /** The default float type (`math.setFloat`); absent if the unit makes no arrays of it. */
  readonly defaultFloat?: FloatDType;
}

export interface VariantMeta extends FloatChoice {
  /** The export of the Wasm module. */
  readonly export: string;
  readonly results: SlotMeta;
  readonly frameBytes: number;
}

/** A combination of float types for which there is no code, since the function would assign or mix what does not fit. */
export interface RefusedVariantMeta extends FloatChoice {
  /** What is wrong, and where: for the DTypeError of a call. */
  readonly reason: string;
}

export interface UnitMeta {
  /** `src/lr.ts:LogisticRegression.call`, unique in the program. */
  readonly id: string;
  /** The name that messages use: `LogisticRegression.call`. */
  readonly name: string;
  readonly parameters: readonly ParameterMeta[];
  /** The last parameter takes all further arguments, as a list. */
  readonly rest?: boolean;
  /**
   * Values captured from the function's surroundings, in the order in which the capture thunk returns them. A class has one thunk for all
   * of its entries: it returns the captures of the first entry (in the order of `ClassMeta.entries`), then those of the next.
   */
  readonly captures: readonly ParameterMeta[];
  /** The class whose record `this` is and where its address goes; absent for functions. */
  readonly self?: { readonly class: string; readonly offset: number };
  readonly variants: readonly VariantMeta[];
  /** Absent where all variants could be compiled. */
  readonly refused?: readonly RefusedVariantMeta[];
  /** Whether the unit writes Variables, and whether it can fail after its first write (then the loader keeps copies to restore). */
  readonly writes: boolean;
  readonly failsAfterWrite: boolean;
  /** Whether it draws from the shared stream of random numbers itself, whose place the loader then tells it (abi/arena.ts). */
  readonly draws?: true;
  /** `file:line:column` of the function. */
  readonly position: string;
}

/**
 * How one field of an object is seen by compiled code. Offsets are from the record's address; the word at 0 is the class's index in
 * `ProgramMeta.classes`. Variables and arrays are 32-bit addresses of descriptors here (a frame has them inline).
 */
export type FieldMeta = FieldPlace & (
  | { readonly kind: 'variable' | 'array'; readonly offset: number; readonly dtype: UnitDType; readonly rank: number | null; readonly orNumber?: boolean }
  | { readonly kind: 'number' | 'boolean'; readonly offset: number }
  /** `known`: all texts that compiled code has a case for, where any other one is an error. */
  | { readonly kind: 'string'; readonly offset: number; readonly known?: readonly string[] }
  | { readonly kind: 'instance'; readonly offset: number; readonly classes: readonly string[] }
  /** A NodeList or VarList (or a plain array of constants): the address of [length, pad, item 0, item 1, …], items as the one item field says, `stride` bytes apart: item i's offset counts from 8 + i * stride. */
  | { readonly kind: 'list'; readonly offset: number; readonly item: FieldMeta; readonly stride: number }
  /** A plain object of constants, a NodeDict or VarDict, laid out inline. `isTuple`: a list of values of known types, by their places. */
  | { readonly kind: 'object'; readonly fields: readonly FieldMeta[]; readonly isTuple?: true }
);

interface FieldPlace {
  readonly name: string;
  /** Where a field that may hold `undefined` or `null` says whether it has a value: a float64, 0 or 1. */
  readonly present?: number;
}

/** The id of a class's other form: for objects that hold arrays in fields which are declared as numbers, the parameters of models. */
export function arrayFormOf(classId: string): string {
  return `${classId}#arrays`;
}

/** The package in the id of a class or unit: `neurons` of `neurons:src/leaky.ts:Leaky`; undefined for those of the program itself. */
export function packageOfId(id: string): string | undefined {
  const parts = id.split(':');
  return parts.length > 2 ? parts[0] : undefined;
}

export interface ClassMeta {
  /** `src/lr.ts:LogisticRegression`. */
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly fields: readonly FieldMeta[];
  /** Method name -> unit id, for every compiled entry of this class. */
  readonly entries: Readonly<Record<string, string>>;
}

/** A place in the user's program that can fail at run time, or where a host operation is called. */
export interface SiteMeta {
  /** `dot`, `+`, `this.w.value =` … as the user wrote it. */
  readonly operation: string;
  /** The operands in the user's words (`X`, `this.w`). */
  readonly operands: readonly string[];
  readonly position: string;
  /** For a host operation: how its arguments are made (see HostArgument), and the dtype and rank that compiled code expects back. */
  readonly call?: { readonly function: string; readonly args: readonly HostArgument[]; readonly result: HostResult };
}

/** The functions of `math` that host operations at these sites call, each once. */
export function calledFunctions(sites: readonly SiteMeta[]): readonly string[] {
  return [...new Set(sites.flatMap(({ call }) => (call === undefined ? [] : [call.function])))];
}

/** One argument of a host operation: an array by index in the descriptors given, a number, boolean or string by index in the numbers given, or a constant. */
export type HostArgument =
  | { readonly array: number }
  | { readonly number: number }
  | { readonly boolean: number }
  /** The number is the string's index (`Program.text`). */
  | { readonly string: number }
  /** A list of numbers, by the index of its address among the arrays. */
  | { readonly numberList: number }
  /** Parts joined as strings. */
  | { readonly text: readonly HostArgument[] }
  | { readonly constant: unknown }
  | { readonly list: readonly HostArgument[] }
  | { readonly object: readonly (readonly [name: string, value: HostArgument])[] };

/** What a host operation gives: an array (its descriptor is written), a number, or several arrays. */
export type HostResult =
  | { readonly kind: 'array'; readonly dtype: DType; readonly rank: number | null }
  | { readonly kind: 'number' }
  | { readonly kind: 'tuple'; readonly items: readonly HostResult[] };

export interface ProgramMeta {
  readonly abi: number;
  readonly units: readonly UnitMeta[];
  readonly classes: readonly ClassMeta[];
  readonly sites: readonly SiteMeta[];
  readonly strings: readonly string[];
  /** A table of constants as text (byte-text.ts); the loader writes it to memory and passes its address. */
  readonly constants: string;
}

/**
 * The functions that a program's Wasm module imports from `host` (and `env.memory`, `env.constants`: the address of the table of
 * constants, `env.arena`: see arena.ts). Addresses and counts are 32-bit words. All may throw: the exception passes through the Wasm frames.
 */
export interface HostFunctions {
  /** Memory for `bytes`, 64-byte aligned, kept until the call ends unless released. */
  allocate(bytes: number): number;
  /** Gives back memory from `allocate` before the call ends. */
  release(address: number): void;
  /** Writes the broadcast shape (size, rank, dims) of `count` descriptors, whose addresses stand at `list`, into the descriptor `out`; throws a ShapeError. */
  broadcast(site: number, out: number, list: number, count: number): void;
  /** Fills a new temporary with the array `source` broadcast to the shape of `target`; returns its address. `source`'s dtype code decides the item size. */
  expand(source: number, target: number): number;
  /** Throws the ShapeError of assigning `value` to `target` unless the value broadcasts to the target exactly (the target's shape stays). */
  checkAssign(site: number, target: number, value: number): void;
  /** Writes the shape of `dot(a, b)` into `out`; throws a ShapeError. */
  dot(site: number, out: number, a: number, b: number): void;
  /** Throws an IndexError: `index` (a float64) is outside of the array. */
  index(site: number, array: number, index: number): void;
  /** Throws an IndexError: `index` is no index of that axis; with the axis -1, no bound or step of a slice. */
  part(site: number, array: number, axis: number, index: number): void;
  /** Throws the ShapeError of writing `value` to `part`, a part of an array. */
  fit(site: number, part: number, value: number): void;
  /** Throws a ShapeError: the smallest or largest of no elements. */
  empty(site: number, array: number): void;
  /**
   * Runs host operation `site`: `arrays` is the address of a list of descriptor addresses, `numbers` of float64 numbers, `out` of the
   * result's descriptors (48 bytes each); a number result is returned. Descriptors' dtype codes are filled in by the caller.
   */
  call(site: number, out: number, arrays: number, numbers: number): number;
}
