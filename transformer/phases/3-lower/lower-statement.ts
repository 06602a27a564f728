/** Statements, one function each. Early returns become branches; where that is not possible, a flag says that a return has run. */
import type ts from 'typescript';
import { scalarLoop } from '../../diagnostics/rules/scalar-loop.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { isReassigned } from '../../host/assignments.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Block, Expr } from '../../ir/node.js';
import { assignedLocals, expressionsOf, visitExpr, visitStatements } from '../../ir/visit.js';
import { asNumber, booleanConst, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { lowerUpdate } from './lower-assignment.js';
import { withDefault } from './lower-function.js';
import { itemOfList } from './lower-member.js';
import { applyNot, lowerCondition } from './lower-operator.js';
import type { BindOptions, Lowering } from './lowering.js';
import { assignValue, declareLike, joinTypes } from './merge.js';
import { Scope } from './scope.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** Lowers a list of statements; what follows a statement that may have returned runs only if it has not. */
export function lowerStatements(l: Lowering, nodes: readonly ts.Statement[]): void {
  const { ts } = l;
  for (const [i, node] of nodes.entries()) {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined) {
      const symbol = l.facts.symbolAt(node.name);
      if (symbol !== undefined) l.scope.declare(symbol, { value: { kind: 'function', node, scope: l.scope, ...(l.current.self === undefined ? {} : { self: l.current.self }) }, depth: l.depth });
      continue;
    }
    const rest = nodes.slice(i + 1);
    if (ts.isIfStatement(node) && containsReturn(l, node)) {
      lowerIf(l, node, rest);
      return;
    }
    lowerStatement(l, node);
    if (ts.isReturnStatement(node) || node.kind === ts.SyntaxKind.BreakStatement || node.kind === ts.SyntaxKind.ContinueStatement) return;
    if (containsReturn(l, node) && rest.length > 0) {
      runUnlessReturned(l, rest);
      return;
    }
  }
}

