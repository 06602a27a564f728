/** Typing of element-wise operations: weak numbers, promotion, casts. The same rules as the eager path's, from `runtime/abi`. */
import type ts from 'typescript';
import type { DType, WeakKind } from '../../../runtime/abi/dtype.js';
import { isInt, promote, promoteWeak } from '../../../runtime/abi/dtype.js';
import { dtypeMismatch } from '../../diagnostics/rules/dtype-mismatch.js';
import { missingType } from '../../diagnostics/rules/missing-type.js';
import { integerKind } from '../../host/integer-kind.js';
import type { ArrayType, Expr, ScalarType } from '../../ir/node.js';
import { findMapOperation } from '../../ops/catalogue.js';
import { findUndeclared } from './find-undeclared.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

export const numberType: ScalarType = { kind: 'scalar', dtype: 'float64', weak: 'float' };
export const booleanType: ScalarType = { kind: 'scalar', dtype: 'bool', weak: 'bool' };

export function numberConst(value: number): Expr {
  return { kind: 'const', value, type: numberType };
}

export function booleanConst(value: boolean): Expr {
  return { kind: 'const', value, type: booleanType };
}

/** An operand: its expression and, for a plain number, how it meets int arrays (decided from its syntax, as in the kept original). */
export interface Operand {
  readonly expr: Expr;
  readonly weak?: WeakKind;
  readonly text: string;
}

/** A value as operand of arithmetic; undefined (and a diagnostic, unless there was one already) if it is neither number, boolean nor array. */
export function asOperand(l: Lowering, value: Value, node: ts.Node): Operand | undefined {
  if (value.kind === 'error') return undefined;
  if (value.kind === 'expr' && (value.expr.type.kind === 'scalar' || value.expr.type.kind === 'array')) {
    const { type } = value.expr;
    const text = shorten(node.getText());
    if (type.kind === 'array' || type.weak === undefined) return { expr: value.expr, text };
    const weak = type.weak === 'bool' ? 'bool' : l.ts.isExpression(node) && integerKind(l.ts, l.facts.checker, node) ? 'int' : 'float';
    return { expr: value.expr, weak, text };
  }
  const name = shorten(node.getText());
  const isList = value.kind === 'tuple' || value.kind === 'list';
  const missing = value.kind === 'method' && exprOf(value.receiver)?.type.kind === 'scalar' ? missingType.messages.undeclared({ name: value.name, owner: 'A number' }) : findUndeclared(l, node);
  l.report(missing ?? (isList ? missingType.messages.list({ name }) : missingType.messages.value({ name, type: describeValue(value), what: 'value' })), node);
  return undefined;
}

export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'expr': return value.expr.type.kind === 'list' ? 'list' : value.expr.type.kind;
    case 'tuple': return 'a list of values';
    case 'object': return 'an object';
    case 'instance': return 'an object';
    case 'function': case 'method': case 'library': case 'native': case 'integrator': return 'a function';
    case 'equations': return 'a system of equations';
    case 'class': return 'a class';
    case 'list': case 'entries': return 'a list';
    case 'string': case 'text': return 'string';
    case 'optional': return `${describeValue(value.value)} | undefined`;
    case 'undefined': return 'undefined';
    case 'error': return 'unknown';
  }
}

/** The user's text, cut to what fits into a message. */
export function exprOf(value: Value | undefined): Expr | undefined {
  return value?.kind === 'expr' ? value.expr : undefined;
}

export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Casts to a dtype; a strong scalar or array of it. */
export function cast(expr: Expr, dtype: DType): Expr {
  const { type } = expr;
  if (type.kind === 'array') return type.dtype === dtype ? expr : { kind: 'cast', arg: expr, type: { ...type, dtype } };
  if (type.kind !== 'scalar') return expr;
  if (type.weak === undefined && type.dtype === dtype) return expr;
  return { kind: 'cast', arg: expr, type: { kind: 'scalar', dtype } };
}

/** A plain JavaScript number from any scalar (rank 0 too). */
export function asNumber(expr: Expr): Expr {
  if (expr.type.kind === 'scalar' && expr.type.weak !== undefined && expr.type.weak !== 'bool') return expr;
  return { kind: 'cast', arg: expr, type: numberType };
}

/** One element-wise operation of the catalogue on numbers and arrays of any dtype. */
export function applyMap(l: Lowering, name: string, operands: readonly Operand[], node: ts.Node, printed: string = name): Value {
  const operation = findMapOperation(name);
  if (operation === undefined) throw new Error(`no operation '${name}' in the catalogue`);
  const dtypes = resolveDTypes(l, name, operands);
  const plain = dtypes === undefined;
  const raw = dtypes ?? operands.map((operand): DType => (operand.weak === 'bool' ? 'bool' : 'float64'));
  // Masks (`logicalAnd`) and whole numbers have a dtype of their own in most operations: the default float has a say only where it changes something.
  const isFixed = JSON.stringify(operation.signature(raw, 'float32')) === JSON.stringify(operation.signature(raw, 'float64'));
  const signature = operation.signature(raw, plain ? 'float64' : isFixed ? l.defaultFloat : l.theDefaultFloat());
  if (signature === undefined) {
    return l.report(dtypeMismatch.messages.operands({
      operation: printed, operands: operands.map((operand, i) => ({ text: operand.text, dtype: raw[i]! })), expected: expectedDTypes(name),
    }), node);
  }
  const args = operands.map((operand, i) => cast(operand.expr, signature.operands[i]!));
  const site = l.site(printed, operands.map((operand) => operand.text), node);
  if (plain) {
    const type: ScalarType = signature.result === 'bool' ? booleanType : numberType;
    return exprValue({ kind: 'map', op: name, args, type, site });
  }
  return exprValue({ kind: 'map', op: name, args, type: resultType(args, signature.result), site });
}

