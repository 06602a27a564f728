/** Operators: arithmetic, comparisons, logic, `?:`. Arrays take the scalar operators element by element; the logical ones refuse them. */
import type ts from 'typescript';
import { isFloat } from '../../../runtime/abi/dtype.js';
import { isSmallPower, raise } from '../../../runtime/abi/power.js';
import type { ConditionKind } from '../../diagnostics/rules/no-array-condition.js';
import { noArrayCondition } from '../../diagnostics/rules/no-array-condition.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { integerKind } from '../../host/integer-kind.js';
import type { Expr, ScalarType } from '../../ir/node.js';
import type { Operand } from './arithmetic.js';
import { applyMap, asNumber, asOperand, asOperands, asTaken, booleanConst, booleanType, cast, describeValue, numberConst, numberType, shorten } from './arithmetic.js';
import { chooseValue, isMask } from './choose-elements.js';
import type { Lowering } from './lowering.js';
import { mergeValues } from './merge.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

/** Binary operators and the catalogue's names for them. */
export const binaryOperations: ReadonlyMap<string, string> = new Map([
  ['+', 'add'], ['-', 'sub'], ['*', 'mul'], ['/', 'div'], ['%', 'rem'],
  ['<', 'less'], ['<=', 'lessEqual'], ['>', 'greater'], ['>=', 'greaterEqual'],
]);

export function lowerBinary(l: Lowering, node: ts.BinaryExpression): Value {
  const operator = node.operatorToken.getText();
  if (operator === '&&' || operator === '||') return lowerLogical(l, l.forms.expression(l, node.left), operator, node.left, node.right, node);
  if (operator === ',') {
    l.forms.expression(l, node.left);
    return l.forms.expression(l, node.right);
  }
  const [left, right] = l.inOrder([node.left, node.right]) as [Value, Value];
  return applyBinary(l, operator, left, right, node.left, node.right, node);
}

/** `left operator right`, also for the compound assignments. */
export function applyBinary(l: Lowering, operator: string, left: Value, right: Value, leftNode: ts.Node, rightNode: ts.Node, node: ts.Node): Value {
  if (left.kind === 'error' || right.kind === 'error') return errorValue;
  if (/^[!=]==?$/.test(operator)) return lowerEquality(l, operator, left, right, leftNode, rightNode, node);
  if (operator === '|' && rightNode.getText() === '0') return wholePart(l, left, leftNode, node);
  const operands = asOperands(l, [left, right], [leftNode, rightNode]);
  if (operands === undefined) return errorValue;
  const [a, b] = operands as [Operand, Operand];
  if (operator === '**') return lowerPower(l, a, b, node);
  const bits = bitwiseOperations.get(operator);
  if (bits !== undefined) return applyBits(l, bits, operator, [a, b], node);
  const name = binaryOperations.get(operator);
  if (name === undefined) {
    return l.report(unsupportedSyntax.messages.form({ what: `the operator '${operator}'`, instead: `Write it with functions of math, or compute it outside of jit code.` }), node);
  }
  return applyMap(l, name, [a, b], node, operator);
}

const bitwiseOperations: ReadonlyMap<string, string> = new Map([
  ['&', 'bitwiseAnd'], ['|', 'bitwiseOr'], ['^', 'bitwiseXor'], ['<<', 'leftShift'], ['>>', 'rightShift'], ['>>>', 'rightShift'],
]);

/** `i & 1`, `n << 2` of plain numbers: in int32, as in JavaScript (`>>>` in uint32). Arrays have functions for that. */
export function applyBits(l: Lowering, name: string, operator: string, operands: readonly Operand[], node: ts.Node): Value {
  if (operands.some((operand) => operand.weak === undefined)) {
    return l.report(unsupportedSyntax.messages.form({ what: `'${operator}' on an array`, instead: `Use bm.${name}(${operands.length === 1 ? 'x' : 'x, y'}).` }), node);
  }
  const type: ScalarType = { kind: 'scalar', dtype: operator === '>>>' ? 'uint32' : 'int32' };
  const whole = (expr: Expr): Expr => cast(cast(toWhole(expr), 'int32'), type.dtype);
  const [a, b] = operands.map((operand) => whole(operand.expr)) as [Expr, Expr | undefined];
  // JavaScript shifts by the last five bits of the count; the catalogue's shifts, as NumPy's, by all of it.
  const count = (given: Expr): Expr => (name.endsWith('Shift') ? { kind: 'map', op: 'bitwiseAnd', args: [given, whole(numberConst(31))], type, site: -1 } : given);
  return exprValue(asNumber({ kind: 'map', op: name, args: b === undefined ? [a] : [a, count(b)], type, site: -1 }));
}

