/**
 * Calls of `math` and `Math`. Element-wise operations, full reductions and products become IR; every other function of `math` is
 * called on the host, where the eager path runs it: the same bits by construction.
 */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, promote } from '../../../runtime/abi/dtype.js';
import type { HostArgument, HostResult } from '../../../runtime/abi/unit.js';
import { noHostRandom } from '../../diagnostics/rules/no-host-random.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { ArrayType, Expr, LocalId, ReduceOp, ScalarType } from '../../ir/node.js';
import { integerKind } from '../../host/integer-kind.js';
import { findMapOperation, mapAliases } from '../../ops/catalogue.js';
import { hostWriters } from '../../ops/host-writers.js';
import { operationOfMath } from '../../ops/js-math-names.js';
import { applyMap, applyMapTo, asNumber, asOperand, asOperands, asTaken, cast, describeValue, numberConst, numberType, shorten } from './arithmetic.js';
import { applyBits, asCondition, lowerPower } from './lower-operator.js';
import { hostCount, hostRank } from './host-rank.js';
import { lowerAt } from './lower-part.js';
import { hostArgument } from './host-argument.js';
import { lowerListMaker } from './lower-list-call.js';
import { lowerNumberCall } from './lower-number-call.js';
import { lowerReduction } from './lower-reduction.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** Full reductions that compiled code has itself. */
const reductions: ReadonlySet<string> = new Set<ReduceOp>(['sum', 'prod', 'min', 'max', 'any', 'all']);

const hostClocks: ReadonlySet<string> = new Set(['Math.random', 'Date.now', 'performance.now', 'crypto.getRandomValues', 'crypto.randomUUID']);

export function lowerLibraryCall(l: Lowering, path: string, args: readonly Value[], node: ts.CallExpression): Value {
  if (hostClocks.has(path)) return l.report(noHostRandom.messages.call({ call: path }), node);
  const [space, ...rest] = path.split('.');
  const name = rest.join('.');
  const ofNumber = lowerNumberCall(l, path, args, node);
  if (ofNumber !== undefined) return ofNumber;
  if (space === 'Math') return lowerMathCall(l, name, args, node);
  if (path === 'Number') return args[0]?.kind === 'expr' ? exprValue(asNumber(args[0].expr)) : errorValue;
  if (path === 'Boolean') {
    const test = args[0] === undefined ? undefined : asCondition(l, args[0], node, 'if');
    return test === undefined ? errorValue : exprValue(test);
  }
  const made = lowerListMaker(l, path, args, node);
  if (made !== undefined) return made;
  if (space !== 'math') return refuse(l, node, 'it is not a function of math');
  return lowerMathFunction(l, name, args, node);
}

function refuse(l: Lowering, node: HostCallNode, reason: string, instead = 'Compute it outside of jit code and pass the result, or write it with functions of math.'): Value {
  return l.report(unsupportedCall.messages.call({
    callee: shorten(node.expression.getText()), reason, instead,
  }), node);
}

function lowerMathCall(l: Lowering, name: string, args: readonly Value[], node: ts.CallExpression): Value {
  const operation = operationOfMath(name);
  if (operation === 'pow' && args.length === 2) return lowerPowerCall(l, args, node);
  if ((operation === 'maximum' || operation === 'minimum') && args.length !== 2) return foldCalls(l, operation, args, node);
  if (operation === 'hypot' && args.length !== 2) return foldCalls(l, operation, args, node);
  if (operation === 'imul' && args.length === 2) {
    const operands = asOperands(l, args, node.arguments);
    return operands === undefined ? errorValue : applyBits(l, 'mul', 'Math.imul', operands, node);
  }
  const entry = findMapOperation(operation);
  if (entry === undefined || entry.parameters.length !== args.length) return refuse(l, node, 'compiled code has no such function');
  return applyMapTo(l, operation, args, node.arguments, node, `Math.${name}`);
}

function lowerPowerCall(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const operands = asOperands(l, args, node.arguments);
  return operands === undefined ? errorValue : lowerPower(l, operands[0]!, operands[1]!, node);
}

/** What `Math.max()` and its kin give of nothing. */
const ofNothing: ReadonlyMap<string, number> = new Map([['maximum', -Infinity], ['minimum', Infinity], ['hypot', 0]]);

