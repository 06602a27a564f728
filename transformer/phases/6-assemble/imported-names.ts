/** What modules import, as the engine says. */

interface Import {
  readonly module: string;
  readonly name: string;
  readonly kind: string;
}

/** The JavaScript API of Wasm, as far as the build asks it: our TypeScript libraries have no `WebAssembly`. */
interface WasmApi {
  readonly Module: { new (bytes: Uint8Array): object; imports(module: object): readonly Import[] };
}

function readImports(wasm: Uint8Array): readonly Import[] {
  const { Module } = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
  return Module.imports(new Module(wasm));
}

/** The names that a module imports from `space`, in its order. */
export function importedNames(wasm: Uint8Array, space: string): readonly string[] {
  return readImports(wasm).flatMap(({ module, name }) => (module === space ? [name] : []));
}

/** The names of all that a module imports from, each once. */
export function importedSpaces(wasm: Uint8Array): readonly string[] {
  return [...new Set(readImports(wasm).map(({ module }) => module))];
}

/** How many functions a module imports: they have the first numbers. */
export function countImportedFunctions(wasm: Uint8Array): number {
  return readImports(wasm).filter(({ kind }) => kind === 'function').length;
}
