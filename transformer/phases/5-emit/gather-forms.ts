/** Elements by index arrays: the functions of ops/gathers.ts, which the eager path runs too. An index that is none is left to the host, which says so. */
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import { axisOf, constantOf, isArray, statedRank } from '../../ir/host-arguments.js';
import type { ArrayType } from '../../ir/node.js';
import type { Accumulation, GatheredTag, ItemBytes } from '../../ops/gathers.js';
import { accumulateFunction, checkIndices, putFunction, takeFunction, wordTypes } from '../../ops/gathers.js';
import { aroundAxes, dim, dimsOf, elementsOf, isSmall, product, readNumber, sizeOf, sizesFit } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { scalarTypes, tags } from './program-text.js';
import type { ProgramText } from './program-text.js';

/** The index array's rank; undefined for what is no int32 array of rank 1 or more. */
function indexRank({ arrays }: HostExpr, at: number): number | undefined {
  const rank = statedRank(arrays[at]);
  return rank !== undefined && rank > 0 && (arrays[at]!.type as ArrayType).dtype === 'int32' ? rank : undefined;
}

/** `take(x, indices, axis)`. */
export function takeForm(value: HostExpr): CompiledForm | undefined {
  const { args, arrays } = value;
  const rank = statedRank(arrays[0]);
  if (arrays.length !== 2 || rank === undefined || !isArray(args[0], 0) || !isArray(args[1], 1) || args.length > 3) return undefined;
  if (constantOf(args[2]) === null) return takeAlong(value, undefined);
  const axis = axisOf(args[2], rank);
  return axis === undefined ? undefined : takeAlong(value, axis);
}

/** `at(x, indices)`, whole axes before it; masks along the first axes; `at(x, rows, columns)`. */
export function atForm(value: HostExpr): CompiledForm | undefined {
  const { args, arrays } = value;
  const axis = args.length - 2;
  if (arrays.length === 3 && axis === 1) return pairsForm(value);
  if (arrays.length !== 2 || !isArray(args[0], 0) || !isArray(args.at(-1), 1) || !args.slice(1, -1).every(isWhole)) return undefined;
  if ((arrays[1]!.type as ArrayType).dtype === 'bool') return axis === 0 ? compressForm(value) : undefined;
  const rank = statedRank(arrays[0]);
  return rank === undefined || axis >= rank ? undefined : takeAlong(value, axis);
}

/** `at(x, rows, columns)`: the elements, or rows of further axes, at pairs of indices. */
function pairsForm(value: HostExpr): CompiledForm | undefined {
  const { args, arrays, numbers, type } = value;
  const [rank, ownRank] = [statedRank(arrays[0]), indexRank(value, 1)];
  if (![0, 1, 2].every((k) => isArray(args[k], k)) || rank === undefined || rank < 2 || ownRank === undefined || indexRank(value, 2) !== ownRank || numbers.length > 0 || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype) as ItemBytes;
  const inner = (x: string): string => product(dimsOf(x, rank).slice(2));
  return {
    name: `pairs_${bytes}`,
    mayRefuse: true,
    add: (program) => { program.once(`pairs_${bytes}`, () => pairsText(bytes)); },
    fits: ([x, rows, columns]) => [...dimsOf(rows!, ownRank).map((size, axis) => `${size} == ${dim(columns!, axis)}`), isSmall([sizeOf(rows!), inner(x!)])].join(' && '),
    shape: ([x, rows]) => ({ dims: [...dimsOf(rows!, ownRank), ...dimsOf(x!, rank).slice(2)] }),
    call: ({ out, arrays: [x, rows, columns] }) => [dim(x!, 0), dim(x!, 1), inner(x!), sizeOf(rows!), out, elementsOf(x!), elementsOf(rows!), elementsOf(columns!)],
  };
}

