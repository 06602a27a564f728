/** Assignments: to locals, to Variables (`.value =`, `v[i] =`), and the ones that break a rule. */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { canAssign, canAssignWeak } from '../../../runtime/abi/assign.js';
import { dtypeMismatch } from '../../diagnostics/rules/dtype-mismatch.js';
import { noArgumentWrite } from '../../diagnostics/rules/no-argument-write.js';
import { noCapturedWrite } from '../../diagnostics/rules/no-captured-write.js';
import { noStaticWrite } from '../../diagnostics/rules/no-static-write.js';
import { noVariableRebind } from '../../diagnostics/rules/no-variable-rebind.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Expr } from '../../ir/node.js';
import { asNumber, asOperand, cast, numberConst, shorten } from './arithmetic.js';
import { applyBinary } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import { joinTypes } from './merge.js';
import type { Binding, Value } from './value.js';
import { errorValue, exprValue } from './value.js';

/** `target = value` and `target op= value`; gives the value, as in JavaScript. */
export function lowerAssignment(l: Lowering, node: ts.BinaryExpression): Value {
  const operator = node.operatorToken.getText().slice(0, -1);
  if (operator === '&&' || operator === '||' || operator === '??') {
    return l.report(unsupportedSyntax.messages.form({ what: `'${operator}='`, instead: 'Use if.' }), node);
  }
  const target = bareExpression(l.ts, node.left);
  if (operator === '') {
    if (l.ts.isArrayLiteralExpression(target) || l.ts.isObjectLiteralExpression(target)) return assignPattern(l, target, l.forms.expression(l, node.right), node);
    return assign(l, target, node.right, () => l.forms.expression(l, node.right), node, operator);
  }
  const current = (): Value => {
    const [left, right] = l.inOrder([node.left, node.right]) as [Value, Value];
    return applyBinary(l, operator, left, right, node.left, node.right, node);
  };
  return assign(l, target, node.right, current, node, operator);
}

/** `i++` and its kin as statements. */
export function lowerUpdate(l: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): void {
  const target = bareExpression(l.ts, node.operand);
  const operator = node.operator === l.ts.SyntaxKind.PlusPlusToken ? '+' : '-';
  assign(l, target, node.operand, () => applyBinary(l, operator, l.forms.expression(l, node.operand), exprValue(numberConst(1)), node.operand, node.operand, node), node, operator);
}

function assign(l: Lowering, target: ts.Node, valueNode: ts.Node, make: () => Value, node: ts.Node, operator: string): Value {
  const { ts } = l;
  if (ts.isIdentifier(target)) return assignName(l, target, make, node);
  if (ts.isElementAccessExpression(target)) return assignElement(l, target, make, valueNode, node);
  if (ts.isPropertyAccessExpression(target)) return assignProperty(l, target, make, valueNode, node, operator);
  return l.report(unsupportedSyntax.messages.form({ what: `an assignment to '${shorten(target.getText())}'`, instead: 'Assign to a name or to a Variable.' }), node);
}

function assignName(l: Lowering, target: ts.Identifier, make: () => Value, node: ts.Node): Value {
  const symbol = l.facts.symbolAt(target);
  const binding = symbol === undefined ? undefined : l.scope.find(symbol);
  const value = make();
  if (symbol === undefined || binding === undefined) return l.report(noCapturedWrite.messages.write({ target: target.text }), node);
  if (value.kind === 'error') return value;
  if (binding.local === undefined && (binding.value.kind !== 'undefined' || value.kind !== 'expr')) {
    if (value.kind === 'expr' || binding.depth !== l.depth) return refuseChange(l, target, node);
    binding.value = value;
    return value;
  }
  if (value.kind !== 'expr') return refuseChange(l, target, node);
  return assignBinding(l, symbol, binding, target, value.expr, node);
}

