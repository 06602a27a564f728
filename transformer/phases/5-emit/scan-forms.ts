/** Running results and sorted rows: the functions of ops/scans.ts and ops/sorting.ts, which the eager path runs too. */
import { axisOf, constantOf, isArray, statedRank } from '../../ir/host-arguments.js';
import type { ArrayType } from '../../ir/node.js';
import type { ScanOperation } from '../../ops/scans.js';
import { scanFunction } from '../../ops/scans.js';
import { sortFunctions, sortRoomBytes } from '../../ops/sorting.js';
import { aroundAxes, dim, elementsOf, sizeOf } from './form-arguments.js';
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
    const entry = `${op}_${tag}`;
    return {
      name: `eager_${entry}`,
      add: (program) => { program.kernel('scan', entry, { text: () => scanFunction(op, tag) }); },
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
    const entry = `${op}_${tag}`;
    return {
      name: `eager_${entry}`,
      add: (program) => { program.kernel('sort', entry, { text: () => sortFunctions(tag) }); },
      fits: ([x]) => `${sizeOf(x!)} < 67108864`,
      shape: ([x]) => ({ like: x! }),
      room: ([x]) => sortRoomBytes(length(x!), tag),
      call: ({ out, arrays: [x], room }) => [aroundAxes(x!, rank, rank - 1, rank - 1)[0], length(x!), out, elementsOf(x!), room],
    };
  };
}

/** `searchsorted(sorted, values, side)`, both of one dtype. */
export function searchForm({ args, arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [sorted, values] = arrays.map((array) => array.type as ArrayType);
  const side = args[2] === undefined || constantOf(args[2]) === null ? 'left' : 'constant' in args[2] ? args[2].constant : undefined;
  if (arrays.length !== 2 || numbers.length > 0 || args.length > 3 || !isArray(args[0], 0) || !isArray(args[1], 1) || type.kind !== 'array' || (side !== 'left' && side !== 'right')) return undefined;
  const tag = tags[sorted!.dtype];
  if (sorted!.rank !== 1 || sorted!.dtype !== values!.dtype || tag === 'bool') return undefined;
  const isFloat = tag === 'f32' || tag === 'f64';
  const size = tag === 'f64' ? 8 : 4;
  const name = `search_${side}_${tag}`;
  // NaN counts as the largest.
  const isBefore = side === 'left'
    ? `element < value${isFloat ? ' || (value != value && element == element)' : ''}` : `element <= value${isFloat ? ' || value != value' : ''}`;
  return {
    name,
    add: (program) => {
      program.once(name, () => `function ${name}(n: i32, out: usize, sorted: usize, count: i32, values: usize): void {
  for (let i = 0; i < count; i++) {
    const value = load<${tag}>(values + <usize>i * ${size});
    let low = 0, high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      const element = load<${tag}>(sorted + <usize>middle * ${size});
      const isBefore = ${isBefore};
      low = select<i32>(middle + 1, low, isBefore);
      high = select<i32>(high, middle, isBefore);
    }
    store<i32>(out + (<usize>i << 2), low);
  }
}
`);
    },
    fits: () => 'true',
    shape: (all) => ({ like: all[1]! }),
    call: ({ out, arrays: [list, wanted] }) => [sizeOf(list!), out, elementsOf(list!), sizeOf(wanted!), elementsOf(wanted!)],
  };
}