/** `x | 0`: JavaScript's whole part, modulo 2^32. */
function wholePart(l: Lowering, value: Value, valueNode: ts.Node, node: ts.Node): Value {
  const operand = asOperand(l, value, valueNode);
  if (operand === undefined) return errorValue;
  if (operand.weak === undefined) {
    return l.report(unsupportedSyntax.messages.form({ what: `'| 0' on an array`, instead: `Use bm.trunc(x), or bm.array(x, { dtype: 'int32' }).` }), node);
  }
  return exprValue(toWhole(operand.expr));
}

export function toWhole(expr: Expr): Expr {
  return { kind: 'map', op: 'toInt32', args: [asNumber(expr)], type: numberType, site: -1 };
}

/**
 * `x ** k`. A scalar exponent with a whole value |k| <= 8 multiplies, in one stated order (`runtime/abi/power.ts`), whether the
 * value is known at build time or not; all others use `pow`.
 */
export function lowerPower(l: Lowering, base: Operand, exponent: Operand, node: ts.Node): Value {
  const { expr } = exponent;
  if (expr.type.kind === 'array' || exponent.weak === undefined) return applyMap(l, 'pow', [base, exponent], node, '**');
  const typed = applyMap(l, 'pow', [base, exponent], node, '**');
  if (typed.kind !== 'expr' || typed.expr.kind !== 'map') return typed;
  const x = typed.expr.args[0]!;
  if (expr.kind === 'const' && typeof expr.value === 'number') {
    const chain = powerChain(l, x, expr.value, typed.expr.type as ScalarType, typed.expr.site);
    if (chain !== undefined) return exprValue(chain);
  }
  return exprValue({ ...typed.expr, op: 'power', args: [x, asNumber(expr)] });
}

/** The multiplications of a whole exponent 1 ≤ |k| ≤ 8; undefined for others. Shared operands stay shared: the emitter computes each once. */
function powerChain(l: Lowering, base: Expr, exponent: number, type: ScalarType, site: number): Expr | undefined {
  // 1 / x^k is no whole number: `pow` says what it gives.
  if (exponent === 0 || !isSmallPower(exponent) || (exponent < 0 && !isFloat(type.dtype))) return undefined;
  const map = (op: string, a: Expr, b: Expr): Expr => ({ kind: 'map', op, args: [a, b], type, site });
  const x = base.type.kind === 'scalar' && base.kind !== 'local' && base.kind !== 'const' ? l.bindTemporary('base', base) : base;
  const one: Expr = { kind: 'const', value: 1, type: { kind: 'scalar', dtype: type.dtype } };
  return raise(x, exponent, { one: () => one, multiply: (a, b) => map('mul', a, b), reciprocal: (a) => map('div', one, a) });
}

/** `a === b` of two values that stand in one expression. */
export function lowerEqual(l: Lowering, a: Value, b: Value, node: ts.Node): Value {
  return a.kind === 'error' || b.kind === 'error' ? errorValue : lowerEquality(l, '===', a, b, node, node, node);
}

function lowerEquality(l: Lowering, operator: string, left: Value, right: Value, leftNode: ts.Node, rightNode: ts.Node, node: ts.Node): Value {
  const negate = operator.startsWith('!');
  if (left.kind === 'optional' && right.kind !== 'undefined' && right.kind !== 'optional') {
    const given = lowerEquality(l, '===', left.value, right, leftNode, rightNode, node);
    if (given.kind !== 'expr') return given;
    const same: Expr = { kind: 'select', test: left.present, whenTrue: given.expr, whenFalse: booleanConst(false), type: booleanType };
    return exprValue(negate ? applyNot(same) : same);
  }
  if (right.kind === 'optional' && left.kind !== 'optional') return lowerEquality(l, operator, right, left, rightNode, leftNode, node);
  const known = compareKnown(l, left, right);
  if (known !== undefined) return exprValue(negate ? applyNot(known) : known);
  for (const [value, at] of [[left, leftNode], [right, rightNode]] as const) {
    if (value.kind === 'expr' && value.expr.type.kind === 'array') {
      return l.report(noArrayCondition.messages.condition({ kind: negate ? '!==' : '===', expression: shorten(at.getText()) }), node);
    }
  }
  if (left.kind === 'text' && right.kind === 'text') {
    return l.report(unsupportedSyntax.messages.form({ what: 'a comparison of two strings that only the run knows', instead: "Compare each with a string of the program: 'mode === \"fast\"'." }), node);
  }
  const operands = asOperands(l, [left, right], [leftNode, rightNode]);
  return operands === undefined ? errorValue : applyMap(l, negate ? 'notEqual' : 'equal', operands, node, operator);
}

