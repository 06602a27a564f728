/**
 * Namespaces of the library by their own modules, for bundlers that cannot see through a namespace inside of a module (esbuild) and would
 * keep everything that it holds.
 *
 *     import { math as bm } from 'myelin'; bm.exp(x); bm.random.rand(9);
 *     import * as $math from 'myelin/internal/math/index'; import * as $random from 'myelin/internal/random/index';
 *     $math.exp(x); $random.rand(9);
 *
 * A transformer for after TypeScript's own: imports that only types use are gone by then. Where a namespace is used as a value, it stays.
 */
import type ts from 'typescript';
import type { Session } from '../../session.js';
import { libraryFile } from '../../host/library-file.js';

export function directImports({ ts: api }: Pick<Session, 'ts'>, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  const checker = program.getTypeChecker();

  /** The library's module that an expression of the user's file names: `math/index` for `bm`. */
  const moduleOf = (node: ts.Expression): string | undefined => {
    const original = api.getOriginalNode(node);
    const name = api.isPropertyAccessExpression(original) ? original.name : original;
    // Nodes of ours have no place in a file, and name nothing of the user's.
    if (!api.isIdentifier(name) || name.pos < 0) return undefined;
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol === undefined || (symbol.flags & api.SymbolFlags.Alias) === 0) return undefined;
    const aliased = checker.getAliasedSymbol(symbol);
    const declaration = (aliased.flags & api.SymbolFlags.ValueModule) === 0 ? undefined : aliased.declarations?.[0];
    return declaration !== undefined && api.isSourceFile(declaration) ? libraryFile(declaration.fileName) : undefined;
  };

  return (context) => (file) => {
    const { factory } = context;
    const imported = new Map<string, ts.Identifier>();
    const nameOf = (module: string): ts.Identifier => {
      const known = imported.get(module);
      if (known !== undefined) return known;
      const word = module.replace(/\/index$/, '').split('/').at(-1)!.replaceAll(/\W/g, '');
      const made = factory.createUniqueName(`$${word}`, api.GeneratedIdentifierFlags.Optimistic);
      imported.set(module, made);
      return made;
    };
    const visit = (node: ts.Node): ts.Node => {
      if (api.isPropertyAccessExpression(node) && (api.isIdentifier(node.expression) || api.isPropertyAccessExpression(node.expression))) {
        const module = moduleOf(node.expression);
        // `bm.random` in `bm.random.rand` is a namespace itself: the outer access has it.
        if (module !== undefined && module !== 'index') {
          return factory.updatePropertyAccessExpression(node, api.setTextRange(nameOf(module), node.expression), node.name);
        }
      }
      return api.visitEachChild(node, visit, context);
    };
    const visited = api.visitEachChild(file, visit, context);
    if (imported.size === 0) return visited;
    const imports = [...imported].map(([module, name]) => factory.createImportDeclaration(
      undefined, factory.createImportClause(undefined, undefined, factory.createNamespaceImport(name)),
      factory.createStringLiteral(`myelin/internal/${module}`),
    ));
    // Last, since modules load in this order: the runtime before the kernels, each in one piece, which is what compression wants.
    const place = visited.statements.findLastIndex((statement) => api.isImportDeclaration(statement)) + 1;
    return factory.updateSourceFile(visited, visited.statements.toSpliced(place, 0, ...imports));
  };
}
