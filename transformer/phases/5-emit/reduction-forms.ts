/** Reductions along axes, and places of extremes: the functions of ops/axis-reductions.ts and ops/extreme-places.ts, which the eager path runs too. */
import { axisReduction, isArray, reducedAxes, statedRank } from '../../ir/host-arguments.js';
import type { ArrayType } from '../../ir/node.js';
import type { AxisOperation } from '../../ops/axis-reductions.js';
import { axisFunctions } from '../../ops/axis-reductions.js';
import { extremePlaces } from '../../ops/extreme-places.js';
import { aroundAxes, dimsOf, elementsOf } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';
import type { ProgramText, Tag } from './program-text.js';

/** The functions of a reduction, added once to a program, which several forms share; gives the name of the entry. */
export function addAxisFunctions(program: ProgramText, op: AxisOperation, tag: Parameters<typeof axisFunctions>[1]): string {
  return program.once(`${op}_${tag}_axis`, () => axisFunctions(op, tag));
}

/** `sum(x, axis)` and its kin, of an array that has the dtype computed in. */
export function axisForm(op: AxisOperation): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const tag = tags[value.type.dtype];
    return axisReduction(value) && reducingForm(value, { op, tag, text: () => axisFunctions(op, tag) });
  };
}

/** `argmin` and `argmax`, over one axis or all. */
export function placeForm(op: 'argmin' | 'argmax'): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const tag = tags[(value.arrays[0]?.type as ArrayType | undefined)?.dtype ?? 'bool'];
    return tag === 'bool' ? undefined : reducingForm(value, { op, tag, text: () => extremePlaces(op, tag) });
  };
}

/** A function of the eager kernels of `op`. */
interface ReducingKernel {
  readonly op: AxisOperation | 'argmin' | 'argmax';
  readonly tag: Tag;
  readonly text: () => string;
}

function reducingForm({ arrays, numbers, args, type }: HostExpr, { op, tag, text }: ReducingKernel): CompiledForm | undefined {
  const rank = statedRank(arrays[0]);
  if (rank === undefined || rank === 0 || arrays.length !== 1 || numbers.length !== 0 || args.length > 2 || !isArray(args[0], 0) || type.kind !== 'array') return undefined;
  const reduced = reducedAxes(args[1], rank);
  if (reduced === undefined) return undefined;
  const { axes, keepdims } = reduced;
  const entry = `${op}_${tag}_axis`;
  const around = (array: string): readonly [string, string, string] => aroundAxes(array, rank, axes[0]!, axes.at(-1)!);
  return {
    name: `eager_${entry}`,
    add: (program) => { program.kernel(op, entry, { text, as: `${tag}_axis` }); },
    fits: ([x]) => (op !== 'sum' && op !== 'prod' && op !== 'any' && op !== 'all' ? `${around(x!)[1]} > 0` : 'true'),
    shape: ([x]) => ({ dims: dimsOf(x!, rank).flatMap((size, axis) => (axes.includes(axis) ? (keepdims ? ['1'] : []) : [size])) }),
    call: ({ out, arrays: [x] }) => [...around(x!), out, elementsOf(x!)],
  };
}
