/**
 * The step loop of runners: executes the schedule of `runtime/abi/schedule.ts`, many steps a call. Units of other Wasm instances are
 * called through the table that all share.
 */
import { arenaHeader } from '../../runtime/abi/arena.js';
import { dtypes } from '../../runtime/abi/dtype.js';
import type { DType } from '../../runtime/abi/dtype.js';
import { descriptor } from '../../runtime/abi/layout.js';
import { combineOperations, commandBytes, commandFields as fields, commandKinds as kinds, scheduleHeader as header } from '../../runtime/abi/schedule.js';
import { scalarTypes } from '../phases/5-emit/program-text.js';

type Lanes = 'f32x4' | 'f64x2';

const names: Readonly<Record<(typeof combineOperations)[number], string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '=': 'set' };

const word = (offset: number): string => `load<u32>(c, ${offset})`;

/** Moves on by a stride: `store(c.pointer, c.pointer + c.stride)`. */
const advance = (pointer: number, stride: number): string => `store<u32>(c, ${word(pointer)} + ${word(stride)}, ${pointer});`;

/** Arrays are padded, so four whole vectors at a time may be read and written (runtime/abi/layout.ts). */
function combineFunction(lanes: Lanes, operation: (typeof combineOperations)[number]): string {
  const name = names[operation];
  const type = lanes === 'f32x4' ? 'f32' : 'f64';
  const combined = (value: string, at: number): string => `v128.store(target, ${operation === '=' ? value : `${lanes}.${name}(v128.load(target, ${at}), ${value})`}, ${at});`;
  const body = (value: (at: number) => string): string => [0, 16, 32, 48].map((at) => combined(value(at), at)).join(' ');
  return `function ${name}_${lanes}(target: usize, bytes: usize, value: usize, isOne: bool): void {
  const end = target + bytes;
  if (isOne) {
    const one = ${lanes}.splat(load<${type}>(value));
    for (; target < end; target += 64) { ${body(() => 'one')} }
  } else {
    for (; target < end; target += 64, value += 64) { ${body((at) => `v128.load(value, ${at})`)} }
  }
}
`;
}

function combineCommand(): string {
  const { target, pointer, stride, bytes, operation, isDouble, isOne } = fields.combine;
  const given = `${word(target)}, ${word(bytes)}, ${word(pointer)}, ${word(isOne)} != 0`;
  const of = (lanes: Lanes): string => combineOperations.map((one, i) => `if (op == ${i}) ${names[one]}_${lanes}(${given});`).join('\n    else ');
  return `function combine(c: usize): void {
  const op = ${word(operation)};
  if (${word(isDouble)}) {
    ${of('f64x2')}
  } else {
    ${of('f32x4')}
  }
  ${advance(pointer, stride)}
}
`;
}

/** A recording is written at each so many-th step. */
function everyCommand(name: 'copy' | 'gather' | 'pack', body: string): string {
  const { every, wait, target, targetStride } = fields[name];
  return `function ${name}(c: usize): void {
  const wait = ${word(wait)};
  if (wait > 0) {
    store<u32>(c, wait - 1, ${wait});
    return;
  }
  store<u32>(c, ${word(every)} - 1, ${wait});
${body}  ${advance(target, targetStride)}
}
`;
}

const copyCommand = everyCommand('copy', `  memory.copy(${word(fields.copy.target)}, ${word(fields.copy.pointer)}, ${word(fields.copy.bytes)});
  ${advance(fields.copy.pointer, fields.copy.stride)}
`);

/** `items` is a list of byte offsets. */
const gatherCommand = everyCommand('gather', `  const bytes = ${word(fields.gather.bytes)}, from = ${word(fields.gather.pointer)}, items = ${word(fields.gather.items)};
  let to = ${word(fields.gather.target)};
  for (let k = 0, count = <i32>${word(fields.gather.count)}; k < count; k++, to += bytes) {
    const item = from + load<u32>(items + (<usize>k << 2));
    if (bytes == 1) store<u8>(to, load<u8>(item));
    else if (bytes == 4) store<u32>(to, load<u32>(item));
    else if (bytes == 8) store<u64>(to, load<u64>(item));
    else memory.copy(to, item, bytes);
  }
`);

/** Rows of bits (run/packed-rows.ts) are written by steps, and by the host, which also reads them. */
const packCommand = `export function packRow(from: usize, count: i32, to: usize): void {
  const none = i8x16.splat(0);
  const whole = count & ~15;
  for (let k = 0; k < whole; k += 16) store<u16>(to + (<usize>k >> 3), <u16>i8x16.bitmask(i8x16.ne(v128.load(from + <usize>k), none)));
  // What follows the last element in memory may be anything.
  if (whole < count) store<u16>(to + (<usize>whole >> 3), <u16>(i8x16.bitmask(i8x16.ne(v128.load(from + <usize>whole), none)) & ((1 << (count & 15)) - 1)));
}
export function unpackRows(from: usize, rows: i32, count: i32, to: usize): void {
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128), one = i8x16.splat(1);
  for (let row = 0; row < rows; row++, to += count) {
    // Elements after the last one of a row are those of the next row, which comes later, or padding.
    for (let k = 0; k < count; k += 16, from += 2) {
      const pair = v128.load16_splat(from);
      const bytes = i8x16.shuffle(pair, pair, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
      v128.store(to + <usize>k, v128.and(i8x16.ne(v128.and(bytes, bits), i8x16.splat(0)), one));
    }
  }
}
export function countBits(from: usize, bytes: i32): i32 {
  let count = 0;
  const end = from + <usize>bytes, whole = from + <usize>(bytes & ~7);
  for (; from < whole; from += 8) count += <i32>popcnt<u64>(load<u64>(from));
  for (; from < end; from++) count += popcnt<u32>(load<u8>(from));
  return count;
}
${everyCommand('pack', `  packRow(${word(fields.pack.pointer)}, ${word(fields.pack.count)}, ${word(fields.pack.target)});
`)}`;