/** Assigns to a local; one that takes another type gets a new local, if that is certain to be the one read from then on. */
function assignBinding(l: Lowering, symbol: ts.Symbol, binding: Binding, target: ts.Identifier, value: Expr, node: ts.Node): Value {
  const current = binding.local === undefined ? undefined : l.locals[binding.local]!.type;
  const joined = current === undefined ? undefined : joinTypes(current, value.type);
  const fits = current !== undefined && joined !== undefined && JSON.stringify(joined) === JSON.stringify(current);
  if (binding.local !== undefined && fits) {
    l.emit({ kind: 'let', local: binding.local, value: current.kind === 'scalar' && current.weak !== undefined ? asNumberLike(value, current.dtype) : value });
    return exprValue(l.localExpr(binding.local));
  }
  if (binding.depth !== l.depth && binding.value.kind !== 'undefined') return refuseChange(l, target, node);
  const id = l.newLocal(target.text, value.type, true);
  l.emit({ kind: 'let', local: id, value });
  l.scope.redeclare(symbol, { value: exprValue(l.localExpr(id)), local: id, depth: binding.depth });
  return exprValue(l.localExpr(id));
}

function asNumberLike(value: Expr, dtype: DType): Expr {
  return dtype === 'bool' ? value : asNumber(value);
}

function refuseChange(l: Lowering, target: ts.Identifier, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({
    what: `an assignment that changes what ${target.text} is, inside of a branch or loop`,
    instead: `Declare ${target.text} with the type that it has later: 'let ${target.text} = x * 0' for an array.`,
  }), node);
}

/** `[a, b] = [b, a]`. */
function assignPattern(l: Lowering, pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, value: Value, node: ts.Node): Value {
  if (!l.ts.isArrayLiteralExpression(pattern) || value.kind !== 'tuple') {
    return value.kind === 'error' ? value : l.report(unsupportedSyntax.messages.form({ what: 'an assignment to a pattern', instead: 'Assign one by one.' }), node);
  }
  const kept = value.items.map((item) => (item.kind === 'expr' && item.expr.kind !== 'const' ? exprValue(l.bindTemporary('item', item.expr)) : item));
  for (const [i, element] of pattern.elements.entries()) {
    if (l.ts.isOmittedExpression(element)) continue;
    assign(l, bareExpression(l.ts, element), element, () => kept[i] ?? errorValue, element, '');
  }
  return value;
}

/** `x[i] = value`: one element of a Variable or of an array that this function made. */
function assignElement(l: Lowering, target: ts.ElementAccessExpression, make: () => Value, valueNode: ts.Node, node: ts.Node): Value {
  if (isCapturedObject(l, target.expression)) return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
  const [receiver, index] = l.inOrder([target.expression, target.argumentExpression]) as [Value, Value];
  const mark = l.mark();
  const value = make();
  if (receiver.kind === 'error' || index.kind === 'error' || value.kind === 'error') return errorValue;
  const operand = asOperand(l, value, valueNode);
  if (operand === undefined) return errorValue;
  const name = shorten(target.expression.getText());
  if (receiver.kind !== 'expr' || receiver.expr.type.kind !== 'array' || index.kind !== 'expr') {
    return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
  }
  const { expr } = receiver;
  const { type } = receiver.expr;
  const refused = refuseWrite(l, expr, target.expression, shorten(target.getText()), node);
  if (refused !== undefined) return refused;
  if (type.rank !== null && type.rank !== 1) {
    return l.report(rankMismatch.messages.operands({ operation: 'x[i] =', operands: [{ text: name, rank: type.rank }], rule: 'an array of rank 1' }), node);
  }
  if (operand.expr.type.kind === 'array') {
    return l.report(rankMismatch.messages.operands({ operation: 'x[i] =', operands: [{ text: shorten(valueNode.getText()), rank: operand.expr.type.rank ?? 1 }], rule: 'a number' }), node);
  }
  const settled = l.settle(index, mark);
  const site = l.site('[] =', [name, shorten(target.argumentExpression.getText())], node);
  l.emit({ kind: 'store-element', target: expr, index: asNumber((settled as typeof index).expr), value: cast(operand.expr, type.dtype), site });
  return value;
}

/** The rule that a write to elements of an array breaks; undefined for Variables and arrays that this function made. `written`: the place as written. */
export function refuseWrite(l: Lowering, array: Expr, node: ts.Expression, written: string, at: ts.Node): Value | undefined {
  const name = shorten(node.getText());
  if (isCapturedObject(l, node)) return l.report(noCapturedWrite.messages.write({ target: written }), at);
  if (isArgument(l, array, node)) return l.report(noArgumentWrite.messages.element({ name }), at);
  if (array.kind === 'slot' && !array.variable) return l.report(noCapturedWrite.messages.write({ target: written }), at);
  if (array.kind === 'field' && !array.variable) return l.report(noStaticWrite.messages.assignment({ attribute: name.replace(/^this\./, ''), className: className(l) }), at);
  if (array.kind === 'copy') return l.report(unsupportedSyntax.messages.form({ what: `a write to the snapshot ${name}`, instead: `Write to the Variable: '${written.replace(/\.value/, '')}'.` }), at);
  return undefined;
}

