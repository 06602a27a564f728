/**
 * The reductions of axis-reductions.ts, of elements that come piece by piece in row order and are gone when the next ones come: in the same
 * order of sums, so with the same bits.
 */
import type { AxisOperation, AxisTag } from './axis-reductions.js';
import { blockLength, describeReduction, rowMasks } from './axis-reductions.js';

/** Elements that a strip holds of what is left over and of the next run; kernels write up to 64 bytes past the end. */
export const runLength = 1024;
export const stripLength: number = blockLength + runLength;

/** What a stream remembers: sizes, places, counts, then the results of blocks, 8 bytes apart. */
const state = { n: 0, inner: 4, out: 8, room: 12, row: 16, column: 20, count: 24, stack: 32 } as const;
export const streamBytes: number = state.stack + 32 * 8;

/**
 * Functions on a stream over [outer, n, inner], no size of which is 0; they need `axisFunctions(op, tag)`:
 * - `OP_T_axis_room(n: i32, inner: i32): i32`: bytes of memory for the accumulators, which is less than what `_push` gets in all.
 * - `OP_T_axis_begin(stream: usize, n: i32, inner: i32, out: usize, room: usize): void`. `out` may be written up to 64 bytes past the end.
 * - `OP_T_axis_next(stream: usize, at: usize, have: i32): i32`: takes elements from those at `at`; what it leaves, fewer than `blockLength`, comes again
 *   at the head of the next piece. The last piece is taken whole. `OP_T_axis_nextRow` is the same for an inner of 1, and much less code.
 */
export function streamFunctions(op: AxisOperation, tag: AxisTag): string {
  const { name, type, size, start } = describeReduction(op, tag);
  return `function ${name}_panel(inner: i32): i32 {
  return inner > 1 ? inner * ${size} + 63 & ~63 : 0;
}

function ${name}_room(n: i32, inner: i32): i32 {
  return (33 - <i32>clz<i32>((n + ${blockLength - 1}) / ${blockLength})) * ${name}_panel(inner) + 64;
}

function ${name}_begin(stream: usize, n: i32, inner: i32, out: usize, room: usize): void {
  store<i32>(stream, n, ${state.n});
  store<i32>(stream, inner, ${state.inner});
  store<u32>(stream, <u32>out, ${state.out});
  store<u32>(stream, <u32>room, ${state.room});
  store<i64>(stream, 0, ${state.row});
  store<i32>(stream, 0, ${state.count});
}

function ${name}_next(stream: usize, at: usize, have: i32): i32 {
  return load<i32>(stream, ${state.inner}) > 1 ? ${name}_nextRows(stream, at, have) : ${name}_nextRow(stream, at, have);
}

function ${name}_nextRow(stream: usize, at: usize, have: i32): i32 {
  const n = load<i32>(stream, ${state.n});
${rowMasks(size, '  ')}  let out: usize = load<u32>(stream, ${state.out});
  let done = load<i32>(stream, ${state.row}), count = load<i32>(stream, ${state.count});
  for (let length = min(n - done, ${blockLength}); have >= length; length = min(n - done, ${blockLength})) {
    let value = ${name}_block(length, at, m0, m1, m2, m3);
    at += <usize>length * ${size};
    have -= length;
    done += length;
    if (n > ${blockLength}) {
      ${name}_push(stream + ${state.stack}, count, value);
      count += 1;
      if (done < n) continue;
      value = ${name}_total(stream + ${state.stack}, count);
    }
    store<${type}>(out, value);
    out += ${size};
    done = count = 0;
  }
  store<i32>(stream, done, ${state.row});
  store<i32>(stream, count, ${state.count});
  store<u32>(stream, <u32>out, ${state.out});
  return have;
}

/** Rows that are longer than a strip are added in parts, of whole vectors but for the last. */
function ${name}_nextRows(stream: usize, at: usize, have: i32): i32 {
  const n = load<i32>(stream, ${state.n}), inner = load<i32>(stream, ${state.inner});
  const stride = <usize>inner * ${size}, panel = <usize>${name}_panel(inner), room: usize = load<u32>(stream, ${state.room});
  let row = load<i32>(stream, ${state.row}), column = load<i32>(stream, ${state.column}), count = load<i32>(stream, ${state.count});
  let out: usize = load<u32>(stream, ${state.out});
  while (have > 0) {
    const acc = room + <usize>popcnt(count) * panel, inBlock = row & ${blockLength - 1};
    if (inBlock == 0 && column == 0) ${name}_fill(acc, stride + 15 & ~15, ${start});
    if (column == 0 && have >= inner) {
      const rows = min(have / inner, min(n - row, ${blockLength} - inBlock));
      ${name}_rows(rows, stride + 15 & ~15, acc, at, stride);
      at += <usize>rows * stride;
      have -= rows * inner;
      row += rows;
    } else {
      if (inner <= ${blockLength}) break;
      const rest = inner - column, part = have < rest ? have & ~15 : rest;
      if (part == 0) break;
      ${name}_rows(1, <usize>part * ${size} + 15 & ~15, acc + <usize>column * ${size}, at, 0);
      at += <usize>part * ${size};
      have -= part;
      column += part;
      if (column < inner) continue;
      column = 0;
      row += 1;
    }
    if (row < n && (row & ${blockLength - 1}) != 0) continue;
    ${name}_merge(room, panel, stride + 15 & ~15, count);
    count += 1;
    if (row < n) continue;
    ${name}_finish(room, panel, stride + 15 & ~15, count);
    memory.copy(out, room, stride);
    out += stride;
    row = count = 0;
  }
  store<i32>(stream, row, ${state.row});
  store<i32>(stream, column, ${state.column});
  store<i32>(stream, count, ${state.count});
  store<u32>(stream, <u32>out, ${state.out});
  return have;
}
`;
}