/** Comparisons of strings and `undefined` (`null` is the same here), and of numbers that the program writes: `list.length === 0`. */
export function compareKnown(l: Lowering, left: Value, right: Value): Expr | undefined {
  if (left.kind === 'string' && right.kind === 'string') return booleanConst(left.text === right.text);
  if (left.kind === 'text' && right.kind === 'string') return { kind: 'is-string', text: left.expr, index: l.state.string(right.text), type: booleanType };
  if (right.kind === 'text' && left.kind === 'string') return compareKnown(l, right, left);
  if (left.kind === 'optional' && right.kind === 'undefined') return applyNot(left.present);
  if (right.kind === 'optional' && left.kind === 'undefined') return applyNot(right.present);
  if (left.kind === 'undefined' || right.kind === 'undefined') return booleanConst(left.kind === right.kind);
  return isNumberConst(left) && isNumberConst(right) ? booleanConst(left.expr.value === right.expr.value) : undefined;
}

function isNumberConst(value: Value): value is Value & { readonly kind: 'expr'; readonly expr: Expr & { readonly kind: 'const' } } {
  return value.kind === 'expr' && value.expr.kind === 'const' && value.expr.type.kind === 'scalar' && typeof value.expr.value === 'number';
}

export function applyNot(expr: Expr): Expr {
  if (expr.kind === 'const') return booleanConst(!expr.value);
  return { kind: 'map', op: 'logicalNot', args: [expr], type: booleanType, site: -1 };
}

/** A value as condition: a plain boolean. Arrays are an error that names the operation to use. */
export function lowerCondition(l: Lowering, node: ts.Expression, kind: ConditionKind): Expr | undefined {
  return asCondition(l, l.forms.expression(l, node), node, kind);
}

export function asCondition(l: Lowering, value: Value, node: ts.Node, kind: ConditionKind): Expr | undefined {
  switch (value.kind) {
    case 'error': return undefined;
    case 'undefined': return booleanConst(false);
    case 'optional': {
      if (value.value.kind === 'expr' && value.value.expr.type.kind === 'array') {
        const expression = shorten(node.getText());
        l.report(noArrayCondition.messages.condition({ kind, expression, replacement: `ask whether it is given: '${expression} !== undefined'` }), node);
        return undefined;
      }
      const given = asCondition(l, value.value, node, kind);
      return given && { kind: 'select', test: value.present, whenTrue: given, whenFalse: booleanConst(false), type: booleanType };
    }
    case 'string': return booleanConst(value.text !== '');
    case 'instance': case 'object': case 'tuple': case 'function': case 'list': return booleanConst(true);
    case 'expr': {
      const { type } = value.expr;
      if (type.kind === 'array') {
        l.report(noArrayCondition.messages.condition({ kind, expression: shorten(node.getText()) }), kind === 'if' || kind === 'while' ? node : node.parent);
        return undefined;
      }
      if (type.kind !== 'scalar') break;
      if (value.expr.kind === 'const') return booleanConst(Boolean(value.expr.value));
      if (type.dtype === 'bool') return type.weak === 'bool' ? value.expr : { kind: 'cast', arg: value.expr, type: booleanType };
      // A number is true unless it is 0 or NaN: |x| > 0.
      const zero: Expr = { kind: 'const', value: 0, type: { kind: 'scalar', dtype: type.dtype } };
      const size: Expr = type.dtype === 'uint32' ? value.expr : { kind: 'map', op: 'abs', args: [value.expr], type, site: -1 };
      return { kind: 'map', op: 'greater', args: [size, zero], type: booleanType, site: -1 };
    }
    default: break;
  }
  l.report(unsupportedSyntax.messages.form({ what: `${describeValue(value)} as a condition`, instead: 'Compare it with a value.' }), node);
  return undefined;
}

/** `a && b`, `a || b`. With booleans or numbers; the right side is evaluated only where JavaScript does. */
export function lowerLogical(l: Lowering, value: Value, operator: '&&' | '||', leftNode: ts.Expression, rightNode: ts.Expression, node: ts.Node): Value {
  const left = asPlainBoolean(value);
  const test = asCondition(l, left, leftNode, operator);
  if (test === undefined || left.kind === 'error') {
    l.inBlock(() => asCondition(l, l.forms.expression(l, rightNode), rightNode, operator));
    return errorValue;
  }
  if (test.kind === 'const') return Boolean(test.value) === (operator === '&&') ? l.forms.expression(l, rightNode) : left;
  let right: Value = errorValue;
  const block = l.inBlock(() => { right = asPlainBoolean(l.forms.expression(l, rightNode)); });
  const evaluated = right as Value;
  if (evaluated.kind === 'expr' && evaluated.expr.type.kind === 'array') {
    asCondition(l, evaluated, rightNode, operator);
    return errorValue;
  }
  const bothBoolean = isBoolean(left) && isBoolean(evaluated);
  if (block.length === 0 && bothBoolean && evaluated.kind === 'expr') {
    const [whenTrue, whenFalse] = operator === '&&' ? [evaluated.expr, booleanConst(false)] : [booleanConst(true), evaluated.expr];
    return exprValue({ kind: 'select', test, whenTrue, whenFalse, type: booleanType });
  }
  const branch = (): Value => asPlainBoolean(l.forms.expression(l, rightNode));
  return mergeValues(l, test, operator === '&&' ? [branch, () => left] : [() => left, branch], node);
}

