/** Methods of lists that are laid out at build time (`map`, `includes`, `push` …), and the calls that make such lists. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { constantValue } from '../../host/constant-value.js';
import type { Expr } from '../../ir/node.js';
import { booleanConst, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { mutableCopy, settled } from './lower-declaration.js';
import { asCondition, lowerEqual } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import { refuseCall } from './refuse-call.js';
import type { TupleValue } from './shape-list.js';
import { asTuple } from './shape-list.js';
import type { FunctionValue, Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

const at = (i: number): Value => exprValue(numberConst(i));

export function callTupleMethod(l: Lowering, list: TupleValue, name: string, args: readonly Value[], node: ts.CallExpression): Value {
  const { items } = list;
  const [first, second] = args;
  switch (name) {
    case 'push': return pushTo(l, list, args, node);
    case 'entries': return { kind: 'tuple', items: items.map((item, i): Value => ({ kind: 'tuple', items: [at(i), item] })) };
    case 'keys': return { kind: 'tuple', items: items.map((_, i) => at(i)) };
    case 'values': return list;
    case 'concat': return { kind: 'tuple', items: [...items, ...args.flatMap((arg) => asTuple(arg)?.items ?? [arg])] };
    case 'slice': case 'at': {
      const bounds = args.map(knownNumber);
      if (bounds.some((bound) => bound === undefined)) break;
      return name === 'at' ? items.at(bounds[0] ?? 0) ?? undefinedValue : { kind: 'tuple', items: items.slice(bounds[0], bounds[1]) };
    }
    case 'includes': return first === undefined ? errorValue : anyOf(l, items.map((item) => () => lowerEqual(l, item, first, node)), node);
    case 'indexOf': {
      if (first === undefined) return errorValue;
      const tests = items.map((item) => lowerEqual(l, item, first, node));
      return tests.reduceRight((rest, test, i) => choose(test, at(i), rest), at(-1));
    }
    case 'fill': return first === undefined || args.length > 1 ? errorValue : fill(l, list, first, node);
    default: break;
  }
  if (first?.kind !== 'function') return refuseCall(l, node, `'${name}' of a list of values is not known`, 'Use map, flatMap, forEach, reduce, some, every, includes, indexOf, slice, concat, or a loop.');
  return callWithFunction(l, list, name, first, second, node);
}

function callWithFunction(l: Lowering, { items }: TupleValue, name: string, callback: FunctionValue, initial: Value | undefined, node: ts.CallExpression): Value {
  const call = (...given: readonly Value[]): Value => settled(l, l.forms.callFunction(l, callback, given, node));
  switch (name) {
    case 'map': return { kind: 'tuple', items: items.map((item, i) => call(item, at(i))), madeAt: l.depth };
    case 'flatMap': {
      const made = items.map((item, i) => call(item, at(i)));
      return { kind: 'tuple', items: made.flatMap((item) => asTuple(item)?.items ?? [item]), madeAt: l.depth };
    }
    case 'forEach':
      for (const [i, item] of items.entries()) call(item, at(i));
      return undefinedValue;
    case 'reduce': {
      const from = initial === undefined ? 1 : 0;
      return items.slice(from).reduce((sum, item, i) => call(sum, item, at(i + from)), initial ?? items[0] ?? undefinedValue);
    }
    case 'some': return anyOf(l, items.map((item, i) => () => call(item, at(i))), node);
    case 'every': return not(anyOf(l, items.map((item, i) => () => not(truth(l, call(item, at(i)), node))), node));
    case 'filter': {
      const kept = items.map((item, i) => call(item, at(i)));
      if (kept.some((one) => one.kind !== 'expr' || one.expr.kind !== 'const')) break;
      return { kind: 'tuple', items: items.filter((_, i) => (kept[i] as { expr: { value: unknown } }).expr.value) };
    }
    default: break;
  }
  return refuseCall(l, node, `'${name}' of a list of values is not known`, 'Use map, forEach or reduce.');
}

/** `Array.from({ length: 3 }, (_, i) => i)`, `Array.of(a, b)`, `Array.from(list)`; undefined where it is another function. */
export function lowerListMaker(l: Lowering, path: string, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const [source, callback] = args;
  if (path === 'Array.of') return { kind: 'tuple', items: args, madeAt: l.depth };
  if (path === 'Array.isArray') return exprValue(booleanConst(source?.kind === 'tuple' || source?.kind === 'list'));
  if (path !== 'Array.from' || source === undefined) return undefined;
  const count = source.kind === 'object' ? lengthOf(l, node.arguments[0]!) : undefined;
  const items = asTuple(source)?.items ?? (count === undefined ? undefined : Array.from({ length: count }, () => undefinedValue));
  if (items === undefined) return refuseLength(l, node);
  if (callback === undefined) return { kind: 'tuple', items, madeAt: l.depth };
  return callback.kind === 'function' ? callWithFunction(l, { kind: 'tuple', items }, 'map', callback, undefined, node) : undefined;
}