/** Gives the number of the first pair that is none, or -1; negative indices count from the end. */
function pairsText(bytes: ItemBytes): string {
  return `function pairs_${bytes}(height: i32, width: i32, inner: i32, count: i32, out: usize, x: usize, rows: usize, columns: usize): i32 {
  const part = <usize>inner * ${bytes};
  for (let k = 0; k < count; k++) {
    let row = load<i32>(rows + (<usize>k << 2)), column = load<i32>(columns + (<usize>k << 2));
    if (row < 0) row += height;
    if (column < 0) column += width;
    if (<u32>row >= <u32>height || <u32>column >= <u32>width) return k;
    const from = x + <usize>(row * width + column) * part;
    if (inner == 1) store<${wordTypes[bytes]}>(out, load<${wordTypes[bytes]}>(from));
    else memory.copy(out, from, part);
    out += part;
  }
  return -1;
}
`;
}

function isWhole(index: HostArgument): boolean {
  return 'constant' in index && index.constant === ':';
}

/** Along an axis, or of all elements in row order. */
function takeAlong(value: HostExpr, axis: number | undefined): CompiledForm | undefined {
  const { arrays, numbers, type } = value;
  const rank = statedRank(arrays[0]);
  const ownRank = indexRank(value, 1);
  if (rank === undefined || ownRank === undefined || numbers.length > 0 || type.kind !== 'array' || type.dtype !== (arrays[0]!.type as ArrayType).dtype) return undefined;
  const bytes = itemSize(type.dtype) as ItemBytes;
  const around = (x: string): readonly [string, string, string] => (axis === undefined ? ['1', sizeOf(x), '1'] : aroundAxes(x, rank, axis, axis));
  return {
    name: `take_${bytes}`,
    mayRefuse: true,
    add: (program) => { addTake(program, bytes); },
    fits: ([x, indices]) => (axis === undefined ? 'true' : isSmall([...around(x!).filter((_, k) => k !== 1), sizeOf(indices!)])),
    shape: ([x, indices]) => {
      const dims = axis === undefined ? [] : dimsOf(x!, rank);
      return { dims: [...dims.slice(0, axis ?? 0), ...dimsOf(indices!, ownRank), ...dims.slice((axis ?? 0) + 1)] };
    },
    call: ({ out, arrays: [x, indices] }) => [...around(x!), sizeOf(indices!), out, elementsOf(x!), elementsOf(indices!)],
  };
}

function addTake(program: ProgramText, bytes: ItemBytes): void {
  program.once('checkIndices', () => checkIndices);
  program.once(`take_${bytes}`, () => takeFunction(bytes));
}

/** `at(x, mask)`: the parts along the mask's axes where it is true. */
function compressForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [rank, ownRank] = [statedRank(arrays[0]), statedRank(arrays[1])];
  if (rank === undefined || ownRank === undefined || ownRank === 0 || ownRank > rank || numbers.length > 0 || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype) as ItemBytes;
  const name = `compress_${bytes}`;
  const word = wordTypes[bytes];
  return {
    name,
    add: (program) => {
      program.once('countTrue', () => `function countTrue(n: i32, mask: usize): i32 {
  let count = 0, i = 0;
  for (; i + 16 <= n; i += 16) count += popcnt(i8x16.bitmask(i8x16.ne(v128.load(mask + <usize>i), i8x16.splat(0))));
  for (; i < n; i++) count += load<u8>(mask + <usize>i) != 0 ? 1 : 0;
  return count;
}
`);
      program.once(name, () => `function ${name}(n: i32, inner: i32, out: usize, x: usize, mask: usize): void {
  const row = <usize>inner * ${bytes};
  for (let group = 0; group < n; group += 16) {
    let bits = i8x16.bitmask(i8x16.ne(v128.load(mask + <usize>group), i8x16.splat(0)));
    // What follows the last one in memory may be anything.
    if (n - group < 16) bits &= (1 << (n - group)) - 1;
    for (; bits != 0; bits &= bits - 1) {
      const from = x + <usize>(group + ctz(bits)) * row;
      if (inner == 1) store<${word}>(out, load<${word}>(from));
      else memory.copy(out, from, row);
      out += row;
    }
  }
}
`);
    },
    fits: ([x, mask]) => dimsOf(mask!, ownRank).map((size, axis) => `${size} == ${dim(x!, axis)}`).join(' && '),
    shape: ([x, mask]) => ({ dims: [`countTrue(${sizeOf(mask!)}, ${elementsOf(mask!)})`, ...dimsOf(x!, rank).slice(ownRank)] }),
    call: ({ out, arrays: [x, mask] }) => [sizeOf(mask!), product(dimsOf(x!, rank).slice(ownRank)), out, elementsOf(x!), elementsOf(mask!)],
  };
}

