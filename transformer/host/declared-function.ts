/** The function that a name stands for. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import type { TypeFacts } from './type-facts.js';

export type DeclaredFunction = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

/** A function that is declared, or that a variable is declared with, in a file with code; of one with overloads that with the body. */
export function declaredFunction(ts: TypeScript, facts: TypeFacts, node: ts.Expression): DeclaredFunction | undefined {
  if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
  const symbol = facts.symbolAt(ts.isIdentifier(node) ? node : node.name);
  for (const declaration of symbol?.declarations ?? []) {
    if (declaration.getSourceFile().isDeclarationFile) continue;
    if (ts.isFunctionDeclaration(declaration) && declaration.body !== undefined) return declaration;
    if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      const initializer = bareExpression(ts, declaration.initializer);
      if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) return initializer;
    }
  }
  return undefined;
}
