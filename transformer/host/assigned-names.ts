/** Which names code writes to: assignments, destructuring and loop heads. */
import type ts from 'typescript';
import type { Checker } from './routed-checker.js';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';

/** `=`, `+=`, `&&=` … */
export function isAssignment(api: TypeScript, node: ts.Node): node is ts.BinaryExpression {
  if (!api.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= api.SyntaxKind.FirstAssignment && kind <= api.SyntaxKind.LastAssignment;
}

/** `++` and `--`, before or after. */
export function isUpdate(api: TypeScript, node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  if (!api.isPrefixUnaryExpression(node) && !api.isPostfixUnaryExpression(node)) return false;
  return node.operator === api.SyntaxKind.PlusPlusToken || node.operator === api.SyntaxKind.MinusMinusToken;
}

/** `for (x of …)`, `for (x in …)`: the heads that write to what stands in them. */
export function isLoopHead(api: TypeScript, node: ts.Node): node is ts.ForInOrOfStatement {
  return api.isForOfStatement(node) || api.isForInStatement(node);
}

/** The names that an assignment's left side writes: `a` of `a = 1`, `a` and `b` of `[a, { b }] = x`, none of `x[i] = 1`. */
export function assignedNames(api: TypeScript, target: ts.Expression): readonly ts.Identifier[] {
  const bare = bareExpression(api, target);
  if (api.isIdentifier(bare)) return [bare];
  if (api.isSpreadElement(bare)) return assignedNames(api, bare.expression);
  if (api.isArrayLiteralExpression(bare)) return bare.elements.flatMap((element) => assignedNames(api, element));
  if (isAssignment(api, bare)) return assignedNames(api, bare.left);
  if (!api.isObjectLiteralExpression(bare)) return [];
  return bare.properties.flatMap((property) => {
    if (api.isShorthandPropertyAssignment(property)) return [property.name];
    if (api.isPropertyAssignment(property)) return assignedNames(api, property.initializer);
    return api.isSpreadAssignment(property) ? assignedNames(api, property.expression) : [];
  });
}

/** The one declaration of a name, through imports; undefined where there are several or none. */
export function declarationOf(api: TypeScript, checker: Checker, name: ts.Identifier): ts.Declaration | undefined {
  const { parent } = name;
  let symbol = parent !== undefined && api.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent) : checker.getSymbolAtLocation(name);
  if (symbol !== undefined && (symbol.flags & api.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol);
  return symbol?.declarations?.length === 1 ? symbol.valueDeclaration : undefined;
}