/** One case for each dtype. */
const byDType = (field: number, make: (dtype: DType) => string): string =>
  dtypes.map((dtype, code) => `${code === 0 ? '' : 'else '}if (${word(field)} == ${code}) ${make(dtype)}`).join('\n  ');

/** Stores the float64 `value` as an element at `to`. */
const storeNumber = (field: number): string =>
  byDType(field, (dtype) => (dtype === 'bool' ? 'store<u8>(to, value != 0 ? 1 : 0);' : `store<${scalarTypes[dtype]}>(to, <${scalarTypes[dtype]}>value);`));

const rowNumberCommand = `function rowNumber(c: usize): void {
  const from = ${word(fields.rowNumber.pointer)};
  let value: f64 = 0;
  ${byDType(fields.rowNumber.dtype, (dtype) => `value = <f64>${dtype === 'bool' ? 'load<u8>' : `load<${scalarTypes[dtype]}>`}(from);`)}
  const to = ${word(fields.rowNumber.target)};
  ${storeNumber(fields.rowNumber.stored)}
  ${advance(fields.rowNumber.pointer, fields.rowNumber.stride)}
}
`;

const outputCommand = `function output(c: usize): bool {
  const result = ${word(fields.output.result)}, expected = ${word(fields.output.expected)};
  const rank = load<i32>(expected, ${descriptor.rank});
  if (load<i32>(result, ${descriptor.size}) != load<i32>(expected, ${descriptor.size}) || load<i32>(result, ${descriptor.rank}) != rank) return false;
  for (let axis = 0; axis < rank; axis++) {
    const at = <usize>axis << 2;
    if (load<i32>(result + at, ${descriptor.dims}) != load<i32>(expected + at, ${descriptor.dims})) return false;
  }
  memory.copy(${word(fields.output.target)}, load<u32>(result), ${word(fields.output.bytes)});
  ${advance(fields.output.target, fields.output.targetStride)}
  return true;
}
`;

const outputNumberCommand = `function outputNumber(c: usize): void {
  const value = load<f64>(${word(fields.outputNumber.result)}), to = ${word(fields.outputNumber.target)};
  ${storeNumber(fields.outputNumber.dtype)}
  ${advance(fields.outputNumber.target, fields.outputNumber.targetStride)}
}
`;

const fillCommand = `function fill(c: usize): void {
  const pattern = v128.load(c, ${fields.fill.pattern}), end = ${word(fields.fill.target)} + ${word(fields.fill.bytes)};
  for (let to: usize = ${word(fields.fill.target)}; to < end; to += 64) {
    v128.store(to, pattern); v128.store(to, pattern, 16); v128.store(to, pattern, 32); v128.store(to, pattern, 48);
  }
}
`;

/** A unit's call stands in a function of its own: the loop stays small, and is soon compiled for good. */
const callCommand = `function callUnit(c: usize, t: f64, i: f64): void {
  store<f64>(${word(fields.call.t)}, t);
  store<f64>(${word(fields.call.i)}, i);
  call_indirect<void>(${word(fields.call.function)}, <usize>${word(fields.call.frame)});
}
`;

/**
 * `runSteps(schedule, count)` makes up to `count` steps and returns how many it made. It stops after a step in which the host has made
 * something that is to be freed, and in a step whose output has another shape (which then counts as not made).
 */
const runSteps = `export function runSteps(schedule: usize, count: i32): i32 {
  const end = <usize>load<u32>(schedule, ${header.end});
  const mark = load<u32>(arena, ${arenaHeader.top});
  for (let step = 0; step < count; step++) {
    const i = load<f64>(schedule, ${header.i});
    const t = load<f64>(schedule, ${header.t0}) + i * load<f64>(schedule, ${header.dt});
    for (let c = <usize>load<u32>(schedule, ${header.next}); c < end; c += ${commandBytes}) {
      store<u32>(schedule, <u32>c, ${header.current});
      switch (load<i32>(c)) {
        case ${kinds.call}: callUnit(c, t, i); break;
        case ${kinds.row}:
          store<u32>(${word(fields.row.target)}, ${word(fields.row.pointer)});
          ${advance(fields.row.pointer, fields.row.stride)}
          break;
        case ${kinds.rowNumber}: rowNumber(c); break;
        case ${kinds.combine}: combine(c); break;
        case ${kinds.fill}: fill(c); break;
        case ${kinds.copy}: copy(c); break;
        case ${kinds.gather}: gather(c); break;
        case ${kinds.pack}: pack(c); break;
        case ${kinds.output}:
          if (!output(c)) {
            store<i32>(schedule, 1, ${header.stopped});
            return step;
          }
          break;
        default: outputNumber(c);
      }
    }
    store<f64>(schedule, i + 1, ${header.i});
    store<u32>(schedule, load<u32>(schedule, ${header.again}), ${header.next});
    store<u32>(arena, mark, ${arenaHeader.top});
    if (load<i32>(arena, ${arenaHeader.hostUsed})) return step + 1;
  }
  return count;
}
`;

/** The whole module, but for its imports. */
export const stepLoopText: string = [
  ...combineOperations.flatMap((operation) => [combineFunction('f32x4', operation), combineFunction('f64x2', operation)]),
  combineCommand(), copyCommand, gatherCommand, packCommand, rowNumberCommand, outputCommand, outputNumberCommand, fillCommand, callCommand, runSteps,
].join('');