/** Whether a name stands for something outside of the function that is no Variable. */
function isCapturedObject(l: Lowering, expression: ts.Expression): boolean {
  const name = bareExpression(l.ts, expression);
  if (!l.ts.isIdentifier(name)) return false;
  const symbol = l.facts.symbolAt(name);
  return symbol !== undefined && l.scope.find(symbol) === undefined && l.facts.arrayFacts(l.facts.checker.getTypeAtLocation(name))?.variable !== true;
}

/** Whether an array is (an alias of) an array argument of the unit. */
function isArgument(l: Lowering, expr: Expr, node: ts.Node): boolean {
  const target = bareExpression(l.ts, node as ts.Expression);
  const symbol = l.ts.isIdentifier(target) ? l.facts.symbolAt(target) : undefined;
  const binding = symbol === undefined ? undefined : l.scope.find(symbol);
  return binding?.argument !== undefined || (expr.kind === 'slot' && expr.argument === true);
}

function className(l: Lowering): string {
  return l.current.home?.name?.text ?? 'the class';
}

/** `this.v.value = …`; everything else that has a dot breaks a rule. */
function assignProperty(l: Lowering, target: ts.PropertyAccessExpression, make: () => Value, valueNode: ts.Node, node: ts.Node, operator: string): Value {
  const name = target.name.text;
  const receiver = l.forms.expression(l, target.expression);
  const receiverText = shorten(target.expression.getText());
  if (receiver.kind === 'expr' && receiver.expr.type.kind === 'array' && name === 'value') {
    if ((receiver.expr.kind !== 'field' && receiver.expr.kind !== 'slot' && receiver.expr.kind !== 'item') || (receiver.expr.kind !== 'item' && !receiver.expr.variable)) {
      return l.report(noArgumentWrite.messages.element({ name: receiverText }), node);
    }
    return storeVariable(l, receiver.expr, make(), valueNode, node, receiverText);
  }
  if (receiver.kind === 'error') return errorValue;
  if (receiver.kind === 'instance') {
    const facts = l.facts.arrayFacts(l.facts.checker.getTypeAtLocation(target));
    if (facts?.variable === true) return l.report(noVariableRebind.messages.assignment({ attribute: name, operator: `${operator}=`, receiver: receiverText }), node);
    const owner = receiverText === 'this' ? className(l) : l.state.classes.byId(receiver.record.type.classes[0]!).name;
    return l.report(noStaticWrite.messages.assignment({ attribute: name, className: owner }), node);
  }
  if (receiver.kind === 'object' && receiver.local === true) {
    const value = make();
    (receiver.fields as Map<string, Value>).set(name, value);
    return value;
  }
  return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
}

/** `v.value = value`: shapes are checked at run time, dtypes and stated ranks here. */
export function storeVariable(l: Lowering, variable: Expr, value: Value, valueNode: ts.Node, node: ts.Node, name: string): Value {
  const operand = asOperand(l, value, valueNode);
  if (operand === undefined || variable.type.kind !== 'array') return errorValue;
  const { dtype, rank } = variable.type;
  const from = operand.expr.type as { dtype: DType };
  const fits = operand.weak !== undefined ? canAssignWeak(operand.weak, dtype) : canAssign(from.dtype, dtype);
  if (!fits) {
    const valueDType = operand.weak === undefined ? from.dtype : 'number';
    return l.report(dtypeMismatch.messages.assignment({ variable: name, variableDType: dtype, valueDType }), node);
  }
  const { type } = operand.expr;
  if (type.kind === 'array' && rank !== null && type.rank !== null && type.rank !== rank) {
    return l.report(rankMismatch.messages.assignment({ variable: name, variableRank: rank, value: operand.text, valueRank: type.rank }), node);
  }
  const site = l.site(`${name}.value =`, [`${name}.value`, operand.text], node);
  l.emit({ kind: 'store', target: variable, value: cast(operand.expr, dtype), site });
  return value;
}
