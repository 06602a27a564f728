/** Calls of functions of `math` that stand as calls in the IR: made on the host, or by the compiled form of those that have one. What they give is typed here. */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { isDType, isFloat, promote } from '../../../runtime/abi/dtype.js';
import { nearestName } from '../../../runtime/abi/nearest-name.js';
import type { HostArgument, HostResult } from '../../../runtime/abi/unit.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { integerKind } from '../../host/integer-kind.js';
import type { ArrayType, Expr, LocalId, ScalarType } from '../../ir/node.js';
import { hostWriters } from '../../ops/host-writers.js';
import { applyMapTo, describeValue, numberConst, numberType, shorten } from './arithmetic.js';
import { hostArgument } from './host-argument.js';
import { hostCount, hostItemRank, hostRank } from './host-rank.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

export function refuse(l: Lowering, node: HostCallNode, reason: string, instead = 'Compute it outside of jit code and pass the result, or write it with functions of math.'): Value {
  return l.report(unsupportedCall.messages.call({
    callee: shorten(node.expression.getText()), reason, instead,
  }), node);
}

/** Functions whose result is a float whatever the operands are. */
const floatResults: ReadonlySet<string> = new Set([
  'mean', 'std', 'var', 'variance', 'norm', 'median', 'quantile', 'percentile', 'softmax', 'logSoftmax', 'logsumexp', 'average',
  'nanmean', 'nanstd', 'nanvar', 'nanmedian', 'nanquantile', 'cov', 'corrcoef', 'gradient', 'interp', 'trapezoid', 'polyfit',
  'modf', 'frexp', 'solve', 'inv', 'pinv', 'det', 'slogdet', 'cholesky', 'qr', 'svd', 'eigh', 'eigvalsh', 'lstsq', 'histogram', 'histogramdd', 'histogramBinEdges', 'cond', 'i0', 'floatPower', 'unwrap', 'polyint', 'nanpercentile', 'svdvals',
]);
/** Functions that count bools in int32. */
const wideResults: ReadonlySet<string> = new Set([
  'sum', 'prod', 'cumsum', 'cumprod', 'nansum', 'nanprod', 'trace', 'dot', 'matmul', 'inner', 'vdot', 'tensordot', 'einsum', 'kron', 'matrixPower',
  'segmentSum', 'segmentProd', 'segmentMin', 'segmentMax', 'convolve', 'correlate', 'cross', 'vecdot', 'matvec', 'vecmat', 'multiDot',
]);
/** Functions whose result has the dtype of their operands, bools counted or not, and no option that states another one. */
const ofOperands: ReadonlySet<string> = new Set([...wideResults, 'min', 'max', 'ptp', 'nanmin', 'nanmax', 'cummin', 'cummax', 'sort', 'diff', 'flip', 'roll', 'outer', 'concatenate', 'stack', 'hstack', 'vstack', 'take']);
/** Functions whose further operands (indices, masks, values that are cast) have no say. */
const firstResults: ReadonlySet<string> = new Set([
  'history.weigh', 'at', 'setAt', 'addAt', 'take', 'takeAlongAxis', 'put', 'repeat', 'segmentSum', 'segmentProd', 'segmentMin', 'segmentMax', 'quantile', 'percentile',
  'unique', 'putAlongAxis', 'place', 'putmask',
]);
/** Functions whose dtype is that of their second operand: the first is a condition or an index. */
const secondResults: ReadonlySet<string> = new Set(['compress', 'choose']);

/** Functions whose result has the dtype of an array in the first place; a number in its place stands for 0, 1, 2, …. */
const reorders: ReadonlySet<string> = new Set(['random.permutation', 'random.permuted', 'random.choice']);

/** What calls on the host: a call, or a member that stands for one (`x.T`). */
type HostCallNode = ts.CallExpression | ts.PropertyAccessExpression;

function givenTo(l: Lowering, node: HostCallNode): readonly ts.Expression[] {
  return l.ts.isCallExpression(node) ? node.arguments : [node.expression];
}

/** Refuses a function that its namespace does not have: tsc says so too, but not every build asks it. Undefined where there is one. */
function refuseMissing(l: Lowering, node: HostCallNode): Value | undefined {
  const callee = l.ts.isCallExpression(node) ? node.expression : undefined;
  if (callee === undefined || !l.ts.isPropertyAccessExpression(callee) || l.facts.checker.getSymbolAtLocation(callee.name) !== undefined) return undefined;
  const space = callee.expression.getText();
  const names = l.facts.checker.getTypeAtLocation(callee.expression).getProperties().map(({ name }) => name);
  const longer = names.filter((name) => name.startsWith(callee.name.text)).sort((a, b) => a.length - b.length);
  const near = longer[0] ?? nearestName(callee.name.text, names);
  return refuse(l, node, `there is no function ${callee.name.text} in ${space}`, near === undefined ? 'docs/math.md lists the functions there are.' : `Did you mean ${space}.${near}?`);
}

