/**
 * AssemblyScript text to Wasm bytes in this thread, as `asc --runtime stub --importMemory --noExportMemory --noAssert --enable simd`
 * would, at the level that is asked for. The generated code brings its own memory plan: data segments would overwrite a user's arrays, so a module that has any is refused.
 */
import type { Assemble, AssembleOptions } from '../../contracts.js';
import { loadAssemblyScript } from './assemblyscript-api.js';
import type { AscModule, AssemblyScript } from './assemblyscript-api.js';
import { readSections, sectionIds } from './wasm-sections.js';

/** `asc`'s numbers for `--target wasm32` and `--runtime stub`. */
const targetWasm32 = 0;
const runtimeStub = 0;
const entryPath = 'program.ts';

export async function loadAssembleInProcess(): Promise<Assemble> {
  const assemblyScript = await loadAssemblyScript();
  return (source, options) => assembleWith(assemblyScript, source, options);
}

function assembleWith(assemblyScript: AssemblyScript, source: string, options: AssembleOptions): Uint8Array {
  const { api } = assemblyScript;
  const program = api.newProgram(compilerOptions(assemblyScript, options));
  for (const [path, text] of assemblyScript.library) api.parse(program, text, path, false);
  api.parse(program, source, entryPath, true);
  // The library is complete: the compiler asks for nothing that it has not been given.
  for (let path = api.nextFile(program); path !== null; path = api.nextFile(program)) api.parse(program, null, `${path}.ts`, false);
  throwErrors(assemblyScript, program);
  api.initializeProgram(program);
  const module = api.compile(program);
  try {
    throwErrors(assemblyScript, program);
    if (!api.validate(module)) throw new Error('AssemblyScript made an invalid module');
    api.optimize(module, options.optimizeLevel, 0, options.names === true, false);
    return checkedBinary(module);
  } finally {
    // Binaryen's memory is its own Wasm memory: what is not disposed stays until the process ends.
    module.dispose();
  }
}

function compilerOptions({ api, version }: AssemblyScript, { optimizeLevel, relaxedSimd, importTable }: AssembleOptions): ReturnType<AssemblyScript['api']['newOptions']> {
  const options = api.newOptions();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  api.setTarget(options, targetWasm32);
  api.setRuntime(options, runtimeStub);
  api.setNoAssert(options, true);
  api.setExportMemory(options, false);
  api.setImportMemory(options, true);
  if (importTable === true) api.setImportTable(options, true);
  api.setStackSize(options, 0);
  api.setBundleVersion(options, major, minor, patch);
  api.setFeature(options, api.FEATURE_SIMD, true);
  if (relaxedSimd) api.setFeature(options, api.FEATURE_RELAXED_SIMD, true);
  api.setOptimizeLevelHints(options, optimizeLevel, 0);
  return options;
}

function throwErrors({ api }: AssemblyScript, program: Parameters<AssemblyScript['api']['nextDiagnostic']>[0]): void {
  const errors: string[] = [];
  for (let diagnostic = api.nextDiagnostic(program); diagnostic !== null; diagnostic = api.nextDiagnostic(program)) {
    if (api.isError(diagnostic)) errors.push(api.formatDiagnostic(diagnostic, false, true));
  }
  if (errors.length > 0) throw new Error(`AssemblyScript rejects the generated code:\n${errors.join('\n')}`);
}

function checkedBinary(module: AscModule): Uint8Array {
  const binary = Uint8Array.from(module.toBinary(null).output);
  if (hasDataSegment(binary)) throw new Error('the generated code has a data segment, which would overwrite arrays');
  return binary;
}

/** Whether a module would write to memory when it starts. An empty section does no harm. */
export function hasDataSegment(wasm: Uint8Array): boolean {
  for (const { id, content } of readSections(wasm)) if (id === sectionIds.data && content.number() > 0) return true;
  return false;
}
