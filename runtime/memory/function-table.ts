/**
 * The one table of functions, which joins Wasm instances: units of the library and of users' programs are put into it, and the step loop
 * calls them by their number.
 */
import { wasmApi } from './heap.js';

interface WasmTable {
  readonly length: number;
  grow(by: number): number;
  set(index: number, exported: unknown): void;
}

let table: WasmTable | undefined;
let used = 0;
const numbers = new WeakMap<object, number>();

function openTable(): WasmTable {
  return (table ??= new (wasmApi().Table)({ element: 'anyfunc', initial: 64 }));
}

/** The table as an opaque object, to be passed as the import `env.table`. */
export function functionTable(): object {
  return openTable();
}

/** The number of an exported function in the table. A function keeps its number, so there are as many as there are units in use. */
export function functionNumber(exported: object): number {
  const known = numbers.get(exported);
  if (known !== undefined) return known;
  const opened = openTable();
  if (used === opened.length) opened.grow(opened.length);
  opened.set(used, exported);
  numbers.set(exported, used);
  return used++;
}

/** How many functions are in the table, for tests. */
export function functionsInTable(): number {
  return used;
}
