/**
 * What a function gives, call by call, as one value: `forLoop`, `scan` and `vmap` stack arrays and numbers along a new axis, lists and
 * records item by item (runtime/math/stack-results.ts is the same for originals). Memory is asked for when the first result is there: it tells the shape.
 */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { ArrayType, Expr, ViewItem } from '../../ir/node.js';
import { booleanType, cast, describeValue, numberConst, numberType, shorten } from './arithmetic.js';
import { lowerHostCall } from './lower-host-call.js';
import { settled } from './lower-declaration.js';
import { emitThrow } from './lower-throw.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** The calls that are gone through: which one is running, and where its result goes. */
export interface Calls {
  readonly count: Expr;
  /** How many have run before. */
  readonly done: Expr;
  /** Where the result stands among the results. */
  readonly place: Expr;
  /** The new axis of the result. */
  readonly axis: number;
  readonly node: ts.CallExpression;
}

/** Puts the result of one call to its place; gives the value that is complete behind the loop. To be lowered inside of the loop. */
export function stackResult(l: Lowering, given: Value, calls: Calls): Value {
  const value = settled(l, given);
  switch (value.kind) {
    case 'error': case 'undefined': return value;
    case 'tuple': return { kind: 'tuple', items: value.items.map((item) => stackResult(l, item, calls)) };
    case 'object': return { kind: 'object', fields: new Map([...value.fields].map(([name, field]) => [name, stackResult(l, field, calls)])) };
    case 'expr': {
      const { type } = value.expr;
      if (type.kind === 'scalar') return stackLeaf(l, value.expr, { dtype: type.weak === undefined || type.weak === 'bool' ? type.dtype : l.theDefaultFloat(), rank: 0 }, calls);
      if (type.kind === 'array' && type.rank !== null) return stackLeaf(l, value.expr, { dtype: type.dtype, rank: type.rank }, calls);
      return refuse(l, type.kind === 'array' ? 'an array whose rank is not known at build time' : describeValue(value), calls);
    }
    default: return refuse(l, describeValue(value), calls);
  }
}

function refuse(l: Lowering, what: string, { node }: Calls): Value {
  return l.report(unsupportedCall.messages.call({
    callee: shorten(node.expression.getText()), reason: `its function gives ${what}`, instead: 'Give arrays of a known rank, numbers, booleans, or lists and records of them.',
  }), node);
}

function stackLeaf(l: Lowering, value: Expr, { dtype, rank }: { readonly dtype: DType; readonly rank: number }, { count, done, place, axis, node }: Calls): Value {
  const type: ArrayType = { kind: 'array', dtype, rank: rank + 1 };
  const at = axis < 0 ? axis + rank + 1 : axis;
  if (at < 0 || at > rank) return l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason: `results of rank ${rank + 1} have no axis ${axis}` }), node);
  const stacked = l.newLocal('stacked', type, true);
  const whole = l.localExpr(stacked);
  const sizeOf = (array: Expr, of: number): Expr => ({ kind: 'dim', array, axis: numberConst(of), type: numberType });
  const sizes = Array.from({ length: rank }, (_, of) => sizeOf(value, of));
  const first = l.inBlock(() => {
    const shape: Value = { kind: 'tuple', items: sizes.toSpliced(at, 0, count).map(exprValue) };
    const options: Value = { kind: 'object', fields: new Map([['dtype', { kind: 'string', text: dtype }]]) };
    const made = lowerHostCall(l, 'empty', [shape, options], node, { kind: 'array', dtype, rank: type.rank });
    if (made.kind === 'expr') l.emit({ kind: 'let', local: stacked, value: made.expr });
  });
  // All results have the shape of the first: what is written to a part may be broadcast otherwise.
  const later = l.inBlock(() => {
    const differs = sizes.map((size, of): Expr => ({ kind: 'map', op: 'notEqual', args: [size, sizeOf(whole, of < at ? of : of + 1)], type: booleanType, site: -1 }));
    if (differs.length === 0) return;
    const test = differs.reduce((a, b): Expr => ({ kind: 'map', op: 'logicalOr', args: [a, b], type: booleanType, site: -1 }));
    l.emit({ kind: 'if', test, then: l.inBlock(() => { emitThrow(l, 'ShapeError', `${shorten(node.expression.getText())}: the results have different shapes`, node); }), else: [] });
  });
  l.emit({ kind: 'if', test: { kind: 'map', op: 'equal', args: [done, numberConst(0)], type: booleanType, site: -1 }, then: first, else: later });
  const items: ViewItem[] = Array.from({ length: rank }, (): ViewItem => ({ kind: 'range' })).toSpliced(at, 0, { kind: 'number', index: place });
  const site = l.site(shorten(node.expression.getText()), ['the results', 'the result'], node);
  const part: Expr = { kind: 'view', array: whole, items, type: rank === 0 ? { kind: 'scalar', dtype } : { kind: 'array', dtype, rank }, site };
  l.emit({ kind: 'store', target: part, value: cast(value, dtype), site });
  return exprValue(whole);
}

/** Throws where there is nothing to go through: no result tells the shape. */
export function checkCount(l: Lowering, count: Expr, node: ts.CallExpression): void {
  const test: Expr = { kind: 'map', op: 'less', args: [count, numberConst(1)], type: booleanType, site: -1 };
  const then = l.inBlock(() => { emitThrow(l, 'ShapeError', `${shorten(node.expression.getText())}: there is nothing to go through, so the shape of the result is not known`, node); });
  l.emit({ kind: 'if', test, then, else: [] });
}

/** How many parts arrays have along an axis each, and a check that all have as many. */
export function countParts(l: Lowering, arrays: readonly { readonly array: Expr; readonly axis: number }[], node: ts.CallExpression): Expr {
  const [first, ...others] = arrays.map(({ array, axis }): Expr => ({ kind: 'dim', array, axis: numberConst(axis), type: numberType }));
  const count = l.bindTemporary('count', first!);
  for (const other of others) {
    const then = l.inBlock(() => { emitThrow(l, 'ShapeError', `${shorten(node.expression.getText())}: the arrays have different sizes along their axes`, node); });
    l.emit({ kind: 'if', test: { kind: 'map', op: 'notEqual', args: [count, other], type: booleanType, site: -1 }, then, else: [] });
  }
  return count;
}

/** Part `index` of an array along an axis: of a vector an element, as an array of rank 0. */
export function partAlong(l: Lowering, array: Expr, axis: number, index: Expr, node: ts.CallExpression): Value {
  const { dtype, rank } = array.type as ArrayType & { readonly rank: number };
  const items: ViewItem[] = Array.from({ length: rank }, (_, at): ViewItem => (at === axis ? { kind: 'number', index } : { kind: 'range' }));
  const site = l.site(shorten(node.expression.getText()), ['the array'], node);
  return settled(l, exprValue({ kind: 'view', array, items, type: rank === 1 ? { kind: 'scalar', dtype } : { kind: 'array', dtype, rank: rank - 1 }, site }));
}

/** A function that is handed to one of `math`, called; `node` is the argument. */
export function callGiven(l: Lowering, callee: Value, args: readonly Value[], node: ts.Expression): Value {
  if (callee.kind === 'native') return callee.call(args, node);
  if (callee.kind !== 'function') {
    if (callee.kind === 'error') return errorValue;
    return l.report(unsupportedCall.messages.call({ callee: shorten(node.getText()), reason: 'it is no function of the program', instead: 'Write a function: (x) => …' }), node);
  }
  const result = l.forms.callFunction(l, callee, args, node);
  return result.kind === 'undefined' ? undefinedValue : result;
}
