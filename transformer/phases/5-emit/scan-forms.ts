/** Running results and sorted rows: the functions of ops/scans.ts and ops/sorting.ts, which the eager path runs too. */
import type { ArrayType } from '../../ir/node.js';
import type { ScanOperation } from '../../ops/scans.js';
import { scanFunction } from '../../ops/scans.js';
import { sortFunctions, sortRoomBytes } from '../../ops/sorting.js';
import { aroundAxes, axisOf, constantOf, dim, elementsOf, isArray, sizeOf, statedRank } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';
import type { Tag } from './program-text.js';

/** The rank and dtype of the only operand. */
function readOperand({ arrays, numbers, args, type }: HostExpr): { readonly rank: number; readonly tag: Exclude<Tag, 'bool'> } | undefined {
  const rank = statedRank(arrays[0]);
  if (rank === undefined || rank === 0 || arrays.length !== 1 || numbers.length > 0 || args.length > 2 || !isArray(args[0], 0) || type.kind !== 'array') return undefined;
  const tag = tags[(arrays[0]!.type as ArrayType).dtype];
  return tag === 'bool' ? undefined : { rank, tag };
}

/** `cumsum(x, axis)` and its kin; of all elements as rank 1 without an axis. */
export function scanForm(op: ScanOperation): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const operand = readOperand(value);
    if (operand === undefined || value.type.dtype !== (value.arrays[0]!.type as ArrayType).dtype) return undefined;
    const { rank, tag } = operand;
    const isFlat = constantOf(value.args[1]) === null;
    const axis = isFlat ? 0 : axisOf(value.args[1], rank);
    if (axis === undefined) return undefined;
    const name = `${op}_${tag}`;
    return {
      name,
      add: (program) => { program.once(name, () => scanFunction(op, tag)); },
      fits: () => 'true',
      shape: ([x]) => (isFlat ? { dims: [sizeOf(x!)] } : { like: x! }),
      call: ({ out, arrays: [x] }) => [...(isFlat ? ['1', sizeOf(x!), '1'] : aroundAxes(x!, rank, axis, axis)), out, elementsOf(x!)],
    };
  };
}

/** `sort(x)` and `argsort(x)`, along the last axis. */
export function sortForm(op: 'sort' | 'argsort'): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const operand = readOperand(value);
    if (operand === undefined) return undefined;
    const { rank, tag } = operand;
    const axis = constantOf(value.args[1]) === null ? rank - 1 : axisOf(value.args[1], rank);
    if (axis !== rank - 1) return undefined;
    const length = (x: string): string => dim(x, rank - 1);
    return {
      name: `${op}_${tag}`,
      add: (program) => { program.once(`sort functions of ${tag}`, () => sortFunctions(tag)); },
      fits: ([x]) => `${sizeOf(x!)} < 67108864`,
      shape: ([x]) => ({ like: x! }),
      room: ([x]) => sortRoomBytes(length(x!), tag),
      call: ({ out, arrays: [x], room }) => [aroundAxes(x!, rank, rank - 1, rank - 1)[0], length(x!), out, elementsOf(x!), room],
    };
  };
}