function lowerStatement(l: Lowering, node: ts.Statement): void {
  const { ts } = l;
  if (ts.isExpressionStatement(node)) lowerExpressionStatement(l, node.expression);
  else if (ts.isVariableStatement(node)) lowerDeclarations(l, node.declarationList);
  else if (ts.isReturnStatement(node)) lowerReturn(l, node);
  else if (ts.isIfStatement(node)) lowerIf(l, node, []);
  else if (ts.isBlock(node)) inScope(l, () => { lowerStatements(l, node.statements); });
  else if (ts.isForStatement(node)) lowerFor(l, node);
  else if (ts.isWhileStatement(node)) lowerLoop(l, node, () => lowerCondition(l, node.expression, 'while'), () => { lowerBody(l, node.statement); }, () => {});
  else if (ts.isDoStatement(node)) lowerDo(l, node);
  else if (ts.isForOfStatement(node)) lowerForOf(l, node);
  else if (ts.isSwitchStatement(node)) lowerSwitch(l, node);
  else if ((ts.isBreakStatement(node) || ts.isContinueStatement(node)) && node.label === undefined) l.emit({ kind: ts.isBreakStatement(node) ? 'break' : 'continue' });
  else if (ts.isEmptyStatement(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
  else if (ts.isThrowStatement(node)) refuse(l, node, 'a throw statement', 'Check the input before jit code is called.');
  else refuse(l, node, ...describeForm(l, node));
}

/** The forms that have no meaning in compiled code, with what to write instead. */
function describeForm(l: Lowering, node: ts.Statement): [what: string, instead: string] {
  const { ts } = l;
  if (ts.isTryStatement(node)) return ['a try statement', 'Put try around the call of the jitted function: a call that throws leaves every Variable as it was.'];
  if (ts.isWithStatement(node)) return ['a with statement', 'Name the object.'];
  if (ts.isForInStatement(node)) return ['a for … in loop', 'Loop over a NodeList or over numbers.'];
  if (ts.isLabeledStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node)) return ['a labelled statement', 'Put the inner loop into a function and return from it.'];
  if (ts.isClassDeclaration(node)) return ['a class declaration', 'Declare it outside of the function.'];
  return [`'${shorten(node.getText())}'`, 'Move it out of jit code.'];
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): void {
  l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

function inScope(l: Lowering, make: () => void): void {
  l.withScope(new Scope(l.scope), make);
}

function lowerBody(l: Lowering, node: ts.Statement): void {
  inScope(l, () => { lowerStatements(l, l.ts.isBlock(node) ? node.statements : [node]); });
}

function lowerExpressionStatement(l: Lowering, node: ts.Expression): void {
  const { ts } = l;
  const inner = bareExpression(ts, node);
  if ((ts.isPrefixUnaryExpression(inner) || ts.isPostfixUnaryExpression(inner)) && isUpdateOperator(ts, inner.operator)) lowerUpdate(l, inner);
  else l.forms.expression(l, node);
}

export function isUpdateOperator(typescript: typeof ts, operator: ts.SyntaxKind): boolean {
  return operator === typescript.SyntaxKind.PlusPlusToken || operator === typescript.SyntaxKind.MinusMinusToken;
}

function lowerDeclarations(l: Lowering, list: ts.VariableDeclarationList): void {
  for (const declaration of list.declarations) {
    const value: Value = declaration.initializer === undefined ? undefinedValue : l.forms.expression(l, declaration.initializer);
    const mutable = l.ts.isIdentifier(declaration.name) && isReassigned(l.ts, l.facts, declaration.name);
    bindName(l, declaration.name, value, { mutable });
  }
}

/** Binds a name or a pattern. A constant that is a cheap, stable expression stays what it is; others get a local. */
export function bindName(l: Lowering, name: ts.BindingName, value: Value, options: BindOptions): void {
  const { ts } = l;
  if (!ts.isIdentifier(name)) {
    bindPattern(l, name, value, options);
    return;
  }
  const symbol = l.facts.symbolAt(name);
  if (symbol === undefined) return;
  const argument = options.argument === undefined ? {} : { argument: options.argument };
  if (value.kind !== 'expr') {
    l.scope.declare(symbol, { value, depth: l.depth, ...argument });
    return;
  }
  const { expr } = value;
  if (options.mutable) {
    const type = expr.type.kind === 'scalar' && expr.type.weak === 'int' ? numberType : expr.type;
    const id = l.newLocal(name.text, type, true);
    l.emit({ kind: 'let', local: id, value: expr });
    l.scope.declare(symbol, { value: exprValue(l.localExpr(id)), local: id, depth: l.depth, ...argument });
    return;
  }
  const direct = expr.kind === 'const' || expr.kind === 'slot' || (expr.kind === 'field' && (expr.variable || expr.type.kind !== 'scalar'))
    || (expr.kind === 'local' && !l.locals[expr.local]!.mutable) || (expr.kind === 'item' && expr.type.kind === 'array');
  const bound = direct ? expr : l.bindTemporary(name.text, expr);
  if (expr.kind === 'copy' && bound.kind === 'local') l.snapshots.set(bound.local, name);
  l.scope.declare(symbol, { value: exprValue(bound), depth: l.depth, ...argument });
}

function bindPattern(l: Lowering, pattern: ts.BindingPattern, value: Value, options: BindOptions): void {
  const { ts } = l;
  for (const [i, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    const key = element.propertyName ?? element.name;
    let part: Value;
    if (ts.isArrayBindingPattern(pattern)) {
      if (value.kind !== 'tuple') {
        if (value.kind !== 'error') refuse(l, pattern, 'destructuring of something that is no list of values', 'Read elements with bm.at(x, i).');
        return;
      }
      part = element.dotDotDotToken === undefined ? value.items[i] ?? undefinedValue : { kind: 'tuple', items: value.items.slice(i) };
    } else if (element.dotDotDotToken !== undefined) {
      refuse(l, element, 'a rest element of an object', 'Name the properties.');
      return;
    } else {
      part = l.forms.member(l, value, key.getText(), element.name as unknown as ts.Expression);
    }
    part = withDefault(l, part, element.initializer, element);
    bindName(l, element.name, part, { ...options, mutable: ts.isIdentifier(element.name) && isReassigned(l.ts, l.facts, element.name) });
  }
}

function lowerReturn(l: Lowering, node: ts.ReturnStatement): void {
  const frame = l.current;
  const value: Value = node.expression === undefined ? undefinedValue : l.forms.expression(l, node.expression);
  if (!frame.merges || frame.result?.kind === 'error' || value.kind === 'error') {
    frame.result = frame.result?.kind === 'error' ? frame.result : value;
    return;
  }
  if (frame.result === undefined) frame.result = declareLike(l, value, value, node) ?? errorValue;
  else if (!sameForm(frame.result, value)) frame.result = declareLike(l, frame.result, value, node) === undefined ? errorValue : mismatch(l, node);
  assignValue(l, frame.result, value);
  if (frame.returned !== undefined) l.emit({ kind: 'let', local: frame.returned, value: booleanConst(true) });
}

function sameForm(a: Value, b: Value): boolean {
  if (a.kind === 'expr' && b.kind === 'expr') {
    const joined = joinTypes(a.expr.type, b.expr.type);
    return joined !== undefined && (joined.kind !== 'scalar' || JSON.stringify(joined) === JSON.stringify(a.expr.type));
  }
  if (a.kind === 'tuple' && b.kind === 'tuple') return a.items.length === b.items.length && a.items.every((item, i) => sameForm(item, b.items[i]!));
  if (a.kind === 'object' && b.kind === 'object') return [...a.fields].every(([name, item]) => b.fields.has(name) && sameForm(item, b.fields.get(name)!));
  return a.kind === b.kind;
}

function mismatch(l: Lowering, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({ what: 'returns of different types', instead: 'Return the same type from every return: a number everywhere, or arrays of one dtype.' }), node);
}

/** `if`: with `rest`, the statements that follow it in the same list, when one of its branches may return. */
function lowerIf(l: Lowering, node: ts.IfStatement, rest: readonly ts.Statement[]): void {
  const test = lowerCondition(l, node.expression, 'if');
  const thenReturns = alwaysExits(l, node.thenStatement);
  const elseReturns = node.elseStatement !== undefined && alwaysExits(l, node.elseStatement);
  const branch = (statement: ts.Statement | undefined, exits: boolean): (() => void) => () => {
    if (statement !== undefined) lowerBody(l, statement);
    if (exits || rest.length === 0) return;
    if (statement !== undefined && containsReturn(l, statement)) runUnlessReturned(l, rest);
    else lowerStatements(l, rest);
  };
  if (test === undefined) {
    l.inBlock(branch(node.thenStatement, false));
    if (node.elseStatement !== undefined) l.inBlock(() => { lowerBody(l, node.elseStatement!); });
    return;
  }
  if (test.kind === 'const') {
    if (test.value) branch(node.thenStatement, thenReturns)();
    else branch(node.elseStatement, elseReturns)();
    return;
  }
  // Where both branches go on to what follows, that is lowered once, behind a flag if one of them may have returned.
  const shared = rest.length > 0 && !thenReturns && !elseReturns;
  if (shared) {
    const flag = returnedFlag(l);
    const then = l.inBlock(() => { lowerBody(l, node.thenStatement); });
    const otherwise = l.inBlock(() => { if (node.elseStatement !== undefined) lowerBody(l, node.elseStatement); });
    l.emit({ kind: 'if', test, then, else: otherwise });
    l.emit({ kind: 'if', test: applyNot(l.localExpr(flag)), then: l.inBlock(() => { lowerStatements(l, rest); }), else: [] });
    return;
  }
  const then = l.inBlock(branch(node.thenStatement, thenReturns));
  const otherwise = l.inBlock(branch(node.elseStatement, elseReturns));
  l.emit({ kind: 'if', test, then, else: otherwise });
}

function returnedFlag(l: Lowering): number {
  const frame = l.current;
  if (frame.returned === undefined) {
    frame.returned = l.newLocal('returned', booleanType, true);
    l.emit({ kind: 'let', local: frame.returned, value: booleanConst(false) });
  }
  return frame.returned;
}

function runUnlessReturned(l: Lowering, rest: readonly ts.Statement[]): void {
  const flag = l.current.returned;
  if (flag === undefined) {
    lowerStatements(l, rest);
    return;
  }
  l.emit({ kind: 'if', test: applyNot(l.localExpr(flag)), then: l.inBlock(() => { lowerStatements(l, rest); }), else: [] });
}

function containsReturn(l: Lowering, node: ts.Node): boolean {
  if (l.ts.isReturnStatement(node)) return true;
  if (l.ts.isFunctionLike(node) || l.ts.isClassLike(node)) return false;
  return l.ts.forEachChild(node, (child) => containsReturn(l, child) || undefined) ?? false;
}

/** Whether a statement certainly ends with a return, break or continue. */
function alwaysExits(l: Lowering, node: ts.Statement): boolean {
  const { ts } = l;
  if (ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node)) return true;
  if (ts.isBlock(node)) return node.statements.some((statement) => alwaysExits(l, statement));
  return ts.isIfStatement(node) && node.elseStatement !== undefined && alwaysExits(l, node.thenStatement) && alwaysExits(l, node.elseStatement);
}

/** The common form of loops. A return inside of the body sets the flag and leaves the loop. */
function lowerLoop(l: Lowering, node: ts.Statement, makeTest: () => Expr | undefined, makeBody: () => void, makeStep: () => void): void {
  const flag = containsReturn(l, node) ? returnedFlag(l) : undefined;
  let test: Expr | undefined;
  const before = l.inBlock(() => { test = makeTest(); });
  const body = l.inBlock(makeBody);
  const step = l.inBlock(makeStep);
  if (test === undefined) return;
  const checked: Expr = flag === undefined ? test
    : { kind: 'select', test: l.localExpr(flag), whenTrue: booleanConst(false), whenFalse: test, type: booleanType };
  if (before.length === 0) {
    l.emit({ kind: 'loop', test: checked, body: breakAfterReturn(l, body, flag), step });
    return;
  }
  const leave: Block = [{ kind: 'if', test: applyNot(checked), then: [{ kind: 'break' }], else: [] }];
  l.emit({ kind: 'loop', test: booleanConst(true), body: [...before, ...leave, ...breakAfterReturn(l, body, flag)], step });
}

/** The statements of a loop's body that follow a return are guarded already; the step must not run after one either. */
function breakAfterReturn(l: Lowering, body: Block, flag: number | undefined): Block {
  return flag === undefined ? body : [...body, { kind: 'if', test: l.localExpr(flag), then: [{ kind: 'break' }], else: [] }];
}

function lowerFor(l: Lowering, node: ts.ForStatement): void {
  inScope(l, () => {
    if (node.initializer !== undefined) {
      if (l.ts.isVariableDeclarationList(node.initializer)) lowerDeclarations(l, node.initializer);
      else lowerExpressionStatement(l, node.initializer);
    }
    lowerLoop(l, node, () => (node.condition === undefined ? booleanConst(true) : lowerCondition(l, node.condition, 'for')),
      () => { lowerBody(l, node.statement); },
      () => { if (node.incrementor !== undefined) lowerExpressionStatement(l, node.incrementor); });
    noteScalarLoop(l, node);
  });
}

/** A loop that goes over elements one by one is compiled, but without SIMD: a note says so. */
function noteScalarLoop(l: Lowering, node: ts.ForStatement): void {
  const loop = l.body.at(-1);
  if (loop?.kind !== 'loop') return;
  const counters = assignedLocals(loop.step);
  visitStatements(loop.body, (statement) => {
    const isCounter = (index: Expr): boolean => index.kind === 'local' && counters.has(index.local);
    if (statement.kind === 'store-element' && isCounter(statement.index)) l.remark(scalarLoop.messages.loop({ array: l.state.sites[statement.site]!.operands[0]! }), node);
    for (const root of expressionsOf(statement)) {
      visitExpr(root, (expr) => {
        if (expr.kind === 'element' && isCounter(expr.index)) l.remark(scalarLoop.messages.loop({ array: l.state.sites[expr.site]!.operands[0]! }), node);
      });
    }
  });
}

/** `do … while`: the test is skipped the first time. */
function lowerDo(l: Lowering, node: ts.DoStatement): void {
  const first = l.newLocal('first', booleanType, true);
  l.emit({ kind: 'let', local: first, value: booleanConst(true) });
  lowerLoop(l, node, () => {
    let test: Expr | undefined;
    const block = l.inBlock(() => { test = lowerCondition(l, node.expression, 'while'); });
    if (test === undefined) return undefined;
    const again = l.newLocal('again', booleanType, true);
    l.emit({ kind: 'let', local: again, value: booleanConst(true) });
    l.emit({ kind: 'if', test: applyNot(l.localExpr(first)), then: [...block, { kind: 'let', local: again, value: test }], else: [] });
    l.emit({ kind: 'let', local: first, value: booleanConst(false) });
    return l.localExpr(again);
  }, () => { lowerBody(l, node.statement); }, () => {});
}

/** `for (const item of list)`: over a NodeList in a loop, over values known at build time one after the other, over an array along axis 0. */
function lowerForOf(l: Lowering, node: ts.ForOfStatement): void {
  const { ts } = l;
  const over = l.forms.expression(l, node.expression);
  if (over.kind === 'error') return;
  if (!ts.isVariableDeclarationList(node.initializer) || node.awaitModifier !== undefined) {
    refuse(l, node.initializer, 'a for … of loop over an outer variable', "Declare it: 'for (const item of list)'.");
    return;
  }
  const { name } = node.initializer.declarations[0]!;
  const bind = (value: Value): void => { bindName(l, name, value, { mutable: ts.isIdentifier(name) && isReassigned(l.ts, l.facts, name) }); };
  if (over.kind === 'tuple') {
    const breaks = containsJump(l, node.statement);
    if (breaks) refuse(l, node, 'break or continue in a loop over a list of values', 'Use an if around what is to be skipped.');
    for (const item of over.items) inScope(l, () => { bind(item); lowerBody(l, node.statement); });
    return;
  }
  let count: Expr;
  let itemAt: (index: Expr) => Value;
  if (over.kind === 'list') {
    count = { kind: 'length', list: over.list, type: numberType };
    itemAt = (index) => itemOfList(over, index);
  } else if (over.kind === 'expr' && over.expr.type.kind === 'array') {
    const array = over.expr.kind === 'local' || over.expr.kind === 'slot' ? over.expr : l.bindTemporary('rows', over.expr);
    count = { kind: 'dim', array, axis: numberConst(0), type: numberType };
    if (over.expr.type.rank !== 1) {
      refuse(l, node.expression, 'a loop over the rows of an array', 'Loop over the index and read with bm.at(X, i), or write it as array operations.');
      return;
    }
    const site = l.site('for … of', [shorten(node.expression.getText())], node);
    const { dtype } = over.expr.type;
    itemAt = (index) => exprValue({
      kind: 'cast', arg: { kind: 'element', array, index, type: { kind: 'scalar', dtype }, site },
      type: dtype === 'bool' ? booleanType : numberType,
    });
  } else {
    refuse(l, node.expression, `a loop over ${shorten(node.expression.getText())}`, 'Loop over a NodeList, a VarList or an array.');
    return;
  }
  const index = l.newLocal('index', numberType, true);
  l.emit({ kind: 'let', local: index, value: numberConst(0) });
  const at = l.localExpr(index);
  lowerLoop(l, node, () => ({ kind: 'map', op: 'less', args: [at, count], type: booleanType, site: -1 }),
    () => { inScope(l, () => { bind(itemAt(at)); lowerBody(l, node.statement); }); },
    () => { l.emit({ kind: 'let', local: index, value: { kind: 'map', op: 'add', args: [at, numberConst(1)], type: numberType, site: -1 } }); });
}

function containsJump(l: Lowering, node: ts.Node): boolean {
  const { ts } = l;
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return true;
  if (ts.isIterationStatement(node, false) || ts.isFunctionLike(node) || ts.isSwitchStatement(node)) return false;
  return ts.forEachChild(node, (child) => containsJump(l, child) || undefined) ?? false;
}

/** `switch` on a number or a string. Every case must end with break or return, or be empty (then it shares the next one's body). */
function lowerSwitch(l: Lowering, node: ts.SwitchStatement): void {
  const { ts } = l;
  const subject = l.forms.expression(l, node.expression);
  if (subject.kind === 'error') return;
  const kept: Value = subject.kind === 'expr' && subject.expr.type.kind === 'scalar' ? exprValue(l.bindTemporary('subject', subject.expr)) : subject;
  const groups: { tests: (ts.Expression | undefined)[]; body: readonly ts.Statement[] }[] = [];
  let pending: (ts.Expression | undefined)[] = [];
  for (const clause of node.caseBlock.clauses) {
    pending.push(ts.isCaseClause(clause) ? clause.expression : undefined);
    if (clause.statements.length === 0) continue;
    const last = clause.statements.at(-1)!;
    const ends = ts.isBreakStatement(last) || alwaysExits(l, last) || clause === node.caseBlock.clauses.at(-1);
    if (!ends) refuse(l, clause, 'a case that falls through', 'End it with break, or repeat its statements.');
    const body = ts.isBreakStatement(last) ? clause.statements.slice(0, -1) : clause.statements;
    if (body.some((statement) => containsJump(l, statement))) refuse(l, clause, 'a break inside of a case', 'End the case by if and else.');
    groups.push({ tests: pending, body });
    pending = [];
  }
  const ordered = [...groups.filter((group) => !group.tests.includes(undefined)), ...groups.filter((group) => group.tests.includes(undefined))];
  if (groups.some((group) => containsReturn(l, node) && group.body.length > 0)) returnedFlag(l);
  const lowerGroup = (index: number): void => {
    const group = ordered[index];
    if (group === undefined) return;
    const run = (): void => { inScope(l, () => { lowerStatements(l, group.body); }); };
    if (group.tests.includes(undefined)) {
      run();
      return;
    }
    const test = group.tests.map((expression) => caseTest(l, kept, expression!, node))
      .reduce((a, b) => (a === undefined || b === undefined ? undefined : { kind: 'select', test: a, whenTrue: booleanConst(true), whenFalse: b, type: booleanType }));
    const then = l.inBlock(run);
    const otherwise = l.inBlock(() => { lowerGroup(index + 1); });
    if (test !== undefined) l.emit({ kind: 'if', test, then, else: otherwise });
  };
  lowerGroup(0);
}

function caseTest(l: Lowering, subject: Value, node: ts.Expression, parent: ts.SwitchStatement): Expr | undefined {
  const value = l.forms.expression(l, node);
  if (subject.kind === 'text' && value.kind === 'string') return { kind: 'is-string', text: subject.expr, index: l.state.string(value.text), type: booleanType };
  if (subject.kind === 'string' && value.kind === 'string') return booleanConst(subject.text === value.text);
  if (subject.kind === 'expr' && value.kind === 'expr' && subject.expr.type.kind === 'scalar' && value.expr.type.kind === 'scalar') {
    return { kind: 'map', op: 'equal', args: [asNumber(subject.expr), asNumber(value.expr)], type: booleanType, site: -1 };
  }
  if (value.kind !== 'error') refuse(l, parent.expression, `a switch on ${shorten(parent.expression.getText())}`, 'Use a number or a string; on arrays, bm.where.');
  return undefined;
}

