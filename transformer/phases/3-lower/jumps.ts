/**
 * `return`, `break` and `continue`. The IR jumps out of its innermost loop only. A jump that goes further leaves that loop with a flag
 * set, and jumps on behind it; a `return` outside of all loops lets the statements that follow it run under a flag.
 *
 *     outer: for (…) { for (…) { if (c) continue outer; } rest }
 *     loop { leaves = false; loop { if c { leaves = true; break } } if leaves { continue } rest }
 */
import type ts from 'typescript';
import type { LocalId, Statement } from '../../ir/node.js';
import { booleanConst, booleanType } from './arithmetic.js';
import type { Jump, Lowering, Region } from './lowering.js';

/** Lowers a loop of the IR, which `make` emits, as something of the program that can be jumped out of. */
export function lowerRegion(l: Lowering, kind: Region['kind'], node: ts.Statement, make: () => void): void {
  const mark = l.mark();
  const region: Region = { kind, node, crossings: [] };
  l.current.regions.push(region);
  make();
  l.current.regions.pop();
  const cleared = region.crossings.map(({ flag }): Statement => ({ kind: 'let', local: flag, value: booleanConst(false) }));
  mark.block.splice(mark.index, 0, ...cleared);
  for (const { jump, flag } of region.crossings) {
    if (flag === l.current.returned) continue;
    const then = l.inBlock(() => { emitJump(l, jump); });
    if (then.length > 0) l.emit({ kind: 'if', test: l.localExpr(flag), then, else: [] });
  }
}

/** Statements that run once and can be left: a loop that ends with a break. */
export function lowerOnce(l: Lowering, kind: Region['kind'], node: ts.Statement, make: () => void): void {
  lowerRegion(l, kind, node, () => {
    const body = l.inBlock(make);
    if (body.length === 0) return;
    l.emit({ kind: 'loop', test: booleanConst(true), body: body.at(-1)?.kind === 'break' ? body : [...body, { kind: 'break' }], step: [] });
  });
}

/** Jumps, natively where the innermost loop of the IR is what is left. */
export function emitJump(l: Lowering, jump: Jump): void {
  const { regions, returned } = l.current;
  const inner = regions.at(-1);
  if (inner === undefined) {
    if (jump.kind === 'return' && returned !== undefined) l.emit({ kind: 'let', local: returned, value: booleanConst(true) });
    return;
  }
  if (jump.kind !== 'return' && jump.region === inner) {
    l.emit({ kind: jump.kind === 'continue' && inner.kind === 'loop' ? 'continue' : 'break' });
    return;
  }
  const known = inner.crossings.find((one) => one.jump.kind === jump.kind && one.jump.region === jump.region);
  // Outside of the outermost loop the function's own flag says it.
  const own = jump.kind === 'return' && regions.length === 1 ? returned : undefined;
  const flag = known?.flag ?? own ?? l.newLocal('leaves', booleanType, true);
  if (known === undefined) inner.crossings.push({ jump, flag });
  l.emit({ kind: 'let', local: flag, value: booleanConst(true) });
  l.emit({ kind: 'break' });
}

/** What a `break` or `continue` of the program leaves; undefined where TypeScript has reported it already. */
export function targetOf(l: Lowering, node: ts.BreakOrContinueStatement): Region | undefined {
  const isBreak = l.ts.isBreakStatement(node);
  const takes = ({ kind, node: at }: Region): boolean => {
    if (node.label !== undefined) return (isBreak ? kind !== 'item' : kind === 'loop' || kind === 'item') && labelsOf(l, at).includes(node.label.text);
    return isBreak ? kind === 'loop' || kind === 'list' || kind === 'switch' : kind === 'loop' || kind === 'item';
  };
  return [...l.current.regions].reverse().find(takes);
}

/** The labels right in front of a statement. */
function labelsOf(l: Lowering, node: ts.Statement): readonly string[] {
  const labels: string[] = [];
  for (let at: ts.Node = l.ts.isLabeledStatement(node) ? node : node.parent; l.ts.isLabeledStatement(at); at = at.parent) labels.push(at.label.text);
  return labels;
}

/** The flag of the function at hand that says that it has returned; false from here on. */
export function returnedFlag(l: Lowering): LocalId {
  const frame = l.current;
  frame.returned ??= l.newLocal('returned', booleanType, true);
  l.emit({ kind: 'let', local: frame.returned, value: booleanConst(false) });
  return frame.returned;
}

export function containsReturn(l: Lowering, node: ts.Node): boolean {
  if (l.ts.isReturnStatement(node)) return true;
  if (l.ts.isFunctionLike(node) || l.ts.isClassLike(node)) return false;
  return l.ts.forEachChild(node, (child) => containsReturn(l, child) || undefined) ?? false;
}

/** Whether a statement holds a `break` or `continue` that leaves it. */
export function jumpsOut(l: Lowering, node: ts.Node, within: ts.Node = node): boolean {
  const { ts } = l;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return ts.findAncestor(jumpTarget(l, node), (at) => at === within) === undefined;
  return ts.forEachChild(node, (child) => jumpsOut(l, child, within) || undefined) ?? false;
}

/** The statement of the program that a jump leaves or goes on with. */
function jumpTarget(l: Lowering, jump: ts.BreakOrContinueStatement): ts.Node | undefined {
  const { ts } = l;
  for (let at: ts.Node = jump.parent; at !== undefined && !ts.isFunctionLike(at); at = at.parent) {
    if (jump.label !== undefined ? ts.isLabeledStatement(at) && at.label.text === jump.label.text
      : ts.isIterationStatement(at, false) || (ts.isBreakStatement(jump) && ts.isSwitchStatement(at))) return at;
  }
  return undefined;
}

/** Whether what follows a statement can run after it: it does not certainly end with a jump or throw, and is no loop without an end. */
export function completes(l: Lowering, node: ts.Statement): boolean {
  const { ts } = l;
  if (ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node)) return false;
  if (ts.isBlock(node)) return node.statements.every((statement) => completes(l, statement));
  if (ts.isIfStatement(node)) return node.elseStatement === undefined || completes(l, node.thenStatement) || completes(l, node.elseStatement);
  if (ts.isLabeledStatement(node)) return completes(l, node.statement) || hasBreakOf(l, node.statement, node);
  if (ts.isSwitchStatement(node)) return switchCompletes(l, node);
  const isEndless = ts.isWhileStatement(node) ? node.expression.kind === ts.SyntaxKind.TrueKeyword
    : ts.isForStatement(node) && (node.condition === undefined || node.condition.kind === ts.SyntaxKind.TrueKeyword);
  return !isEndless || hasBreakOf(l, node, node);
}

function switchCompletes(l: Lowering, node: ts.SwitchStatement): boolean {
  const { clauses } = node.caseBlock;
  const last = clauses.at(-1);
  const hasCaseForAll = clauses.some((clause) => l.ts.isDefaultClause(clause)) || l.facts.coversAll(node);
  return last === undefined || !hasCaseForAll || hasBreakOf(l, node, node) || last.statements.every((statement) => completes(l, statement));
}

/** Whether a `break` inside of a node leaves the target. */
export function hasBreakOf(l: Lowering, node: ts.Node, target: ts.Node): boolean {
  const { ts } = l;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isBreakStatement(node)) return jumpTarget(l, node) === target;
  return ts.forEachChild(node, (child) => hasBreakOf(l, child, target) || undefined) ?? false;
}
