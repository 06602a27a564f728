/**
 * Reductions along axes that the build knows, of arrays whose rank it knows: those that compiled code has itself, and those that are a few
 * operations (`mean`, `variance`, `softmax`, …), in the steps of runtime/math, so that both paths have the same bits.
 */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat } from '../../../runtime/abi/dtype.js';
import type { ArrayType, Expr, ReduceOp, ViewItem } from '../../ir/node.js';
import { asNumber, booleanConst, cast, numberConst, numberType, resultType, shorten } from './arithmetic.js';
import { lowerHostCall } from './lower-host-call.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

type ArrayExpr = Expr & { readonly type: ArrayType };

/** What a reduction is told. */
interface Reduced {
  /** In rising order; all of them where none was named. */
  readonly axes: readonly number[];
  readonly keepdims: boolean;
  /** Whether no axis was named. */
  readonly isFull: boolean;
  readonly options: ReadonlyMap<string, Value>;
}

/** Undefined where the host must do it: axes or ranks that the build does not know, options that only the host has, errors. */
export function lowerReduction(l: Lowering, name: string, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const [given, argument] = args;
  const make = Object.hasOwn(reductions, name) ? reductions[name]! : undefined;
  if (make === undefined || args.length > 2 || given?.kind !== 'expr' || given.expr.type.kind !== 'array') return undefined;
  const { rank } = given.expr.type;
  if (rank === null || rank === 0) return undefined;
  const reduced = readReduced(name.endsWith('oftmax') && argument === undefined ? exprValue(numberConst(-1)) : argument, rank);
  if (reduced === undefined || reduced.axes.length === 0) return undefined;
  return make(new Steps(l, node), given.expr as ArrayExpr, reduced);
}

function readReduced(argument: Value | undefined, rank: number): Reduced | undefined {
  const options = argument?.kind === 'object' ? argument.fields : new Map(argument === undefined ? [] : [['axis', argument]]);
  const keepdims = options.get('keepdims');
  if (keepdims !== undefined && keepdims.kind !== 'undefined' && (keepdims.kind !== 'expr' || keepdims.expr.kind !== 'const')) return undefined;
  const axis = options.get('axis');
  const isFull = axis === undefined || axis.kind === 'undefined';
  const list = isFull ? Array.from({ length: rank }, (_, at) => at) : (axis.kind === 'tuple' ? axis.items : [axis]).map((one) => {
    const at = one.kind === 'expr' && one.expr.kind === 'const' ? Number(one.expr.value) : Number.NaN;
    return at < 0 ? at + rank : at;
  });
  if (!list.every((at) => Number.isInteger(at) && at >= 0 && at < rank) || new Set(list).size !== list.length) return undefined;
  const kept = keepdims?.kind === 'expr' && keepdims.expr.kind === 'const' && keepdims.expr.value === true;
  return { axes: list.toSorted((a, b) => a - b), keepdims: kept, isFull, options };
}

/** Writes the steps of one call. */
class Steps {
  readonly #site: number;

  constructor(readonly l: Lowering, readonly node: ts.CallExpression) {
    this.#site = l.site(shorten(node.expression.getText()), [shorten(node.arguments[0]!.getText())], node);
  }

