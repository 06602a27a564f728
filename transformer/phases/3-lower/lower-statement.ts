/** Statements: the dispatch over the syntax; loops, switch, if, return and declarations have files of their own. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { shorten } from './arithmetic.js';
import { completes, containsReturn, emitJump, lowerOnce, returnedFlag, targetOf } from './jumps.js';
import { lowerDeclarations } from './lower-declaration.js';
import { lowerForOf } from './lower-for-of.js';
import { lowerIf, runUnless } from './lower-if.js';
import { lowerDo, lowerFor, lowerWhile } from './lower-loop.js';
import { lowerReturn } from './lower-return.js';
import { lowerSwitch } from './lower-switch.js';
import { lowerThrow } from './lower-throw.js';
import type { Lowering } from './lowering.js';

/** Lowers a list of statements; what follows a statement that may have returned runs only if it has not. */
export function lowerStatements(l: Lowering, nodes: readonly ts.Statement[]): void {
  for (const node of nodes) declareFunction(l, node);
  for (const [i, node] of nodes.entries()) {
    const rest = nodes.slice(i + 1);
    // Inside of a loop a return leaves the loop; elsewhere nothing does.
    const mayReturn = rest.length > 0 && l.current.regions.length === 0 && containsReturn(l, node);
    if (mayReturn && l.ts.isIfStatement(node)) {
      lowerIf(l, node, rest);
      return;
    }
    const flag = mayReturn && completes(l, node) ? l.localExpr(returnedFlag(l)) : undefined;
    lowerStatement(l, node);
    if (!completes(l, node)) return;
    if (flag !== undefined) {
      runUnless(l, flag, rest);
      return;
    }
  }
}

/** Functions are there from the start of their block. */
function declareFunction(l: Lowering, node: ts.Statement): void {
  if (!l.ts.isFunctionDeclaration(node) || node.name === undefined) return;
  const symbol = l.facts.symbolAt(node.name);
  const { self } = l.current;
  if (symbol !== undefined) l.scope.declare(symbol, { value: { kind: 'function', node, scope: l.scope, ...(self === undefined ? {} : { self }) }, depth: l.depth });
}

function lowerStatement(l: Lowering, node: ts.Statement): void {
  const { ts } = l;
  if (ts.isExpressionStatement(node)) l.forms.expression(l, node.expression);
  else if (ts.isVariableStatement(node)) lowerDeclarations(l, node.declarationList);
  else if (ts.isReturnStatement(node)) lowerReturn(l, node);
  else if (ts.isIfStatement(node)) lowerIf(l, node, []);
  else if (ts.isBlock(node)) l.lowerBody(node);
  else if (ts.isForStatement(node)) lowerFor(l, node);
  else if (ts.isWhileStatement(node)) lowerWhile(l, node);
  else if (ts.isDoStatement(node)) lowerDo(l, node);
  else if (ts.isForOfStatement(node)) lowerForOf(l, node);
  else if (ts.isSwitchStatement(node)) lowerSwitch(l, node);
  else if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) lowerJump(l, node);
  else if (ts.isLabeledStatement(node)) lowerLabeled(l, node);
  else if (ts.isThrowStatement(node)) lowerThrow(l, node);
  else if (!isNothing(l, node)) l.report(unsupportedSyntax.messages.form(describeForm(l, node)), node);
}

/** What is there for the type checker, or was declared already. */
function isNothing(l: Lowering, node: ts.Statement): boolean {
  const { ts } = l;
  return ts.isEmptyStatement(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isFunctionDeclaration(node)
    || node.kind === ts.SyntaxKind.DebuggerStatement;
}

function lowerJump(l: Lowering, node: ts.BreakOrContinueStatement): void {
  const region = targetOf(l, node);
  if (region !== undefined) emitJump(l, { kind: l.ts.isBreakStatement(node) ? 'break' : 'continue', region });
}

/** A label of a loop or switch belongs to it; other statements become something that can be left. */
function lowerLabeled(l: Lowering, node: ts.LabeledStatement): void {
  const { ts } = l;
  const inner = node.statement;
  if (ts.isIterationStatement(inner, false) || ts.isLabeledStatement(inner)) lowerStatement(l, inner);
  else lowerOnce(l, 'block', node, () => { l.lowerBody(inner); });
}

/** The forms that have no meaning in compiled code, with what to write instead. */
function describeForm(l: Lowering, node: ts.Statement): { readonly what: string; readonly instead: string } {
  const { ts } = l;
  if (ts.isTryStatement(node)) return { what: 'a try statement', instead: 'Put try around the call of the jitted function: a call that throws leaves every Variable as it was.' };
  if (ts.isWithStatement(node)) return { what: 'a with statement', instead: 'Name the object.' };
  if (ts.isForInStatement(node)) return { what: 'a for … in loop', instead: "Loop over a list of the names: 'for (const name of [\"a\", \"b\"] as const)'." };
  if (ts.isClassDeclaration(node)) return { what: 'a class declaration', instead: 'Declare it outside of the function.' };
  return { what: `'${shorten(node.getText())}'`, instead: 'Move it out of jit code.' };
}
