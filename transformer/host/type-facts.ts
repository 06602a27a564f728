/** What the type checker is asked: which types are arrays or Variables, which symbols are the library's. Nothing else of the checker's types is used. */
import type ts from 'typescript';
import type { DType } from '../../runtime/abi/dtype.js';
import { isDType } from '../../runtime/abi/dtype.js';
import type { TypeScript } from '../contracts.js';
import { constantAlias } from './constant-alias.js';
import { libraryFile } from './library-file.js';
import type { WatchHost } from './library-sources.js';
import { LibrarySources } from './library-sources.js';
import type { RoutedChecker } from './routed-checker.js';
import { routeChecker } from './routed-checker.js';

export interface ArrayFacts {
  /** null where the type does not state it. */
  readonly rank: number | null;
  readonly dtype: DType | undefined;
  readonly variable: boolean;
  /** `NDArrayLike`: a plain number is taken too. */
  readonly like: boolean;
}

export class TypeFacts {
  readonly #ts: TypeScript;
  readonly checker: RoutedChecker;
  readonly #sources: LibrarySources;

  constructor(typescript: TypeScript, program: ts.Program, watch?: WatchHost) {
    this.#ts = typescript;
    this.#sources = new LibrarySources(typescript, program, watch);
    this.checker = routeChecker(program.getTypeChecker(), this.#sources);
  }

  /** A declaration of the library by its source, where that is compiled into programs; other declarations as they are. */
  sourceOf<T extends ts.Declaration>(declaration: T): T {
    return this.#sources.sourceOf(declaration) ?? declaration;
  }

  /** Whether a file belongs to the library or to a package that ships its sources, and not to the program itself. */
  isFromPackage(file: ts.SourceFile): boolean {
    return this.#sources.owns(file);
  }

  /** The sources of the library's models, where the program has asked for any. */
  librarySources(): readonly ts.SourceFile[] {
    return this.#sources.files;
  }

  /** A declaration in the sources of the library that a symbol belongs to, by file and name. */
  librarySource(symbol: ts.Symbol, path: string, name: string): ts.Node | undefined {
    const file = symbol.declarations?.[0]?.getSourceFile();
    return file === undefined ? undefined : this.#sources.find(file, path, name);
  }

  /** The part of a type that is left without `undefined` and `null`. */
  present(type: ts.Type): ts.Type {
    return this.checker.getNonNullableType(type);
  }

  /** Whether a value of the type may be `undefined` or `null`. */
  mayBeAbsent(type: ts.Type): boolean {
    const { TypeFlags } = this.#ts;
    return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & (TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Any)) !== 0);
  }

  /** Facts of an array or Variable type; undefined for any other type. */
  arrayFacts(type: ts.Type): ArrayFacts | undefined {
    const brand = this.#brandOf(type);
    if (brand === undefined) return undefined;
    const optional = (brand.flags & this.#ts.SymbolFlags.Optional) !== 0;
    const branded = this.present(this.checker.getTypeOfProperty(type, brand));
    const [rankType, dtypeType] = this.checker.isTupleType(branded) ? this.checker.getTypeArguments(branded as ts.TypeReference) : [];
    return {
      rank: rankType !== undefined && rankType.isNumberLiteral() ? rankType.value : null,
      dtype: dtypeType !== undefined && dtypeType.isStringLiteral() && isDType(dtypeType.value) ? dtypeType.value : undefined,
      variable: type.getProperty('value') !== undefined,
      like: optional,
    };
  }

  /** A type as it is written, in full: the checker cuts long ones short unless told. */
  fullText(type: ts.Type): string {
    return this.checker.typeToString(type, undefined, this.#ts.TypeFormatFlags.NoTruncation);
  }

  /** Whether a type is one that is known: no parameter, no union, not `any`, and no tuple of such. */
  isOneType(type: ts.Type): boolean {
    const { TypeFlags } = this.#ts;
    if (this.checker.isTupleType(type)) return this.checker.getTypeArguments(type as ts.TypeReference).every((item) => this.isOneType(item));
    return !type.isUnion() && (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never | TypeFlags.TypeParameter)) === 0;
  }

  isCallable(type: ts.Type): boolean {
    return type.getCallSignatures().length > 0;
  }

  /** Whether the cases of a switch without a default are all the values that the subject's type has: members of an enum, a union of literals. */
  coversAll(node: ts.SwitchStatement): boolean {
    const ts = this.#ts;
    const keyOf = (type: ts.Type): string => (type.isLiteral() ? `${typeof type.value} ${String(type.value)}` : this.checker.typeToString(type));
    const subject = this.checker.getTypeAtLocation(node.expression);
    const values = subject.isUnion() ? subject.types : [subject];
    const cases = new Set(node.caseBlock.clauses.filter((clause) => ts.isCaseClause(clause)).map((clause) => keyOf(this.checker.getTypeAtLocation(clause.expression))));
    return cases.size === node.caseBlock.clauses.length && values.every((type) => (type.flags & ts.TypeFlags.Unit) !== 0 && cases.has(keyOf(type)));
  }

  #brandOf(type: ts.Type): ts.Symbol | undefined {
    if (type.isUnion()) return undefined;
    if ((type.flags & (this.#ts.TypeFlags.Intersection | this.#ts.TypeFlags.Object)) === 0) return undefined;
    return type.getProperties().find((property) => String(property.escapedName).startsWith('__@brand@'));
  }

  /** Follows imports and re-exports to the declaration. */
  resolve(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & this.#ts.SymbolFlags.Alias) !== 0 ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  symbolAt(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol === undefined ? undefined : this.#exportBehind(this.resolve(symbol));
  }

  /** `const { odeint } = integrators`, `const random = bm.random`, `const exp = bm.exp`: what another name of the library's own stands for. */
  #exportBehind(symbol: ts.Symbol): ts.Symbol {
    const ts = this.#ts;
    const alias = constantAlias(ts, symbol.valueDeclaration);
    if (alias === undefined) return symbol;
    if (alias.member === undefined) return this.#exportOf(alias.of) ?? symbol;
    const namespace = this.checker.getSymbolAtLocation(alias.of);
    const module = namespace === undefined ? undefined : this.resolve(namespace);
    if (module === undefined || (module.flags & ts.SymbolFlags.ValueModule) === 0) return symbol;
    const found = this.checker.getExportsOfModule(module).find((one) => one.name === alias.member);
    return found === undefined ? symbol : this.resolve(found);
  }

  /** The namespace or export of the library that an expression names. */
  #exportOf(expression: ts.Expression): ts.Symbol | undefined {
    const ts = this.#ts;
    if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return undefined;
    const found = this.symbolAt(expression);
    const target = found?.valueDeclaration ?? found?.declarations?.[0];
    if (found === undefined || target === undefined || this.libraryFile(found) === undefined) return undefined;
    const isExport = ts.isFunctionDeclaration(target) || (ts.isVariableDeclaration(target) && ts.isSourceFile(target.parent.parent.parent));
    return ts.isSourceFile(target) || isExport ? found : undefined;
  }

  /** What a name stands for; of a shorthand property `{ x }` it is the variable. */
  symbolOfName(name: ts.Identifier): ts.Symbol | undefined {
    const shorthand = this.#ts.isShorthandPropertyAssignment(name.parent) ? this.checker.getShorthandAssignmentValueSymbol(name.parent) : undefined;
    return shorthand === undefined ? this.symbolAt(name) : this.resolve(shorthand);
  }

  /** `core/base` for a symbol declared in our runtime's `core/base.ts` (or its `.d.ts`), in the package or in its sources. */
  libraryFile(symbol: ts.Symbol): string | undefined {
    const fileName = symbol.declarations?.[0]?.getSourceFile().fileName;
    return fileName === undefined ? undefined : libraryFile(fileName);
  }

  /** Whether a symbol is the library's export of that name. */
  isLibrary(symbol: ts.Symbol | undefined, ...names: readonly string[]): boolean {
    return symbol !== undefined && names.includes(symbol.name) && this.libraryFile(symbol) !== undefined;
  }

  /** The class declarations of an object type, the most general first for unions; empty where it is no class. */
  classesOf(type: ts.Type): readonly ts.ClassLikeDeclaration[] {
    const types = type.isUnion() ? type.types : [type];
    return types.flatMap((one) => {
      const declarations = one.getSymbol()?.declarations ?? [];
      return declarations.filter((declaration): declaration is ts.ClassLikeDeclaration => this.#ts.isClassLike(declaration)).map((declaration) => this.sourceOf(declaration));
    });
  }

  /** The parent class's declaration, if its `extends` names a class that can be found. */
  parentClass(declaration: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | undefined {
    const type = this.parentType(declaration);
    return type && this.classesOf(type)[0];
  }

  /** The type that a class extends, with its arguments. */
  parentType(declaration: ts.ClassLikeDeclaration): ts.Type | undefined {
    const clause = declaration.heritageClauses?.find((heritage) => heritage.token === this.#ts.SyntaxKind.ExtendsKeyword);
    const [extended] = clause?.types ?? [];
    return extended && this.checker.getTypeAtLocation(extended);
  }

  /** Whether a class is another one or extends it. */
  isBelow(declaration: ts.ClassLikeDeclaration, above: ts.ClassLikeDeclaration): boolean {
    for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = this.parentClass(at)) if (at === above) return true;
    return false;
  }

  /** Whether a class is the library's `Base` or extends it. */
  extendsBase(declaration: ts.ClassLikeDeclaration): boolean {
    return this.extendsLibrary(declaration, 'Base');
  }

  /** Whether a class is one of the library's classes of these names, or extends one. */
  extendsLibrary(declaration: ts.ClassLikeDeclaration, ...names: readonly string[]): boolean {
    for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = this.parentClass(at)) {
      if (names.includes(at.name?.text ?? '') && libraryFile(at.getSourceFile().fileName) !== undefined) return true;
    }
    return false;
  }
}
