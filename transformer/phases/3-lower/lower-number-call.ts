/** Functions of plain numbers that JavaScript has and `math` has not: `Number.isInteger`, `isNaN`, `Math.clz32` and their kin. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { asNumber, booleanConst, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import { applyNot, toWhole } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

type OfNumber = (l: Lowering, x: Expr) => Expr;

const equal = (a: Expr, b: Expr): Expr => ({ kind: 'map', op: 'equal', args: [a, b], type: booleanType, site: -1 });
const both = (a: Expr, b: Expr): Expr => ({ kind: 'select', test: a, whenTrue: b, whenFalse: booleanConst(false), type: booleanType });
const number = (op: string, ...args: readonly Expr[]): Expr => ({ kind: 'map', op, args, type: numberType, site: -1 });
const atMost = (x: Expr, bound: number): Expr => ({ kind: 'map', op: 'lessEqual', args: [number('abs', x), numberConst(bound)], type: booleanType, site: -1 });

const isNaN: OfNumber = (_, x) => applyNot(equal(x, x));
const isFinite: OfNumber = (_, x) => atMost(x, Number.MAX_VALUE);
const isInteger: OfNumber = (l, x) => both(isFinite(l, x), equal(x, number('trunc', x)));

/** The zeros in front of a number's 32 bits, by halves: 16, 8, 4, 2 and 1 of them. */
const clz32: OfNumber = (l, x) => {
  const unsigned = { kind: 'scalar', dtype: 'uint32' } as const;
  const bits: Expr = { kind: 'cast', arg: { kind: 'cast', arg: toWhole(x), type: { kind: 'scalar', dtype: 'int32' } }, type: unsigned };
  let rest = l.bindTemporary('rest', asNumber(bits));
  let zeros = numberConst(32);
  for (const width of [16, 8, 4, 2, 1]) {
    const upper = l.bindTemporary('upper', number('floor', number('div', rest, numberConst(2 ** width))));
    const isThere: Expr = { kind: 'map', op: 'greater', args: [upper, numberConst(0)], type: booleanType, site: -1 };
    zeros = l.bindTemporary('zeros', { kind: 'select', test: isThere, whenTrue: number('sub', zeros, numberConst(width)), whenFalse: zeros, type: numberType });
    rest = l.bindTemporary('rest', { kind: 'select', test: isThere, whenTrue: upper, whenFalse: rest, type: numberType });
  }
  return number('sub', zeros, rest);
};

const functions: ReadonlyMap<string, OfNumber> = new Map([
  ['isNaN', isNaN], ['Number.isNaN', isNaN], ['isFinite', isFinite], ['Number.isFinite', isFinite], ['Number.isInteger', isInteger],
  ['Number.isSafeInteger', (l, x) => both(isInteger(l, x), atMost(x, Number.MAX_SAFE_INTEGER))], ['Math.clz32', clz32],
]);

/** The call's value; undefined where it is another function. */
export function lowerNumberCall(l: Lowering, path: string, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const make = functions.get(path);
  const [given] = args;
  if (make === undefined || args.length !== 1) return undefined;
  if (given?.kind !== 'expr' || given.expr.type.kind !== 'scalar' || given.expr.type.weak === undefined) {
    const instead = path.endsWith('isNaN') ? 'Use bm.isnan(x).' : path.endsWith('isFinite') ? 'Use bm.isfinite(x).' : 'Take the number out first: x.item().';
    return l.report(unsupportedCall.messages.call({ callee: path, reason: `${shorten(node.arguments[0]!.getText())} is no plain number`, instead }), node);
  }
  return exprValue(make(l, l.bindTemporary('number', asNumber(given.expr))));
}
