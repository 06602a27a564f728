/** What compiled forms read of a call's arguments at build time, and of its arrays at run time. */
import { descriptor } from '../../../runtime/abi/layout.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import type { ArrayType, Expr } from '../../ir/node.js';

export const sizeOf = (array: string): string => `load<i32>(${array}, ${descriptor.size})`;
export const dim = (array: string, axis: number): string => `load<i32>(${array}, ${descriptor.dims + 4 * axis})`;
export const elementsOf = (array: string): string => `load<u32>(${array})`;
/** The sizes of all axes. */
export const dimsOf = (array: string, rank: number): readonly string[] => Array.from({ length: rank }, (_, axis) => dim(array, axis));
/** The product of sizes. */
export const product = (sizes: readonly string[]): string => (sizes.length === 0 ? '1' : sizes.join(' * '));

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

/** An array seen as [outer, n, inner], its axes `first` to `last` as the middle one. */
export function aroundAxes(array: string, rank: number, first: number, last: number): readonly [outer: string, n: string, inner: string] {
  const dims = dimsOf(array, rank);
  return [product(dims.slice(0, first)), product(dims.slice(first, last + 1)), product(dims.slice(last + 1))];
}
