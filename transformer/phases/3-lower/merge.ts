/** Values that come from one of several branches: locals that every branch assigns. */
import type ts from 'typescript';
import { isFloat } from '../../../runtime/abi/dtype.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { ArrayType, Block, Expr, LocalId, ScalarType, Type } from '../../ir/node.js';
import { booleanConst, booleanType, highestRank, ofSomeRank, promoteTo } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

/** `test ? branches[0] : branches[1]`; only the chosen branch runs. */
export function mergeValues(l: Lowering, test: Expr, branches: readonly [() => Value, () => Value], node: ts.Node): Value {
  const values: Value[] = [];
  const blocks = branches.map((branch) => l.inBlock(() => { values.push(branch()); }));
  const [first, second] = values as [Value, Value];
  if (first.kind === 'error' || second.kind === 'error') return errorValue;
  const [a, b] = [besideFloats(first, typeOf(second)), besideFloats(second, typeOf(first))];
  if (blocks.every((block) => block.length === 0) && a.kind === 'expr' && b.kind === 'expr') {
    const type = joinTypes(a.expr.type, b.expr.type);
    if (type?.kind === 'scalar') {
      return exprValue({ kind: 'select', test, whenTrue: convert(a.expr, type), whenFalse: convert(b.expr, type), type });
    }
  }
  const target = declareLike(l, a, b, node);
  if (target === undefined) return errorValue;
  const [then, otherwise] = [a, b].map((value, i): Block => [...blocks[i]!, ...l.inBlock(() => assignValue(l, target, value))]);
  l.emit({ kind: 'if', test, then: then!, else: otherwise! });
  return target;
}

/**
 * A whole number where another branch gives floats (`isOn ? x : 0`): an array of rank 0, or one value of their dtype. All arithmetic with it comes
 * out as with the number.
 */
export function besideFloats(value: Value, other: Type | undefined): Value {
  const type = other && floatsOf(other);
  return type !== undefined && isWhole(value) ? exprValue(promoteTo(type, value.expr)) : value;
}

/** The type that a whole number takes beside values of a type; undefined if it stays a number. */
export function floatsOf(type: Type): ArrayType | ScalarType | undefined {
  if (type.kind === 'array') return isFloat(type.dtype) ? ofSomeRank(type.dtype, highestRank([type])) : undefined;
  return type.kind === 'scalar' && type.weak === undefined && isFloat(type.dtype) ? type : undefined;
}

function typeOf(value: Value): Type | undefined {
  return value.kind === 'expr' ? value.expr.type : undefined;
}

function isWhole(value: Value): value is Extract<Value, { kind: 'expr' }> {
  return value.kind === 'expr' && value.expr.kind === 'const' && Number.isInteger(value.expr.value);
}

/** The type that holds values of both types; undefined if there is none. */
export function joinTypes(a: Type, b: Type): Type | undefined {
  if (a.kind === 'scalar' && b.kind === 'scalar') {
    if (a.dtype === b.dtype && a.weak === b.weak) return a;
    if (a.weak === 'bool' || b.weak === 'bool') return undefined;
    if (a.weak !== undefined && b.weak !== undefined) return { kind: 'scalar', dtype: 'float64', weak: 'float' };
    return a.dtype === b.dtype ? { kind: 'scalar', dtype: a.dtype } : undefined;
  }
  if (a.kind === 'array' && b.kind === 'array') {
    if (a.dtype !== b.dtype) return undefined;
    return a.rank !== null && a.rank === b.rank ? a : ofSomeRank(a.dtype, highestRank([a, b]));
  }
  if (a.kind === 'record' && b.kind === 'record') return { kind: 'record', classes: [...new Set([...a.classes, ...b.classes])] };
  if (a.kind === 'list' && b.kind === 'list' && JSON.stringify(a) === JSON.stringify(b)) return a;
  return a.kind === 'string' && b.kind === 'string' ? a : undefined;
}

function convert(expr: Expr, type: ScalarType): Expr {
  if (expr.type.kind === 'scalar' && expr.type.dtype === type.dtype && (expr.type.weak === undefined) === (type.weak === undefined)) return expr;
  return { kind: 'cast', arg: expr, type };
}

/** Fresh mutable locals of the shape of a value that two branches (or several returns) give. Reports values that cannot be merged. */
export function declareLike(l: Lowering, a: Value, b: Value, node: ts.Node): Value | undefined {
  if (a.kind === 'expr' && b.kind === 'expr') {
    const type = joinTypes(a.expr.type, b.expr.type);
    if (type !== undefined) return exprValue(l.localExpr(l.newLocal('merged', type, true)));
  }
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.items.length === b.items.length) {
    const items = a.items.map((item, i) => declareLike(l, item, b.items[i]!, node));
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
  }
  if (a.kind === 'object' && b.kind === 'object' && [...a.fields.keys()].join() === [...b.fields.keys()].join()) {
    const fields = new Map<string, Value>();
    for (const [name, value] of a.fields) {
      const merged = declareLike(l, value, b.fields.get(name)!, node);
      if (merged === undefined) return undefined;
      fields.set(name, merged);
    }
    return { kind: 'object', fields };
  }
  if (a.kind === 'instance' && b.kind === 'instance') {
    const type = joinTypes(a.record.type, b.record.type);
    if (type?.kind === 'record') return { kind: 'instance', record: { kind: 'local', local: l.newLocal('merged', type, true), type } };
  }
  if ((a.kind === 'string' || a.kind === 'text') && (b.kind === 'string' || b.kind === 'text')) {
    return { kind: 'text', expr: l.localExpr(l.newLocal('merged', { kind: 'string' }, true)) };
  }
  const [given, other] = a.kind === 'undefined' || (b.kind === 'optional' && a.kind !== 'optional') ? [b, a] : [a, b];
  if (given.kind === 'optional' || (other.kind === 'undefined' && given.kind !== 'undefined')) return declareOptional(l, given, other, node);
  if (a.kind === 'undefined' && b.kind === 'undefined') return a;
  if (a.kind === b.kind && a.kind !== 'expr' && a === b) return a;
  l.report(unsupportedSyntax.messages.form({
    what: 'a value that is of one type or another, as the run decides',
    instead: 'Give every branch the same type: a number everywhere, or arrays of one dtype (0 * x instead of a number).',
    why: 'Compiled code decides at build time which operations run.',
  }), node);
  return undefined;
}

