/** The value of an expression that is written out in the program: numbers, strings, booleans, lists and records of them. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import { isConst } from './constant-alias.js';
import type { TypeFacts } from './type-facts.js';

/** Undefined where a part of it is known only when the program runs. */
export function constantValue(api: TypeScript, facts: TypeFacts, expression: ts.Expression): unknown {
  const node = bareExpression(api, expression);
  const { SyntaxKind } = api;
  if (api.isNumericLiteral(node)) return Number(node.text);
  if (api.isStringLiteralLike(node)) return node.text;
  if (node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword) return node.kind === SyntaxKind.TrueKeyword;
  if (api.isArrayLiteralExpression(node)) return all(node.elements.map((element) => constantValue(api, facts, element)));
  if (api.isObjectLiteralExpression(node)) return recordValue(api, facts, node);
  if (api.isPrefixUnaryExpression(node)) {
    const operand = constantValue(api, facts, node.operand);
    return typeof operand !== 'number' ? undefined : node.operator === SyntaxKind.MinusToken ? -operand : node.operator === SyntaxKind.PlusToken ? operand : undefined;
  }
  if (api.isBinaryExpression(node)) return arithmetic(node.operatorToken.getText(), constantValue(api, facts, node.left), constantValue(api, facts, node.right));
  return valueOfType(facts.checker.getTypeAtLocation(node)) ?? valueOfName(api, facts, node);
}

/** `const third = 1 / 3`; a `const` list or record may have been written to. */
function valueOfName(api: TypeScript, facts: TypeFacts, node: ts.Expression): number | undefined {
  const declaration = api.isIdentifier(node) ? constantDeclaration(api, facts, node) : undefined;
  if (declaration === undefined || isInside(node, declaration)) return undefined;
  const value = constantValue(api, facts, declaration.initializer!);
  return typeof value === 'number' ? value : undefined;
}

/** The declaration `const name = …` of a name. */
export function constantDeclaration(api: TypeScript, facts: TypeFacts, name: ts.Identifier): ts.VariableDeclaration | undefined {
  const declaration = facts.symbolAt(name)?.valueDeclaration;
  const isConstant = declaration !== undefined && api.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isConst(api, declaration);
  return isConstant ? declaration : undefined;
}

function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}

function all(values: readonly unknown[]): readonly unknown[] | undefined {
  return values.some((value) => value === undefined) ? undefined : values;
}

function recordValue(api: TypeScript, facts: TypeFacts, node: ts.ObjectLiteralExpression): unknown {
  const entries: [string, unknown][] = [];
  for (const property of node.properties) {
    if (!api.isPropertyAssignment(property) || !(api.isIdentifier(property.name) || api.isStringLiteral(property.name))) return undefined;
    const value = constantValue(api, facts, property.initializer);
    if (value === undefined) return undefined;
    entries.push([property.name.text, value]);
  }
  return Object.fromEntries(entries);
}

function arithmetic(operator: string, a: unknown, b: unknown): number | undefined {
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    default: return undefined;
  }
}

/** Of a name whose type is one number or string: `const n = 3`, a member of an enum. */
function valueOfType(type: ts.Type): number | string | undefined {
  return type.isNumberLiteral() || type.isStringLiteral() ? type.value : undefined;
}