/** `setAt(x, [indices], y)` and `addAt(…)`: a copy, written along the first axis. */
export function writeForm(op: 'set' | 'add'): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const { args, arrays, type } = value;
    const [, where, written] = args;
    const index = where !== undefined && 'list' in where && where.list.length === 1 ? where.list[0] : where;
    const rank = statedRank(arrays[0]);
    const ownRank = indexRank(value, 1);
    if (args.length !== 3 || !isArray(args[0], 0) || !isArray(index, 1) || rank === undefined || rank === 0 || ownRank === undefined || type.kind !== 'array') return undefined;
    const { dtype } = type;
    const bytes = itemSize(dtype) as ItemBytes;
    const source = readWritten(value, written, rank - 1 + ownRank);
    if (source === undefined || (op === 'add' && (dtype === 'bool' || (source.isNumber && dtype !== 'float64')))) return undefined;
    const inner = op === 'set' ? `put_${bytes}` : `accumulate_add_${tags[dtype]}`;
    const name = `${op}At_${op === 'set' ? bytes : tags[dtype]}`;
    return {
      name,
      mayRefuse: true,
      add: (program) => {
        program.once('checkIndices', () => checkIndices);
        program.once(inner, () => (op === 'set' ? putFunction(bytes) : accumulateFunction('add', tags[dtype] as GatheredTag)));
        program.once(name, () => `function ${name}(out: usize, x: usize, length: i32, size: i32, inner: i32, count: i32, indices: usize, values: usize, single: bool): i32 {
  memory.copy(out, x, <usize>length * ${bytes});
  return ${inner}(size, inner, count, out, indices, values, single);
}
`);
        source.add(program);
      },
      fits: (operands) => source.fits(operands, [...dimsOf(operands[1]!, ownRank), ...dimsOf(operands[0]!, rank).slice(1)]),
      shape: ([x]) => ({ like: x! }),
      room: () => '64',
      call: ({ out, arrays: operands, numbers, room }) => [
        out, elementsOf(operands[0]!), sizeOf(operands[0]!), dim(operands[0]!, 0), product(dimsOf(operands[0]!, rank).slice(1)), sizeOf(operands[1]!), elementsOf(operands[1]!),
        source.pointer(operands, numbers, room), source.isSingle(operands),
      ],
    };
  };
}

/** The value that is written: an array of the part's shape or of one element, or a number. */
interface Written {
  readonly isNumber: boolean;
  readonly add: (program: ProgramText) => void;
  readonly fits: (arrays: readonly string[], part: readonly string[]) => string;
  readonly pointer: (arrays: readonly string[], numbers: readonly string[], room: string) => string;
  readonly isSingle: (arrays: readonly string[]) => string;
}

