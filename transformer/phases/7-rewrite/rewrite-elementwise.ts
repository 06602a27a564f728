/**
 * `?:` and `if` in element-wise derivatives: on an array each element chooses for itself, and both branches are evaluated.
 *
 *     c ? a : b                            $myelin.where(c, a, b)
 *     if (c) return a; … return b;         return $myelin.where(c, a, (() => { … return b; })());
 *     if (c) y = a; else y = b;            run both branches on copies of y, then y = $myelin.where(c, y of the first, y of the second)
 */
import type ts from 'typescript';
import { assignedNames, declarationOf, isAssignment, isUpdate } from '../../host/assigned-names.js';
import type { FileRewrite, Mode } from './file-rewrite.js';
import { flagsOf, isCertainlyScalar } from './rewrite-operators.js';

/** The rewritten `?:`; undefined where its condition is no array. */
export function rewriteChoice(rewrite: FileRewrite, node: ts.ConditionalExpression, mode: Mode): ts.Expression | undefined {
  if (isCertainlyScalar(rewrite, node.condition)) return undefined;
  const { condition, whenTrue, whenFalse } = node;
  const parts = [condition, whenTrue, whenFalse].map((part) => rewrite.visitExpression(part, mode));
  return rewrite.internal.call('where', [...parts, ...flagsOf(rewrite, [whenTrue, whenFalse])], node, node.questionToken);
}

/** Rewrites a list of statements. `isTail`: nothing runs after the list, so that a `return` in an `if` can take the rest of it in. */
export function rewriteStatements(rewrite: FileRewrite, statements: readonly ts.Statement[], mode: Mode, isTail: boolean): readonly ts.Statement[] {
  const { ts: api, factory } = rewrite;
  const result: ts.Statement[] = [];
  for (const [i, statement] of statements.entries()) {
    if (api.isIfStatement(statement) && !isCertainlyScalar(rewrite, statement.expression)) {
      if (isTail && contains(rewrite, statement, api.isReturnStatement)) {
        result.push(factory.createReturnStatement(chooseReturn(rewrite, statement, statements.slice(i + 1), mode)));
        return result;
      }
      const chosen = rewriteIf(rewrite, statement, mode);
      if (chosen !== undefined) {
        result.push(chosen);
        continue;
      }
    }
    const visited = rewrite.visit(statement, mode);
    for (const one of Array.isArray(visited) ? (visited as readonly ts.Statement[]) : [visited as ts.Statement | undefined]) {
      if (one !== undefined) result.push(one);
    }
  }
  return result;
}

/** An `if` that assigns, and does not return; undefined for others, and where its condition is no array. */
export function rewriteIf(rewrite: FileRewrite, node: ts.IfStatement, mode: Mode): ts.Statement | undefined {
  if (isCertainlyScalar(rewrite, node.expression) || contains(rewrite, node, rewrite.ts.isReturnStatement)) return undefined;
  const names = outerNames(rewrite, node);
  return names.length > 0 ? chooseValues(rewrite, node, names, mode) : undefined;
}

/** `where(c, then, else)`, where a branch that does not return by itself goes on with the rest of the list. */
function chooseReturn(rewrite: FileRewrite, node: ts.IfStatement, rest: readonly ts.Statement[], mode: Mode): ts.Expression {
  const branch = (statement: ts.Statement | undefined): ts.Expression => {
    const own = listOf(rewrite, statement);
    return branchValue(rewrite, alwaysReturns(rewrite, own) ? own : [...own, ...rest], mode);
  };
  const values = [branch(node.thenStatement), branch(node.elseStatement)];
  const returned = [listOf(rewrite, node.thenStatement), node.elseStatement === undefined ? rest : listOf(rewrite, node.elseStatement)];
  const plain = returned.map((list) => returnedExpression(rewrite, list));
  const flags = flagsOf(rewrite, plain.map((expression) => expression ?? rewrite.factory.createNull()));
  return rewrite.internal.call('where', [rewrite.visitExpression(node.expression, mode), ...values, ...flags], node);
}

/** The value that statements return: the expression of a lone `return`, else a function called at once, with copies of what it assigns. */
function branchValue(rewrite: FileRewrite, statements: readonly ts.Statement[], mode: Mode): ts.Expression {
  const { factory } = rewrite;
  const only = returnedExpression(rewrite, statements);
  if (only !== undefined) return rewrite.visitExpression(only, mode);
  const names = [...new Map(statements.flatMap((statement) => outerNames(rewrite, statement, statements)).map((name) => [name.text, name])).values()];
  const body = factory.createBlock(rewriteStatements(rewrite, statements, mode, true), true);
  const parameters = names.map((name) => factory.createParameterDeclaration(undefined, undefined, factory.createIdentifier(name.text)));
  const branch = factory.createArrowFunction(undefined, undefined, parameters, undefined, undefined, body);
  return factory.createCallExpression(factory.createParenthesizedExpression(branch), undefined, names);
}

