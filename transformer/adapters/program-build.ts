/**
 * One project compiled with our own TypeScript, for every tool but tspc: which files change and to what, the units module, the
 * diagnostics. The outcome is plain data: it is kept on disk with what it was made from, so that an unchanged build loads no compiler.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import type { Assemble, Compilation, CompiledProgram, TypeScript } from '../contracts.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { findJitFiles } from '../host/jit-files.js';
import { Project } from '../host/project.js';
import { areUnchanged } from '../host/recording-host.js';
import type { RecordedInputs } from '../host/recording-host.js';
import { unitsModuleName } from '../host/units-module-name.js';
import type { Options } from '../options.js';
import { findCacheFolder, hashOf, readCached, writeCached } from '../phases/6-assemble/cache.js';
import { directImports, printUnitsModule, rewriteTransformer } from '../phases/7-rewrite/rewrite.js';
import { dropUnusedImports } from '../phases/7-rewrite/unused-imports.js';
import { compileProgram } from '../pipeline.js';
import type { Session } from '../session.js';
import { createAssemble } from './assembler.js';
import type { DescribedPackage } from './describe-package.js';
import { describePackage } from './describe-package.js';

export interface EmittedFile {
  readonly code: string;
  /** A source map as JSON. */
  readonly map: string;
}

export interface ProgramOutcome {
  readonly inputs: RecordedInputs;
  /** The folder that the file names of diagnostics are relative to. */
  readonly root: string;
  readonly diagnostics: readonly Diagnostic[];
  /** For each source file of the program by its absolute name: its JavaScript, or null where the file can stay as it is. */
  readonly files: Readonly<Record<string, EmittedFile | null>>;
  /** The units modules by name, none where nothing is marked. `wasm` (base64) only if it travels as an asset; the module then says `wasmUrlText`. */
  readonly units: Readonly<Record<string, UnitsModule>>;
  /** What `paths` of the tsconfig make of names in imports: files of the program. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Of a package that ships its code. */
  readonly description?: DescribedPackage;
}

export interface UnitsModule {
  readonly code: string;
  readonly wasm?: string;
}

/** Stands in an asset's units module where the tool puts the expression or address of the Wasm file. */
export const wasmUrlText = 'MYELIN_WASM_URL';
/** What rewritten files import; each tool resolves it to a module of its own. No scheme as in `virtual:`: webpack refuses those. A module's name follows after a slash, if it has one. */
export const unitsSpecifier = '~virtual/myelin-units';

/** The name of the units module that a specifier (or an id of the same form, with another `prefix`) means; undefined for all others. */
export function unitsNameOf(specifier: string, prefix: string): string | undefined {
  if (specifier === prefix) return '';
  return specifier.startsWith(`${prefix}/`) ? specifier.slice(prefix.length + 1) : undefined;
}

interface Loaded {
  readonly api: TypeScript;
  readonly project: Project;
  readonly assemble: Assemble;
}

export interface BuildSettings {
  /** Where to look for `tsconfig.json`. */
  readonly folder: string;
  readonly options: Options;
  /**
   * `jit`: only files with jit code are emitted. `direct`: also those that import the library, with its namespaces by their own modules, for
   * bundlers that see no further. `all`: all of the project's TypeScript, for tools that read JavaScript only.
   */
  readonly emit: 'jit' | 'direct' | 'all';
  /** The file that is run, where it and its imports are the whole program. */
  readonly entry?: string;
}

/** Synchronous, so that it serves Node's hooks as well as bundlers. */
export class ProgramBuild {
  readonly #settings: BuildSettings;
  readonly #cacheFolder: string | undefined;
  #loaded: Loaded | undefined;
  #outcome: ProgramOutcome | undefined;

  constructor(settings: BuildSettings) {
    this.#settings = settings;
    this.#cacheFolder = settings.options.cache ? findCacheFolder(settings.folder) : undefined;
  }

