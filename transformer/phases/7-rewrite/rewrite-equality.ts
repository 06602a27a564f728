/**
 * `===` and `switch` of kept originals: an array of rank 0 (a sum, what `energy(x)` gives) is compared as the number that it stands for, and
 * not as an object.
 *
 *     a === b                      $myelin.same(a, b)           a !== b      $myelin.notSame(a, b)
 *     switch (a) { case b: … }     switch ($myelin.plain(a)) { case $myelin.plain(b): … }
 */
import type ts from 'typescript';
import type { FileRewrite, Mode } from './file-rewrite.js';
import { flagsOf, isCertainlyScalar, mayBeSame } from './rewrite-operators.js';

/** The rewritten node; undefined where it stays. */
export function rewriteEquality(rewrite: FileRewrite, node: ts.Node, mode: Mode): ts.Node | undefined {
  const { ts: api, internal } = rewrite;
  if (api.isSwitchStatement(node)) return rewriteSwitch(rewrite, node, mode);
  if (!api.isBinaryExpression(node) || !mayBeSame(rewrite, node)) return undefined;
  const { left, right, operatorToken } = node;
  const operation = api.tokenToString(operatorToken.kind)!.startsWith('!') ? 'notSame' : 'same';
  const sides = [left, right];
  return internal.call(operation, [...sides.map((side) => rewrite.visitExpression(side, mode)), ...flagsOf(rewrite, sides)], node, operatorToken);
}

function rewriteSwitch(rewrite: FileRewrite, node: ts.SwitchStatement, mode: Mode): ts.Statement | undefined {
  const { ts: api, factory, internal } = rewrite;
  const plain = (value: ts.Expression): ts.Expression => {
    const visited = rewrite.visitExpression(value, mode);
    return isCertainlyScalar(rewrite, value) ? visited : internal.call('plain', [visited], value);
  };
  const clauses = node.caseBlock.clauses.map((clause) => {
    const statements = api.visitNodes(clause.statements, (statement) => rewrite.visit(statement, mode), api.isStatement);
    return api.isCaseClause(clause) ? factory.updateCaseClause(clause, plain(clause.expression), statements) : factory.updateDefaultClause(clause, statements);
  });
  return factory.updateSwitchStatement(node, plain(node.expression), factory.updateCaseBlock(node.caseBlock, clauses));
}