/** `Math.max(a, b, c)`: from the left. */
function foldCalls(l: Lowering, operation: string, args: readonly Value[], node: ts.CallExpression): Value {
  const [first, ...others] = args;
  if (first === undefined) return exprValue(numberConst(ofNothing.get(operation)!));
  if (others.length === 0 && operation === 'hypot') return applyMapTo(l, 'abs', [first], [node.arguments[0]!], node);
  return others.reduce<Value>((sum, arg, i) => applyMapTo(l, operation, [sum, arg], [node.arguments[0]!, node.arguments[i + 1] ?? node.arguments.at(-1)!], node), first);
}

/** Functions that `math` has under another name too (runtime/math/index.ts). */
const secondNames: ReadonlyMap<string, string> = new Map([
  ['copy', 'array'], ['amax', 'max'], ['amin', 'min'], ['var', 'variance'], ['concat', 'concatenate'], ['permuteDims', 'transpose'], ['rowStack', 'vstack'], ['identity', 'eye'], ['uniqueValues', 'unique'],
]);

function lowerMathFunction(l: Lowering, written: string, args: readonly Value[], node: ts.CallExpression): Value {
  const name = mapAliases.get(written) ?? secondNames.get(written) ?? written;
  const [first] = args;
  if (name === 'pow' && args.length === 2) return lowerPowerCall(l, args, node);
  if (name === 'slice') return lowerSlice(args);
  if (name === 'asarray' && args.length === 1 && first?.kind === 'expr') return exprValue(asTaken(first.expr));
  if (name === 'array' && args.length === 1 && first?.kind === 'expr' && first.expr.type.kind === 'array') return copyArray(l, first.expr);
  const entry = findMapOperation(name);
  if (entry !== undefined && entry.parameters.length === args.length) return applyMapTo(l, name, args, node.arguments, node, shorten(node.expression.getText()));
  if (args.length === 1 && first !== undefined && (reductions.has(name) || name === 'mean')) return reduce(l, name, first, node);
  const reduced = lowerReduction(l, name, args, node);
  if (reduced !== undefined) return reduced;
  if (name === 'dot' || name === 'matmul') return lowerDot(l, name, args, node);
  if (name === 'event.propagate') return lowerHostCall(l, name, args.map((arg, i) => (i === weightsAt ? asFloat(l, arg) : arg)), node);
  if (name === 'random.randnLike' && first?.kind === 'expr') return lowerHostCall(l, name, args, node, drawnLike(l, first.expr));
  const part = name === 'at' ? lowerAt(l, args, node) : undefined;
  return part ?? lowerHostCall(l, name, args, node);
}

/** Where `event.propagate` takes the weights. */
const weightsAt = 3;

/** A plain number as one of the default float: functions of arrays that take a number too tell their result's dtype by it. */
function asFloat(l: Lowering, value: Value): Value {
  const isPlain = value.kind === 'expr' && value.expr.type.kind === 'scalar' && value.expr.type.weak !== undefined;
  return isPlain ? exprValue(cast(value.expr, l.theDefaultFloat())) : value;
}

/** `bm.array(x)`: an array of this function's own, which it may write. */
function copyArray(l: Lowering, expr: Expr): Value {
  const isNew = expr.kind === 'map' || expr.kind === 'cast' || expr.kind === 'view' || expr.kind === 'copy';
  const id = l.newLocal('copied', expr.type);
  l.emit({ kind: 'let', local: id, value: isNew ? expr : { kind: 'copy', arg: expr, type: expr.type as ArrayType } });
  return exprValue(l.localExpr(id));
}

/** What `randnLike` gives: the shape and float type of its operand; a number for a number. */
function drawnLike(l: Lowering, { type }: Expr): HostResult {
  if (type.kind !== 'array') return { kind: 'number' };
  return { kind: 'array', dtype: isFloat(type.dtype) ? type.dtype : l.theDefaultFloat(), rank: type.rank };
}

/** `math.slice(a, b, step)` is plain data, which host calls pass on (runtime/array/slice-index.ts). */
function lowerSlice(args: readonly Value[]): Value {
  const [start, stop, step] = args.length < 2 ? [undefined, args[0]] : args;
  return { kind: 'object', fields: new Map(Object.entries({ start, stop, step }).map(([name, part]) => [name, part ?? undefinedValue])) };
}