/** `new Array(4)`: its items are there once they are assigned. */
export function lowerNewArray(l: Lowering, node: ts.NewExpression): Value {
  const args = l.inOrder(node.arguments ?? []);
  const count = args.length === 1 ? knownNumber(args[0]!) : undefined;
  if (args.length === 1 && count === undefined) return refuseLength(l, node);
  return { kind: 'tuple', items: count === undefined ? args : Array.from({ length: count }, () => undefinedValue), madeAt: l.depth };
}

/** The length that `{ length: 3 }` states. */
function lengthOf(l: Lowering, node: ts.Expression): number | undefined {
  const value = constantValue(l.ts, l.facts, node) as { readonly length?: unknown } | undefined;
  return typeof value?.length === 'number' ? value.length : undefined;
}

function refuseLength(l: Lowering, node: ts.Expression): Value {
  return l.report(unsupportedSyntax.messages.form({
    what: `'${shorten(node.getText())}', a list whose length only the run knows,`, instead: "Use an array: 'const y = bm.zeros(n); y[i] = …'.", why: 'Lists are laid out at build time.',
  }), node);
}

/** `list.fill(x)` of a list that nothing else names. */
function fill(l: Lowering, { items }: TupleValue, value: Value, node: ts.CallExpression): Value {
  if (items.some((item) => item.kind !== 'undefined')) return refuseCall(l, node, 'a list is laid out at build time', 'Make it at once: new Array(3).fill(0).');
  const kept = settled(l, value);
  return { kind: 'tuple', items: items.map(() => kept), madeAt: l.depth };
}

/** `list.push(x)` where it certainly runs once: lists are laid out at build time. */
function pushTo(l: Lowering, list: TupleValue, args: readonly Value[], node: ts.CallExpression): Value {
  if (list.madeAt !== l.depth) {
    return refuseCall(l, node, 'a list is laid out at build time, and cannot grow in a loop or branch', "Make it at once: '[0, 1, 2].map((i) => x * i)', or write into an array: 'const y = bm.zeros(n); y[i] = …'.");
  }
  // Where items of the list are assigned, they live in locals.
  (list.items as Value[]).push(...args.map((arg) => (list.shared === true ? mutableCopy(l, arg, 'item') : settled(l, arg))));
  return exprValue(numberConst(list.items.length));
}

function knownNumber(value: Value): number | undefined {
  return value.kind === 'expr' && value.expr.kind === 'const' && typeof value.expr.value === 'number' ? value.expr.value : undefined;
}

/** Whether one of the tests holds; those behind it are made nevertheless, since they change nothing. */
function anyOf(l: Lowering, tests: readonly (() => Value)[], node: ts.Node): Value {
  return tests.reduce<Value>((any, test) => choose(any, exprValue(booleanConst(true)), truth(l, test(), node)), exprValue(booleanConst(false)));
}

function truth(l: Lowering, value: Value, node: ts.Node): Value {
  const test = asCondition(l, value, node, 'if');
  return test === undefined ? errorValue : exprValue(test);
}

function not(value: Value): Value {
  return choose(value, exprValue(booleanConst(false)), exprValue(booleanConst(true)));
}

/** `test ? a : b` of numbers or booleans. */
function choose(test: Value, a: Value, b: Value): Value {
  if (test.kind !== 'expr' || a.kind !== 'expr' || b.kind !== 'expr') return errorValue;
  const isBoolean = a.expr.type.kind === 'scalar' && a.expr.type.weak === 'bool';
  if (test.expr.kind === 'const') return test.expr.value === true ? a : b;
  const select: Expr = { kind: 'select', test: test.expr, whenTrue: a.expr, whenFalse: b.expr, type: isBoolean ? booleanType : numberType };
  return exprValue(select);
}
