/**
 * Names of the library that nothing reads any more, since rewriting has put other ones in their places (`jit`, `bm`): bundlers warn of such imports.
 * A transformer for after all others.
 */
import type ts from 'typescript';
import type { Session } from '../../session.js';

export function dropUnusedImports({ ts: api }: Pick<Session, 'ts'>): ts.TransformerFactory<ts.SourceFile> {
  return ({ factory }) => (file) => {
    const read = new Set<string>();
    const note = (node: ts.Node): void => {
      if (api.isIdentifier(node)) read.add(node.text);
      api.forEachChild(node, (child) => { if (!isMemberName(node, child)) note(child); });
    };
    for (const statement of file.statements) if (!api.isImportDeclaration(statement)) note(statement);
    const statements = file.statements.flatMap((statement): readonly ts.Statement[] => {
      if (!api.isImportDeclaration(statement) || !isLibrary(statement.moduleSpecifier)) return [statement];
      const { importClause } = statement;
      const names = importClause?.namedBindings;
      if (importClause === undefined || names === undefined || !api.isNamedImports(names)) return [statement];
      const kept = names.elements.filter((element) => read.has(element.name.text));
      if (kept.length === names.elements.length) return [statement];
      if (kept.length === 0) return [];
      const clause = factory.updateImportClause(importClause, importClause.phaseModifier, importClause.name, factory.updateNamedImports(names, kept));
      return [factory.updateImportDeclaration(statement, statement.modifiers, clause, statement.moduleSpecifier, statement.attributes)];
    });
    return statements.length === file.statements.length && statements.every((one, i) => one === file.statements[i]) ? file : factory.updateSourceFile(file, statements);
  };

  /** `jit` in `{ jit: false }` and in `options.jit`. */
  function isMemberName(node: ts.Node, child: ts.Node): boolean {
    return (api.isPropertyAccessExpression(node) || api.isPropertyAssignment(node) || api.isClassElement(node)) && node.name === child && api.isIdentifier(child);
  }

  function isLibrary(specifier: ts.Expression): boolean {
    return api.isStringLiteral(specifier) && (specifier.text === 'myelin' || specifier.text === 'myelin/math');
  }
}
