/** Arrays put together, and elements in other places: bits are moved, so both paths agree whatever moves them. */
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import { axisOf, constantOf, isArray, statedRank } from '../../ir/host-arguments.js';
import type { ArrayType } from '../../ir/node.js';
import type { ItemBytes } from '../../ops/gathers.js';
import { wordTypes } from '../../ops/gathers.js';
import { aroundAxes, dim, dimsOf, elementsOf, isSmall, product, readNumber, sizeOf, sizesFit } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';
import type { ProgramText } from './program-text.js';

const wordOf = (bytes: number): string => wordTypes[bytes as ItemBytes];

/** The arrays that a list names, all of one rank and of the result's dtype. */
function readList({ arrays, numbers, type }: HostExpr, list: HostArgument | undefined): number | undefined {
  const rank = statedRank(arrays[0]);
  if (list === undefined || !('list' in list) || list.list.length !== arrays.length || arrays.length === 0 || arrays.length > 8 || numbers.length > 0 || type.kind !== 'array') return undefined;
  const isPlain = list.list.every((item, k) => isArray(item, k)) && arrays.every((array) => statedRank(array) === rank && (array.type as ArrayType).dtype === type.dtype);
  return isPlain ? rank : undefined;
}

/** `concatenate([x, y], axis)`. */
export function concatenateForm(value: HostExpr): CompiledForm | undefined {
  const rank = readList(value, value.args[0]);
  const axis = rank === undefined || rank === 0 || value.args.length > 2 ? undefined : axisOf(value.args[1] ?? { constant: 0 }, rank);
  return rank === undefined || axis === undefined ? undefined : joinForm(value, rank, axis, false);
}

/** `stack([x, y], axis)`. */
export function stackForm(value: HostExpr): CompiledForm | undefined {
  const rank = readList(value, value.args[0]);
  const axis = rank === undefined || value.args.length > 2 ? undefined : axisOf(value.args[1] ?? { constant: 0 }, rank + 1);
  return rank === undefined || axis === undefined ? undefined : joinForm(value, rank, axis, true);
}

/** `hstack`, `vstack` and `columnStack`: for vectors and for matrices. */
export function stackedForm(vectors: 'concatenate' | 'rows' | 'columns', axis: number): (value: HostExpr) => CompiledForm | undefined {
  return (value) => {
    const rank = value.args.length === 1 ? readList(value, value.args[0]) : undefined;
    if (rank === undefined || rank === 0) return undefined;
    if (rank > 1) return joinForm(value, rank, axis, false);
    return vectors === 'concatenate' ? joinForm(value, 1, 0, false) : joinForm(value, 1, vectors === 'rows' ? 0 : 1, true);
  };
}

/** `append(x, y)`. */
export function appendForm(value: HostExpr): CompiledForm | undefined {
  const [x, y, axis] = value.args;
  if (x === undefined || y === undefined || axis !== undefined) return undefined;
  return readList(value, { list: [x, y] }) === 1 ? joinForm(value, 1, 0, false) : undefined;
}

/** One after the other along an axis that they have, or along a new one. */
function joinForm({ arrays, type }: HostExpr, rank: number, axis: number, isNew: boolean): CompiledForm {
  const count = arrays.length;
  const bytes = itemSize(type.dtype);
  const name = `join_${count}`;
  /** The sizes of an array with the new axis. */
  const sizes = (x: string): readonly string[] => (isNew ? dimsOf(x, rank).toSpliced(axis, 0, '1') : dimsOf(x, rank));
  return {
    name,
    add: (program) => { addJoin(program, count); },
    fits: ([first, ...others]) => others.flatMap((other) => dimsOf(other, rank).flatMap((size, k) => (k === axis && !isNew ? [] : [`${size} == ${dim(first!, k)}`]))).join(' && ') || 'true',
    shape: (all) => ({ dims: sizes(all[0]!).with(axis, isNew ? String(count) : all.map((x) => dim(x, axis)).join(' + ')).map((size, k) => (k === axis ? `(${size})` : size)) }),
    call: ({ out, arrays: all }) => [product(sizes(all[0]!).slice(0, axis)), out, ...all.flatMap((x) => [elementsOf(x), `<usize>(${product([...sizes(x).slice(axis), String(bytes)])})`])],
  };
}