function readWritten({ arrays, type }: HostExpr, argument: HostArgument | undefined, partRank: number): Written | undefined {
  const { dtype } = type;
  if (isArray(argument, 2)) {
    const rank = statedRank(arrays[2]);
    if (arrays.length !== 3 || rank === undefined || rank > partRank || (arrays[2]!.type as ArrayType).dtype !== dtype) return undefined;
    return {
      isNumber: false, add: () => undefined,
      fits: (operands, part) => (rank === partRank ? `(${sizeOf(operands[2]!)} == 1 || (${part.map((size, axis) => `${size} == ${dim(operands[2]!, axis)}`).join(' && ')}))` : `${sizeOf(operands[2]!)} == 1`),
      pointer: (operands) => elementsOf(operands[2]!), isSingle: (operands) => `${sizeOf(operands[2]!)} == 1`,
    };
  }
  const number = readNumber(argument, undefined);
  if (arrays.length !== 2 || number === undefined || (dtype !== 'float32' && dtype !== 'float64')) return undefined;
  const box = `box_${tags[dtype]}`;
  return {
    isNumber: true,
    add: (program) => { program.once(box, () => `function ${box}(room: usize, value: f64): usize {\n  store<${scalarTypes[dtype]}>(room, <${scalarTypes[dtype]}>value);\n  return room;\n}\n`); },
    fits: () => 'true', pointer: (_, numbers, room) => `${box}(${room}, ${number(numbers)})`, isSingle: () => 'true',
  };
}

const segmentStarts: Readonly<Record<Exclude<Accumulation, 'mul'>, Readonly<Record<GatheredTag, string>>>> = {
  add: { f32: '0', f64: '0', i32: '0', u32: '0' },
  min: { f32: 'Infinity', f64: 'Infinity', i32: 'i32.MAX_VALUE', u32: 'u32.MAX_VALUE' },
  max: { f32: '-Infinity', f64: '-Infinity', i32: 'i32.MIN_VALUE', u32: '0' },
};

/** `segmentSum(x, ids, count)` and its kin. */
export function segmentForm(op: Exclude<Accumulation, 'mul'>): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const { args, arrays, type } = value;
    const rank = statedRank(arrays[0]);
    const tag = tags[type.dtype];
    const isCounted = constantOf(args[2]) !== null;
    const count = readNumber(args[2], 0);
    if (arrays.length !== 2 || !isArray(args[0], 0) || !isArray(args[1], 1) || rank === undefined || rank === 0 || indexRank(value, 1) !== 1 || count === undefined) return undefined;
    if (tag === 'bool' || type.dtype !== (arrays[0]!.type as ArrayType).dtype || type.kind !== 'array') return undefined;
    const name = `segment_${op}_${tag}`;
    const size = itemSize(type.dtype);
    const scalar = scalarTypes[type.dtype];
    const rows = (ids: string, numbers: readonly string[]): string => (isCounted ? `<i32>${count(numbers)}` : `segmentCount(${sizeOf(ids)}, ${elementsOf(ids)})`);
    return {
      name,
      mayRefuse: true,
      add: (program) => {
        program.once('checkIndices', () => checkIndices);
        program.once(`accumulate_${op}_${tag}`, () => accumulateFunction(op, tag));
        program.once('segmentCount', () => `function segmentCount(n: i32, ids: usize): i32 {
  let most = 0;
  for (let end = ids + (<usize>n << 2); ids < end; ids += 4) most = max(most, load<i32>(ids) + 1);
  return most;
}
`);
        program.once(name, () => `function ${name}(out: usize, size: i32, inner: i32, count: i32, ids: usize, x: usize): i32 {
  for (let at = out, end = out + <usize>size * <usize>inner * ${size}; at < end; at += ${size}) store<${scalar}>(at, ${segmentStarts[op][tag]});
  return accumulate_${op}_${tag}(size, inner, count, out, ids, x, false);
}
`);
      },
      fits: ([x, ids], numbers) => [`${sizeOf(ids!)} == ${dim(x!, 0)}`, ...(isCounted ? sizesFit([count(numbers)]) : [])].join(' && '),
      shape: ([x, ids], numbers) => ({ dims: [rows(ids!, numbers), ...dimsOf(x!, rank).slice(1)] }),
      call: ({ out, made, arrays: [x, ids] }) => [out, dim(made, 0), product(dimsOf(x!, rank).slice(1)), sizeOf(ids!), elementsOf(ids!), elementsOf(x!)],
    };
  };
}
