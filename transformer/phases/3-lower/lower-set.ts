/** `x.set(indices, y)` on Variables and on arrays that the function made, and `math.setAt`, which writes to a copy. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { ArrayType, Expr } from '../../ir/node.js';
import { asOperand, booleanType, cast, numberConst, numberType, shorten } from './arithmetic.js';
import { lowerHostCall } from './lower-host-call.js';
import { refuseWrite } from './lower-assignment.js';
import { lowerPart } from './lower-part.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** `x.set(indices, y)`. */
export function lowerSet(l: Lowering, array: Expr, args: readonly Value[], node: ts.CallExpression): Value {
  const target = l.ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node.expression;
  const text = shorten(target.getText());
  if (args.length !== 2) return l.report(unsupportedCall.messages.call({ callee: `${text}.set`, reason: 'it takes indices and a value', instead: `Write '${text}.set([i, '1:'], y)'.` }), node);
  const refused = refuseWrite(l, array, target, `${text}.set(…)`, node);
  if (refused !== undefined) return refused;
  return write(l, array, args, node) ? undefinedValue : errorValue;
}

/** `math.setAt(x, indices, y)`: a copy, written. */
export function lowerSetAt(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [source, ...rest] = args;
  if (source?.kind !== 'expr' || source.expr.type.kind !== 'array' || source.expr.type.rank === null || rest.length !== 2) return lowerHostCall(l, 'setAt', args, node);
  const id = l.newLocal('changed', source.expr.type);
  l.emit({ kind: 'let', local: id, value: { kind: 'copy', arg: source.expr, type: source.expr.type } });
  const copied = l.localExpr(id);
  return write(l, copied, rest, node) ? exprValue(copied) : errorValue;
}

/** Writes to a part of an array; false if something was reported. */
function write(l: Lowering, array: Expr, [where, value]: readonly Value[], node: ts.CallExpression): boolean {
  const type = array.type as ArrayType;
  const valueNode = node.arguments.at(-1)!;
  const operand = asOperand(l, value!, valueNode);
  if (operand === undefined || where === undefined || where.kind === 'error') return false;
  const indices = where.kind === 'tuple' ? where.items : [where];
  const operation = shorten(node.expression.getText());
  const text = shorten((l.ts.isPropertyAccessExpression(node.expression) && node.arguments.length === 2 ? node.expression.expression : node.arguments[0]!).getText());
  const part = lowerPart(l, { array, indices, operation, text }, node);
  if (part === 'error') return false;
  if (part !== undefined) {
    if (part.type.kind === 'scalar' && operand.expr.type.kind === 'array') return writeOnHost(l, array, [where, value!], node);
    const site = l.site(operation, [text, operand.text], node);
    l.emit({ kind: 'store', target: part, value: cast(operand.expr, type.dtype), site });
    return true;
  }
  const mask = indices.length === 1 && indices[0]!.kind === 'expr' ? indices[0]!.expr : undefined;
  if (mask !== undefined && operand.expr.type.kind === 'scalar') return writeWhere(l, array, mask, operand.expr, [where, value!], node);
  return writeOnHost(l, array, [where, value!], node);
}

/** `x.set(mask, number)`: a choice element by element, in place, if the mask has the shape of the array; the host says what is wrong otherwise. */
function writeWhere(l: Lowering, array: Expr, mask: Expr, value: Expr, args: readonly Value[], node: ts.CallExpression): boolean {
  const type = array.type as ArrayType;
  const { rank } = type;
  if (mask.type.kind !== 'array' || mask.type.dtype !== 'bool' || rank === null || mask.type.rank !== rank) return writeOnHost(l, array, args, node);
  const flags = l.bindTemporary('mask', mask);
  const number = value.kind === 'const' ? value : l.bindTemporary('value', value);
  const same = Array.from({ length: rank }, (_, axis): Expr => {
    const size = (one: Expr): Expr => ({ kind: 'dim', array: one, axis: numberConst(axis), type: numberType });
    return { kind: 'map', op: 'equal', args: [size(flags), size(array)], type: booleanType, site: -1 };
  });
  const test = same.reduce((a, b): Expr => ({ kind: 'map', op: 'logicalAnd', args: [a, b], type: booleanType, site: -1 }), { kind: 'const', value: true, type: booleanType } as Expr);
  const site = l.site(shorten(node.expression.getText()), [shorten(node.expression.getText()), 'value'], node);
  const chosen: Expr = { kind: 'map', op: 'where', args: [flags, cast(number, type.dtype), array], type, site };
  const then = l.inBlock(() => { l.emit({ kind: 'store', target: array, value: chosen, site }); });
  const otherwise = l.inBlock(() => { writeOnHost(l, array, [exprValue(flags), exprValue(number)], node); });
  l.emit({ kind: 'if', test, then, else: otherwise });
  return true;
}

/** Index arrays and masks: the host writes to a copy, which takes the place of the array's elements. */
function writeOnHost(l: Lowering, array: Expr, args: readonly Value[], node: ts.CallExpression): boolean {
  const { dtype, rank } = array.type as ArrayType;
  const written = lowerHostCall(l, 'setAt', [exprValue(array), ...args], node, { kind: 'array', dtype, rank });
  if (written.kind !== 'expr') return false;
  const site = l.site(shorten(node.expression.getText()), ['x', 'y'], node);
  l.emit({ kind: 'store', target: array, value: written.expr, site });
  return true;
}
