/** `math.vmap(f, options)`: a function that goes through its arguments part by part, in a loop. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { describeValue, shorten } from './arithmetic.js';
import { settled } from './lower-declaration.js';
import { countUp } from './lower-for-of.js';
import type { Lowering } from './lowering.js';
import { callGiven, checkCount, countParts, partAlong, stackResult } from './stack-results.js';
import type { Value } from './value.js';
import { errorValue, undefinedValue } from './value.js';

export function lowerVmap(l: Lowering, [f, options]: readonly Value[], node: ts.CallExpression): Value {
  if (f === undefined || f.kind === 'error') return errorValue;
  const fields = options?.kind === 'object' ? options.fields : new Map<string, Value>();
  const outAxis = fields.has('outAxes') ? constantOf(fields.get('outAxes')!) : 0;
  if (outAxis === undefined) return refuse(l, node, 'the axis of its results is not known at build time', 'Write { outAxes: 1 }.');
  return { kind: 'native', call: (args, call) => runAll(l, f, args, { inAxes: fields.get('inAxes'), outAxis, node, call: call as ts.CallExpression }) };
}

interface Batch {
  readonly inAxes: Value | undefined;
  readonly outAxis: number;
  /** `vmap(…)`, and the call of what it gave. */
  readonly node: ts.CallExpression;
  readonly call: ts.CallExpression;
}

function runAll(l: Lowering, f: Value, args: readonly Value[], { inAxes, outAxis, node, call }: Batch): Value {
  const given = args.map((arg) => settled(l, arg));
  const taken: { readonly array: Expr; readonly axis: number }[] = [];
  const axes: (number | null)[] = [];
  for (const [k, arg] of given.entries()) {
    const axis = arg.kind === 'expr' && arg.expr.type.kind === 'array' ? axisOf(inAxes, k) : null;
    if (axis === undefined) return refuse(l, node, `the axis of argument ${k + 1} is not known at build time`, 'Write { inAxes: [0, null] }.');
    const rank = arg.kind === 'expr' && arg.expr.type.kind === 'array' ? arg.expr.type.rank : 0;
    if (axis !== null && (rank === null || axis >= rank || axis < -rank)) {
      return refuse(l, call, rank === null ? `the rank of argument ${k + 1} is not known at build time` : `argument ${k + 1} of rank ${rank} has no axis ${axis}`, 'State ranks in the types (NDArray<2>), and axes that the arrays have.');
    }
    const along = axis !== null && axis < 0 ? axis + rank! : axis;
    axes.push(along);
    if (along !== null) taken.push({ array: (arg as Extract<Value, { kind: 'expr' }>).expr, axis: along });
  }
  if (taken.length === 0) return refuse(l, call, `none of its arguments (${given.map(describeValue).join(', ')}) is an array that is taken apart`, 'Hand it an array with an axis more than the function takes.');
  const count = countParts(l, taken, call);
  checkCount(l, count, call);
  let results: Value = undefinedValue;
  countUp(l, l.ts.findAncestor(call, l.ts.isStatement) ?? (call as unknown as ts.Statement), count, (done) => {
    const parts = given.map((arg, k) => (axes[k] === null ? arg : partAlong(l, (arg as Extract<Value, { kind: 'expr' }>).expr, axes[k]!, done, call)));
    results = stackResult(l, callGiven(l, f, parts, node.arguments[0]!), { count, done, place: done, axis: outAxis, node: call });
  });
  return results;
}

/** The axis of argument k; null for one that every call gets whole, undefined where it is not known. */
function axisOf(inAxes: Value | undefined, k: number): number | null | undefined {
  if (inAxes === undefined || inAxes.kind === 'undefined') return 0;
  const axis = inAxes.kind === 'tuple' ? inAxes.items[k] ?? undefinedValue : inAxes;
  return axis.kind === 'undefined' ? null : constantOf(axis);
}

function constantOf(value: Value): number | undefined {
  return value.kind === 'expr' && value.expr.kind === 'const' ? Number(value.expr.value) : undefined;
}

function refuse(l: Lowering, node: ts.CallExpression, reason: string, instead: string): Value {
  return l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason, instead }), node);
}
