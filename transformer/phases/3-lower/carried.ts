/** Values that functions of `math` carry from step to step: `scan`, `whileLoop`. They live in locals, one for each number and array. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { ArrayType, Expr, ScalarType } from '../../ir/node.js';
import { promoteTo, shorten } from './arithmetic.js';
import { assignParts, mutableCopy } from './lower-declaration.js';
import type { Lowering } from './lowering.js';
import { LowerAgain } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

/** The locals that hold a value. `node` is the initial value as written: what is promoted is found by it. */
export function declareCarried(l: Lowering, initial: Value, node: ts.Expression): Value {
  return mutableCopy(l, promoteParts(l, initial, keyOf(node)), 'carried');
}

function promoteParts(l: Lowering, value: Value, key: string): Value {
  switch (value.kind) {
    case 'tuple': return { kind: 'tuple', items: value.items.map((item, i) => promoteParts(l, item, `${key}.${i}`)) };
    case 'object': return { kind: 'object', fields: new Map([...value.fields].map(([name, field]) => [name, promoteParts(l, field, `${key}.${name}`)])) };
    case 'expr': return exprValue(promoteTo(l.promotions.get(key), value.expr));
    default: return value;
  }
}

/**
 * Assigns what a step gave; false where a diagnostic says that it is of another type. A whole number that becomes an array is one from
 * the start: then the unit is lowered again.
 */
export function assignCarried(l: Lowering, carried: Value, next: Value, node: ts.Expression): boolean {
  if (assignParts(l, carried, next)) return true;
  if (promoteLater(l, carried, next, keyOf(node))) throw new LowerAgain();
  l.report(unsupportedSyntax.messages.form({
    what: `a step that changes what ${shorten(node.getText())} is`, instead: 'Start with the type that the function gives: bm.zeros(n) for an array of n elements.',
  }), node);
  return false;
}

/** Notes the types that parts of a carried value turn out to have; false where none can be had. */
function promoteLater(l: Lowering, carried: Value, next: Value, key: string): boolean {
  if (carried.kind === 'tuple' && next.kind === 'tuple' && carried.items.length === next.items.length) {
    return carried.items.map((item, i) => promoteLater(l, item, next.items[i]!, `${key}.${i}`)).includes(true);
  }
  if (carried.kind === 'object' && next.kind === 'object') {
    return [...carried.fields].map(([name, field]) => next.fields.has(name) && promoteLater(l, field, next.fields.get(name)!, `${key}.${name}`)).includes(true);
  }
  if (carried.kind !== 'expr' || next.kind !== 'expr') return false;
  const wanted = promotedType(carried.expr, next.expr);
  if (wanted === undefined) return false;
  l.promotions.set(key, wanted);
  return true;
}

/** As for names that are assigned (lower-assignment.ts): only whole numbers, whose arithmetic before that comes out alike. */
function promotedType(start: Expr, { type: to }: Expr): ScalarType | ArrayType | undefined {
  const from = start.type;
  if (from.kind !== 'scalar' || (to.kind !== 'scalar' && to.kind !== 'array') || to.dtype === 'bool') return undefined;
  const isStrong = from.weak === undefined;
  if (isStrong ? from.dtype !== to.dtype : from.weak !== 'float') return undefined;
  if (to.kind === 'array') return { ...to, rank: null };
  return isStrong || to.weak !== undefined ? undefined : to;
}

function keyOf(node: ts.Expression): string {
  return `${node.getSourceFile().fileName}:${node.pos}`;
}
