/**
 * One program under tsc: when it is compiled, which diagnostics it shows, and which files are written beside what tsc emits.
 *
 * tsc has three ways to use a program. Plainly, it asks for all diagnostics and emits all files. With `--incremental`, `--build` and
 * `--watch` a builder stands between: it asks per file, keeps a file's own errors from run to run, and emits only files that it sees
 * as affected. Our results depend on the whole program, so under a builder (1) diagnostics go where it never keeps them, and
 * (2) every file with jit code on disk is brought up to date with each program, whether the builder emits it or not.
 */
import { writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type ts from 'typescript';
import type { Compilation } from '../contracts.js';
import { toTsDiagnostic } from '../diagnostics/render.js';
import { findJitFiles } from '../host/jit-files.js';
import { ProjectError } from '../host/project.js';
import { moduleFormat, outputFolder, relativeSpecifier, sourceFolder } from '../host/output-path.js';
import type { InternalEmit, InternalProgram } from '../host/program-internals.js';
import { printUnitsModule, rewriteTransformer } from '../phases/7-rewrite/rewrite.js';
import type { WasmDelivery } from '../phases/7-rewrite/rewrite.js';
import { beginProgram } from '../pipeline.js';
import type { Session } from '../session.js';
import type { DescribedPackage } from './describe-package.js';
import { describePackage } from './describe-package.js';
import { printFailedUnitsModule } from './failed-units-module.js';

interface Compiled {
  readonly compilation: Compilation;
  readonly diagnostics: readonly ts.Diagnostic[];
  readonly unitsFile: string;
  readonly transformer: ts.TransformerFactory<ts.SourceFile>;
  readonly description: DescribedPackage | undefined;
}

export class TscBuild {
  readonly #session: Session;
  readonly #program: InternalProgram;
  readonly #host: ts.CompilerHost | undefined;
  readonly #emit: InternalEmit;
  #begun: (() => Compilation) | undefined;
  #compiled: Compiled | undefined;
  #hasBuilder = false;
  #isUpToDate = false;

  constructor(session: Session, program: ts.Program, host: ts.CompilerHost | undefined) {
    this.#session = session;
    // The members that `InternalProgram` adds are there in every TypeScript that ts-patch works with.
    this.#program = program as InternalProgram;
    this.#host = host;
    this.#emit = program.emit.bind(program) as InternalEmit;
  }

  /** Puts our methods in place of the program's and returns the program. */
  wrap(): ts.Program {
    const program = this.#program;
    const getSemanticDiagnostics = program.getSemanticDiagnostics.bind(program);
    const getProgramDiagnostics = program.getProgramDiagnostics.bind(program);
    program.getSemanticDiagnostics = (file, ...rest) => {
      // AssemblyScript works while TypeScript checks.
      this.#begin();
      return [...getSemanticDiagnostics(file, ...rest), ...this.#diagnosticsOf(file)];
    };
    // Only a builder calls this one from outside.
    program.getProgramDiagnostics = (file) => {
      this.#hasBuilder = true;
      const ours = this.#diagnosticsOf(file);
      if (this.#emitsJavaScript()) this.#bringUpToDate(this.#host?.writeFile ?? this.#session.ts.sys.writeFile);
      return ours.length === 0 ? getProgramDiagnostics(file) : [...getProgramDiagnostics(file), ...ours];
    };
    // `--build` without `incremental` notes in `.tsbuildinfo` whether there were errors, and counts these; asked before the others, it
    // would show them alone.
    const getGlobalDiagnostics = program.getGlobalDiagnostics.bind(program);
    program.getGlobalDiagnostics = (...args) => [...getGlobalDiagnostics(...args), ...(this.#hasBuilder ? this.#diagnosticsOf(undefined) : [])];
    program.emit = ((...args: Parameters<InternalEmit>) => this.#emitWithRewriting(...args)) as typeof program.emit;
    return program;
  }

  #begin(): () => Compilation {
    return (this.#begun ??= beginProgram(this.#session, this.#program));
  }

  /** Compiled once, when first asked: a program that only lists its files never is. */
  #compile(): Compiled {
    return (this.#compiled ??= this.#compileNow());
  }

  #compileNow(): Compiled {
    const session = this.#session;
    const program = this.#program;
    const compilation = this.#begin()();
    const findFile = (name: string): ts.SourceFile | undefined => program.getSourceFile(resolve(session.root, name));
    // Notes are not for tsc: any diagnostic makes it exit with 2.
    const errors = compilation.diagnostics.filter((diagnostic) => diagnostic.class !== 'slow');
    const folder = sourceFolder(program);
    const unitsFile = join(outputFolder(program, folder), unitsFileName(program));
    const specifier = (file: ts.SourceFile): string => relativeSpecifier(outputFolder(program, dirname(file.fileName)), unitsFile);
    const { description, problem } = this.#describe(compilation);
    return {
      compilation, description,
      diagnostics: [...errors.map((diagnostic) => toTsDiagnostic(session.ts, diagnostic, findFile)), ...problem],
      unitsFile,
      transformer: rewriteTransformer(session, program, compilation, specifier),
    };
  }

  /** The package's description, or what is wrong with its `package.json`. */
  #describe(compilation: Compilation): { readonly description: DescribedPackage | undefined; readonly problem: readonly ts.Diagnostic[] } {
    try {
      return { description: describePackage(this.#session.root, this.#program, compilation), problem: [] };
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      const code = '(myelin/package)' as unknown as number;
      return { description: undefined, problem: [{ category: this.#session.ts.DiagnosticCategory.Error, code, messageText: error.message, file: undefined, start: undefined, length: undefined }] };
    }
  }

  /** Ours of one file; of all files if none is named. What belongs to no file is shown with the first one. */
  #diagnosticsOf(file: ts.SourceFile | undefined): readonly ts.Diagnostic[] {
    const { diagnostics } = this.#compile();
    if (file === undefined || diagnostics.length === 0) return diagnostics;
    const first = this.#program.getSourceFiles()[0];
    return diagnostics.filter((diagnostic) => (diagnostic.file ?? first) === file);
  }

  #emitsJavaScript(): boolean {
    const { noEmit, emitDeclarationOnly, noEmitOnError } = this.#program.getCompilerOptions();
    if (noEmit === true || emitDeclarationOnly === true) return false;
    return noEmitOnError !== true || this.#compile().diagnostics.length === 0;
  }

  #emitWithRewriting(...[target, writeFile, token, emitOnly, custom, ...rest]: Parameters<InternalEmit>): ts.EmitResult {
    // A number above 0 (declarations, signatures) counts as true too.
    if (emitOnly || !this.#emitsJavaScript()) return this.#emit(target, writeFile, token, emitOnly, custom, ...rest);
    const write = writeFile ?? this.#host?.writeFile ?? this.#session.ts.sys.writeFile;
    const result = this.#emit(target, writeFile, token, emitOnly, this.#withRewriting(custom), ...rest);
    if (result.emitSkipped) return result;
    if (target === undefined) this.#writeUnits(write);
    else if (this.#hasBuilder) this.#bringUpToDate(write);
    return result;
  }

  #withRewriting(custom: ts.CustomTransformers | undefined): ts.CustomTransformers {
    // First of all: nodes must still be the ones that were compiled.
    return { ...custom, before: [this.#compile().transformer, ...(custom?.before ?? [])] };
  }

  #writeUnits(write: ts.WriteFileCallback): void {
    const { compilation, description, diagnostics, unitsFile } = this.#compile();
    const compiled = compilation.modules.get('');
    if (compiled === undefined && diagnostics.length === 0) return;
    const format = moduleFormat(this.#session.ts, this.#program, sourceFolder(this.#program));
    if (diagnostics.length > 0 || compiled === undefined) {
      this.#writeIfChanged(unitsFile, printFailedUnitsModule(compilation, format), write);
      return;
    }
    const wasmFile = unitsFile.replace(/\.js$/, '.wasm');
    const isInline = this.#session.options.wasm === 'inline';
    const delivery: WasmDelivery = isInline ? { inline: true } : { url: `./${basename(wasmFile)}` };
    this.#writeIfChanged(unitsFile, printUnitsModule(compiled, format, delivery), write);
    if (description !== undefined) this.#writeIfChanged(description.file, description.text, write);
    // After the module, so that its folder is there: TypeScript's own way to write files takes text only.
    if (!isInline) writeFileSync(wasmFile, compiled.wasm);
  }

  /** Writes the units and every file with jit code whose text on disk is not what this program gives. */
  #bringUpToDate(write: ts.WriteFileCallback): void {
    if (this.#isUpToDate) return;
    this.#isUpToDate = true;
    const javaScriptOnly = 0 as unknown as boolean;
    for (const file of findJitFiles(this.#compile().compilation.plan)) {
      // The library's own sources are compiled too; they belong to another program.
      if (this.#program.getSourceFile(file.fileName) !== file) continue;
      const capture: ts.WriteFileCallback = (name, text, mark) => this.#writeIfChanged(name, text, write, mark);
      // Through the program's own method: ts-patch adds the transformers of other plugins there, and ours comes in below.
      (this.#program.emit as InternalEmit)(file, capture, undefined, javaScriptOnly, undefined, undefined, true);
    }
    this.#writeUnits(write);
  }

  #writeIfChanged(name: string, text: string, write: ts.WriteFileCallback, byteOrderMark: boolean = false): void {
    if (/\.d\.[cm]?ts(\.map)?$/.test(name)) return;
    const { sys } = this.#session.ts;
    if (sys.readFile(name) !== text) write(name, text, byteOrderMark);
  }
}

/** `myelin-units.js`; `myelin-units.build.js` for `tsconfig.build.json`, so that two projects in one folder do not meet. */
function unitsFileName(program: ts.Program): string {
  const { configFilePath } = program.getCompilerOptions();
  const infix = typeof configFilePath === 'string' ? /([^/\\]+)\.json$/.exec(configFilePath)?.[1]?.replace(/^tsconfig\.?/, '') : '';
  return infix === undefined || infix === '' ? 'myelin-units.js' : `myelin-units.${infix}.js`;
}
