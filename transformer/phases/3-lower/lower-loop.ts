/** `for`, `while` and `do`. */
import type ts from 'typescript';
import { scalarLoop } from '../../diagnostics/rules/scalar-loop.js';
import type { Block, Expr, Statement } from '../../ir/node.js';
import { assignedLocals, expressionsOf, visitExpr, visitStatements } from '../../ir/visit.js';
import { booleanConst, booleanType } from './arithmetic.js';
import { lowerRegion } from './jumps.js';
import { lowerDeclarations } from './lower-declaration.js';
import { applyNot, lowerCondition } from './lower-operator.js';
import type { Lowering } from './lowering.js';

/** The parts of a loop; each is lowered once. */
export interface LoopParts {
  /** Undefined (and a diagnostic) where it is no condition. */
  readonly test: () => Expr | undefined;
  readonly body: () => void;
  readonly step?: () => void;
}

/** Any loop. A test that needs statements of its own runs at the head of the body. */
export function lowerLoop(l: Lowering, node: ts.Statement, { test: makeTest, body: makeBody, step: makeStep = () => {} }: LoopParts): void {
  lowerRegion(l, 'loop', node, () => {
    let test: Expr | undefined;
    const before = l.inBlock(() => { test = makeTest(); });
    const body = l.inBlock(makeBody);
    const step = l.inBlock(makeStep);
    if (test === undefined) return;
    const leave: Block = [{ kind: 'if', test: applyNot(test), then: [{ kind: 'break' }], else: [] }];
    const whole: Statement = before.length === 0 ? { kind: 'loop', test, body, step } : { kind: 'loop', test: booleanConst(true), body: [...before, ...leave, ...body], step };
    l.emit(whole);
  });
}

export function lowerWhile(l: Lowering, node: ts.WhileStatement): void {
  lowerLoop(l, node, { test: () => lowerCondition(l, node.expression, 'while'), body: () => { l.lowerBody(node.statement); } });
}

export function lowerFor(l: Lowering, node: ts.ForStatement): void {
  const { initializer, condition, incrementor } = node;
  l.inScope(() => {
    if (initializer !== undefined) {
      if (l.ts.isVariableDeclarationList(initializer)) lowerDeclarations(l, initializer);
      else l.forms.expression(l, initializer);
    }
    lowerLoop(l, node, {
      test: () => (condition === undefined ? booleanConst(true) : lowerCondition(l, condition, 'for')),
      body: () => { l.lowerBody(node.statement); },
      step: () => { if (incrementor !== undefined) l.forms.expression(l, incrementor); },
    });
    noteScalarLoop(l, node);
  });
}

/** A loop that goes over elements one by one is compiled, but without SIMD: a note says so. */
function noteScalarLoop(l: Lowering, node: ts.ForStatement): void {
  const loop = l.body.findLast((statement) => statement.kind === 'loop');
  if (loop?.kind !== 'loop') return;
  const counters = assignedLocals(loop.step);
  const isCounter = (index: Expr): boolean => index.kind === 'local' && counters.has(index.local);
  const note = (site: number): void => { l.remark(scalarLoop.messages.loop({ array: l.state.sites[site]!.operands[0]! }), node); };
  visitStatements(loop.body, (statement) => {
    if (statement.kind === 'store-element' && isCounter(statement.index)) note(statement.site);
    for (const root of expressionsOf(statement)) visitExpr(root, (expr) => { if (expr.kind === 'element' && isCounter(expr.index)) note(expr.site); });
  });
}

/** `do … while`: the test is skipped the first time. */
export function lowerDo(l: Lowering, node: ts.DoStatement): void {
  const first = l.newLocal('first', booleanType, true);
  l.emit({ kind: 'let', local: first, value: booleanConst(true) });
  lowerLoop(l, node, {
    test: () => {
      let test: Expr | undefined;
      const block = l.inBlock(() => { test = lowerCondition(l, node.expression, 'while'); });
      if (test === undefined) return undefined;
      const again = l.newLocal('again', booleanType, true);
      l.emit({ kind: 'let', local: again, value: booleanConst(true) });
      l.emit({ kind: 'if', test: applyNot(l.localExpr(first)), then: [...block, { kind: 'let', local: again, value: test }], else: [] });
      l.emit({ kind: 'let', local: first, value: booleanConst(false) });
      return l.localExpr(again);
    },
    body: () => { l.lowerBody(node.statement); },
  });
}
