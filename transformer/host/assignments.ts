/** Which names are assigned after their declaration: decided once per file, from syntax and symbols. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import type { TypeFacts } from './type-facts.js';

const assignedByFile = new WeakMap<ts.SourceFile, ReadonlySet<ts.Symbol>>();

/** Whether the variable or parameter that an identifier names is assigned anywhere besides its declaration. */
export function isReassigned(typescript: TypeScript, facts: TypeFacts, name: ts.Identifier): boolean {
  const symbol = facts.symbolAt(name);
  if (symbol === undefined) return false;
  const file = symbol.declarations?.[0]?.getSourceFile() ?? name.getSourceFile();
  return assignedIn(typescript, facts, file).has(symbol);
}

function assignedIn(typescript: TypeScript, facts: TypeFacts, file: ts.SourceFile): ReadonlySet<ts.Symbol> {
  const known = assignedByFile.get(file);
  if (known !== undefined) return known;
  const assigned = new Set<ts.Symbol>();
  const addTarget = (target: ts.Node): void => {
    if (typescript.isIdentifier(target)) {
      const symbol = facts.symbolAt(target);
      if (symbol !== undefined) assigned.add(symbol);
    } else if (typescript.isParenthesizedExpression(target) || typescript.isNonNullExpression(target) || typescript.isAsExpression(target)) {
      addTarget(target.expression);
    } else if (typescript.isArrayLiteralExpression(target)) {
      target.elements.forEach(addTarget);
    } else if (typescript.isSpreadElement(target)) {
      addTarget(target.expression);
    } else if (typescript.isObjectLiteralExpression(target)) {
      for (const property of target.properties) {
        if (typescript.isPropertyAssignment(property)) addTarget(property.initializer);
        if (typescript.isShorthandPropertyAssignment(property)) {
          const symbol = facts.checker.getShorthandAssignmentValueSymbol(property);
          if (symbol !== undefined) assigned.add(symbol);
        }
      }
    } else if (typescript.isBinaryExpression(target) && target.operatorToken.kind === typescript.SyntaxKind.EqualsToken) {
      addTarget(target.left);
    }
  };
  const visit = (node: ts.Node): void => {
    if (typescript.isBinaryExpression(node) && isAssignment(typescript, node.operatorToken.kind)) addTarget(node.left);
    if ((typescript.isPrefixUnaryExpression(node) || typescript.isPostfixUnaryExpression(node)) && isUpdate(typescript, node.operator)) addTarget(node.operand);
    if ((typescript.isForOfStatement(node) || typescript.isForInStatement(node)) && !typescript.isVariableDeclarationList(node.initializer)) addTarget(node.initializer);
    typescript.forEachChild(node, visit);
  };
  visit(file);
  assignedByFile.set(file, assigned);
  return assigned;
}

export function isAssignment(typescript: TypeScript, kind: ts.SyntaxKind): boolean {
  return kind >= typescript.SyntaxKind.FirstAssignment && kind <= typescript.SyntaxKind.LastAssignment;
}

function isUpdate(typescript: TypeScript, operator: ts.SyntaxKind): boolean {
  return operator === typescript.SyntaxKind.PlusPlusToken || operator === typescript.SyntaxKind.MinusMinusToken;
}
