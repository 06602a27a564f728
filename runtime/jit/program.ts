/** One compiled program: its metadata by id, and its Wasm, compiled at the first call. */
import { JitError, OutOfMemoryError } from '../abi/errors.js';
import type { ClassMeta, ParameterMeta, ProgramMeta, UnitMeta } from '../abi/unit.js';
import { abiVersion, packageOfId } from '../abi/unit.js';
import type { KernelModule } from '../memory/kernel-module.js';
import { instantiate } from '../memory/kernel-module.js';
import type { RandomState } from '../random/random-state.js';
import type { HostMakers, HostOperation, HostProgram } from './host-program.js';
import type { ObjectRecords } from './object-records.js';

/** What the loader of units asks about objects. */
export interface ObjectAccess {
  /** Whether values of these parameters can hold objects with records. */
  hasInstances(parameters: readonly ParameterMeta[]): boolean;
  /** The records of each object among the values, in tuples and records too. */
  among(program: Program, unit: UnitMeta, parameters: readonly ParameterMeta[], values: readonly unknown[]): ReadonlyMap<object, ObjectRecords>;
  /** The records of the object whose method the unit is. */
  ofSelf(program: Program, unit: UnitMeta, self: object): ObjectRecords;
}

/** What the units module of a build hands over. */
export interface ProgramParts {
  readonly meta: ProgramMeta;
  /** The Wasm module: text (abi/byte-text.ts) where it travels inline, bytes where it is an asset. */
  readonly wasm: string | Uint8Array | ArrayBuffer;
  /** What the Wasm module imports from `host`. */
  readonly host: Partial<HostMakers>;
  /** The eager kernels that the Wasm module imports, by the name of the import. */
  readonly kernels?: Readonly<Record<string, KernelModule>>;
  /** The functions of `math` that compiled code calls, by the path that users write (`sort`, `linalg.solve`). */
  readonly functions?: Readonly<Record<string, HostOperation>>;
  /** What the loader does with objects; stated where the program has classes. */
  readonly objects?: ObjectAccess;
  /** The shared stream of random numbers; stated where compiled code draws from it. */
  readonly randomState?: () => RandomState;
}

/** A compiled unit's way in: takes the address of its frame. */
export type UnitExport = (frame: number) => void;

export class Program {
  readonly meta: ProgramMeta;
  readonly objects: ObjectAccess | undefined;
  readonly randomState: (() => RandomState) | undefined;
  readonly #wasm: string | Uint8Array;
  readonly #host: Partial<HostMakers>;
  readonly #kernels: Readonly<Record<string, KernelModule>>;
  readonly #operations: HostProgram['operations'];
  readonly #classes: ReadonlyMap<string, ClassMeta>;
  readonly #classIndices: ReadonlyMap<ClassMeta, number>;
  readonly #units: ReadonlyMap<string, UnitMeta>;
  /** The strings that compiled code names, and behind them those that it was given. */
  readonly #texts: string[];
  readonly #strings: Map<string, number>;
  #exports: Readonly<Record<string, unknown>> | undefined;

  constructor({ meta, wasm, host, kernels = {}, functions = {}, objects, randomState }: ProgramParts) {
    if (meta.abi !== abiVersion) {
      const shipped = packageOfId(meta.units[0]?.id ?? '');
      throw new JitError(`${shipped ?? 'The program'} was built for version ${meta.abi} of myelin's binary interface, and the myelin that runs has version ` +
        `${abiVersion}: ${shipped === undefined ? 'build the program again with the installed version' : `install a version of ${shipped} that was built for it, or the myelin of that time`}`);
    }
    this.meta = meta;
    this.objects = objects;
    this.randomState = randomState;
    this.#wasm = wasm instanceof ArrayBuffer ? new Uint8Array(wasm) : wasm;
    this.#host = host;
    this.#kernels = kernels;
    this.#operations = functions;
    this.#classes = new Map(meta.classes.map((type) => [type.id, type]));
    this.#classIndices = new Map(meta.classes.map((type, index) => [type, index]));
    this.#units = new Map(meta.units.map((unit) => [unit.id, unit]));
    this.#texts = [...meta.strings];
    this.#strings = new Map(meta.strings.map((text, index) => [text, index]));
  }

  findClass(id: string): ClassMeta | undefined {
    return this.#classes.get(id);
  }

  /** All forms of a generic class (`src/ring.ts:Ring<"bool">`), and the one for types that the build could not tell; empty where it has one form. */
  findForms(id: string): readonly ClassMeta[] {
    const forms = this.meta.classes.filter((type) => type.id.startsWith(`${id}<`));
    const plain = this.#classes.get(id);
    return forms.length === 0 || plain === undefined ? forms : [...forms, plain];
  }

  /** The unit of this id. Throws a JitError where the build has made none. */
  unitMeta(id: string): UnitMeta {
    const found = this.#units.get(id);
    if (found !== undefined) return found;
    throw new JitError(`${id} is not in the compiled program: this file and the file of compiled code come from different builds; build again`);
  }

  /** The word at the start of the class's records. */
  classIndex(type: ClassMeta): number {
    return this.#classIndices.get(type)!;
  }

  /** A string as compiled code compares it: equal strings have equal indices. */
  stringIndex(text: string): number {
    let index = this.#strings.get(text);
    if (index === undefined) this.#strings.set(text, (index = this.#texts.push(text) - 1));
    return index;
  }

  /** The string of an index. */
  text(index: number): string {
    return this.#texts[index] ?? '';
  }

  /** A function of the Wasm module, which is compiled here at the first use. */
  unitExport(name: string): UnitExport {
    this.#exports ??= this.#instantiate();
    const found = this.#exports[name];
    if (typeof found === 'function') return found as UnitExport;
    throw new JitError(`${name} is not in the Wasm of the program: its parts come from different builds; build again`);
  }

  #instantiate(): Readonly<Record<string, unknown>> {
    const program: HostProgram = { sites: this.meta.sites, operations: this.#operations, textAt: (index) => this.text(index) };
    const host = Object.fromEntries(Object.entries(this.#host).map(([name, make]) => [name, make(program)]));
    const kernels = Object.fromEntries(Object.entries(this.#kernels).map(([name, module]) => [name, module.exports]));
    try {
      return instantiate({ wasm: this.#wasm, constants: this.meta.constants }, { ...kernels, host });
    } catch (cause) {
      if (cause instanceof OutOfMemoryError || cause instanceof JitError) throw cause;
      throw new JitError(`The compiled program could not be started: ${cause instanceof Error ? cause.message : String(cause)}. It needs WebAssembly ` +
        "with SIMD, and under a content security policy 'wasm-unsafe-eval'; jit: false, setJit(false) or MYELIN_JIT=0 run without", { cause });
    }
  }
}