/** Rows of several arrays in turn. */
function addJoin(program: ProgramText, count: number): void {
  program.once('joinRows', () => `function joinRows(outer: i32, out: usize, step: usize, from: usize, bytes: usize): void {
  if (bytes == 4) {
    for (let o = 0; o < outer; o++) { store<u32>(out, load<u32>(from)); out += step; from += 4; }
  } else if (bytes == 8) {
    for (let o = 0; o < outer; o++) { store<u64>(out, load<u64>(from)); out += step; from += 8; }
  } else if (bytes < 64 && (bytes & 3) == 0) {
    for (let o = 0; o < outer; o++) {
      for (let k: usize = 0; k < bytes; k += 4) store<u32>(out + k, load<u32>(from + k));
      out += step;
      from += bytes;
    }
  } else {
    for (let o = 0; o < outer; o++) { memory.copy(out, from, bytes); out += step; from += bytes; }
  }
}
`);
  const each = Array.from({ length: count }, (_, k) => k);
  program.once(`join_${count}`, () => `function join_${count}(outer: i32, out: usize, ${each.map((k) => `from${k}: usize, bytes${k}: usize`).join(', ')}): void {
  const step = ${each.map((k) => `bytes${k}`).join(' + ')};
${each.map((k) => `  joinRows(outer, out, step, from${k}, bytes${k});\n  out += bytes${k};\n`).join('')}}
`);
}

/** `roll(x, shift)` in row order, and `roll(x, shift, axis)`. */
export function rollForm({ args, arrays, type }: HostExpr): CompiledForm | undefined {
  const rank = statedRank(arrays[0]);
  const shift = readNumber(args[1], undefined);
  const isFlat = constantOf(args[2]) === null;
  const axis = isFlat ? 0 : axisOf(args[2], rank ?? 0);
  if (arrays.length !== 1 || rank === undefined || rank === 0 || !isArray(args[0], 0) || shift === undefined || axis === undefined || args.length > 3 || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype);
  return {
    name: 'rollRows',
    add: (program) => {
      program.once('rollRows', () => `function rollRows(outer: i32, n: i32, row: usize, out: usize, x: usize, shift: f64): void {
  if (n == 0) return;
  const by = <i32>(shift - floor(shift / <f64>n) * <f64>n);
  const moved = <usize>by * row, length = <usize>n * row;
  for (let o = 0; o < outer; o++) {
    memory.copy(out, x + (length - moved), moved);
    memory.copy(out + moved, x, length - moved);
    out += length;
    x += length;
  }
}
`);
    },
    fits: (_, numbers) => `abs(${shift(numbers)}) < 2147483648.0 && floor(${shift(numbers)}) == ${shift(numbers)}`,
    shape: ([x]) => ({ like: x! }),
    call: ({ out, arrays: [x], numbers }) => {
      const [outer, n, inner] = isFlat ? ['1', sizeOf(x!), '1'] : aroundAxes(x!, rank, axis, axis);
      return [outer, n, `<usize>(${inner}) * ${bytes}`, out, elementsOf(x!), shift(numbers)];
    },
  };
}

