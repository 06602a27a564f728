/** `if`, and what follows an `if` whose branches may return: the branch that goes on takes it in, or a flag guards it. */
import type ts from 'typescript';
import type { Expr } from '../../ir/node.js';
import { completes, containsReturn, returnedFlag } from './jumps.js';
import { isMask } from './choose-elements.js';
import { lowerChoice } from './lower-choice.js';
import { applyNot, asCondition } from './lower-operator.js';
import type { Lowering } from './lowering.js';

/** `rest`: the statements that follow it in the same list, where it may return outside of all loops. */
export function lowerIf(l: Lowering, node: ts.IfStatement, rest: readonly ts.Statement[]): void {
  const condition = l.forms.expression(l, node.expression);
  if (l.isElementwise && isMask(condition)) {
    if (!lowerChoice(l, condition, node, rest)) l.forms.statements(l, rest);
    return;
  }
  const test = asCondition(l, condition, node.expression, 'if');
  const branches = [node.thenStatement, node.elseStatement] as const;
  if (test === undefined) {
    for (const branch of branches) l.inBlock(() => { lowerBranch(l, branch); });
    return;
  }
  if (test.kind === 'const') {
    lowerKnown(l, test.value === true ? node.thenStatement : node.elseStatement, rest);
    return;
  }
  const goesOn = branches.map((branch) => branch === undefined || completes(l, branch));
  const mayReturn = branches.some((branch, i) => goesOn[i] === true && branch !== undefined && containsReturn(l, branch));
  if (rest.length > 0 && goesOn.includes(true) && (mayReturn || !goesOn.includes(false))) {
    const flag = mayReturn ? l.localExpr(returnedFlag(l)) : undefined;
    emitBranches(l, test, branches.map((branch) => () => { lowerBranch(l, branch); }));
    runUnless(l, flag, rest);
    return;
  }
  emitBranches(l, test, branches.map((branch, i) => () => {
    lowerBranch(l, branch);
    if (goesOn[i] === true && rest.length > 0) l.forms.statements(l, rest);
  }));
}

/** The branch of a condition that is known at build time. */
function lowerKnown(l: Lowering, branch: ts.Statement | undefined, rest: readonly ts.Statement[]): void {
  const goesOn = branch === undefined || completes(l, branch);
  const flag = rest.length > 0 && goesOn && branch !== undefined && containsReturn(l, branch) ? l.localExpr(returnedFlag(l)) : undefined;
  lowerBranch(l, branch);
  if (goesOn) runUnless(l, flag, rest);
}

function lowerBranch(l: Lowering, branch: ts.Statement | undefined): void {
  if (branch !== undefined) l.lowerBody(branch);
}

function emitBranches(l: Lowering, test: Expr, branches: readonly (() => void)[]): void {
  const [then, otherwise] = branches.map((branch) => l.inBlock(branch));
  l.emit({ kind: 'if', test, then: then!, else: otherwise! });
}

/** Lowers statements that run unless the flag is set. */
export function runUnless(l: Lowering, flag: Expr | undefined, statements: readonly ts.Statement[]): void {
  if (statements.length === 0) return;
  if (flag === undefined) l.forms.statements(l, statements);
  else l.emit({ kind: 'if', test: applyNot(flag), then: l.inBlock(() => { l.forms.statements(l, statements); }), else: [] });
}
