/** How many bytes each function of a module takes, for `myelin explain`: from the code section, and the names that the module was asked to keep. */
import { countImportedFunctions } from './imported-names.js';
import { readSections, sectionIds } from './wasm-sections.js';
import type { WasmReader } from './wasm-sections.js';

/** Bytes of the module's own functions, by the names that the generated text gives them. */
export function functionSizes(wasm: Uint8Array): ReadonlyMap<string, number> {
  let sizes: readonly number[] = [];
  let names: ReadonlyMap<number, string> = new Map();
  for (const { id, content } of readSections(wasm)) {
    if (id === sectionIds.code) sizes = readBodies(content);
    else if (id === sectionIds.custom && content.name() === 'name') names = readFunctionNames(content);
  }
  const imported = countImportedFunctions(wasm);
  return new Map(sizes.map((size, i) => [plainName(names.get(imported + i) ?? String(i)), size]));
}

function readBodies(code: WasmReader): readonly number[] {
  return Array.from({ length: code.number() }, () => {
    const start = code.at;
    code.part(code.number());
    return code.at - start;
  });
}

/** The subsection 1 of the section `name`: numbers and names of functions. */
function readFunctionNames(content: WasmReader): ReadonlyMap<number, string> {
  while (content.at < content.end) {
    const id = content.byte();
    const part = content.part(content.number());
    if (id === 1) return new Map(Array.from({ length: part.number() }, () => [part.number(), part.name()]));
  }
  return new Map();
}

/** `unit0_float32` of AssemblyScript's `program/unit0_float32`. */
function plainName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
