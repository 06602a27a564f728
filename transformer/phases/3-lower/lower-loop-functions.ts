/** `math.forLoop`, `scan` and `whileLoop` as loops: their functions are inlined, as the body of a loop of the language would be. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { describeValue, numberConst, numberType, shorten } from './arithmetic.js';
import { assignCarried, declareCarried } from './carried.js';
import { settled } from './lower-declaration.js';
import { countUp } from './lower-for-of.js';
import { lowerLoop } from './lower-loop.js';
import { asCondition } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import { callGiven, checkCount, countParts, partAlong, stackResult } from './stack-results.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** `forLoop(body, xs, options)`: xs is a count, an array, or a list or record of arrays. */
export function lowerForLoop(l: Lowering, [body, xs, options]: readonly Value[], node: ts.CallExpression): Value {
  const source = partsOf(l, xs, node);
  const isReversed = readReverse(l, options, node);
  if (source === undefined || isReversed === undefined || body === undefined) return errorValue;
  return runSteps(l, source.count, isReversed, node, (index) => {
    const part = source.partAt(index);
    return callGiven(l, body, part.kind === 'tuple' ? part.items : [part], node.arguments[0]!);
  });
}

/** `scan(body, initial, xs, options)`: a value goes from step to step. */
export function lowerScan(l: Lowering, [body, initial, xs, options]: readonly Value[], node: ts.CallExpression): Value {
  const source = partsOf(l, xs, node);
  const isReversed = readReverse(l, options, node);
  if (source === undefined || isReversed === undefined || body === undefined || initial === undefined) return errorValue;
  const carry = declareCarried(l, initial, node.arguments[1]!);
  const results = runSteps(l, source.count, isReversed, node, (index) => {
    const pair = callGiven(l, body, [carry, source.partAt(index)], node.arguments[0]!);
    if (pair.kind === 'error') return pair;
    if (pair.kind !== 'tuple' || pair.items.length !== 2) return refuse(l, node, `its function gives ${describeValue(pair)}`, 'Give the next value and a result: (carry, x) => [carry + x, x].');
    const [next, result] = (settled(l, pair) as typeof pair).items as [Value, Value];
    return assignCarried(l, carry, next, node.arguments[1]!) ? result : errorValue;
  });
  return results.kind === 'error' ? results : { kind: 'tuple', items: [carry, results] };
}

/** `whileLoop(condition, body, initial)`. */
export function lowerWhileLoop(l: Lowering, [condition, body, initial]: readonly Value[], node: ts.CallExpression): Value {
  if (initial?.kind === 'error' || condition === undefined || body === undefined) return errorValue;
  if (initial?.kind !== 'tuple') return refuse(l, node, 'the values that it starts with are no list', 'Write them as a list: bm.whileLoop(condition, body, [x, 0]).');
  const state = declareCarried(l, initial, node.arguments[2]!) as typeof initial;
  lowerLoop(l, statementOf(l, node), {
    test: () => asCondition(l, callGiven(l, condition, state.items, node.arguments[0]!), node.arguments[0]!, 'while'),
    body: () => {
      const next = callGiven(l, body, state.items, node.arguments[1]!);
      if (next.kind !== 'error') assignCarried(l, state, settled(l, next), node.arguments[2]!);
    },
  });
  return state;
}

/** Calls a step for each place, and stacks what it gives. */
function runSteps(l: Lowering, count: Expr, isReversed: boolean, node: ts.CallExpression, step: (index: Expr) => Value): Value {
  checkCount(l, count, node);
  let results: Value = undefinedValue;
  countUp(l, statementOf(l, node), count, (done) => {
    const place = isReversed ? l.bindTemporary('place', minus(minus(count, numberConst(1)), done)) : done;
    results = stackResult(l, step(place), { count, done, place, axis: 0, node });
  });
  return results;
}

function minus(a: Expr, b: Expr): Expr {
  return { kind: 'map', op: 'sub', args: [a, b], type: numberType, site: -1 };
}

/** The statement that a call is part of: jumps of its function don't leave it. */
function statementOf(l: Lowering, node: ts.Node): ts.Statement {
  return l.ts.findAncestor(node, l.ts.isStatement) ?? (node as unknown as ts.Statement);
}

interface Parts {
  readonly count: Expr;
  readonly partAt: (index: Expr) => Value;
}

/** What is gone through: the numbers below a count, or the parts of arrays along axis 0. */
function partsOf(l: Lowering, xs: Value | undefined, node: ts.CallExpression): Parts | undefined {
  if (xs === undefined || xs.kind === 'error') return undefined;
  if (xs.kind === 'expr' && xs.expr.type.kind === 'scalar' && xs.expr.type.weak !== undefined) {
    return { count: (settled(l, xs) as typeof xs).expr, partAt: exprValue };
  }
  const known = settled(l, xs);
  const arrays: Expr[] = [];
  if (!gatherArrays(known, arrays)) {
    refuse(l, node, `it goes through ${describeValue(xs)}`, 'Hand it a count, an array of a known rank, or a list or record of such arrays.');
    return undefined;
  }
  const count = countParts(l, arrays.map((array) => ({ array, axis: 0 })), node);
  const partOf = (value: Value, index: Expr): Value => {
    if (value.kind === 'tuple') return { kind: 'tuple', items: value.items.map((item) => partOf(item, index)) };
    if (value.kind === 'object') return { kind: 'object', fields: new Map([...value.fields].map(([name, field]) => [name, partOf(field, index)])) };
    return value.kind === 'expr' && value.expr.type.kind === 'array' ? partAlong(l, value.expr, 0, index, node) : value;
  };
  return { count, partAt: (index) => partOf(known, index) };
}

/** The arrays of a value; false where there are none, or one has no axis or a rank that is not known. */
function gatherArrays(value: Value, arrays: Expr[]): boolean {
  if (value.kind === 'tuple') return value.items.length > 0 && value.items.every((item) => gatherArrays(item, arrays));
  if (value.kind === 'object') return value.fields.size > 0 && [...value.fields.values()].every((field) => gatherArrays(field, arrays));
  if (value.kind !== 'expr' || value.expr.type.kind !== 'array' || value.expr.type.rank === null || value.expr.type.rank === 0) return false;
  arrays.push(value.expr);
  return true;
}

/** `{ reverse }`, which must be known at build time; undefined (and a diagnostic) where it is not. */
function readReverse(l: Lowering, options: Value | undefined, node: ts.CallExpression): boolean | undefined {
  if (options === undefined || options.kind === 'undefined') return false;
  const reverse = options.kind === 'object' ? options.fields.get('reverse') : undefined;
  if (options.kind === 'object' && (reverse === undefined || reverse.kind === 'undefined')) return false;
  if (reverse?.kind === 'expr' && reverse.expr.kind === 'const') return Boolean(reverse.expr.value);
  refuse(l, node, 'its direction is not known at build time', 'Write { reverse: true }.');
  return undefined;
}

function refuse(l: Lowering, node: ts.CallExpression, reason: string, instead: string): Value {
  return l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason, instead }), node);
}