  /** The outcome for the files as they are now, with `file` (an absolute name) in the program. */
  outcomeWith(file: string | undefined): ProgramOutcome {
    const has = (outcome: ProgramOutcome): boolean => file === undefined || outcome.files[file] !== undefined;
    if (this.#outcome !== undefined && has(this.#outcome)) return this.#outcome;
    const kept = this.#outcome === undefined ? this.#readKept() : undefined;
    if (kept !== undefined && has(kept)) return (this.#outcome = kept);
    this.#outcome = this.#compile(this.#load(), file === undefined ? [] : [file]);
    this.#keep(this.#outcome);
    return this.#outcome;
  }

  /** Files have changed on disk. */
  invalidate(): void {
    this.#outcome = undefined;
    this.#loaded?.project.invalidate();
  }

  /** What each step made of each unit, for `myelin explain`. Never from the cache. */
  explain(): { readonly compilation: Compilation; readonly root: string } {
    const loaded = this.#load();
    return { compilation: compileProgram({ ...this.#session(loaded), explains: true }, loaded.project.program()), root: loaded.project.root };
  }

  /** TypeScript takes 0.3 s to load: only when something must be compiled. */
  #load(): Loaded {
    if (this.#loaded === undefined) {
      const { folder, options, entry } = this.#settings;
      // Before TypeScript, so that AssemblyScript loads beside it.
      const assemble = createAssemble(folder, options.cache);
      const api = createRequire(import.meta.url)('typescript') as TypeScript;
      this.#loaded = { api, project: new Project(api, { folder, tsconfig: options.tsconfig, askedOnly: entry !== undefined }), assemble };
    }
    return this.#loaded;
  }

  #session({ api, project, assemble }: Loaded): Session {
    return { ts: api, options: this.#settings.options, root: project.root, assemble, watch: (host) => project.recorder.watch(host) };
  }

  #compile(loaded: Loaded, wanted: readonly string[]): ProgramOutcome {
    const { api, project } = loaded;
    const program = project.program(wanted);
    const session = this.#session(loaded);
    const compilation = compileProgram(session, program);
    const transformer = rewriteTransformer(session, program, compilation, (file) => {
      const name = unitsModuleName(session, file);
      return name === '' ? unitsSpecifier : `${unitsSpecifier}/${name}`;
    });
    const jitFiles = findJitFiles(compilation.plan);
    const { emit } = this.#settings;
    const transformers = { before: [transformer], after: [...(emit === 'direct' ? [directImports(session, program)] : []), dropUnusedImports(session)] };
    const files: Record<string, EmittedFile | null> = {};
    for (const file of program.getSourceFiles()) {
      if (file.isDeclarationFile) continue;
      const isEmitted = jitFiles.has(file) || (isWanted(file, emit) && !program.isSourceFileFromExternalLibrary(file));
      files[file.fileName] = isEmitted ? emitFile(program, file, transformers) : null;
    }
    const description = describePackage(project.root, program, compilation);
    return {
      ...(description === undefined ? {} : { description }),
      aliases: aliasesOf(api, program), inputs: project.recorder.inputs, root: project.root, diagnostics: compilation.diagnostics, files,
      units: Object.fromEntries([...compilation.modules].map(([name, compiled]) => [name, this.#printUnits(compiled)])),
    };
  }

  #printUnits(compiled: CompiledProgram): UnitsModule {
    if (this.#settings.options.wasm === 'inline') return { code: printUnitsModule(compiled, 'esm', { inline: true }) };
    return { code: printUnitsModule(compiled, 'esm', { url: wasmUrlText }), wasm: Buffer.from(compiled.wasm).toString('base64') };
  }

  #readKept(): ProgramOutcome | undefined {
    if (this.#cacheFolder === undefined) return undefined;
    const bytes = readCached(this.#cacheFolder, this.#keptName());
    if (bytes === undefined) return undefined;
    const kept = JSON.parse(Buffer.from(bytes).toString('utf8')) as ProgramOutcome;
    return areUnchanged(kept.inputs) ? kept : undefined;
  }

  #keep(outcome: ProgramOutcome): void {
    if (this.#cacheFolder !== undefined) writeCached(this.#cacheFolder, this.#keptName(), Buffer.from(JSON.stringify(outcome)));
  }

  #keptName(): string {
    return `${hashOf([compilerDigest(), JSON.stringify(this.#settings)])}.json`;
  }
}

/** Only TypeScript knows `paths`: tools that run or bundle its output do not. */
function aliasesOf(api: TypeScript, program: ts.Program): Readonly<Record<string, string>> {
  const options = program.getCompilerOptions();
  if (options.paths === undefined) return {};
  const files = program.getSourceFiles().filter((file) => !file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file));
  return Object.fromEntries(files.flatMap((file) => api.preProcessFile(file.text, true, true).importedFiles.flatMap(({ fileName: specifier }) => {
    const found = specifier.startsWith('.') ? undefined : api.resolveModuleName(specifier, file.fileName, options, api.sys).resolvedModule?.resolvedFileName;
    return found !== undefined && files.includes(program.getSourceFile(found)!) ? [[specifier, found]] : [];
  })));
}

/** Whether a file without jit code is emitted too. */
function isWanted(file: ts.SourceFile, emit: BuildSettings['emit']): boolean {
  return emit === 'all' || (emit === 'direct' && /from\s*['"]myelin['"/]/.test(file.text));
}

function emitFile(program: ts.Program, file: ts.SourceFile, transformers: ts.CustomTransformers): EmittedFile {
  let [code, map] = ['', ''];
  program.emit(file, (name, text) => {
    if (name.endsWith('.map')) map = text;
    else code = text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  }, undefined, false, transformers);
  return { code, map: withSource(map, file) };
}

/** The map names its source relative to the emitted file, which is never written: the source's own name is the one that tools look for. */
function withSource(map: string, file: ts.SourceFile): string {
  return JSON.stringify({ ...(JSON.parse(map) as object), sources: [file.fileName], sourceRoot: '' });
}

/** Stands for this version of the compiler: what another one made is not reused. */
function compilerDigest(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) if (/\.[cm]?js$/.test(name)) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}