  map(op: string, dtype: DType, ...args: readonly Expr[]): Expr {
    return { kind: 'map', op, args, type: resultType(args, dtype), site: this.#site };
  }

  /** An array that several loops read. */
  keep(name: string, value: Expr): ArrayExpr {
    // The reason for the cast: what is kept here are arrays.
    return (value.kind === 'local' || value.kind === 'slot' ? value : this.l.bindTemporary(name, value)) as ArrayExpr;
  }

  /** A reduction that compiled code has, of an array in the dtype computed in: a number where all axes go, else an array. */
  reduce(op: ReduceOp | 'argmin' | 'argmax', x: ArrayExpr, { axes, keepdims }: Pick<Reduced, 'axes' | 'keepdims'>): Expr {
    const { rank, dtype } = x.type;
    const isPlace = op === 'argmin' || op === 'argmax';
    if (!isPlace && !keepdims && axes.length === rank) return { kind: 'reduce', op, arg: x, type: { kind: 'scalar', dtype }, site: this.#site };
    const fields = new Map<string, Value>([
      ...(isPlace && axes.length === rank ? [] : [['axis', axes.length === 1 ? exprValue(numberConst(axes[0]!)) : { kind: 'tuple', items: axes.map((axis) => exprValue(numberConst(axis))) }]] satisfies [string, Value][]),
      ['keepdims', exprValue(booleanConst(keepdims))],
    ]);
    const left = keepdims ? rank! : rank! - axes.length;
    const value = lowerHostCall(this.l, op, [exprValue(x), { kind: 'object', fields }], this.node, { kind: 'array', dtype: isPlace ? 'int32' : dtype, rank: left });
    if (value.kind !== 'expr') throw new Error(`'${op}' gave no array`);
    return value.expr;
  }

  /** How many elements make one of the result. */
  count(x: ArrayExpr, { axes }: Pick<Reduced, 'axes'>): Expr {
    if (axes.length === x.type.rank) return { kind: 'size', array: x, type: numberType };
    const sizes = axes.map((axis): Expr => ({ kind: 'dim', array: x, axis: numberConst(axis), type: numberType }));
    return sizes.reduce((a, b) => ({ kind: 'map', op: 'mul', args: [a, b], type: numberType, site: -1 }));
  }
}

type Make = (steps: Steps, x: ArrayExpr, reduced: Reduced) => Value | undefined;

/** In the dtype that `computes` gives for the array's; undefined for those that the host does. */
const plain = (op: ReduceOp | 'argmin' | 'argmax', computes: (dtype: DType) => DType | undefined): Make => (steps, x, reduced) => {
  const dtype = computes(x.type.dtype);
  if (dtype === undefined || !hasOnly(reduced, [])) return undefined;
  return exprValue(steps.reduce(op, cast(x, dtype) as ArrayExpr, reduced));
};
const counted = (dtype: DType): DType => (dtype === 'bool' ? 'int32' : dtype);
const noBool = (dtype: DType): DType | undefined => (dtype === 'bool' ? undefined : dtype);

/** Axes that do not lie side by side are moved first, which the host does. */
function areTogether({ axes }: Reduced): boolean {
  return axes.every((axis, k) => axis === axes[0]! + k);
}

function hasOnly({ options }: Reduced, others: readonly string[]): boolean {
  return [...options.keys()].every((name) => name === 'axis' || name === 'keepdims' || others.includes(name));
}

const asFloats = ({ l }: Steps, x: ArrayExpr): ArrayExpr => cast(x, isFloat(x.type.dtype) ? x.type.dtype : l.theDefaultFloat()) as ArrayExpr;

/** The sum of the truths, in int32. */
const countNonzero: Make = (steps, x, reduced) => (hasOnly(reduced, []) ? exprValue(steps.reduce('sum', cast(cast(x, 'bool'), 'int32') as ArrayExpr, reduced)) : undefined);

/** The sum divided by the number of elements. */
const mean: Make = (steps, x, reduced) => {
  if (!hasOnly(reduced, [])) return undefined;
  const floats = steps.keep('values', asFloats(steps, x));
  const { dtype } = floats.type;
  const total = steps.reduce('sum', floats, reduced);
  return exprValue(steps.map('div', dtype, total, cast(steps.count(floats, reduced), dtype)));
};

/** The mean of (x - mean(x))²; `finish` makes the result of it. */
const variance = (finish: (steps: Steps, found: Expr, dtype: DType) => Expr): Make => (steps, x, reduced) => {
  const ddof = reduced.options.get('ddof');
  if (!hasOnly(reduced, ['ddof']) || (ddof !== undefined && (ddof.kind !== 'expr' || ddof.expr.type.kind !== 'scalar'))) return undefined;
  const floats = steps.keep('values', asFloats(steps, x));
  const { dtype } = floats.type;
  const count = steps.count(floats, reduced);
  const center = steps.map('div', dtype, steps.reduce('sum', floats, { axes: reduced.axes, keepdims: reduced.axes.length < floats.type.rank! }), cast(count, dtype));
  const deviation = steps.map('sub', dtype, floats, center);
  const total = steps.reduce('sum', steps.map('mul', dtype, deviation, deviation) as ArrayExpr, reduced);
  const number = (op: string, ...args: readonly Expr[]): Expr => ({ kind: 'map', op, args, type: numberType, site: -1 });
  const divisor = ddof === undefined ? count : number('maximum', numberConst(0), number('sub', count, asNumber(ddof.expr)));
  return exprValue(finish(steps, steps.map('div', dtype, total, cast(divisor, dtype)), dtype));
};

/** The root of the sum of squares; sums of sizes for `ord: 1`. Other norms are the host's. */
const norm: Make = (steps, x, reduced) => {
  const ord = reduced.options.get('ord');
  const kind = ord === undefined || (ord.kind === 'string' && ord.text === 'fro') ? 2 : ord.kind === 'expr' && ord.expr.kind === 'const' && reduced.axes.length === 1 ? ord.expr.value : undefined;
  if (!hasOnly(reduced, ['ord']) || (kind !== 1 && kind !== 2)) return undefined;
  const floats = asFloats(steps, x);
  const { dtype } = floats.type;
  if (kind === 1) return exprValue(steps.reduce('sum', steps.map('abs', dtype, floats) as ArrayExpr, reduced));
  const root = steps.reduce('sum', steps.map('mul', dtype, floats, floats) as ArrayExpr, reduced);
  return exprValue(steps.map('sqrt', dtype, root));
};

/** max(x) - min(x). */
const ptp: Make = (steps, given, reduced) => {
  const { dtype } = given.type;
  if (dtype === 'bool' || !hasOnly(reduced, [])) return undefined;
  const x = steps.keep('values', given);
  const largest = steps.reduce('max', x, reduced);
  return exprValue(steps.map('sub', dtype, largest, steps.reduce('min', x, reduced)));
};

/** x - max(x) along axes. */
function shifted(steps: Steps, x: ArrayExpr, { axes }: Reduced): Expr {
  return steps.map('sub', x.type.dtype, x, steps.reduce('max', x, { axes, keepdims: axes.length < x.type.rank! }));
}

const softmax = (isLogarithm: boolean): Make => (steps, given, reduced) => {
  const { dtype, rank } = given.type;
  if (!isFloat(dtype) || !hasOnly(reduced, [])) return undefined;
  const around = { axes: reduced.axes, keepdims: reduced.axes.length < rank! };
  const low = shifted(steps, steps.keep('values', given), reduced);
  if (!isLogarithm) {
    const powers = steps.keep('powers', steps.map('exp', dtype, low));
    return exprValue(steps.map('div', dtype, powers, steps.reduce('sum', powers, around)));
  }
  const kept = steps.keep('shifted', low);
  const total = steps.reduce('sum', steps.map('exp', dtype, kept) as ArrayExpr, around);
  return exprValue(steps.map('sub', dtype, kept, steps.map('log', dtype, total)));
};

/** ln Σ e^(x - c) + c, where c is the largest element, or 0 where that is not finite. */
const logsumexp: Make = (steps, given, reduced) => {
  const { dtype, rank } = given.type;
  if (!isFloat(dtype) || !hasOnly(reduced, [])) return undefined;
  const { axes, keepdims } = reduced;
  const isFull = axes.length === rank;
  if (isFull && keepdims) return undefined;
  const x = steps.keep('values', given);
  const largest = steps.reduce('max', x, { axes, keepdims: !isFull });
  const chosen = steps.map('where', dtype, steps.map('isfinite', 'bool', largest), largest, cast(numberConst(0), dtype));
  const center = steps.l.bindTemporary('center', chosen);
  const total = steps.map('log', dtype, steps.reduce('sum', steps.map('exp', dtype, steps.map('sub', dtype, x, center)) as ArrayExpr, reduced));
  return exprValue(steps.map('add', dtype, total, isFull || keepdims ? center : withoutAxes(steps, center as ArrayExpr, axes)));
};

/** The array without axes of size 1. */
function withoutAxes({ l, node }: Steps, array: ArrayExpr, axes: readonly number[]): Expr {
  const items = Array.from({ length: array.type.rank! }, (_, axis): ViewItem => (axes.includes(axis) ? { kind: 'number', index: numberConst(0) } : { kind: 'range' }));
  return { kind: 'view', array, items, type: { ...array.type, rank: array.type.rank! - axes.length }, site: l.site(shorten(node.expression.getText()), [], node) };
}

/** Of an array over some of its axes, or with these kept: plain full reductions are library-call.ts's own. */
const partial = (make: Make): Make => (steps, x, reduced) => (areTogether(reduced) ? make(steps, x, reduced) : undefined);
const place = (op: 'argmin' | 'argmax'): Make => (steps, x, reduced) => (reduced.axes.length === 1 || reduced.isFull ? plain(op, counted)(steps, x, reduced) : undefined);

const reductions: Readonly<Record<string, Make>> = {
  sum: partial(plain('sum', counted)), prod: partial(plain('prod', counted)), min: partial(plain('min', noBool)), max: partial(plain('max', noBool)),
  any: partial(plain('any', () => 'bool')), all: partial(plain('all', () => 'bool')),
  countNonzero: partial(countNonzero), argmin: place('argmin'), argmax: place('argmax'),
  mean: partial(mean), variance: partial(variance((_, found) => found)), std: partial(variance((steps, found, dtype) => steps.map('sqrt', dtype, found))),
  norm: partial(norm), 'linalg.norm': partial(norm), ptp: partial(ptp), softmax: partial(softmax(false)), logSoftmax: partial(softmax(true)), logsumexp: partial(logsumexp),
};