/** `pad(x, width)`: a margin of one constant around vectors and matrices. */
export function padForm({ args, arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const rank = statedRank(arrays[0]);
  const options = args[2];
  if (arrays.length !== 1 || numbers.length > 0 || rank === undefined || rank === 0 || rank > 2 || !isArray(args[0], 0) || type.kind !== 'array' || type.dtype === 'bool') return undefined;
  const fields = options === undefined || constantOf(options) === null ? [] : 'object' in options ? options.object : undefined;
  const widths = readWidths(args[1], rank);
  if (widths === undefined || fields === undefined || !fields.every(([name, value]) => (name === 'value' ? typeof constantOf(value) === 'number' : name === 'mode' && 'constant' in value && value.constant === 'constant'))) return undefined;
  const given = constantOf(fields.find(([name]) => name === 'value')?.[1]);
  const value = typeof given === 'number' ? given : 0;
  if (!Number.isInteger(value) || Object.is(value, -0) || Math.abs(value) > 2 ** 31 - 1 || (type.dtype === 'uint32' && value < 0)) return undefined;
  const t = tags[type.dtype];
  const bytes = itemSize(type.dtype);
  const name = `pad_${t}`;
  const [[top, bottom], [left, right]] = rank === 1 ? [[0, 0], widths[0]!] : [widths[0]!, widths[1]!];
  return {
    name,
    add: (program) => {
      program.once(name, () => `function ${name}(rows: i32, columns: i32, top: i32, bottom: i32, left: i32, right: i32, out: usize, x: usize, value: ${t}): void {
  const row = <usize>columns * ${bytes}, length = <usize>(left + columns + right) * ${bytes};
  const before = <usize>left * ${bytes}, after = <usize>right * ${bytes};
  out = ${name}_fill(out, <usize>top * length, value);
  for (let i = 0; i < rows; i++) {
    out = ${name}_fill(out, before, value);
    memory.copy(out, x, row);
    out = ${name}_fill(out + row, after, value);
    x += row;
  }
  ${name}_fill(out, <usize>bottom * length, value);
}

function ${name}_fill(to: usize, bytes: usize, value: ${t}): usize {
  const end = to + bytes;
  for (; to < end; to += ${bytes}) store<${t}>(to, value);
  return to;
}
`);
    },
    fits: () => 'true',
    shape: ([x]) => ({ dims: dimsOf(x!, rank).map((size, axis) => `(${size} + ${widths[axis]![0] + widths[axis]![1]})`) }),
    call: ({ out, arrays: [x] }) => [rank === 1 ? '1' : dim(x!, 0), dim(x!, rank - 1), ...[top, bottom, left, right].map(String), out, elementsOf(x!), String(value)],
  };
}

/** A margin for all sides, for before and after, or for each axis both. */
function readWidths(argument: HostArgument | undefined, rank: number): readonly (readonly [number, number])[] | undefined {
  const margin = (one: HostArgument | undefined): number | undefined => {
    const value = constantOf(one);
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 20 ? value : undefined;
  };
  const pair = (one: HostArgument | undefined): readonly [number, number] | undefined => {
    const both = one !== undefined && 'list' in one && one.list.length === 2 ? one.list.map(margin) : [margin(one), margin(one)];
    return both[0] === undefined || both[1] === undefined ? undefined : [both[0], both[1]];
  };
  const each = argument !== undefined && 'list' in argument && argument.list.every((one) => 'list' in one) ? argument.list.map(pair) : Array.from({ length: rank }, () => pair(argument));
  const all = each.length === 1 ? Array.from({ length: rank }, () => each[0]) : each;
  return all.length === rank && all.every((one) => one !== undefined) ? all : undefined;
}

/** `repeat(x, times)` and `tile(x, times)` of vectors. */
export function repeatForm({ args, arrays, type, function: name }: HostExpr): CompiledForm | undefined {
  const times = readNumber(args[1], undefined);
  if (arrays.length !== 1 || statedRank(arrays[0]) !== 1 || !isArray(args[0], 0) || times === undefined || args.length !== 2 || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype);
  const word = wordOf(bytes);
  const own = `${name}_${bytes}`;
  const body = name === 'tile' ? `  const length = <usize>n * ${bytes};
  for (let k = 0; k < times; k++) { memory.copy(out, x, length); out += length; }
` : `  for (let end = x + <usize>n * ${bytes}; x < end; x += ${bytes}) {
    const value = load<${word}>(x);
    for (let k = 0; k < times; k++) { store<${word}>(out, value); out += ${bytes}; }
  }
`;
  return {
    name: own,
    add: (program) => { program.once(own, () => `function ${own}(n: i32, times: i32, out: usize, x: usize): void {\n${body}}\n`); },
    fits: ([x], numbers) => sizesFit([times(numbers), `<f64>${sizeOf(x!)}`]).join(' && '),
    shape: ([x], numbers) => ({ dims: [`${sizeOf(x!)} * <i32>${times(numbers)}`] }),
    call: ({ out, arrays: [x], numbers }) => [sizeOf(x!), `<i32>${times(numbers)}`, out, elementsOf(x!)],
  };
}

/** `transpose(X)` of matrices. */
export function transposeForm({ args, arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  if (arrays.length !== 1 || numbers.length > 0 || statedRank(arrays[0]) !== 2 || !isArray(args[0], 0) || args.length > 1 || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype);
  const name = `transpose_${bytes}`;
  const word = wordOf(bytes);
  return {
    name,
    add: (program) => {
      program.once(name, () => `function ${name}(rows: i32, columns: i32, out: usize, x: usize): void {
  const row = <usize>columns * ${bytes}, column = <usize>rows * ${bytes};
  // Squares of the matrix, so that lines of the cache are used up before they go.
  for (let top = 0; top < rows; top += 16) {
    const bottom = min(top + 16, rows);
    for (let left = 0; left < columns; left++) {
      let from = x + <usize>top * row + <usize>left * ${bytes};
      let to = out + <usize>left * column + <usize>top * ${bytes};
      for (let i = top; i < bottom; i++) {
        store<${word}>(to, load<${word}>(from));
        from += row;
        to += ${bytes};
      }
    }
  }
}
`);
    },
    fits: () => 'true',
    shape: ([x]) => ({ dims: [dim(x!, 1), dim(x!, 0)] }),
    call: ({ out, arrays: [x] }) => [dim(x!, 0), dim(x!, 1), out, elementsOf(x!)],
  };
}

/** `reshape(x, shape)`, `ravel(x)`, `expandDims(x, axis)`: the elements as they lie. */
export function reshapeForm(value: HostExpr): CompiledForm | undefined {
  const { args, arrays, type } = value;
  const rank = statedRank(arrays[0]);
  const name = value.function;
  if (arrays.length !== 1 || rank === undefined || !isArray(args[0], 0) || type.kind !== 'array') return undefined;
  const bytes = itemSize(type.dtype);
  const form = (fits: CompiledForm['fits'], dims: (x: string, numbers: readonly string[]) => readonly string[]): CompiledForm => ({
    name: 'copyBytes',
    add: (program) => { program.once('copyBytes', () => 'function copyBytes(out: usize, x: usize, bytes: usize): void {\n  memory.copy(out, x, bytes);\n}\n'); },
    fits,
    shape: ([x], numbers) => ({ dims: dims(x!, numbers) }),
    call: ({ out, arrays: [x] }) => [out, elementsOf(x!), `<usize>${sizeOf(x!)} * ${bytes}`],
  });
  if (name === 'ravel') return form(() => 'true', (x) => [sizeOf(x)]);
  if (name === 'expandDims') {
    const axis = axisOf(args[1], rank + 1);
    return axis === undefined ? undefined : form(() => 'true', (x) => dimsOf(x, rank).toSpliced(axis, 0, '1'));
  }
  const [, shape] = args;
  const list = shape !== undefined && 'list' in shape ? shape.list : [shape];
  const open = list.findIndex((one) => constantOf(one) === -1);
  const sizes = list.map((one, k) => (k === open ? (): string => '1.0' : readNumber(one, undefined)));
  if (!sizes.every((size) => size !== undefined) || sizes.length === 0) return undefined;
  const others = (numbers: readonly string[]): string => sizes.map((size) => size(numbers)).join(' * ');
  return form(
    ([x], numbers) => [
      ...sizes.map((size) => `${size(numbers)} >= 0 && floor(${size(numbers)}) == ${size(numbers)}`),
      open < 0 ? `${others(numbers)} == <f64>${sizeOf(x!)}` : `${others(numbers)} > 0 && floor(<f64>${sizeOf(x!)} / (${others(numbers)})) * (${others(numbers)}) == <f64>${sizeOf(x!)}`,
    ].join(' && '),
    (x, numbers) => sizes.map((size, k) => (k === open ? `<i32>(<f64>${sizeOf(x)} / (${others(numbers)}))` : `<i32>${size(numbers)}`)),
  );
}

/** `outer(a, b)` of vectors of one dtype. */
export function outerForm({ args, arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const isPlain = arrays.length === 2 && numbers.length === 0 && isArray(args[0], 0) && isArray(args[1], 1) && type.kind === 'array';
  if (!isPlain || !arrays.every((array) => statedRank(array) === 1 && (array.type as ArrayType).dtype === type.dtype)) return undefined;
  const t = tags[type.dtype];
  if (t === 'bool') return undefined;
  const lanes = t === 'f32' ? 'f32x4' : t === 'f64' ? 'f64x2' : 'i32x4';
  const bytes = itemSize(type.dtype);
  const name = `outer_${t}`;
  return {
    name,
    add: (program) => {
      program.once(name, () => `function ${name}(rows: i32, columns: i32, out: usize, a: usize, b: usize): void {
  const row = <usize>columns * ${bytes};
  for (let end = a + <usize>rows * ${bytes}; a < end; a += ${bytes}) {
    const value = ${lanes}.splat(load<${t}>(a));
    // What the last vector of a row writes too much, the next row overwrites.
    for (let at: usize = 0; at < row; at += 16) v128.store(out + at, ${lanes}.mul(value, v128.load(b + at)));
    out += row;
  }
}
`);
    },
    fits: ([a, b]) => isSmall([sizeOf(a!), sizeOf(b!)]),
    shape: ([a, b]) => ({ dims: [sizeOf(a!), sizeOf(b!)] }),
    call: ({ out, arrays: [a, b] }) => [sizeOf(a!), sizeOf(b!), out, elementsOf(a!), elementsOf(b!)],
  };
}
