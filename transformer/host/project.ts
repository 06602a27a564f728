/**
 * The TypeScript program of a project, made by ourselves: for bundlers, the command line and `myelin/register`. It has the project's own
 * settings as far as they decide what a program means, and ours where they decide what is emitted.
 */
import { dirname, resolve } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { InputRecorder } from './recording-host.js';

export interface ProjectSettings {
  /** Where to look for a `tsconfig.json`, and what positions are relative to if there is none. */
  readonly folder: string;
  readonly tsconfig: string | undefined;
  /** Whether the program is what was asked for and its imports alone: of the files that the configuration names only declarations are in it. */
  readonly askedOnly?: boolean;
}

/** A mistake in the user's configuration; the message is all that there is to say. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';
}

interface Config {
  readonly file: string | undefined;
  readonly options: ts.CompilerOptions;
  readonly fileNames: readonly string[];
  readonly errors: readonly ts.Diagnostic[];
}

export class Project {
  readonly #ts: TypeScript;
  readonly #settings: ProjectSettings;
  /** Files that were asked for and that the configuration does not name. */
  readonly #extraFiles = new Set<string>();
  readonly #parsed = new Map<string, { readonly text: string; readonly file: ts.SourceFile }>();
  #program: ts.Program | undefined;
  #previous: ts.Program | undefined;
  #recorder = new InputRecorder();

  constructor(api: TypeScript, settings: ProjectSettings) {
    this.#ts = api;
    this.#settings = settings;
  }

  /** The program as the files are now; the same one until `invalidate` or a file that it does not have. `wanted`: absolute names that it must have. */
  program(wanted: readonly string[] = []): ts.Program {
    const missing = wanted.filter((name) => this.#program?.getSourceFile(name) === undefined);
    if (this.#program !== undefined && missing.length === 0) return this.#program;
    this.#recorder = new InputRecorder();
    const config = this.#findConfig(wanted);
    for (const name of missing) if (this.#settings.askedOnly === true || !config.fileNames.includes(name)) this.#extraFiles.add(name);
    const host = this.#createHost(config.options);
    const named = this.#settings.askedOnly === true ? config.fileNames.filter((name) => /\.d\.[cm]?ts$/.test(name)) : config.fileNames;
    const rootNames = [...new Set([...named, ...this.#extraFiles])].filter((name) => host.fileExists(name));
    this.#program = this.#ts.createProgram(rootNames, config.options, host, this.#previous);
    this.#previous = this.#program;
    return this.#program;
  }

  /** Files have changed: the next program reads them again (and keeps the syntax trees of those with the same text). */
  invalidate(): void {
    this.#program = undefined;
  }

  /** What the last program was made from. */
  get recorder(): InputRecorder {
    return this.#recorder;
  }

  /** The folder that positions and ids of units are relative to. */
  get root(): string {
    const { configFilePath } = this.program().getCompilerOptions();
    return (typeof configFilePath === 'string' ? dirname(configFilePath) : this.#settings.folder).replaceAll('\\', '/');
  }

  #findConfig(wanted: readonly string[]): Config {
    const { folder, tsconfig } = this.#settings;
    const system = this.#recorder.watch(this.#ts.sys);
    const file = tsconfig === undefined ? this.#ts.findConfigFile(folder, system.fileExists) : resolve(folder, tsconfig);
    if (file === undefined) return { file, options: this.#emitOptions({}), fileNames: [], errors: [] };
    return this.#chooseProject(this.#readConfig(file, system), wanted, system);
  }

  #readConfig(file: string, system: ts.System): Config & { readonly references: readonly ts.ProjectReference[] } {
    const api = this.#ts;
    const read = api.readConfigFile(file, system.readFile);
    if (read.error !== undefined) throw new ProjectError(api.formatDiagnostic(read.error, formatHost(api, dirname(file))).trim());
    const parsed = api.parseJsonConfigFileContent(read.config, system, dirname(file), undefined, file);
    for (const folder of Object.keys(parsed.wildcardDirectories ?? {})) this.#recorder.addTree(folder);
    const options = this.#emitOptions({ ...parsed.options, configFilePath: file });
    return { file, options, fileNames: parsed.fileNames, errors: parsed.errors, references: parsed.projectReferences ?? [] };
  }

  /** A configuration of references only (`files: []`, as Vite's templates have) stands for the project that holds the wanted files. */
  #chooseProject(config: Config & { readonly references: readonly ts.ProjectReference[] }, wanted: readonly string[], system: ts.System): Config {
    if (config.fileNames.length > 0 || config.references.length === 0) return config;
    const projects = config.references.map((reference) => this.#readConfig(this.#ts.resolveProjectReferencePath(reference), system));
    return projects.find(({ fileNames }) => wanted.some((name) => fileNames.includes(name))) ?? projects[0] ?? config;
  }

  /** The project's options, with those replaced that are about files on disk or about a module format that bundlers don't want. */
  #emitOptions(options: ts.CompilerOptions): ts.CompilerOptions {
    const { ModuleKind, ModuleResolutionKind, ScriptTarget } = this.#ts;
    const isNode = options.module !== undefined && options.module >= ModuleKind.Node16 && options.module <= ModuleKind.NodeNext;
    const resolution = options.moduleResolution ?? (isNode ? ModuleResolutionKind.NodeNext : ModuleResolutionKind.Bundler);
    // What TypeScript wants absent it also takes as undefined.
    const emit: { readonly [Name in keyof ts.CompilerOptions]: ts.CompilerOptions[Name] | undefined } = {
      module: ModuleKind.ESNext,
      moduleResolution: resolution,
      // Newer syntax than this (decorators, `using`) is what bundlers leave as it is and Node 20 cannot read.
      target: Math.min(options.target ?? ScriptTarget.ES2022, ScriptTarget.ES2022),
      lib: options.lib ?? defaultLibraries(this.#ts, options.target),
      noEmit: false, noEmitOnError: false, emitDeclarationOnly: false, allowImportingTsExtensions: true,
      sourceMap: true, inlineSourceMap: false, inlineSources: true, sourceRoot: undefined, mapRoot: undefined,
      // Emitting would check each file first: users see TypeScript's own errors elsewhere, and for our own library 10 s became 5.
      noCheck: true,
      declaration: false, declarationMap: false, declarationDir: undefined, composite: false, incremental: false,
      tsBuildInfoFile: undefined, outDir: undefined, outFile: undefined, rootDir: undefined, removeComments: false,
      isolatedDeclarations: false, plugins: undefined,
    };
    return { ...options, ...emit } as ts.CompilerOptions;
  }

  /** `.cts` is emitted as an ES module too: bundlers and Node's hooks take what they get for one. */
  #asModule(name: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.ScriptTarget | ts.CreateSourceFileOptions {
    return typeof options !== 'object' || !/(?<!\.d)\.cts$/.test(name) ? options : { ...options, impliedNodeFormat: this.#ts.ModuleKind.ESNext };
  }

  #createHost(options: ts.CompilerOptions): ts.CompilerHost {
    const api = this.#ts;
    const host = this.#recorder.watch(api.createCompilerHost(options));
    // Comments say nothing of types in TypeScript files; reading them took a tenth of the time.
    host.jsDocParsingMode = api.JSDocParsingMode.ParseForTypeInfo;
    host.getSourceFile = (name, languageVersionOrOptions) => {
      const text = host.readFile(name);
      if (text === undefined) return undefined;
      const known = this.#parsed.get(name);
      if (known?.text === text) return known.file;
      const file = api.createSourceFile(name, text, this.#asModule(name, languageVersionOrOptions));
      this.#parsed.set(name, { text, file });
      return file;
    };
    return host;
  }
}

/** A lower target must not take away the library that the user's own target has by default. */
function defaultLibraries(api: TypeScript, target: ts.ScriptTarget | undefined): string[] | undefined {
  if (target === undefined || target <= api.ScriptTarget.ES2022) return undefined;
  return [target === api.ScriptTarget.ESNext ? 'lib.esnext.full.d.ts' : `lib.${api.ScriptTarget[target]?.toLowerCase()}.full.d.ts`];
}

export function formatHost(api: TypeScript, folder: string): ts.FormatDiagnosticsHost {
  return { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => api.sys.newLine };
}
