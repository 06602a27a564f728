/** What the build knows of the arguments of a call of `math`: constants, axes, and which calls loops over elements can take in. */
import type { HostArgument } from '../../runtime/abi/unit.js';
import type { ArrayType, Expr, ReduceOp, Statement } from './node.js';
import { reduceOps } from './node.js';

/** The rank that types state; undefined where they don't. */
export function statedRank(array: Expr | undefined): number | undefined {
  return (array?.type as ArrayType | undefined)?.rank ?? undefined;
}

/** Whether the argument is the array of that index. */
export function isArray(argument: HostArgument | undefined, index: number): boolean {
  return argument !== undefined && 'array' in argument && argument.array === index;
}

/** A number or boolean that the build knows; undefined for what it doesn't, null for what is left out. */
export function constantOf(argument: HostArgument | undefined): number | boolean | null | undefined {
  if (argument === undefined) return null;
  if (!('constant' in argument)) return undefined;
  const { constant } = argument;
  return constant === null || typeof constant === 'number' || typeof constant === 'boolean' ? constant : undefined;
}

/** An axis that the build knows, counted from 0; undefined for what is none. */
export function axisOf(argument: HostArgument | undefined, rank: number): number | undefined {
  const axis = constantOf(argument);
  if (typeof axis !== 'number' || !Number.isInteger(axis) || axis < -rank || axis >= rank) return undefined;
  return axis < 0 ? axis + rank : axis;
}

export interface ReducedAxes {
  /** In rising order, one at least, side by side. */
  readonly axes: readonly number[];
  readonly keepdims: boolean;
}

/** What follows the array in a reduction: an axis, several, or options. Undefined where the build does not know it all, and for axes that do not lie side by side. */
export function reducedAxes(argument: HostArgument | undefined, rank: number): ReducedAxes | undefined {
  const fields = argument !== undefined && 'object' in argument ? new Map(argument.object) : new Map([['axis', argument]]);
  if ([...fields.keys()].some((name) => name !== 'axis' && name !== 'keepdims')) return undefined;
  const keepdims = constantOf(fields.get('keepdims')) ?? false;
  const stated = fields.get('axis');
  const list = constantOf(stated) === null ? Array.from({ length: rank }, (_, axis) => axis)
    : (stated !== undefined && 'list' in stated ? stated.list : [stated]).map((one) => axisOf(one, rank));
  if (typeof keepdims !== 'boolean' || list.length === 0 || !list.every((axis) => axis !== undefined)) return undefined;
  const axes = list.toSorted((a, b) => a - b);
  return axes.every((axis, k) => axis === axes[0]! + k) ? { axes, keepdims } : undefined;
}

export interface AxisReduction extends ReducedAxes {
  readonly op: ReduceOp;
}

const reductions: ReadonlySet<string> = new Set(reduceOps);

/** `sum(x, axis)` and its kin along axes that lie side by side, of an array of stated rank in the dtype computed in. */
export function axisReduction(value: Expr): AxisReduction | undefined {
  if (value.kind !== 'host' || !reductions.has(value.function) || value.type.kind !== 'array') return undefined;
  const { arrays, numbers, args, type } = value;
  const op = value.function as ReduceOp;
  const rank = statedRank(arrays[0]);
  if (rank === undefined || rank === 0 || arrays.length !== 1 || numbers.length !== 0 || args.length > 2 || !isArray(args[0], 0)) return undefined;
  if ((arrays[0]!.type as ArrayType).dtype !== type.dtype || (type.dtype === 'bool') !== (op === 'any' || op === 'all')) return undefined;
  const reduced = reducedAxes(args[1], rank);
  return reduced && { op, ...reduced };
}

export interface Gather {
  readonly array: Expr;
  /** Of int32; the result has its shape. */
  readonly indices: Expr;
}

/** `x[indices]`, `at(x, indices)` of a vector and `take(x, indices)`: one element for each index. */
export function elementGather(value: Expr): Gather | undefined {
  if (value.kind !== 'host' || value.type.kind !== 'array' || (value.function !== 'at' && value.function !== 'take')) return undefined;
  const { args, numbers } = value;
  const [array, indices, ...others] = value.arrays;
  if (array === undefined || indices === undefined || others.length > 0 || numbers.length > 0 || !isArray(args[0], 0) || !isArray(args[1], 1)) return undefined;
  const rank = statedRank(array);
  const own = statedRank(indices);
  const isFlat = args.length === 2 ? value.function === 'take' || rank === 1 : rank === 1 && args.length === 3 && value.function === 'take' && (constantOf(args[2]) === null || axisOf(args[2], 1) === 0);
  const fits = own !== undefined && own > 0 && (indices.type as ArrayType).dtype === 'int32' && (array.type as ArrayType).dtype === value.type.dtype;
  return isFlat && rank !== undefined && fits ? { array, indices } : undefined;
}

/** The assignment of what a call gives. */
export type HostLet = Extract<Statement, { kind: 'let' }> & { readonly value: Extract<Expr, { kind: 'host' }> };

export const isGatherLet = (statement: Statement): statement is HostLet => statement.kind === 'let' && elementGather(statement.value) !== undefined;
export const isReductionLet = (statement: Statement): statement is HostLet => statement.kind === 'let' && axisReduction(statement.value) !== undefined;
