/**
 * The one-operation kernels of the eager path: small Wasm modules that the library's build writes to `runtime/kernels`, one file
 * each, so that a bundler ships only those in use. They are compiled and instantiated at the first call.
 */
import { arenaAddress } from './arena.js';
import { textToBytes } from '../abi/byte-text.js';
import { JitError } from '../abi/errors.js';
import { heap, wasmApi, wasmMemory } from './heap.js';
import { functionTable } from './function-table.js';
import { reserve } from './residency.js';

/** Addresses and counts are 32-bit words; scalars are numbers of the kernel's dtype. */
export type Kernel = (...args: number[]) => number;

export interface KernelModule {
  /** All kernels by name, for modules that import them. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** The kernel of this export name, or undefined if the operation has none for these dtypes and forms. */
  find(name: string): Kernel | undefined;
  /** The kernel of this export name; a missing one is a bug of myelin. */
  get(name: string): Kernel;
}

export interface KernelSource {
  /** The Wasm bytes as text, see abi/byte-text.ts. */
  readonly wasm: string;
  /** The table of constants, in the same form. */
  readonly constants: string;
}

/** A module that compiles itself when its first kernel is asked for. */
export function kernelModule(source: KernelSource): KernelModule {
  let instance: Readonly<Record<string, unknown>> | undefined;
  return {
    get exports() {
      return (instance ??= instantiate(source));
    },
    find(name) {
      // The reason for the cast: what the build exports from kernel modules are functions of numbers only.
      return this.exports[name] as Kernel | undefined;
    },
    get(name) {
      return this.find(name) ?? missing(name);
    },
  };
}

/**
 * Instantiates a Wasm module (synchronously) on the one memory, with its constants in place. It may import from `env`: `memory`;
 * `constants`, the address of its table; `scratch`, the address of 64 KiB that any one kernel may use while it runs; `arena`, see abi/arena.ts;
 * `table`, the table of units (function-table.ts).
 */
export function instantiate(
  source: { readonly wasm: string | Uint8Array; readonly constants: string },
  imports: Record<string, Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const api = wasmApi();
  const bytes = typeof source.wasm === 'string' ? textToBytes(source.wasm) : source.wasm;
  const env = { memory: wasmMemory(), constants: writeConstants(source.constants), scratch: scratchAddress(), arena: arenaAddress() | 0, table: functionTable() };
  return new api.Instance(compile(api, bytes), { ...imports, env: { ...imports['env'], ...env } }).exports;
}

function compile(api: ReturnType<typeof wasmApi>, bytes: Uint8Array): object {
  try {
    return new api.Module(bytes);
  } catch (cause) {
    throw new JitError(`WebAssembly could not be compiled: ${cause instanceof Error ? cause.message : String(cause)}. Arrays need WebAssembly with SIMD, and under a ` +
      "content security policy script-src must have 'wasm-unsafe-eval'", { cause });
  }
}

/** Writes a table of constants to memory that is never released; returns its address. */
function writeConstants(text: string): number {
  if (text === '') return 0;
  const bytes = textToBytes(text);
  const { address } = reserve(bytes.length);
  heap.u8.set(bytes, address);
  return address | 0;
}

const scratchBytes = 65_536;
let scratch: number | undefined;

function scratchAddress(): number {
  return (scratch ??= reserve(scratchBytes).address | 0);
}

function missing(name: string): never {
  throw new Error(`myelin: the kernel ${name} is missing (a bug of myelin)`);
}
