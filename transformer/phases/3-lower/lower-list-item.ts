/**
 * `list[i]` of a list that is laid out at build time, where only the run knows `i`: the items are told apart by halves.
 *
 *     list[i]  →  i < 2 ? (i == 0 ? a : i == 1 ? b : NaN) : (i == 2 ? c : NaN)
 */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Expr, Type } from '../../ir/node.js';
import { asNumber, booleanConst, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { assignParts, settled } from './lower-declaration.js';
import { applyNot } from './lower-operator.js';
import { emitError } from './lower-throw.js';
import type { Lowering } from './lowering.js';
import { mergeValues } from './merge.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** What a list laid out at build time may have at most, where it is read at a computed index. */
const mostItems = 256;

/** The item at an index. Where there is none, numbers are NaN and booleans false, as `undefined` is in arithmetic; for all else it is an error. */
export function readItem(l: Lowering, items: readonly Value[], index: Expr, node: ts.ElementAccessExpression): Value {
  if (items.length === 0) return undefinedValue;
  if (!isShort(l, items, node)) return errorValue;
  const at = settledIndex(l, index);
  const missing = missingItem(items);
  if (missing === undefined) checkIndex(l, items, at, node);
  const choose = (low: number, high: number): Value => {
    const half = (low + high) >> 1;
    if (high - low > 1) return mergeValues(l, less(at, half), [() => choose(low, half), () => choose(half, high)], node);
    const item = items[low]!;
    return missing === undefined ? item : mergeValues(l, is(at, low), [() => item, () => missing], node);
  };
  return choose(0, items.length);
}

/** `list[i] = value`; false where an item cannot hold it. */
export function writeItem(l: Lowering, items: readonly Value[], index: Expr, given: Value, node: ts.ElementAccessExpression): boolean {
  if (!isShort(l, items, node)) return true;
  const at = settledIndex(l, index);
  const value = settled(l, given);
  checkIndex(l, items, at, node);
  let fits = true;
  const write = (low: number, high: number): void => {
    const half = (low + high) >> 1;
    if (high - low > 1) l.emit({ kind: 'if', test: less(at, half), then: l.inBlock(() => { write(low, half); }), else: l.inBlock(() => { write(half, high); }) });
    else fits = assignParts(l, items[low]!, value) && fits;
  };
  if (items.length > 0) write(0, items.length);
  return fits;
}

function isShort(l: Lowering, items: readonly Value[], node: ts.Node): boolean {
  if (items.length <= mostItems) return true;
  l.report(unsupportedSyntax.messages.form({
    what: `an index known only at run time into a list of ${items.length} values`, instead: 'Make it an array: const table = bm.array([…]).', why: 'Lists are laid out at build time, item by item.',
  }), node);
  return false;
}

function settledIndex(l: Lowering, index: Expr): Expr {
  const value = settled(l, exprValue(asNumber(index)), 'index');
  return value.kind === 'expr' ? value.expr : index;
}

function missingItem(items: readonly Value[]): Value | undefined {
  const missing = items.map((item) => (item.kind === 'expr' ? missingNumber(item.expr.type) : undefined));
  const [first] = missing;
  return first !== undefined && missing.every((one) => one?.type.dtype === first.type.dtype) ? exprValue(first) : undefined;
}

/** What stands for an item that is not there: NaN for plain numbers, false for booleans. */
export function missingNumber(type: Type): Extract<Expr, { kind: 'const' }> | undefined {
  if (type.kind !== 'scalar' || type.weak === undefined) return undefined;
  return (type.weak === 'bool' ? booleanConst(false) : numberConst(NaN)) as Extract<Expr, { kind: 'const' }>;
}

/** Whether the program asks if there is an item: `list[i] ?? 0`, `list[i] === undefined`, `list[i]?.x`. */
export function asksForItem({ ts: api }: Lowering, node: ts.Expression): boolean {
  let { parent } = node;
  while (api.isParenthesizedExpression(parent)) ({ parent } = parent);
  if (api.isPropertyAccessExpression(parent)) return parent.questionDotToken !== undefined;
  if (!api.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.getText();
  const isUndefined = (side: ts.Expression): boolean => side.kind === api.SyntaxKind.NullKeyword || (api.isIdentifier(side) && side.text === 'undefined');
  return operator === '??' || (/^[!=]==?$/.test(operator) && (isUndefined(parent.left) || isUndefined(parent.right)));
}

/** An item that may not be there. */
export function optionalItem(length: Expr, index: Expr, item: (at: Expr) => Value): Value {
  return { kind: 'optional', present: isIndex(index, length), value: item(index) };
}

/** Whether a number is the index of an item. */
export function isIndex(at: Expr, length: Expr): Expr {
  const test = (op: string, a: Expr, b: Expr): Expr => ({ kind: 'map', op, args: [a, b], type: booleanType, site: -1 });
  const both = (a: Expr, b: Expr): Expr => ({ kind: 'select', test: a, whenTrue: b, whenFalse: booleanConst(false), type: booleanType });
  const whole: Expr = { kind: 'map', op: 'trunc', args: [at], type: numberType, site: -1 };
  return both(both(test('greaterEqual', at, numberConst(0)), test('less', at, length)), test('equal', at, whole));
}

/** Throws where there is no such item. */
function checkIndex(l: Lowering, items: readonly Value[], at: Expr, node: ts.ElementAccessExpression): void {
  const count = items.length;
  const list = shorten(node.expression.getText());
  const message = [{ constant: `${list}[` }, { number: 0 }, { constant: `]: ${list} has ${count} items; the index must be a whole number from 0 to ${count - 1} (${l.state.positionOf(node)})` }];
  const then = l.inBlock(() => { emitError(l, 'IndexError', { args: [{ text: message }], arrays: [], numbers: [at] }, node); });
  l.emit({ kind: 'if', test: applyNot(isIndex(at, numberConst(count))), then, else: [] });
}

function less(at: Expr, bound: number): Expr {
  return { kind: 'map', op: 'less', args: [at, numberConst(bound)], type: booleanType, site: -1 };
}

function is(at: Expr, index: number): Expr {
  return { kind: 'map', op: 'equal', args: [at, numberConst(index)], type: booleanType, site: -1 };
}