/** Sums of bools and int32 are int32; the mean of whole numbers is the default float. */
function reduce(l: Lowering, name: string, value: Value, node: ts.CallExpression): Value {
  const operand = asOperand(l, value, node.arguments[0]!);
  if (operand === undefined) return errorValue;
  if (operand.expr.type.kind !== 'array') return lowerHostCall(l, name, [value], node);
  const site = l.site(shorten(node.expression.getText()), [operand.text], node);
  const { dtype } = operand.expr.type;
  if (name === 'mean') {
    const float = isFloat(dtype) ? dtype : l.theDefaultFloat();
    const kept = operand.expr.kind === 'local' || operand.expr.kind === 'slot' ? operand.expr : l.bindTemporary('values', operand.expr);
    const sum: Expr = { kind: 'reduce', op: 'sum', arg: cast(kept, float), type: { kind: 'scalar', dtype: float }, site };
    const size: Expr = { kind: 'size', array: kept, type: numberType };
    return exprValue({ kind: 'map', op: 'div', args: [sum, cast(size, float)], type: { kind: 'scalar', dtype: float }, site });
  }
  if (name === 'any' || name === 'all') {
    return exprValue({ kind: 'reduce', op: name, arg: cast(operand.expr, 'bool'), type: { kind: 'scalar', dtype: 'bool' }, site });
  }
  const wide: DType = dtype === 'bool' && name !== 'min' && name !== 'max' ? 'int32' : dtype;
  return exprValue({ kind: 'reduce', op: name as ReduceOp, arg: cast(operand.expr, wide), type: { kind: 'scalar', dtype: wide }, site });
}

/** `dot(a, b)` and `matmul(a, b)`, which are one for vectors and matrices; other ranks run on the host. */
function lowerDot(l: Lowering, name: 'dot' | 'matmul', args: readonly Value[], node: ts.CallExpression): Value {
  const operands = asOperands(l, args, node.arguments);
  if (operands === undefined || operands.length !== 2) return operands === undefined ? errorValue : refuse(l, node, 'it takes two arrays');
  const [a, b] = operands as [typeof operands[0], typeof operands[0]];
  if (a.expr.type.kind !== 'array' || b.expr.type.kind !== 'array') {
    return name === 'dot' ? applyMap(l, 'mul', [a, b], node, 'dot') : lowerHostCall(l, name, args, node);
  }
  const [ta, tb] = [a.expr.type, b.expr.type];
  const needsDefault = !isFloat(ta.dtype) && !isFloat(tb.dtype) && ta.dtype !== tb.dtype;
  const dtype = promote(ta.dtype, tb.dtype, needsDefault ? l.theDefaultFloat() : l.defaultFloat);
  if (!isFloat(dtype) || ta.rank === null || tb.rank === null || ta.rank > 2 || tb.rank > 2 || ta.rank === 0 || tb.rank === 0) return lowerHostCall(l, name, args, node);
  const rank = ta.rank + tb.rank - 2;
  const site = l.site(shorten(node.expression.getText()), [a.text, b.text], node);
  const type: ScalarType | ArrayType = rank === 0 ? { kind: 'scalar', dtype } : { kind: 'array', dtype, rank };
  return exprValue({ kind: 'dot', a: cast(a.expr, dtype), b: cast(b.expr, dtype), type, site });
}

/** Functions whose result is a float whatever the operands are. */
const floatResults: ReadonlySet<string> = new Set([
  'mean', 'std', 'var', 'variance', 'norm', 'median', 'quantile', 'percentile', 'softmax', 'logSoftmax', 'logsumexp', 'average',
  'nanmean', 'nanstd', 'nanvar', 'nanmedian', 'nanquantile', 'cov', 'corrcoef', 'gradient', 'interp', 'trapezoid', 'polyfit',
  'solve', 'inv', 'pinv', 'det', 'slogdet', 'cholesky', 'qr', 'svd', 'eigh', 'eigvalsh', 'lstsq', 'histogram', 'histogramdd', 'histogramBinEdges', 'cond', 'i0', 'floatPower', 'unwrap', 'polyint', 'nanpercentile', 'svdvals',
]);
/** Functions that count bools in int32. */
const wideResults: ReadonlySet<string> = new Set([
  'sum', 'prod', 'cumsum', 'cumprod', 'nansum', 'nanprod', 'trace', 'dot', 'matmul', 'inner', 'vdot', 'tensordot', 'einsum', 'kron', 'matrixPower',
  'segmentSum', 'segmentProd', 'segmentMin', 'segmentMax', 'convolve', 'correlate', 'cross', 'vecdot', 'matvec', 'vecmat', 'multiDot',
]);
/** Functions whose further operands (indices, masks, values that are cast) have no say. */
const firstResults: ReadonlySet<string> = new Set([
  'history.weigh', 'at', 'setAt', 'addAt', 'take', 'takeAlongAxis', 'put', 'repeat', 'segmentSum', 'segmentProd', 'segmentMin', 'segmentMax', 'quantile', 'percentile',
  'unique', 'putAlongAxis', 'place', 'putmask',
]);
/** Functions whose dtype is that of their second operand: the first is a condition or an index. */
const secondResults: ReadonlySet<string> = new Set(['compress', 'choose']);

