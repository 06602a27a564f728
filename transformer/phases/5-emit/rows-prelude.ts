/**
 * Loops over arrays that do not lie side by side: parts of arrays, and operands that are broadcast. A kernel (emit-kernel.ts) still runs
 * over elements in sequence: it is handed one run of them after the other. An operand whose elements lie in sequence is read where it is, any
 * other one by way of a buffer that stays in the cache. Axes that can be walked as one are joined first.
 *
 * Where a part is written that the loop also reads at other places, the results wait in memory of their own until all is read.
 */
import { descriptor } from '../../../runtime/abi/layout.js';
import { runLength } from '../../ops/streamed-reductions.js';

const { size, rank, dims, dtype } = descriptor;

/** A descriptor, followed by strides in bytes. */
export const viewBytes = 80;
export const strides = 48;

/** The space of a loop: rank, sizes of axes, where the loop stands. */
export const spaceBytes = 80;
const space = { rank: 0, inner: 4, outer: 8, row: 12, column: 16, limit: 20, perRun: 24, rows: 28, dims: 32, direct: 64, stores: 68 } as const;

/** An operand of a loop; `pointer` is what the kernel is given. */
export const operandBytes = 80;
export const operandPointer = 16;
const operand = { base: 0, shift: 4, kind: 8, buffer: 12, pointer: operandPointer, how: 20, waiting: 24, strides: 32 } as const;
export const operandKinds = { read: 0, made: 1, written: 2 } as const;
const waits = 3;

/** Elements of a buffer. Small enough for all buffers of a kernel to stay in the cache. */
const bufferLength = runLength;
/** Bytes of the buffer of one operand; kernels may touch 64 bytes past the end. */
export const bufferBytes: number = bufferLength * 8 + 64;
/** Rows shorter than this are gathered several at a time. */
const shortRow = 64;
/** Kernels write whole groups of vectors: of at most 16 elements. */
const group = 16;

const how = { direct: 1, once: 2, flat: 4 } as const;

