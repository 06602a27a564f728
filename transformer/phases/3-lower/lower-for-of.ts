/** `for (const item of list)`: over a NodeList in a loop, over values known at build time one after the other, over an array along axis 0. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { isReassigned } from '../../host/assignments.js';
import type { Expr } from '../../ir/node.js';
import { booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { jumpsOut, lowerOnce } from './jumps.js';
import { bindName } from './lower-declaration.js';
import { lowerLoop } from './lower-loop.js';
import { rowsOf } from './array-rows.js';
import { itemOfList } from './lower-member.js';
import type { Lowering } from './lowering.js';
import { asTuple } from './shape-list.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

export function lowerForOf(l: Lowering, node: ts.ForOfStatement): void {
  const { ts } = l;
  const over = l.forms.expression(l, node.expression);
  if (over.kind === 'error') return;
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer) || node.awaitModifier !== undefined) {
    refuse(l, initializer, 'a for … of loop over an outer variable', "Declare it: 'for (const item of list)'.");
    return;
  }
  const { name } = initializer.declarations[0]!;
  const mutable = ts.isIdentifier(name) && isReassigned(ts, l.facts, name);
  const body = (item: Value): void => {
    l.inScope(() => {
      bindName(l, name, item, { mutable });
      l.lowerBody(node.statement);
    });
  };
  const known = asTuple(over);
  if (known !== undefined) {
    lowerItems(l, node, known.items, body);
    return;
  }
  const run = over.kind === 'entries' ? overList(over.list, true) : over.kind === 'list' ? overList(over, false) : overArray(l, node, over);
  if (run !== undefined) countUp(l, node, run.count, (index) => { body(run.itemAt(index)); });
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): undefined {
  l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

/** Values known at build time: the body once for each. */
function lowerItems(l: Lowering, node: ts.ForOfStatement, items: readonly Value[], body: (item: Value) => void): void {
  if (!jumpsOut(l, node.statement)) {
    for (const item of items) body(item);
    return;
  }
  lowerOnce(l, 'list', node, () => {
    for (const item of items) lowerOnce(l, 'item', node, () => { body(item); });
  });
}

/** What is gone over in a loop at run time. */
interface Run {
  readonly count: Expr;
  readonly itemAt: (index: Expr) => Value;
}

function overList(list: Extract<Value, { kind: 'list' }>, withIndex: boolean): Run {
  const itemAt = (index: Expr): Value => itemOfList(list, index);
  return {
    count: { kind: 'length', list: list.list, type: numberType },
    itemAt: withIndex ? (index) => ({ kind: 'tuple', items: [exprValue(index), itemAt(index)] }) : itemAt,
  };
}

function overArray(l: Lowering, node: ts.ForOfStatement, over: Value): Run | undefined {
  const rows = rowsOf(l, over, 'for … of', node.expression);
  if (rows !== undefined) return rows;
  const text = shorten(node.expression.getText());
  if (over.kind === 'expr' && over.expr.type.kind === 'array') {
    return refuse(l, node.expression, `a loop over ${text}, an array whose rank is not known,`, `State its rank: 'for (const row of bm.asarray<2>(${text}))', or in the type of ${text}.`);
  }
  return refuse(l, node.expression, `a loop over ${text}`, 'Loop over a NodeList, a VarList or an array.');
}

/** A loop with a counter from 0 up to a count, which is asked again each time, as iterators do. */
export function countUp(l: Lowering, node: ts.Statement, count: Expr, body: (index: Expr) => void): void {
  const index = l.newLocal('index', numberType, true);
  l.emit({ kind: 'let', local: index, value: numberConst(0) });
  const at = l.localExpr(index);
  lowerLoop(l, node, {
    test: () => ({ kind: 'map', op: 'less', args: [at, count], type: booleanType, site: -1 }),
    body: () => { body(at); },
    step: () => { l.emit({ kind: 'let', local: index, value: { kind: 'map', op: 'add', args: [at, numberConst(1)], type: numberType, site: -1 } }); },
  });
}