/** What calls on the host: a call, or a member that stands for one (`x.T`). */
type HostCallNode = ts.CallExpression | ts.PropertyAccessExpression;

function givenTo(l: Lowering, node: HostCallNode): readonly ts.Expression[] {
  return l.ts.isCallExpression(node) ? node.arguments : [node.expression];
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
  if (result === undefined) return refuse(l, node, 'it gives no array or number');
  l.state.hostFunctions.add(name);
  if (name.startsWith('random.') || hostWriters.has(name)) l.changesState = true;
  const operands = givenTo(l, node).map((arg) => shorten(arg.getText()));
  const site = l.site(shorten(node.expression.getText()), operands, node, { function: name, args: hostArgs, result });
  if (result.kind === 'tuple') {
    const locals: LocalId[] = result.items.map((item) => l.newLocal('part', item.kind === 'array' ? { kind: 'array', dtype: item.dtype, rank: item.rank } : numberType));
    l.emit({ kind: 'host-tuple', locals, arrays, numbers, site });
    return { kind: 'tuple', items: locals.map((id) => exprValue(l.localExpr(id))) };
  }
  const exprType: ScalarType | ArrayType = result.kind === 'number' ? numberType : { kind: 'array', dtype: result.dtype, rank: result.rank };
  const call: Expr = { kind: 'host', function: name, args: hostArgs, arrays, numbers, type: exprType, site };
  // The call happens here and now: host functions may read or change state (random numbers).
  const id = l.newLocal(name.split('.').at(-1)!, exprType);
  l.emit({ kind: 'let', local: id, value: call });
  const local = l.localExpr(id);
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

/** Whether `arange` states its dtype, or its numbers are constants or whole by their syntax. */
function isKindKnown(l: Lowering, args: readonly Value[], node: HostCallNode): boolean {
  if (args.some((arg) => arg.kind === 'string' || (arg.kind === 'object' && arg.fields.has('dtype')))) return true;
  return args.every((arg, i) => arg.kind !== 'expr' || arg.expr.kind === 'const' || integerKind(l.ts, l.facts.checker, givenTo(l, node)[i]!));
}

function hostResult(l: Lowering, name: string, type: ts.Type, arrays: readonly Expr[], args: readonly Value[]): HostResult | undefined {
  const { checker } = l.facts;
  if ((type.flags & l.ts.TypeFlags.Void) !== 0) return hostWriters.has(name) ? { kind: 'tuple', items: [] } : undefined;
  if (checker.isTupleType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference).map((item) => hostResult(l, name, item, arrays, args));
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
  }
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    const one = item && hostResult(l, name, item, arrays, args);
    const count = hostCount(name.replace(/^linalg\./, ''), args);
    return one === undefined || count === undefined ? undefined : { kind: 'tuple', items: Array.from({ length: count }, () => one) };
  }
  const facts = l.facts.arrayFacts(type);
  if (facts === undefined) return (type.flags & l.ts.TypeFlags.NumberLike) !== 0 ? { kind: 'number' } : undefined;
  return { kind: 'array', dtype: facts.dtype ?? hostDType(l, name, arrays, args), rank: hostRank(name.replace(/^linalg\./, ''), args) ?? facts.rank };
}

function hostDType(l: Lowering, name: string, arrays: readonly Expr[], args: readonly Value[]): DType {
  const plain = name.replace(/^linalg\./, '');
  if (name === 'arange') return args.every((arg) => arg.kind !== 'expr' || arg.expr.kind !== 'const' || Number.isInteger(arg.expr.value)) ? 'int32' : l.theDefaultFloat();
  if (arrays.length === 0 || name.startsWith('random.')) return l.theDefaultFloat();
  const all = arrays.flatMap(({ type }) => (type.kind === 'array' ? [type.dtype] : []));
  if (all.length === 0) return l.theDefaultFloat();
  const dtypes = firstResults.has(plain) ? all.slice(0, 1) : secondResults.has(plain) && all.length > 1 ? all.slice(1) : all;
  const common = dtypes.reduce((a, b) => promote(a, b, l.defaultFloat));
  if (floatResults.has(plain)) return isFloat(common) ? common : l.theDefaultFloat();
  return wideResults.has(plain) && common === 'bool' ? 'int32' : common;
}