export const rowFunctions: Readonly<Record<string, string>> = {
  // Small enough to stand where it is called. What fails does not return: the registers of a loop stay free of what the call would clobber.
  place: `@inline function place(length: u32, index: f64, array: usize, axis: i32, site: i32): usize {
  let at = <i64>index;
  if (at < 0) at += length;
  if (<f64><i64>index != index || <u64>at >= <u64>length) { host_part(site, array, axis, index); unreachable(); }
  return <usize>at;
}
`,
  place_whole: `@inline function place_whole(length: u32, index: i64, array: usize, axis: i32, site: i32): usize {
  let at = index;
  if (<u64>at >= <u64>length) {
    at += length;
    if (<u64>at >= <u64>length) { host_part(site, array, axis, <f64>index); unreachable(); }
  }
  return <usize>at;
}
`,
  viewRange: `function viewBound(value: f64, length: i32, least: i32, most: i32, array: usize, site: i32): i32 {
  if (!(floor(value) == value && abs(value) < Infinity)) host_part(site, array, -1, value);
  let at = <i64>value;
  if (at < 0) at += length;
  return <i32>min<i64>(most, max<i64>(least, at));
}

/** One axis of a view: size and stride; gives the offset of its first element. \`given\`: which of start (1), stop (2), step (4) there are. */
function viewRange(view: usize, axis: i32, array: usize, length: i32, stride: i32, given: i32, start: f64, stop: f64, step: f64, site: i32): i32 {
  let by = 1;
  if (given & 4) {
    if (!(floor(step) == step && abs(step) < Infinity && step != 0)) host_part(site, array, -1, step);
    by = <i32>step;
  }
  const least = by > 0 ? 0 : -1, most = by > 0 ? length : length - 1;
  const first = given & 1 ? viewBound(start, length, least, most, array, site) : by > 0 ? least : most;
  const last = given & 2 ? viewBound(stop, length, least, most, array, site) : by > 0 ? most : least;
  const way = <i64>last - <i64>first, pace = <i64>by;
  const count = <i32>max<i64>(0, by > 0 ? (way + pace - 1) / pace : (way + pace + 1) / pace);
  store<i32>(view + (<usize>axis << 2), count, ${dims});
  store<i32>(view + (<usize>axis << 2), by * stride, ${strides});
  return count > 0 ? first * stride : 0;
}
`,
  viewEnd: `function viewEnd(view: usize, array: usize, offset: i32, axes: i32): void {
  store<u32>(view, load<u32>(array) + offset);
  let count = 1;
  for (let axis = 0; axis < axes; axis++) count *= load<i32>(view + (<usize>axis << 2), ${dims});
  store<i32>(view, count, ${size});
  store<i32>(view, axes, ${rank});
  store<i32>(view, load<i32>(array, ${dtype}), ${dtype});
}
`,
  joinShape: `function joinShape(out: usize, array: usize): bool {
  const own = load<i32>(array, ${rank}), axes = load<i32>(out, ${rank});
  if (own > axes) {
    for (let axis = axes - 1; axis >= 0; axis--) store<i32>(out + (<usize>(axis + own - axes) << 2), load<i32>(out + (<usize>axis << 2), ${dims}), ${dims});
    for (let axis = 0; axis < own - axes; axis++) store<i32>(out + (<usize>axis << 2), 1, ${dims});
    store<i32>(out, own, ${rank});
  }
  const shift = max(axes - own, 0);
  let fits = true;
  for (let axis = 0; axis < own; axis++) {
    const length = load<i32>(array + (<usize>axis << 2), ${dims});
    const at = out + (<usize>(axis + shift) << 2);
    const before = load<i32>(at, ${dims});
    if (before == 1) store<i32>(at, length, ${dims});
    else if (length != 1 && length != before) fits = false;
  }
  let count: u32 = 1;
  for (let axis = 0; axis < load<i32>(out, ${rank}); axis++) count = timesSize(count, load<u32>(out + (<usize>axis << 2), ${dims}));
  store<u32>(out, count, ${size});
  return fits;
}
`,
  fitsPart: `function fitsPart(part: usize, array: usize): bool {
  const own = load<i32>(array, ${rank}), added = load<i32>(part, ${rank}) - own;
  for (let axis = 0; axis < own; axis++) {
    const length = load<i32>(array + (<usize>axis << 2), ${dims});
    if (length != 1 && (axis + added < 0 || length != load<i32>(part + (<usize>(axis + added) << 2), ${dims}))) return false;
  }
  return true;
}
`,
  rows: `function rowsSpace(space: usize, shape: usize): void {
  const axes = load<i32>(shape, ${rank});
  store<i32>(space, axes, ${space.rank});
  for (let axis = 0; axis < axes; axis++) store<i32>(space + (<usize>axis << 2), load<i32>(shape + (<usize>axis << 2), ${dims}), ${space.dims});
}

/** An array that is read or written: its strides along the axes of the space, 0 where it is broadcast. */
function rowsOperand(op: usize, array: usize, isView: bool, space: usize, shift: i32, kind: i32): void {
  const own = load<i32>(array, ${rank}), axes = load<i32>(space, ${space.rank});
  store<u32>(op, load<u32>(array), ${operand.base});
  store<i32>(op, shift, ${operand.shift});
  store<i32>(op, kind, ${operand.kind});
  for (let axis = 0; axis < axes - own; axis++) store<i32>(op + (<usize>axis << 2), 0, ${operand.strides});
  let next = 1 << shift;
  for (let axis = own - 1; axis >= 0; axis--) {
    const length = load<i32>(array + (<usize>axis << 2), ${dims});
    const by = isView ? load<i32>(array + (<usize>axis << 2), ${strides}) : next;
    next *= length;
    const at = axis + axes - own;
    if (at >= 0) store<i32>(op + (<usize>at << 2), length == 1 ? 0 : by, ${operand.strides});
  }
}

function rowsMade(op: usize, address: usize, shift: i32): void {
  store<u32>(op, <u32>address, ${operand.base});
  store<i32>(op, shift, ${operand.shift});
  store<i32>(op, ${operandKinds.made}, ${operand.kind});
}

/** Drops axes of size 1 and joins neighbours that every operand walks as one. */
function rowsJoin(space: usize, ops: usize, end: usize): void {
  const axes = load<i32>(space, ${space.rank});
  let kept = 0;
  for (let axis = 0; axis < axes; axis++) {
    const length = load<i32>(space + (<usize>axis << 2), ${space.dims});
    if (length == 1) continue;
    let joins = kept > 0;
    for (let op = ops; joins && op < end; op += ${operandBytes}) {
      if (load<i32>(op, ${operand.kind}) == ${operandKinds.made}) continue;
      if (load<i32>(op + (<usize>(kept - 1) << 2), ${operand.strides}) != load<i32>(op + (<usize>axis << 2), ${operand.strides}) * length) joins = false;
    }
    if (joins) kept -= 1;
    const before = joins ? load<i32>(space + (<usize>kept << 2), ${space.dims}) : 1;
    store<i32>(space + (<usize>kept << 2), before * length, ${space.dims});
    for (let op = ops; op < end; op += ${operandBytes}) store<i32>(op + (<usize>kept << 2), load<i32>(op + (<usize>axis << 2), ${operand.strides}), ${operand.strides});
    kept += 1;
  }
  if (kept == 0) {
    store<i32>(space, 1, ${space.dims});
    for (let op = ops; op < end; op += ${operandBytes}) store<i32>(op, 1 << load<i32>(op, ${operand.shift}), ${operand.strides});
    kept = 1;
  }
  store<i32>(space, kept, ${space.rank});
}

/** Whether the elements that two operands walk over may be the same ones at different places of the loop. */
function rowsMeet(space: usize, a: usize, b: usize): bool {
  const axes = load<i32>(space, ${space.rank});
  let same = load<u32>(a, ${operand.base}) == load<u32>(b, ${operand.base});
  let lowA = <i64>load<u32>(a, ${operand.base}), lowB = <i64>load<u32>(b, ${operand.base});
  let highA = lowA + (1 << load<i32>(a, ${operand.shift})), highB = lowB + (1 << load<i32>(b, ${operand.shift}));
  for (let axis = 0; axis < axes; axis++) {
    const at = <usize>axis << 2;
    const steps = <i64>load<i32>(space + at, ${space.dims}) - 1;
    const wayA = steps * load<i32>(a + at, ${operand.strides}), wayB = steps * load<i32>(b + at, ${operand.strides});
    if (wayA != wayB) same = false;
    if (wayA < 0) lowA += wayA; else highA += wayA;
    if (wayB < 0) lowB += wayB; else highB += wayB;
  }
  return !same && lowA < highB && lowB < highA;
}

/** Prepares a loop: false if there is nothing to do. \`room\`: a buffer for each operand. */
function rowsBegin(space: usize, ops: usize, count: i32, room: usize): bool {
  const end = ops + <usize>count * ${operandBytes};
  rowsJoin(space, ops, end);
  const last = <usize>(load<i32>(space, ${space.rank}) - 1) << 2;
  const inner = load<i32>(space + last, ${space.dims});
  let outer = 1;
  for (let at: usize = 0; at < last; at += 4) outer *= load<i32>(space + at, ${space.dims});
  if (inner == 0 || outer == 0) return false;
  const perRun = last > 0 && inner < ${shortRow} ? ${bufferLength} / inner : 0;
  let isBuffered = false, stores = 0;
  for (let op = ops; op < end; op += ${operandBytes}) {
    store<u32>(op, <u32>room, ${operand.buffer});
    room += ${bufferBytes};
    const kind = load<i32>(op, ${operand.kind});
    if (kind == ${operandKinds.made}) continue;
    const step = load<i32>(op + last, ${operand.strides});
    const isUnit = inner == 1 || step == 1 << load<i32>(op, ${operand.shift});
    let isFlat = isUnit, isFixed = true;
    for (let at: usize = 0; at < last; at += 4) {
      const by = load<i32>(op + at, ${operand.strides});
      if (by != 0) isFixed = false;
      if (by != load<i32>(op + at + 4, ${operand.strides}) * load<i32>(space + at + 4, ${space.dims})) isFlat = false;
    }
    const isDirect = perRun > 0 ? isFlat : isUnit;
    store<i32>(op, (isDirect ? ${how.direct} : 0) | (isFixed && (perRun > 0 || step == 0) ? ${how.once} : 0) | (perRun > 0 ? ${how.flat} : 0), ${operand.how});
    if (!isDirect) isBuffered = true;
    if (kind != ${operandKinds.written}) continue;
    stores = isDirect && perRun == 0 ? 1 : 0;
    let meets = false;
    for (let other = ops; other < end; other += ${operandBytes}) if (load<i32>(other, ${operand.kind}) == ${operandKinds.read} && rowsMeet(space, op, other)) meets = true;
    if (!meets) continue;
    stores = 0;
    isBuffered = true;
    if (perRun > 0 ? outer <= perRun : outer == 1 && inner <= ${bufferLength}) continue;
    store<i32>(op, ${waits}, ${operand.kind});
    store<u32>(op, <u32>host_allocate((inner * outer << load<i32>(op, ${operand.shift})) + 128), ${operand.waiting});
  }
  store<i32>(space, inner, ${space.inner});
  store<i32>(space, outer, ${space.outer});
  store<i64>(space, 0, ${space.row});
  store<i32>(space, isBuffered ? ${bufferLength} : inner, ${space.limit});
  store<i32>(space, perRun, ${space.perRun});
  store<i32>(space, stores, ${space.stores});
  return true;
}

/** Runs of no more elements than a buffer has. */
function rowsShorten(space: usize): void {
  store<i32>(space, min(load<i32>(space, ${space.limit}), ${bufferLength}), ${space.limit});
}

/** Where an operand's row begins. */
function rowAddress(space: usize, op: usize, row: i32): usize {
  let at = load<i32>(op, ${operand.base});
  let rest = row;
  for (let axis = <usize>(load<i32>(space, ${space.rank}) - 1) << 2; axis > 4; axis -= 4) {
    const length = load<i32>(space + axis - 4, ${space.dims});
    at += rest % length * load<i32>(op + axis - 4, ${operand.strides});
    rest /= length;
  }
  return <usize><u32>(at + rest * (load<i32>(space, ${space.rank}) > 1 ? load<i32>(op, ${operand.strides}) : 0));
}

/** Copies \`count\` elements, the places of both some bytes apart. */
function rowCopy(to: usize, toStep: i32, from: usize, fromStep: i32, count: i32, shift: i32): void {
  const item = 1 << shift;
  if (toStep == item && fromStep == item) {
    let bytes = count << shift;
    if (bytes >= 512) {
      memory.copy(to, from, bytes);
      return;
    }
    for (; bytes >= 16; bytes -= 16) {
      v128.store(to, v128.load(from));
      to += 16;
      from += 16;
    }
    count = bytes >> shift;
  }
  if (shift == 2) {
    for (; count > 0; count--) {
      store<i32>(to, load<i32>(from));
      to += toStep;
      from += fromStep;
    }
  } else if (shift == 3) {
    for (; count > 0; count--) {
      store<i64>(to, load<i64>(from));
      to += toStep;
      from += fromStep;
    }
  } else {
    for (; count > 0; count--) {
      store<u8>(to, load<u8>(from));
      to += toStep;
      from += fromStep;
    }
  }
}

/** The next run: how many elements, and where the kernel finds each operand; 0 at the end. */
function rowsNext(space: usize, ops: usize, count: i32): i32 {
  const row = load<i32>(space, ${space.row}), column = load<i32>(space, ${space.column});
  const inner = load<i32>(space, ${space.inner}), outer = load<i32>(space, ${space.outer});
  if (row >= outer) return 0;
  const perRun = load<i32>(space, ${space.perRun});
  let rows = 1, length = inner, isDirect = false;
  if (perRun > 0) rows = min(perRun, outer - row);
  else {
    length = min(load<i32>(space, ${space.limit}), inner - column);
    // Kernels write whole groups: what is left over goes through the buffer.
    if (load<i32>(space, ${space.stores}) && length >= ${group}) {
      length &= ~${group - 1};
      isDirect = true;
    }
  }
  store<i32>(space, rows, ${space.rows});
  store<i32>(space, isDirect, ${space.direct});
  const last = <usize>(load<i32>(space, ${space.rank}) - 1) << 2;
  for (let op = ops, end = ops + <usize>count * ${operandBytes}; op < end; op += ${operandBytes}) {
    const kind = load<i32>(op, ${operand.kind}), shift = load<i32>(op, ${operand.shift}), how = load<i32>(op, ${operand.how});
    const first = (row * inner + column) << shift;
    const buffer = load<u32>(op, ${operand.buffer});
    let pointer = buffer;
    if (kind == ${operandKinds.made}) pointer = load<u32>(op) + first;
    else if (kind == ${waits}) pointer = load<u32>(op, ${operand.waiting}) + first;
    else {
      const step = load<i32>(op + last, ${operand.strides});
      if (kind == ${operandKinds.written}) {
        if (isDirect) pointer = <u32>rowAddress(space, op, row) + column * step;
      } else if (how & ${how.direct}) {
        pointer = how & ${how.flat} ? load<u32>(op) + first : <u32>rowAddress(space, op, row) + column * step;
      } else if (step == 0 && perRun == 0) {
        // One element for the whole row.
        if (column == 0 && !(how & ${how.once} && row > 0)) rowCopy(buffer, 1 << shift, rowAddress(space, op, row), 0, min(inner, ${bufferLength}), shift);
      } else if (!(how & ${how.once} && row > 0)) {
        for (let k = 0; k < rows; k++) rowCopy(buffer + (k * inner << shift), 1 << shift, rowAddress(space, op, row + k) + column * step, step, length, shift);
      }
    }
    store<u32>(op, pointer, ${operand.pointer});
  }
  return rows * length;
}

/** After a run: what was written to a buffer goes to its place. */
function rowsDone(space: usize, ops: usize, count: i32, length: i32): void {
  const row = load<i32>(space, ${space.row}), column = load<i32>(space, ${space.column}), rows = load<i32>(space, ${space.rows});
  const inner = load<i32>(space, ${space.inner});
  const last = <usize>(load<i32>(space, ${space.rank}) - 1) << 2;
  if (!load<i32>(space, ${space.direct})) {
    for (let op = ops, end = ops + <usize>count * ${operandBytes}; op < end; op += ${operandBytes}) {
      if (load<i32>(op, ${operand.kind}) != ${operandKinds.written}) continue;
      const shift = load<i32>(op, ${operand.shift}), step = load<i32>(op + last, ${operand.strides});
      const buffer = load<u32>(op, ${operand.buffer});
      const each = length / rows;
      for (let k = 0; k < rows; k++) rowCopy(rowAddress(space, op, row + k) + column * step, step, buffer + (k * each << shift), 1 << shift, each, shift);
    }
  }
  if (load<i32>(space, ${space.perRun}) > 0) store<i32>(space, row + rows, ${space.row});
  else if (column + length >= inner) {
    store<i32>(space, row + 1, ${space.row});
    store<i32>(space, 0, ${space.column});
  } else store<i32>(space, column + length, ${space.column});
}

/** After the loop: results that waited go to their place. */
function rowsEnd(space: usize, ops: usize, count: i32): void {
  const inner = load<i32>(space, ${space.inner}), outer = load<i32>(space, ${space.outer});
  const last = <usize>(load<i32>(space, ${space.rank}) - 1) << 2;
  for (let op = ops, end = ops + <usize>count * ${operandBytes}; op < end; op += ${operandBytes}) {
    if (load<i32>(op, ${operand.kind}) != ${waits}) continue;
    const shift = load<i32>(op, ${operand.shift}), from = load<u32>(op, ${operand.waiting});
    for (let row = 0; row < outer; row++) rowCopy(rowAddress(space, op, row), load<i32>(op + last, ${operand.strides}), from + (row * inner << shift), 1 << shift, inner, shift);
    host_release(from);
  }
}
`,
};
