/**
 * `switch` on a number, a boolean or a string. Where every case ends by itself it is a chain of `if`; where one falls through or is left
 * from inside, the first case that fits is a number, and all cases from there on run until one is left.
 *
 *     switch (k) { case 1: a(); case 2: b(); break; default: c(); }
 *     entry = k == 1 ? 0 : k == 2 ? 1 : 2;  once { if entry <= 0 { a() }  if entry <= 1 { b(); break }  c() }
 */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Expr } from '../../ir/node.js';
import { asNumber, booleanConst, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { completes, hasBreakOf, lowerOnce } from './jumps.js';
import { compareKnown } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

/** Cases that share a body: several empty ones before it count too. */
interface Group {
  /** Undefined for `default`. */
  readonly tests: readonly (ts.Expression | undefined)[];
  readonly body: readonly ts.Statement[];
}

export function lowerSwitch(l: Lowering, node: ts.SwitchStatement): void {
  const subject = l.forms.expression(l, node.expression);
  if (subject.kind === 'error') return;
  const kept: Value = subject.kind === 'expr' && subject.expr.type.kind === 'scalar' && subject.expr.kind !== 'const' ? exprValue(l.bindTemporary('subject', subject.expr)) : subject;
  const groups = groupsOf(l, node);
  l.inScope(() => {
    if (groups.every((group, i) => endsByItself(l, node, group, i === groups.length - 1))) lowerChain(l, node, kept, groups);
    else lowerFalling(l, node, kept, groups);
  });
}

/** The groups in the order of the program. Where the cases are all that the subject can be, the last of them is the default. */
function groupsOf(l: Lowering, node: ts.SwitchStatement): readonly Group[] {
  const groups: Group[] = [];
  let pending: (ts.Expression | undefined)[] = [];
  const { clauses } = node.caseBlock;
  for (const [i, clause] of clauses.entries()) {
    pending.push('expression' in clause ? clause.expression : undefined);
    if (clause.statements.length === 0 && i < clauses.length - 1) continue;
    groups.push({ tests: pending, body: clause.statements });
    pending = [];
  }
  if (l.facts.coversAll(node)) groups.push({ ...groups.pop()!, tests: [undefined] });
  return groups;
}

/** Whether a case ends with a jump (the last one need not) and has no break of this switch but at its end. */
function endsByItself(l: Lowering, node: ts.SwitchStatement, { body }: Group, isLast: boolean): boolean {
  const last = body.at(-1);
  const isBroken = last !== undefined && l.ts.isBreakStatement(last) && last.label === undefined;
  const rest = isBroken ? body.slice(0, -1) : body;
  return (isLast || isBroken || !body.every((statement) => completes(l, statement))) && rest.every((statement) => !hasBreakOf(l, statement, node));
}

function lowerChain(l: Lowering, node: ts.SwitchStatement, subject: Value, groups: readonly Group[]): void {
  const isDefault = (group: Group): boolean => group.tests.includes(undefined);
  const ordered = [...groups.filter((group) => !isDefault(group)), ...groups.filter(isDefault)];
  const lowerGroup = (index: number): void => {
    const group = ordered[index];
    if (group === undefined) return;
    const last = group.body.at(-1);
    const body = last !== undefined && l.ts.isBreakStatement(last) ? group.body.slice(0, -1) : group.body;
    const test = isDefault(group) ? booleanConst(true) : anyTest(l, node, subject, group);
    if (test?.kind === 'const') {
      if (test.value === true) l.forms.statements(l, body);
      else lowerGroup(index + 1);
      return;
    }
    const then = l.inBlock(() => { l.forms.statements(l, body); });
    const otherwise = l.inBlock(() => { lowerGroup(index + 1); });
    if (test !== undefined) l.emit({ kind: 'if', test, then, else: otherwise });
  };
  lowerGroup(0);
}

function lowerFalling(l: Lowering, node: ts.SwitchStatement, subject: Value, groups: readonly Group[]): void {
  const entry = l.newLocal('entry', numberType, true);
  const enter = (index: number): void => { l.emit({ kind: 'let', local: entry, value: numberConst(index) }); };
  const otherwise = groups.findIndex((group) => group.tests.includes(undefined));
  enter(otherwise < 0 ? groups.length : otherwise);
  // Tests run in the order of the cases, and none after the first that fits: a test may be a call.
  const choose = (index: number): void => {
    const group = groups[index];
    if (group === undefined) return;
    const tests = { ...group, tests: group.tests.filter((test) => test !== undefined) };
    const test = tests.tests.length === 0 ? booleanConst(false) : anyTest(l, node, subject, tests);
    if (test === undefined) return;
    if (test.kind === 'const' && test.value !== true) {
      choose(index + 1);
      return;
    }
    const then = l.inBlock(() => { enter(index); });
    l.emit({ kind: 'if', test, then, else: l.inBlock(() => { choose(index + 1); }) });
  };
  choose(0);
  lowerOnce(l, 'switch', node, () => {
    for (const [index, group] of groups.entries()) {
      const test: Expr = { kind: 'map', op: 'lessEqual', args: [l.localExpr(entry), numberConst(index)], type: booleanType, site: -1 };
      l.emit({ kind: 'if', test, then: l.inBlock(() => { l.forms.statements(l, group.body); }), else: [] });
    }
  });
}

/** Whether the subject is one of a group's values; undefined (and a diagnostic) where that cannot be told. */
function anyTest(l: Lowering, node: ts.SwitchStatement, subject: Value, { tests }: Group): Expr | undefined {
  return tests.map((test) => caseTest(l, subject, test!, node)).reduce((a, b) => {
    if (a === undefined || b === undefined) return undefined;
    if (a.kind === 'const') return a.value === true ? a : b;
    return { kind: 'select', test: a, whenTrue: booleanConst(true), whenFalse: b, type: booleanType };
  });
}

function caseTest(l: Lowering, subject: Value, node: ts.Expression, parent: ts.SwitchStatement): Expr | undefined {
  const value = l.forms.expression(l, node);
  if (value.kind === 'error') return undefined;
  const test = compareCase(l, subject, value);
  if (test === undefined) {
    l.report(unsupportedSyntax.messages.form({ what: `a switch on ${shorten(parent.expression.getText())}`, instead: 'Use a number or a string; on arrays, bm.where.' }), parent.expression);
  }
  return test;
}

function compareCase(l: Lowering, subject: Value, value: Value): Expr | undefined {
  const known = compareKnown(l, subject, value);
  if (known !== undefined) return known;
  if (subject.kind === 'optional') {
    const given = compareCase(l, subject.value, value);
    return given && { kind: 'select', test: subject.present, whenTrue: given, whenFalse: booleanConst(false), type: booleanType };
  }
  if (subject.kind !== 'expr' || value.kind !== 'expr' || subject.expr.type.kind !== 'scalar' || value.expr.type.kind !== 'scalar') return undefined;
  if (subject.expr.kind === 'const' && value.expr.kind === 'const') return booleanConst(subject.expr.value === value.expr.value);
  return { kind: 'map', op: 'equal', args: [asNumber(subject.expr), asNumber(value.expr)], type: booleanType, site: -1 };
}
