/**
 * The library's own models and integration methods as sources. A user's program knows them by their declarations alone; to compile
 * them into it, a second program is made of the sources that the package ships. Everything below them (`math`, `core` …) stays
 * declarations, and the files that both programs share are parsed once.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { libraryFile, libraryRoot } from './library-file.js';

/** The rooms of the runtime whose sources are compiled into programs. */
const compiledRooms = /^(dyn|integrators)\//;

export class LibrarySources {
  readonly #ts: TypeScript;
  readonly #main: ts.Program;
  #program: ts.Program | undefined;

  constructor(typescript: TypeScript, main: ts.Program) {
    this.#ts = typescript;
    this.#main = main;
  }

  get checker(): ts.TypeChecker | undefined {
    return this.#program?.getTypeChecker();
  }

  /** The sources, once anything has been asked of them. */
  get files(): readonly ts.SourceFile[] {
    return this.#program?.getSourceFiles().filter((file) => !file.isDeclarationFile && this.owns(file)) ?? [];
  }

  /** Whether a file is one of the second program's alone. */
  owns(file: ts.SourceFile): boolean {
    return this.#program !== undefined && this.#main.getSourceFile(file.fileName) !== file && this.#program.getSourceFile(file.fileName) === file;
  }

  /** The source of a class, function or variable that a declaration file of the library states; undefined for anything else. */
  sourceOf<T extends ts.Declaration>(declaration: T): T | undefined {
    const file = declaration.getSourceFile();
    const path = file.isDeclarationFile ? libraryFile(file.fileName) : undefined;
    const root = path === undefined || !compiledRooms.test(path) ? undefined : libraryRoot(file.fileName);
    if (root === undefined) return undefined;
    const name = this.#nameOf(declaration);
    const source = this.#load(root)?.getSourceFile(join(root, 'runtime', `${path!}.ts`));
    if (source === undefined || name === undefined) return undefined;
    const found = this.#declarationIn(source, name);
    // The kinds of a declaration and of its source are the same, so the cast holds.
    return found?.kind === declaration.kind ? (found as unknown as T) : undefined;
  }

  /** A declaration of the library, from one of whose files `near` is, by its file's path below `runtime/` and its name. */
  find(near: ts.SourceFile, path: string, name: string): ts.Node | undefined {
    const root = libraryRoot(near.fileName);
    if (root === undefined) return undefined;
    const fileName = join(root, 'runtime', `${path}.ts`);
    const source = this.#main.getSourceFile(fileName) ?? this.#load(root)?.getSourceFile(fileName);
    return source === undefined ? undefined : this.#declarationIn(source, name);
  }

  #declarationIn(source: ts.SourceFile, name: string): ts.Node | undefined {
    for (const statement of source.statements) {
      const candidates: readonly ts.Node[] = this.#ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
      for (const candidate of candidates) if (this.#nameOf(candidate) === name) return candidate;
    }
    return undefined;
  }

  #nameOf(node: ts.Node): string | undefined {
    const { name } = node as ts.Node & { readonly name?: ts.Node };
    return name !== undefined && this.#ts.isIdentifier(name) ? name.text : undefined;
  }

  #load(root: string): ts.Program | undefined {
    if (this.#program !== undefined) return this.#program;
    const entries = ['dyn/index.ts', 'integrators/index.ts'].map((file) => join(root, 'runtime', file)).filter((file) => existsSync(file));
    if (entries.length === 0) return undefined;
    const { ts } = { ts: this.#ts };
    const options: ts.CompilerOptions = { ...this.#main.getCompilerOptions(), strict: true, skipLibCheck: true, noEmit: true, plugins: [] };
    const host = ts.createCompilerHost(options);
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeInfo;
    const parse = host.getSourceFile.bind(host);
    host.getSourceFile = (fileName, ...rest) => this.#main.getSourceFile(fileName) ?? parse(fileName, ...rest);
    host.resolveModuleNameLiterals = (literals, containing, _redirect, resolveOptions) => literals.map((literal) => ({
      resolvedModule: resolveWithin(root, literal.text, containing) ?? ts.resolveModuleName(literal.text, containing, resolveOptions, host).resolvedModule,
    }));
    this.#program = ts.createProgram(entries, options, host);
    // Gives nodes their parents.
    this.#program.getTypeChecker();
    return this.#program;
  }
}

/** A relative import of the sources: sources again within the compiled rooms, declarations outside of them. */
function resolveWithin(root: string, text: string, containing: string): ts.ResolvedModuleFull | undefined {
  if (!text.startsWith('.')) return undefined;
  const target = resolve(dirname(containing), text).replace(/\.js$/, '');
  const sources = join(root, 'runtime');
  const declarations = join(root, 'dist', 'types', 'runtime');
  const path = target.startsWith(`${sources}/`) ? target.slice(sources.length + 1) : target.startsWith(`${declarations}/`) ? target.slice(declarations.length + 1) : undefined;
  if (path === undefined) return undefined;
  if (compiledRooms.test(path)) return { resolvedFileName: join(sources, `${path}.ts`), extension: '.ts', isExternalLibraryImport: false };
  return { resolvedFileName: join(declarations, `${path}.d.ts`), extension: '.d.ts', isExternalLibraryImport: false };
}
