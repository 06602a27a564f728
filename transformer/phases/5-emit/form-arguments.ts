/** What compiled forms read of a call's arguments at build time, and of its arrays at run time. */
import { descriptor } from '../../../runtime/abi/layout.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import { constantOf } from '../../ir/host-arguments.js';

export const sizeOf = (array: string): string => `load<i32>(${array}, ${descriptor.size})`;
export const dim = (array: string, axis: number): string => `load<i32>(${array}, ${descriptor.dims + 4 * axis})`;
export const elementsOf = (array: string): string => `load<u32>(${array})`;
/** The sizes of all axes. */
export const dimsOf = (array: string, rank: number): readonly string[] => Array.from({ length: rank }, (_, axis) => dim(array, axis));
/** The condition that a float64 is a whole number of 32 bits. */
export const isWhole = (number: string): string => `abs(${number}) < 2147483647.0 && floor(${number}) == ${number}`;
/** The product of sizes. */
export const product = (sizes: readonly string[]): string => (sizes.length === 0 ? '1' : sizes.join(' * '));

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
