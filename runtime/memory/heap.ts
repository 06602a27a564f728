/**
 * The one WebAssembly memory, made at the first use and grown on demand. Everything that touches `WebAssembly` by name lives here
 * and in kernel-module.ts, behind our own types: users with `@types/node` alone have no `WebAssembly` namespace.
 */
import { registerCopy } from './package-copies.js';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The few names of the JavaScript API of Wasm that we use. */
interface WasmApi {
  readonly Memory: new (limits: { initial: number; maximum: number }) => WasmMemory;
  readonly Table: new (limits: { element: 'anyfunc'; initial: number }) => { readonly length: number; grow(by: number): number; set(index: number, exported: unknown): void };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => { readonly exports: Readonly<Record<string, unknown>> };
}

const pageBytes = 65_536;
/** 4 GiB: what 32-bit addresses reach. Addresses above 2 GiB come back from Wasm negative: use `>>> 0`. */
export const maxHeapBytes: number = 65_536 * pageBytes;
/** Addresses below are never handed out, so that 0 is no array, and a stray small address hits nothing. */
export const firstAddress = 65_536;

/**
 * Views of all of memory. Growth replaces them (and detaches the old ones), so read the field at each use and never keep it
 * across anything that allocates.
 */
export interface Heap {
  u8: Uint8Array;
  i32: Int32Array;
  u32: Uint32Array;
  f32: Float32Array;
  f64: Float64Array;
}

const empty = new ArrayBuffer(0);
export const heap: Heap = {
  u8: new Uint8Array(empty), i32: new Int32Array(empty), u32: new Uint32Array(empty),
  f32: new Float32Array(empty), f64: new Float64Array(empty),
};

let memory: WasmMemory | undefined;

/** The JavaScript API of Wasm. */
export function wasmApi(): WasmApi {
  // The reason for the cast: the global exists on every engine that we support, but not in every user's type libraries.
  return (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
}

/** The memory as an opaque object, to be passed as the import `env.memory`. */
export function wasmMemory(): object {
  return openMemory();
}

/** Grows memory so that at least `bytes` are addressable; false if the engine refuses. */
export function growHeap(bytes: number): boolean {
  const opened = openMemory();
  const current = opened.buffer.byteLength;
  if (bytes <= current) return true;
  if (bytes > maxHeapBytes) return false;
  // Half as much again, so that growing to N bytes takes log(N) growths, but at most 64 MiB at once: memory never shrinks.
  const generous = Math.min(maxHeapBytes, Math.max(bytes, current + Math.min(current / 2, 64 * 2 ** 20)));
  if (!tryGrow(opened, generous - current) && !tryGrow(opened, bytes - current)) return false;
  refreshViews(opened);
  return true;
}

function openMemory(): WasmMemory {
  if (memory === undefined) {
    registerCopy();
    memory = new (wasmApi().Memory)({ initial: 32, maximum: maxHeapBytes / pageBytes });
    refreshViews(memory);
  }
  return memory;
}

function tryGrow(opened: WasmMemory, bytes: number): boolean {
  try {
    opened.grow(Math.ceil(bytes / pageBytes));
    return true;
  } catch {
    return false; // A RangeError: the engine or the machine has no more.
  }
}

function refreshViews({ buffer }: WasmMemory): void {
  heap.u8 = new Uint8Array(buffer);
  heap.i32 = new Int32Array(buffer);
  heap.u32 = new Uint32Array(buffer);
  heap.f32 = new Float32Array(buffer);
  heap.f64 = new Float64Array(buffer);
}
