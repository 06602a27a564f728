/**
 * The library's own models and integration methods as sources, and those of packages that ship theirs. A user's program knows them by their
 * declarations alone; to compile them into it, a second program is made of the sources. Everything below them (`math`, `core` …) stays
 * declarations, and the files that both programs share are parsed once.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { libraryFile, libraryRoot } from './library-file.js';
import { packageSources, pathWithin, shippedPackageOf } from './shipped-package.js';
import type { ShippedPackage } from './shipped-package.js';

/** Gives a host that notes what it is asked. */
export type WatchHost = (host: ts.CompilerHost) => ts.CompilerHost;

/** The rooms of the runtime whose sources are compiled into programs. */
const compiledRooms = /^(dyn|integrators)\//;

export class LibrarySources {
  readonly #ts: TypeScript;
  readonly #main: ts.Program;
  readonly #watch: WatchHost;
  #program: ts.Program | undefined;
  #packages: ReadonlyMap<string, readonly string[]> | undefined;

  /** `watch`: gives a host that notes what is read. */
  constructor(typescript: TypeScript, main: ts.Program, watch: WatchHost = (host) => host) {
    this.#ts = typescript;
    this.#main = main;
    this.#watch = watch;
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
    const name = this.#nameOf(declaration);
    if (name === undefined || !file.isDeclarationFile) return undefined;
    const found = path === undefined ? this.#inPackage(file, name) : compiledRooms.test(path) ? this.#inLibrary(file, path, name) : undefined;
    // The kinds of a declaration and of its source are the same, so the cast holds.
    return found?.kind === declaration.kind ? (found as unknown as T) : undefined;
  }

  #inLibrary(file: ts.SourceFile, path: string, name: string): ts.Node | undefined {
    const root = libraryRoot(file.fileName);
    const source = root === undefined ? undefined : this.#load()?.getSourceFile(join(root, 'runtime', `${path}.ts`));
    return source === undefined ? undefined : this.#declarationIn(source, name);
  }

  /** Declarations may lie in one file each or all in one: of the sources with that name, the one whose path is most like the declaration's. */
  #inPackage(file: ts.SourceFile, name: string): ts.Node | undefined {
    const shipped = shippedPackageOf(file.fileName);
    const sources = shipped === undefined ? undefined : this.#shippedSources().get(shipped.root);
    if (shipped === undefined || sources === undefined) return undefined;
    const found = sources.flatMap((path) => {
      const source = this.#load()?.getSourceFile(path);
      const node = source === undefined ? undefined : this.#declarationIn(source, name);
      return node === undefined ? [] : [{ node, likeness: countSharedEnd(pathWithin(shipped.root, path), pathWithin(shipped.root, file.fileName)) }];
    });
    return found.sort((a, b) => b.likeness - a.likeness)[0]?.node;
  }

  /** The sources of the packages that the program uses, by the packages' folders. */
  #shippedSources(): ReadonlyMap<string, readonly string[]> {
    if (this.#packages === undefined) {
      const shipped = new Map<string, ShippedPackage>();
      for (const { fileName, isDeclarationFile } of this.#main.getSourceFiles()) {
        const one = isDeclarationFile && libraryFile(fileName) === undefined ? shippedPackageOf(fileName) : undefined;
        if (one !== undefined) shipped.set(one.root, one);
      }
      const host = this.#watch(this.#ts.createCompilerHost({}));
      this.#packages = new Map([...shipped].map(([root, one]) => [root, packageSources(one, host.readFile)]));
    }
    return this.#packages;
  }

  /** A declaration of the library, from one of whose files `near` is, by its file's path below `runtime/` and its name. */
  find(near: ts.SourceFile, path: string, name: string): ts.Node | undefined {
    const root = libraryRoot(near.fileName);
    if (root === undefined) return undefined;
    const fileName = join(root, 'runtime', `${path}.ts`);
    const source = this.#main.getSourceFile(fileName) ?? this.#load()?.getSourceFile(fileName);
    return source === undefined ? undefined : this.#declarationIn(source, name);
  }

  /** A package's author may have left out the extensions of relative imports, though this program may not. */
  #optionsFor(specifier: string, options: ts.CompilerOptions): ts.CompilerOptions {
    const { ModuleKind, ModuleResolutionKind } = this.#ts;
    return specifier.startsWith('.') ? { ...options, module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler } : options;
  }

  #declarationIn(source: ts.SourceFile, name: string): ts.Node | undefined {
    for (const statement of source.statements) {
      const candidates: readonly ts.Node[] = this.#ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
      // Of an overloaded function the declaration with the body.
      const isWanted = (one: ts.Node): boolean => this.#nameOf(one) === name && !(this.#ts.isFunctionDeclaration(one) && one.body === undefined);
      const found = candidates.find(isWanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #nameOf(node: ts.Node): string | undefined {
    const { name } = node as ts.Node & { readonly name?: ts.Node };
    return name !== undefined && this.#ts.isIdentifier(name) ? name.text : undefined;
  }

  #load(): ts.Program | undefined {
    if (this.#program !== undefined) return this.#program;
    const library = this.#main.getSourceFiles().find(({ fileName }) => libraryFile(fileName) !== undefined);
    const root = library === undefined ? undefined : libraryRoot(library.fileName);
    if (root === undefined) return undefined;
    const rooms = ['dyn/index.ts', 'integrators/index.ts'].map((file) => join(root, 'runtime', file)).filter((file) => existsSync(file));
    const entries = [...rooms, ...[...this.#shippedSources().values()].flat()];
    if (entries.length === 0) return undefined;
    const { ts } = { ts: this.#ts };
    const options: ts.CompilerOptions = { ...this.#main.getCompilerOptions(), strict: true, skipLibCheck: true, noEmit: true, plugins: [] };
    const host = this.#watch(ts.createCompilerHost(options));
    host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeInfo;
    const parse = host.getSourceFile.bind(host);
    host.getSourceFile = (fileName, ...rest) => this.#main.getSourceFile(fileName) ?? parse(fileName, ...rest);
    host.resolveModuleNameLiterals = (literals, containing, _redirect, resolveOptions) => literals.map((literal) => ({
      resolvedModule: resolveWithin(root, literal.text, containing) ?? ts.resolveModuleName(literal.text, containing, this.#optionsFor(literal.text, resolveOptions), host).resolvedModule,
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

/** How many characters two paths without their extensions share at the end. */
function countSharedEnd(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => path.replace(/(\.d)?\.[cm]?tsx?$/, ''));
  let count = 0;
  while (count < one!.length && one!.at(-1 - count) === other!.at(-1 - count)) count++;
  return count;
}
