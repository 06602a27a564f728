/**
 * Choices in derivatives: on an array each element chooses for itself, and both branches are evaluated, as the kept original does it
 * (`7-rewrite/rewrite-elementwise.ts`).
 *
 *     c ? a : b                         where(c, a, b)
 */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Operand } from './arithmetic.js';
import { applyMap, asOperand, asNumber, shorten } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

/** Whether a condition is asked element by element: an array, or one element of an array's dtype. */
export function isMask(value: Value): boolean {
  return value.kind === 'expr' && (value.expr.type.kind === 'array' || (value.expr.type.kind === 'scalar' && value.expr.type.weak === undefined));
}

/** `c ? a : b`. */
export function chooseValue(l: Lowering, condition: Value, node: ts.ConditionalExpression): Value {
  const values = [node.whenTrue, node.whenFalse].map((part) => l.forms.expression(l, part)) as [Value, Value];
  return choose(l, { condition, test: node.condition, at: node, form: '?:' }, values, [node.whenTrue, node.whenFalse]);
}

export interface Choice {
  readonly condition: Value;
  readonly test: ts.Node;
  readonly at: ts.Node;
  readonly form: '?:' | 'if';
}

/** `where` of two values; lists choose item by item. `nodes`: the values as written, which say whether a number is whole. */
export function choose(l: Lowering, choice: Choice, [a, b]: readonly [Value, Value], nodes: readonly (ts.Expression | undefined)[]): Value {
  if (a.kind === 'error' || b.kind === 'error') return errorValue;
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.items.length === b.items.length) {
    return { kind: 'tuple', items: a.items.map((item, i) => choose(l, choice, [item, b.items[i]!], [])) };
  }
  if (a.kind !== 'expr' || b.kind !== 'expr') {
    return l.report(unsupportedSyntax.messages.form({ what: `an '${choice.form}' whose branches give no numbers or arrays`, instead: 'Give a number or an array in both branches.' }), choice.at);
  }
  const condition = asOperand(l, choice.condition, choice.test);
  const operands = [a, b].map((value, i) => operandOf(l, value, nodes[i], choice.at));
  const all = [condition, ...operands];
  return all.every((operand) => operand !== undefined) ? applyMap(l, 'where', all, choice.at, choice.form) : errorValue;
}

function operandOf(l: Lowering, value: Extract<Value, { kind: 'expr' }>, node: ts.Expression | undefined, at: ts.Node): Operand | undefined {
  if (node !== undefined) return asOperand(l, value, node);
  const { expr } = value;
  const isPlain = expr.type.kind === 'scalar' && expr.type.weak !== undefined && expr.type.weak !== 'bool';
  const operand = asOperand(l, isPlain ? exprValue(asNumber(expr)) : value, at);
  return operand && { ...operand, text: shorten(at.getText()) };
}
