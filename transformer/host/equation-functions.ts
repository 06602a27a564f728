/** The functions that an equation names: in place, in lists, in `new JointEq([…])`, by name, or as fields, methods and getters of an object. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import type { TypeFacts } from './type-facts.js';

export interface EquationFunctionUse {
  /** The expression that stands for the function. */
  readonly use: ts.Expression;
  readonly target: ts.FunctionLikeDeclaration;
}

/** The functions of an equation in order, and whether they are all of them. */
export interface EquationFunctions {
  readonly functions: readonly EquationFunctionUse[];
  readonly isComplete: boolean;
}

const nothing: EquationFunctions = { functions: [], isComplete: false };

export function findEquationFunctions(api: TypeScript, facts: TypeFacts, expression: ts.Expression, depth = 0): EquationFunctions {
  const node = bareExpression(api, expression);
  const all = (parts: readonly ts.Expression[]): EquationFunctions => {
    const found = parts.map((part) => findEquationFunctions(api, facts, part, depth + 1));
    return { functions: found.flatMap(({ functions }) => functions), isComplete: found.every(({ isComplete }) => isComplete) };
  };
  // Definitions that lead back to themselves.
  if (depth > 20) return nothing;
  if (api.isArrowFunction(node) || api.isFunctionExpression(node)) return { functions: [{ use: node, target: node }], isComplete: true };
  if (api.isArrayLiteralExpression(node)) return all(node.elements);
  if (api.isNewExpression(node)) return all(node.arguments ?? []);
  if (!api.isIdentifier(node) && !api.isPropertyAccessExpression(node)) return nothing;
  for (const declaration of facts.symbolAt(api.isPropertyAccessExpression(node) ? node.name : node)?.declarations ?? []) {
    if (declaration.getSourceFile().isDeclarationFile) continue;
    if ((api.isFunctionDeclaration(declaration) || api.isMethodDeclaration(declaration)) && declaration.body !== undefined) {
      return { functions: [{ use: expression, target: declaration }], isComplete: true };
    }
    if (api.isGetAccessor(declaration)) {
      const only = declaration.body?.statements.length === 1 ? declaration.body.statements[0] : undefined;
      return only !== undefined && api.isReturnStatement(only) && only.expression !== undefined ? findEquationFunctions(api, facts, only.expression, depth + 1) : nothing;
    }
    if ((api.isVariableDeclaration(declaration) || api.isPropertyDeclaration(declaration)) && declaration.initializer !== undefined) {
      const initializer = bareExpression(api, declaration.initializer);
      if (api.isArrowFunction(initializer) || api.isFunctionExpression(initializer)) return { functions: [{ use: expression, target: initializer }], isComplete: true };
      return findEquationFunctions(api, facts, initializer, depth + 1);
    }
  }
  return nothing;
}