/** A value that one branch gives and another does not. */
function declareOptional(l: Lowering, given: Value, other: Value, node: ts.Node): Value | undefined {
  const inner = given.kind === 'optional' ? given.value : given;
  const otherInner = other.kind === 'optional' ? other.value : other.kind === 'undefined' ? inner : other;
  const value = declareLike(l, inner, otherInner, node);
  return value && { kind: 'optional', present: l.localExpr(l.newLocal('present', booleanType, true)), value };
}

/** The locals of `declareLike`, so that they hold a further value too: those of arrays lose their rank where it differs. Undefined where the value does not fit. */
export function widenLike(l: Lowering, target: Value, value: Value): Value | undefined {
  if (target.kind === 'expr' && value.kind === 'expr') return widenLocal(l, target.expr, value.expr);
  if (target.kind === 'tuple' && value.kind === 'tuple' && target.items.length === value.items.length) {
    const items = target.items.map((item, i) => widenLike(l, item, value.items[i]!));
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
  }
  if (target.kind === 'object' && value.kind === 'object' && target.fields.size === value.fields.size) {
    const fields = new Map<string, Value>();
    for (const [name, item] of target.fields) {
      const other = value.fields.get(name);
      const widened = other && widenLike(l, item, other);
      if (widened === undefined) return undefined;
      fields.set(name, widened);
    }
    return { kind: 'object', fields };
  }
  if (target.kind === 'instance' && value.kind === 'instance') {
    const widened = widenLocal(l, target.record, value.record);
    return widened && { kind: 'instance', record: widened.expr as typeof target.record };
  }
  if (target.kind === 'optional') {
    if (value.kind === 'undefined') return target;
    const inner = widenLike(l, target.value, value.kind === 'optional' ? value.value : value);
    return inner && { ...target, value: inner };
  }
  if (target.kind === 'text' && (value.kind === 'string' || value.kind === 'text')) return target;
  return target === value || (target.kind === 'undefined' && value.kind === 'undefined') ? target : undefined;
}

function widenLocal(l: Lowering, target: Expr, value: Expr): Extract<Value, { kind: 'expr' }> | undefined {
  const joined = joinTypes(target.type, value.type);
  if (joined === undefined || target.kind !== 'local') return undefined;
  if (JSON.stringify(joined) === JSON.stringify(target.type)) return { kind: 'expr', expr: target };
  if (joined.kind === 'scalar') return undefined;
  l.locals[target.local] = { ...l.locals[target.local]!, type: joined };
  return { kind: 'expr', expr: l.localExpr(target.local) };
}

/** Assigns a value to the locals that `declareLike` made. */
export function assignValue(l: Lowering, target: Value, value: Value): void {
  if (target.kind === 'optional') {
    if (value.kind !== 'undefined') assignValue(l, target.value, value.kind === 'optional' ? value.value : value);
    assignLocal(l, target.present, value.kind === 'optional' ? value.present : booleanConst(value.kind !== 'undefined'));
  } else if (target.kind === 'text' && (value.kind === 'text' || value.kind === 'string')) assignLocal(l, target.expr, textExpr(l, value));
  else if (target.kind === 'expr' && value.kind === 'expr') assignLocal(l, target.expr, value.expr);
  else if (target.kind === 'instance' && value.kind === 'instance') assignLocal(l, target.record, value.record);
  else if (target.kind === 'tuple' && value.kind === 'tuple') target.items.forEach((item, i) => { assignValue(l, item, value.items[i]!); });
  else if (target.kind === 'object' && value.kind === 'object') for (const [name, item] of target.fields) assignValue(l, item, value.fields.get(name)!);
}

/** A string as an expression: its index. */
export function textExpr(l: Lowering, value: Extract<Value, { kind: 'text' | 'string' }>): Expr {
  return value.kind === 'text' ? value.expr : { kind: 'text', index: l.state.string(value.text), type: { kind: 'string' } };
}

function assignLocal(l: Lowering, target: Expr, value: Expr): void {
  const id = (target as Extract<Expr, { kind: 'local' }>).local satisfies LocalId;
  const { type } = target;
  l.emit({ kind: 'let', local: id, value: type.kind === 'scalar' ? convert(value, type) : value });
}
