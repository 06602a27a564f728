/** The JavaScript API of Wasm, as far as the build asks it: our TypeScript libraries have no `WebAssembly`. */
interface WasmApi {
  readonly Module: { new (bytes: Uint8Array): object; imports(module: object): readonly { readonly module: string; readonly name: string }[] };
}

/** What a Wasm module imports from `space`, in its order. */
export function importedNames(wasm: Uint8Array, space: string): readonly string[] {
  const { Module } = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
  return Module.imports(new Module(wasm)).flatMap(({ module, name }) => (module === space ? [name] : []));
}