/** A function of `math` that compiled code calls on the host. Its type is what the declaration states; an unstated dtype follows from the operands. `known`: for calls that stand for another one. */
export function lowerHostCall(l: Lowering, name: string, args: readonly Value[], node: HostCallNode, known?: HostResult): Value {
  const arrays: Expr[] = [];
  const numbers: Expr[] = [];
  const hostArgs: HostArgument[] = [];
  for (const [i, arg] of args.entries()) {
    const argument = hostArgument(arg, arrays, numbers);
    if (argument === undefined) return arg.kind === 'error' ? arg : refuse(l, node, `its argument ${i + 1} is ${describeValue(arg)}, which compiled code cannot pass on`);
    hostArgs.push(argument);
  }
  if (!checkAxis(l, name, args, node)) return errorValue;
  const type = l.facts.checker.getTypeAtLocation(node);
  if (name === 'arange' && !isKindKnown(l, args, node)) {
    return refuse(l, node, 'its dtype depends on whether its numbers are whole', `State it: ${shorten(node.getText()).replace(/\)$/, '')}, { dtype: 'int32' }), or a float type.`);
  }
  const result = known ?? hostResult(l, name, type, arrays, args);
  if (result === undefined) return refuseMissing(l, node) ?? refuse(l, node, 'it gives no array or number');
  if (name.startsWith('random.') || hostWriters.has(name)) l.changesState = true;
  const operands = givenTo(l, node).map((arg) => shorten(arg.getText()));
  const site = l.site(shorten(node.expression.getText()), operands, node, { function: name, args: hostArgs, result });
  if (result.kind === 'tuple') {
    const locals: LocalId[] = result.items.map((item) => l.newLocal('part', item.kind === 'array' ? { kind: 'array', dtype: item.dtype, rank: item.rank } : numberType));
    l.emit({ kind: 'host-tuple', function: name, args: hostArgs, locals, arrays, numbers, site });
    return { kind: 'tuple', items: locals.map((id) => exprValue(l.localExpr(id))) };
  }
  const exprType: ScalarType | ArrayType = result.kind === 'number' ? numberType : { kind: 'array', dtype: result.dtype, rank: result.rank };
  const call: Expr = { kind: 'host', function: name, args: hostArgs, arrays, numbers, type: exprType, site };
  // The call happens here and now: host functions may read or change state (random numbers).
  const id = l.newLocal(name.split('.').at(-1)!, exprType);
  l.emit({ kind: 'let', local: id, value: call });
  const local = l.localExpr(id);
  if ((type.flags & l.ts.TypeFlags.BooleanLike) !== 0) return applyMapTo(l, 'notEqual', [exprValue(local), exprValue(numberConst(0))], [node, node], node);
  if (exprType.kind !== 'array' || exprType.rank !== 0) return exprValue(local);
  const strong: ScalarType = { kind: 'scalar', dtype: exprType.dtype };
  return exprValue({ kind: 'element', array: local, index: numberConst(0), type: strong, site });
}

/** `{ axis }` of an array whose rank is stated is checked at build time. */
function checkAxis(l: Lowering, name: string, args: readonly Value[], node: HostCallNode): boolean {
  const [array] = args;
  const options = args.at(-1);
  const axis = options?.kind === 'object' ? options.fields.get('axis') : undefined;
  if (array?.kind !== 'expr' || array.expr.type.kind !== 'array' || array.expr.type.rank === null || axis?.kind !== 'expr' || axis.expr.kind !== 'const') return true;
  const { rank } = array.expr.type;
  const value = Number(axis.expr.value);
  // Some functions add an axis: their result has one more.
  if (value >= -rank && value < rank || addsAxis.has(name)) return true;
  l.report(rankMismatch.messages.axis({ operation: shorten(node.expression.getText()), operand: shorten(givenTo(l, node)[0]!.getText()), rank, axis: value }), node);
  return false;
}

const addsAxis: ReadonlySet<string> = new Set(['expandDims', 'stack']);

/** Whether `arange` states its dtype, or one of its numbers is a constant fraction, or all are constants or whole by their syntax. */
function isKindKnown(l: Lowering, args: readonly Value[], node: HostCallNode): boolean {
  if (args.some((arg) => arg.kind === 'string' || (arg.kind === 'object' && arg.fields.has('dtype')))) return true;
  if (args.some((arg) => arg.kind === 'expr' && arg.expr.kind === 'const' && !Number.isInteger(arg.expr.value))) return true;
  return args.every((arg, i) => arg.kind !== 'expr' || arg.expr.kind === 'const' || integerKind(l.ts, l.facts.checker, givenTo(l, node)[i]!));
}