/** The dtypes of operands once weak numbers have taken theirs; undefined if all are weak. */
function resolveDTypes(l: Lowering, name: string, operands: readonly Operand[]): readonly DType[] | undefined {
  const dtypeOf = (operand: Operand): DType => (operand.expr.type as ScalarType | ArrayType).dtype;
  if (operands.every((operand) => operand.weak !== undefined)) return undefined;
  if (name === 'where') {
    const [condition, ...choices] = operands;
    const chosen = resolveDTypes(l, 'choices', choices)
      ?? (choices.every((choice) => choice.weak === 'bool') ? choices.map((): DType => 'bool')
        : choices.every((choice) => choice.weak !== 'float') ? choices.map((): DType => 'int32') : choices.map((): DType => l.theDefaultFloat()));
    return [condition!.weak === undefined ? dtypeOf(condition!) : 'bool', ...chosen];
  }
  let strong: DType | undefined;
  for (const operand of operands) {
    if (operand.weak !== undefined) continue;
    const dtype = dtypeOf(operand);
    strong = strong === undefined ? dtype : promote(strong, dtype, isInt(strong) && isInt(dtype) && strong !== dtype ? l.theDefaultFloat() : l.defaultFloat);
  }
  return operands.map((operand) => {
    if (operand.weak === undefined) return dtypeOf(operand);
    const needsDefault = operand.weak === 'float' && (isInt(strong!) || strong === 'bool');
    return promoteWeak(strong!, operand.weak, needsDefault ? l.theDefaultFloat() : l.defaultFloat);
  });
}

/** The type of an element-wise result: an array if any operand is one, of the highest rank. */
export function resultType(args: readonly Expr[], dtype: DType): ScalarType | ArrayType {
  const arrays = args.map(({ type }) => type).filter((type) => type.kind === 'array');
  if (arrays.length === 0) return { kind: 'scalar', dtype };
  const highest = highestRank(arrays);
  const isKnown = arrays.every(({ rank }) => rank !== null) || arrays.some(({ rank }) => rank !== null && rank === highest);
  return isKnown && highest !== undefined ? { kind: 'array', dtype, rank: highest } : ofSomeRank(dtype, highest);
}

/** The highest rank that arrays can have; undefined if nothing is known of one. */
export function highestRank(types: readonly ArrayType[]): number | undefined {
  const ranks = types.map(({ rank, atMost }) => rank ?? atMost);
  return ranks.every((rank) => rank !== undefined) ? Math.max(...ranks) : undefined;
}

/** The type of arrays that may have any rank up to `atMost`. */
export function ofSomeRank(dtype: DType, atMost: number | undefined): ArrayType {
  return { kind: 'array', dtype, rank: null, ...(atMost === undefined ? {} : { atMost }) };
}

function expectedDTypes(name: string): string {
  return name.startsWith('bitwise') || name.endsWith('Shift') ? 'whole numbers' : 'numbers, not bool';
}

/** Whether an array is a Variable: of a field, captured, or of a list of them. */
export function isVariable(expr: Expr): boolean {
  if (expr.kind === 'item') return expr.list.type.kind === 'list' && expr.list.type.variables === true;
  return (expr.kind === 'field' || expr.kind === 'slot') && expr.variable === true;
}

/** The elements that a Variable has now, whatever is written to it later; any other value as it is. */
export function asTaken(expr: Expr): Expr {
  return isVariable(expr) && expr.type.kind === 'array' ? { kind: 'copy', arg: expr, type: expr.type } : expr;
}

/** Operands for a list of values, or undefined if one of them is none. */
export function asOperands(l: Lowering, values: readonly Value[], nodes: readonly ts.Node[]): Operand[] | undefined {
  // Of a spread there are more values than arguments: it stands last.
  const operands = values.map((value, i) => asOperand(l, value, nodes[i] ?? nodes.at(-1)!));
  return operands.every((operand) => operand !== undefined) ? operands : undefined;
}

export function applyMapTo(l: Lowering, name: string, values: readonly Value[], nodes: readonly ts.Node[], node: ts.Node, printed?: string): Value {
  const operands = asOperands(l, values, nodes);
  return operands === undefined ? errorValue : applyMap(l, name, operands, node, printed);
}

/** A number as the rank-0 array (or number of its dtype) that a name will hold. */
export function promoteTo(type: ScalarType | ArrayType | undefined, expr: Expr): Expr {
  if (type === undefined || expr.type.kind !== 'scalar') return expr;
  const scalar = cast(expr, type.dtype);
  return type.kind === 'scalar' ? scalar : { kind: 'box', arg: scalar, type };
}