/** `a ?? b`. */
export function lowerDefault(l: Lowering, left: Value, rightNode: ts.Expression, node: ts.Node): Value {
  if (left.kind === 'undefined') return l.forms.expression(l, rightNode);
  if (left.kind !== 'optional') return left;
  return mergeValues(l, left.present, [() => left.value, () => l.forms.expression(l, rightNode)], node);
}

/** `bm.sum(x) < 1` is a rank-0 bool; as an operand of `&&` it is the boolean that it holds. */
function asPlainBoolean(value: Value): Value {
  if (value.kind !== 'expr' || value.expr.type.kind !== 'scalar' || value.expr.type.dtype !== 'bool' || value.expr.type.weak !== undefined) return value;
  return exprValue({ kind: 'cast', arg: value.expr, type: booleanType });
}

function isBoolean(value: Value): boolean {
  return value.kind === 'expr' && value.expr.type.kind === 'scalar' && value.expr.type.weak === 'bool';
}

export function lowerConditional(l: Lowering, node: ts.ConditionalExpression): Value {
  const condition = l.forms.expression(l, node.condition);
  if (l.isElementwise && isMask(condition)) return chooseValue(l, condition, node);
  const test = asCondition(l, condition, node.condition, '?:');
  if (test === undefined) {
    l.inBlock(() => { l.forms.expression(l, node.whenTrue); l.forms.expression(l, node.whenFalse); });
    return errorValue;
  }
  if (test.kind === 'const') return l.forms.expression(l, test.value ? node.whenTrue : node.whenFalse);
  const branches = [node.whenTrue, node.whenFalse].map((branch) => () => l.forms.expression(l, branch)) as [() => Value, () => Value];
  return l.facts.isCallable(l.facts.checker.getTypeAtLocation(node)) ? chooseFunction(l, test, branches) : mergeValues(l, test, branches, node);
}

/** `fast ? rough : exact`, of functions: each call of it is a choice between two calls. Such branches do nothing else: naming a function has no effect. */
function chooseFunction(l: Lowering, test: Expr, branches: readonly [() => Value, () => Value]): Value {
  const known = l.bindTemporary('chosen', test);
  const [a, b] = branches.map((branch) => branch()) as [Value, Value];
  if (a.kind === 'error' || b.kind === 'error') return errorValue;
  return { kind: 'native', call: (args, node) => mergeValues(l, known, [() => l.forms.call(l, a, args, node as ts.CallExpression), () => l.forms.call(l, b, args, node as ts.CallExpression)], node) };
}

export function lowerPrefix(l: Lowering, node: ts.PrefixUnaryExpression): Value {
  const { SyntaxKind } = l.ts;
  if (node.operator === SyntaxKind.ExclamationToken) {
    const test = lowerCondition(l, node.operand, '!');
    return test === undefined ? errorValue : exprValue(applyNot(test));
  }
  const value = l.forms.expression(l, node.operand);
  const operand = asOperand(l, value, node.operand);
  if (operand === undefined) return errorValue;
  if (node.operator === SyntaxKind.PlusToken) return exprValue(applyPlus(operand.expr));
  if (node.operator === SyntaxKind.MinusToken) {
    if (operand.expr.kind === 'const' && typeof operand.expr.value === 'number') return exprValue(numberConst(-operand.expr.value));
    return applyMap(l, 'neg', [{ ...operand, weak: integerKind(l.ts, l.facts.checker, node.operand) ? 'int' : operand.weak } as Operand], node, '-');
  }
  return applyBinary(l, '^', value, exprValue(numberConst(-1)), node.operand, node.operand, node);
}

/** `+x`: a mask becomes int32 (so that it can enter arithmetic), numbers and other arrays stay. */
function applyPlus(expr: Expr): Expr {
  if (expr.type.kind === 'scalar' && expr.type.weak !== undefined) return asNumber(expr);
  const dtype = (expr.type as ScalarType).dtype;
  return dtype === 'bool' ? cast(expr, 'int32') : asTaken(expr);
}
