/** The part of AssemblyScript's compiler API that we use: all of it synchronous once the package is loaded. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { standardLibrary } from './standard-library.js';

type Opaque<Name extends string> = { readonly opaque: Name };
export type AscOptions = Opaque<'options'>;
export type AscProgram = Opaque<'program'>;
export type AscDiagnostic = Opaque<'diagnostic'>;

export interface AscModule {
  toBinary(sourceMapUrl: string | null): { readonly output: Uint8Array };
  dispose(): void;
}

/** Hand-written, since the package's own declarations do not type-check outside of its build. Checked against 0.28.20. */
export interface AssemblyScriptApi {
  readonly FEATURE_SIMD: number;
  readonly FEATURE_RELAXED_SIMD: number;
  newOptions(): AscOptions;
  setTarget(options: AscOptions, target: number): void;
  setRuntime(options: AscOptions, runtime: number): void;
  setNoAssert(options: AscOptions, on: boolean): void;
  setExportMemory(options: AscOptions, on: boolean): void;
  setImportMemory(options: AscOptions, on: boolean): void;
  setImportTable(options: AscOptions, on: boolean): void;
  setStackSize(options: AscOptions, bytes: number): void;
  setFeature(options: AscOptions, feature: number, on: boolean): void;
  setOptimizeLevelHints(options: AscOptions, optimizeLevel: number, shrinkLevel: number): void;
  setBundleVersion(options: AscOptions, major: number, minor: number, patch: number): void;
  newProgram(options: AscOptions): AscProgram;
  parse(program: AscProgram, text: string | null, path: string, isEntry: boolean): void;
  nextFile(program: AscProgram): string | null;
  nextDiagnostic(program: AscProgram): AscDiagnostic | null;
  isError(diagnostic: AscDiagnostic): boolean;
  formatDiagnostic(diagnostic: AscDiagnostic, useColors: boolean, showContext: boolean): string;
  initializeProgram(program: AscProgram): void;
  compile(program: AscProgram): AscModule;
  validate(module: AscModule): boolean;
  optimize(module: AscModule, optimizeLevel: number, shrinkLevel: number, debugInfo: boolean, zeroFilledMemory: boolean): void;
}

export interface AssemblyScript {
  readonly api: AssemblyScriptApi;
  readonly version: string;
  /** What generated text is compiled with, by the names that the compiler asks for (`~lib/builtins.ts`). */
  readonly library: ReadonlyMap<string, string>;
}

/** Loads the package: 0.4 s, most of it Binaryen. */
export async function loadAssemblyScript(): Promise<AssemblyScript> {
  const packageFile = createRequire(import.meta.url).resolve('assemblyscript/package.json');
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  const library = standardLibrary(readFileSync(join(dirname(packageFile), 'std', 'assembly', 'builtins.ts'), 'utf8'));
  const api = (await import('assemblyscript')) as unknown as AssemblyScriptApi;
  return { api, version, library };
}