/** Both branches run on what the names were before; then each name chooses element by element. */
function chooseValues(rewrite: FileRewrite, node: ts.IfStatement, names: readonly ts.Identifier[], mode: Mode): ts.Statement {
  const { ts: api, factory, internal } = rewrite;
  const constant = (name: ts.Identifier, value: ts.Expression): ts.Statement => factory.createVariableStatement(
    undefined, factory.createVariableDeclarationList([factory.createVariableDeclaration(name, undefined, undefined, value)], api.NodeFlags.Const),
  );
  const assign = (name: ts.Identifier, value: ts.Expression): ts.Statement => factory.createExpressionStatement(factory.createAssignment(name, value));
  const branch = (statement: ts.Statement | undefined): ts.Statement => factory.createBlock(rewriteStatements(rewrite, listOf(rewrite, statement), mode, false), true);
  const condition = factory.createUniqueName('condition', api.GeneratedIdentifierFlags.Optimistic);
  const copies = names.map((name) => ({ name, before: factory.createUniqueName(`${name.text}Before`), chosen: factory.createUniqueName(`${name.text}Then`) }));
  return factory.createBlock([
    constant(condition, rewrite.visitExpression(node.expression, mode)),
    ...copies.map(({ name, before }) => constant(before, name)),
    branch(node.thenStatement),
    ...copies.flatMap(({ name, before, chosen }) => [constant(chosen, name), assign(name, before)]),
    ...(node.elseStatement === undefined ? [] : [branch(node.elseStatement)]),
    ...copies.map(({ name, chosen }) => assign(name, internal.call('where', [condition, chosen, name], node))),
  ], true);
}

/** The names that a statement assigns and that are declared outside of `within`. */
function outerNames(rewrite: FileRewrite, statement: ts.Statement, within: readonly ts.Statement[] = [statement]): readonly ts.Identifier[] {
  const { ts: api, checker } = rewrite;
  const found = new Map<ts.Declaration, ts.Identifier>();
  const isInside = (declaration: ts.Declaration): boolean => within.some((one) => declaration.pos >= one.pos && declaration.end <= one.end);
  const visit = (node: ts.Node): void => {
    const target = isAssignment(api, node) ? node.left : isUpdate(api, node) ? node.operand : undefined;
    for (const name of target === undefined ? [] : assignedNames(api, target)) {
      const declaration = declarationOf(api, checker, name);
      if (declaration !== undefined && !isInside(declaration) && !found.has(declaration)) found.set(declaration, name);
    }
    api.forEachChild(node, visit);
  };
  visit(statement);
  return [...found.values()];
}

function listOf({ ts: api }: FileRewrite, statement: ts.Statement | undefined): readonly ts.Statement[] {
  if (statement === undefined) return [];
  return api.isBlock(statement) ? statement.statements : [statement];
}

function returnedExpression({ ts: api }: FileRewrite, statements: readonly ts.Statement[]): ts.Expression | undefined {
  const [first] = statements;
  return first !== undefined && api.isReturnStatement(first) ? first.expression : undefined;
}

function alwaysReturns(rewrite: FileRewrite, statements: readonly ts.Statement[]): boolean {
  const { ts: api } = rewrite;
  return statements.some((statement) => api.isReturnStatement(statement) || api.isThrowStatement(statement)
    || (api.isBlock(statement) && alwaysReturns(rewrite, statement.statements))
    || (api.isIfStatement(statement) && statement.elseStatement !== undefined
      && alwaysReturns(rewrite, listOf(rewrite, statement.thenStatement)) && alwaysReturns(rewrite, listOf(rewrite, statement.elseStatement))));
}

/** Whether a node holds one of a kind, functions inside of it left out. */
function contains(rewrite: FileRewrite, node: ts.Node, isWanted: (node: ts.Node) => boolean): boolean {
  if (isWanted(node)) return true;
  if (rewrite.ts.isFunctionLike(node)) return false;
  return rewrite.ts.forEachChild(node, (child) => (contains(rewrite, child, isWanted) ? true : undefined)) === true;
}
