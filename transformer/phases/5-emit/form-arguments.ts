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

/** A number, as AssemblyScript; the names of temporaries of the call's numbers are given. */
export type NumberText = (numbers: readonly string[]) => string;

/** Undefined of what is no plain number; `otherwise` stands for what is left out. */
export function readNumber(argument: HostArgument | undefined, otherwise: number | undefined): NumberText | undefined {
  const constant = constantOf(argument);
  if (constant === null) return otherwise === undefined ? undefined : () => literal(otherwise);
  if (typeof constant === 'number') return () => literal(constant);
  return argument !== undefined && 'number' in argument ? (numbers) => numbers[argument.number]! : undefined;
}

const literal = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

/** A shape: a size, or a list of sizes. */
export function readSizes(argument: HostArgument | undefined): readonly NumberText[] | undefined {
  const sizes = (argument !== undefined && 'list' in argument ? argument.list : [argument]).map((size) => readNumber(size, undefined));
  return sizes.length <= 4 && sizes.every((size) => size !== undefined) ? sizes : undefined;
}

/** Of more elements the host asks for memory as well as we do. */
const largestCount = 2 ** 26;

/** Conditions that sizes are whole numbers, and not too many elements. */
export function sizesFit(sizes: readonly string[]): readonly string[] {
  return [...sizes.map((size) => `${size} >= 0 && floor(${size}) == ${size}`), `${['1.0', ...sizes].join(' * ')} <= ${largestCount}.0`];
}

/** The condition that an array of these sizes, all of them counts, has not too many elements. */
export function isSmall(sizes: readonly string[]): string {
  return `${sizes.map((size) => `<f64>(${size})`).join(' * ')} <= ${largestCount}.0`;
}

/** Whether an argument stands in the place of options: these, or a dtype by its name. */
export function isOptions(argument: HostArgument | undefined): argument is HostArgument {
  return argument !== undefined && ('object' in argument || ('constant' in argument && typeof argument.constant === 'string'));
}

/** Whether options hold nothing but what the result's type tells. */
export function isDTypeOnly(options: HostArgument | undefined): boolean {
  if (options === undefined || constantOf(options) === null) return true;
  return isOptions(options) && (!('object' in options) || options.object.every(([key]) => key === 'dtype'));
}