function hostResult(l: Lowering, name: string, type: ts.Type, arrays: readonly Expr[], args: readonly Value[]): HostResult | undefined {
  const { checker } = l.facts;
  if ((type.flags & l.ts.TypeFlags.Void) !== 0) return hostWriters.has(name) ? { kind: 'tuple', items: [] } : undefined;
  if (checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference).map((item, at) => {
      const result = hostResult(l, name, item, arrays, args);
      const rank = hostItemRank(name.replace(/^linalg\./, ''), at, args);
      return result?.kind === 'array' && rank !== undefined ? { ...result, rank } : result;
    });
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    const one = item && hostResult(l, name, item, arrays, args);
    const count = hostCount(name.replace(/^linalg\./, ''), args);
    return one === undefined || count === undefined ? undefined : { kind: 'tuple', items: Array.from({ length: count }, () => one) };
  }
  const facts = l.facts.arrayFacts(type);
  // To the type checker an expression of index arrays is a number, and what it reads one too.
  if (facts === undefined && name === 'at' && args.slice(1).some((arg) => arg.kind === 'expr' && arg.expr.type.kind === 'array' && arg.expr.type.rank !== 0)) {
    return { kind: 'array', dtype: hostDType(l, name, arrays, args), rank: hostRank(name, args) ?? null };
  }
  if (facts === undefined) return (type.flags & (l.ts.TypeFlags.NumberLike | l.ts.TypeFlags.BooleanLike)) !== 0 ? { kind: 'number' } : undefined;
  // Of expressions the type checker takes the dtype that their place asks for.
  const isAsked = reordered(name, args) !== undefined || arrays.length > 0 && facts.dtype !== undefined && (ofOperands.has(name) || (isFloat(facts.dtype) && floatResults.has(name.replace(/^linalg\./, ''))));
  return { kind: 'array', dtype: statedDType(args) ?? (isAsked ? undefined : facts.dtype) ?? hostDType(l, name, arrays, args), rank: hostRank(name.replace(/^linalg\./, ''), args) ?? facts.rank };
}

function reordered(name: string, [first]: readonly Value[]): DType | undefined {
  return reorders.has(name) && first?.kind === 'expr' && first.expr.type.kind === 'array' ? first.expr.type.dtype : undefined;
}

/** The dtype that is an argument by itself or among options; it may be that of another array (`bm.astype(x, y.dtype)`), which types do not tell. */
function statedDType(args: readonly Value[]): DType | undefined {
  for (const arg of args.slice(1)) {
    const stated = arg.kind === 'object' ? arg.fields.get('dtype') : arg;
    if (stated?.kind === 'string' && isDType(stated.text)) return stated.text;
  }
  return undefined;
}

function hostDType(l: Lowering, name: string, arrays: readonly Expr[], args: readonly Value[]): DType {
  const plain = name.replace(/^linalg\./, '');
  if (name === 'arange') return args.every((arg) => arg.kind !== 'expr' || arg.expr.kind !== 'const' || Number.isInteger(arg.expr.value)) ? 'int32' : l.theDefaultFloat();
  if ((name === 'array' || name === 'asarray') && args[0]?.kind === 'tuple') return dtypeOfList(l, args[0]);
  if (arrays.length === 0 || name.startsWith('random.')) return reordered(name, args) ?? l.theDefaultFloat();
  const all = arrays.flatMap(({ type }) => (type.kind === 'array' ? [type.dtype] : []));
  if (all.length === 0) return l.theDefaultFloat();
  const dtypes = firstResults.has(plain) ? all.slice(0, 1) : secondResults.has(plain) && all.length > 1 ? all.slice(1) : all;
  const common = dtypes.reduce((a, b) => promote(a, b, l.defaultFloat));
  if (floatResults.has(plain)) return isFloat(common) ? common : l.theDefaultFloat();
  return wideResults.has(plain) && common === 'bool' ? 'int32' : common;
}

/** The dtype of an array made from a list: of numbers the default float, of booleans bool, of arrays of rank 0 their own; the common one. */
function dtypeOfList(l: Lowering, list: Extract<Value, { kind: 'tuple' }>): DType {
  const flat = (value: Value): readonly Value[] => (value.kind === 'tuple' ? value.items.flatMap(flat) : [value]);
  const dtypes = flat(list).map((value): DType => {
    const type = value.kind === 'expr' ? value.expr.type : undefined;
    if (type?.kind === 'array' || (type?.kind === 'scalar' && (type.weak === undefined || type.weak === 'bool'))) return type.dtype;
    return l.theDefaultFloat();
  });
  return dtypes.length === 0 ? l.theDefaultFloat() : dtypes.reduce((a, b) => promote(a, b, l.defaultFloat));
}
