/** Values that come from one of several branches: locals that every branch assigns. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Block, Expr, LocalId, ScalarType, Type } from '../../ir/node.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

/** `test ? branches[0] : branches[1]`; only the chosen branch runs. */
export function mergeValues(l: Lowering, test: Expr, branches: readonly [() => Value, () => Value], node: ts.Node): Value {
  const values: Value[] = [];
  const blocks = branches.map((branch) => l.inBlock(() => { values.push(branch()); }));
  const [a, b] = values as [Value, Value];
  if (a.kind === 'error' || b.kind === 'error') return errorValue;
  if (blocks.every((block) => block.length === 0) && a.kind === 'expr' && b.kind === 'expr') {
    const type = joinTypes(a.expr.type, b.expr.type);
    if (type?.kind === 'scalar') {
      return exprValue({ kind: 'select', test, whenTrue: convert(a.expr, type), whenFalse: convert(b.expr, type), type });
    }
  }
  const target = declareLike(l, a, b, node);
  if (target === undefined) return errorValue;
  const [then, otherwise] = values.map((value, i): Block => [...blocks[i]!, ...l.inBlock(() => assignValue(l, target, value))]);
  l.emit({ kind: 'if', test, then: then!, else: otherwise! });
  return target;
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
    return a.dtype === b.dtype ? { kind: 'array', dtype: a.dtype, rank: a.rank === b.rank ? a.rank : null } : undefined;
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
  if (a.kind === 'undefined' && b.kind === 'undefined') return a;
  if (a.kind === b.kind && a.kind !== 'expr' && a === b) return a;
  l.report(unsupportedSyntax.messages.form({
    what: 'a value that is of one type or another, as the run decides',
    instead: 'Give every branch the same type: a number everywhere, or arrays of one dtype (0 * x instead of 0).',
    why: 'Compiled code decides at build time which operations run.',
  }), node);
  return undefined;
}

/** Assigns a value to the locals that `declareLike` made. */
export function assignValue(l: Lowering, target: Value, value: Value): void {
  if (target.kind === 'expr' && value.kind === 'expr') assignLocal(l, target.expr, value.expr);
  else if (target.kind === 'instance' && value.kind === 'instance') assignLocal(l, target.record, value.record);
  else if (target.kind === 'tuple' && value.kind === 'tuple') target.items.forEach((item, i) => { assignValue(l, item, value.items[i]!); });
  else if (target.kind === 'object' && value.kind === 'object') for (const [name, item] of target.fields) assignValue(l, item, value.fields.get(name)!);
}

function assignLocal(l: Lowering, target: Expr, value: Expr): void {
  const id = (target as Extract<Expr, { kind: 'local' }>).local satisfies LocalId;
  const { type } = target;
  l.emit({ kind: 'let', local: id, value: type.kind === 'scalar' ? convert(value, type) : value });
}
