/** `diff`, `flip` and their kin as views of the array, which element-wise code reads in place. Undefined where the host must do it: axes or ranks that the build does not know. */
import type ts from 'typescript';
import type { ArrayType, Expr, ViewItem } from '../../ir/node.js';
import { applyMap, numberConst, shorten } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

type ArrayExpr = Expr & { readonly type: ArrayType };
type Range = Extract<ViewItem, { kind: 'range' }>;

export function lowerNeighbours(l: Lowering, name: string, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const [given] = args;
  if (given?.kind !== 'expr' || given.expr.type.kind !== 'array' || given.expr.type.rank === null || given.expr.type.rank === 0) return undefined;
  // The reason for the cast: the type was asked for above.
  const x = given.expr as ArrayExpr;
  const rank = x.type.rank!;
  switch (name) {
    case 'diff': return lowerDiff(l, x, args, node);
    case 'flip': {
      const axes = args[1] === undefined ? Array.from({ length: rank }, (_, axis) => axis) : (args[1].kind === 'tuple' ? args[1].items : [args[1]]).map((one) => readAxis(one, rank));
      return args.length <= 2 && axes.every((axis) => axis !== undefined) && new Set(axes).size === axes.length ? exprValue(flipped(l, x, axes, node)) : undefined;
    }
    case 'flipud': return args.length === 1 ? exprValue(flipped(l, x, [0], node)) : undefined;
    case 'fliplr': return args.length === 1 && rank > 1 ? exprValue(flipped(l, x, [1], node)) : undefined;
    default: return undefined;
  }
}

/** `n` times x[1:] - x[:-1] along an axis; of bools whether they differ. */
function lowerDiff(l: Lowering, given: ArrayExpr, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const n = args[1] === undefined || args[1].kind === 'undefined' ? 1 : readWhole(args[1]);
  const axis = args[2] === undefined ? given.type.rank! - 1 : readAxis(args[2], given.type.rank!);
  if (n === undefined || n < 1 || n > 4 || axis === undefined || args.length > 3) return undefined;
  let x = given;
  for (let k = 0; k < n; k++) {
    const kept = isPlace(x) ? x : l.bindTemporary('values', x) as ArrayExpr;
    const [later, earlier] = [{ start: numberConst(1) }, { stop: numberConst(-1) }].map((bounds) => viewAlong(l, kept, new Map([[axis, { kind: 'range', ...bounds }]]), node));
    const text = shorten(node.arguments[0]!.getText());
    const difference = applyMap(l, x.type.dtype === 'bool' ? 'notEqual' : 'sub', [{ expr: later!, text }, { expr: earlier!, text }], node, 'diff');
    if (difference.kind !== 'expr') return difference;
    x = difference.expr as ArrayExpr;
  }
  return exprValue(x);
}

function isPlace({ kind }: Expr): boolean {
  return kind === 'local' || kind === 'slot' || kind === 'field' || kind === 'item';
}

function flipped(l: Lowering, x: ArrayExpr, axes: readonly number[], node: ts.CallExpression): Expr {
  return viewAlong(l, x, new Map(axes.map((axis) => [axis, { kind: 'range', step: numberConst(-1) }])), node);
}

/** The view with ranges along some axes, the others whole. */
function viewAlong(l: Lowering, array: ArrayExpr, ranges: ReadonlyMap<number, Range>, node: ts.CallExpression): Expr {
  const items = Array.from({ length: array.type.rank! }, (_, axis): ViewItem => ranges.get(axis) ?? { kind: 'range' });
  return { kind: 'view', array, items, type: array.type, site: l.site(shorten(node.expression.getText()), [shorten(node.arguments[0]!.getText())], node) };
}

function readWhole(value: Value): number | undefined {
  const number = value.kind === 'expr' && value.expr.kind === 'const' ? Number(value.expr.value) : Number.NaN;
  return Number.isInteger(number) ? number : undefined;
}

function readAxis(value: Value, rank: number): number | undefined {
  const axis = readWhole(value);
  return axis === undefined || axis < -rank || axis >= rank ? undefined : axis < 0 ? axis + rank : axis;
}
