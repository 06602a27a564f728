/**
 * Calls of `math` and `Math`. Element-wise operations, full reductions and products become IR; every other function of `math` is
 * called on the host, where the eager path runs it: the same bits by construction.
 */
import { lowerGelu } from './lower-gelu.js';
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, promote } from '../../../runtime/abi/dtype.js';
import type { HostResult } from '../../../runtime/abi/unit.js';
import { noHostRandom } from '../../diagnostics/rules/no-host-random.js';
import type { ArrayType, Expr, ReduceOp, ScalarType } from '../../ir/node.js';
import { reduceOps } from '../../ir/node.js';
import { findMapOperation, mapAliases } from '../../ops/catalogue.js';
import { operationOfMath } from '../../ops/js-math-names.js';
import { applyMap, applyMapTo, asNumber, asOperand, asOperands, asTaken, cast, numberConst, numberType, shorten } from './arithmetic.js';
import { applyBits, asCondition, lowerPower } from './lower-operator.js';
import { lowerHostCall, refuse } from './lower-host-call.js';
import { lowerAt } from './lower-part.js';
import { lowerListMaker } from './lower-list-call.js';
import { lowerNeighbours } from './lower-neighbours.js';
import { lowerNumberCall } from './lower-number-call.js';
import { lowerReduction } from './lower-reduction.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** Full reductions that compiled code has itself. */
const reductions: ReadonlySet<string> = new Set(reduceOps);

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
  ['copy', 'array'], ['amax', 'max'], ['amin', 'min'], ['var', 'variance'], ['concat', 'concatenate'], ['permuteDims', 'transpose'], ['rowStack', 'vstack'], ['identity', 'eye'], ['uniqueValues', 'unique'], ['around', 'round'],
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
  if (name === 'gelu' && args.length === 1 && first !== undefined) return lowerGelu(l, first, node);
  const rounded = name === 'round' ? lowerRound(l, args, node) : undefined;
  if (rounded !== undefined) return rounded;
  const reduced = lowerReduction(l, name, args, node);
  if (reduced !== undefined) return reduced;
  const parts = lowerNeighbours(l, name, args, node);
  if (parts !== undefined) return parts;
  if (name === 'dot' || name === 'matmul') return lowerDot(l, name, args, node);
  if (name === 'event.propagate') return lowerHostCall(l, name, args.map((arg, i) => (i === weightsAt ? asFloat(l, arg) : arg)), node);
  if (name === 'random.randnLike' && first?.kind === 'expr') return lowerHostCall(l, name, args, node, drawnLike(l, first.expr));
  const part = name === 'at' ? lowerAt(l, args, node) : undefined;
  return part ?? lowerHostCall(l, name, args, node);
}

/** `round(x, decimals)` of floats, where the decimals are known: what the eager function calls, one after the other. */
function lowerRound(l: Lowering, [x, decimals]: readonly Value[], node: ts.CallExpression): Value | undefined {
  const places = decimals?.kind === 'expr' && decimals.expr.kind === 'const' ? Number(decimals.expr.value) : undefined;
  if (x?.kind !== 'expr' || x.expr.type.kind !== 'array' || !isFloat(x.expr.type.dtype) || places === undefined || !Number.isInteger(places) || places === 0) return undefined;
  const factor = exprValue(numberConst(10 ** Math.abs(places)));
  const apply = (op: string, ...values: readonly Value[]): Value => applyMapTo(l, op, values, node.arguments, node, 'round');
  const [shift, back] = places > 0 ? ['mul', 'div'] : ['div', 'mul'];
  return apply(back!, apply('round', apply(shift!, x, factor)), factor);
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
