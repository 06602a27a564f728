/**
 * Reductions along one axis as AssemblyScript text. An array is seen as [outer, n, inner] and its middle axis reduced.
 *
 * inner == 1: every row of n elements takes the order of vectors: blocks of 4,096, element i of a block in lane i mod 16 (elements of 4
 * bytes) or 8 (of 8 bytes), the four vectors folded as (a0 + a1) + (a2 + a3), lanes as (l0 + l2) + (l1 + l3) or l0 + l1.
 * inner > 1: in sequence along the axis inside of blocks of 4,096. Block results merge pairwise in both cases (a binary counter:
 * equal counts merge, the older one on the left). Only sums and products of floats show it in their bits.
 */

export type AxisTag = 'f32' | 'f64' | 'i32' | 'u32' | 'bool';
export type AxisOperation = 'sum' | 'prod' | 'min' | 'max' | 'any' | 'all';

/** Elements along the axis whose result is one value of the pairwise tree. */
export const blockLength = 4096;
/** Bytes of neighbouring results that are accumulated at a time: 21 levels of block results fit in scratch. */
const chunkBytes = 2048;

/** How results of a stretch of memory are combined, vector by vector. */
export interface PanelOptions {
  /** AssemblyScript text of the combination of two vectors. */
  readonly combine: (older: string, newer: string) => string;
  /** The vector that is the result of no blocks. */
  readonly empty: string;
}

/**
 * Functions on panels, which are stretches of memory of whole vectors:
 * - `P_fill(panel, bytes, value)`
 * - `P_merge(stack, stride, bytes, count)`: after the panel of a block was written at level popcnt(count), `count` blocks having
 *   come before, merges it with those of the stack that stand for as many blocks.
 * - `P_finish(stack, stride, bytes, count)` merges what is left, the latest first, to level 0.
 */
export function panelFunctions(prefix: string, { combine, empty }: PanelOptions): string {
  const merge = `for (let at: usize = 0; at < bytes; at += 16) v128.store(below + at, ${combine('v128.load(below + at)', 'v128.load(top + at)')});`;
  return `function ${prefix}_fill(panel: usize, bytes: usize, value: v128): void {
  for (let at: usize = 0; at < bytes; at += 16) v128.store(panel + at, value);
}

function ${prefix}_merge(stack: usize, stride: usize, bytes: usize, count: i32): void {
  let top = stack + <usize>popcnt(count) * stride;
  for (let k = count; k & 1; k >>= 1) {
    const below = top - stride;
    ${merge}
    top = below;
  }
}

function ${prefix}_finish(stack: usize, stride: usize, bytes: usize, count: i32): void {
  if (count == 0) ${prefix}_fill(stack, bytes, ${empty});
  for (let k = popcnt(count) - 1; k > 0; k--) {
    const top = stack + <usize>k * stride;
    const below = top - stride;
    ${merge}
  }
}
`;
}

/** One operation on one dtype. */
export interface AxisReductionText extends PanelOptions {
  readonly name: string;
  /** The type of one element as a scalar. */
  readonly type: 'f32' | 'f64' | 'i32' | 'u32' | 'u8';
  readonly size: 1 | 4 | 8;
  /** The vector that accumulators start with: neutral, -0.0 for sums of floats. */
  readonly start: string;
  readonly combineScalars: (older: string, newer: string) => string;
  /** The scalar that is the result of no elements. */
  readonly emptyScalar: string;
  /** Folds the vector v to a scalar. */
  readonly fold: string;
}

/**
 * `OP_T_axis(outer: i32, n: i32, inner: i32, out: usize, x: usize): void`, not exported in the text; `any` and `all` take bytes of 0 and 1
 * (tag bool). Needs `@external("env", "scratch") declare const scratch: usize;`, of which it may use 64 KiB. `x` may be read and
 * `out` written up to 64 bytes past the end. No elements give 0, 1, and for min and max the neutral value.
 */
export function axisFunctions(op: AxisOperation, tag: AxisTag): string {
  const reduction = describeReduction(op, tag);
  return [panelFunctions(reduction.name, reduction), rowFunctions(reduction), columnsFunction(reduction)].join('\n');
}

export function describeReduction(op: AxisOperation, tag: AxisTag): AxisReductionText {
  const name = `${op}_${tag}_axis`;
  if (op === 'any' || op === 'all') {
    if (tag !== 'bool') throw new Error(`no '${op}' for ${tag}`);
    const start = `i8x16.splat(${op === 'any' ? 0 : 1})`;
    return {
      name, type: 'u8', size: 1, start, empty: start, emptyScalar: op === 'any' ? '0' : '1',
      combine: (a, b) => `v128.${op === 'any' ? 'or' : 'and'}(${a}, ${b})`, combineScalars: (a, b) => `${a} ${op === 'any' ? '|' : '&'} ${b}`,
      fold: op === 'any' ? '<u8>v128.any_true(v)' : '<u8>i8x16.all_true(v)',
    };
  }
  if (tag === 'bool') throw new Error(`no '${op}' for bool`);
  const lanes = { f32: 'f32x4', f64: 'f64x2', i32: 'i32x4', u32: 'i32x4' }[tag];
  const isFloat = tag === 'f32' || tag === 'f64';
  const instruction = { sum: 'add', prod: 'mul', min: 'min', max: 'max' }[op] + (isFloat || op === 'sum' || op === 'prod' ? '' : tag === 'i32' ? '_s' : '_u');
  const empty = emptyValue(op, tag);
  const combineScalars = (a: string, b: string): string => (op === 'sum' ? `${a} + ${b}` : op === 'prod' ? `${a} * ${b}` : `${op}<${tag}>(${a}, ${b})`);
  const lane = (i: number): string => `<${tag}>${lanes}.extract_lane(v, ${i})`;
  return {
    name, type: tag, size: tag === 'f64' ? 8 : 4, empty: `${lanes}.splat(${empty})`, emptyScalar: empty,
    start: `${lanes}.splat(${op === 'sum' && isFloat ? '-0.0' : empty})`,
    combine: (a, b) => `${lanes}.${instruction}(${a}, ${b})`, combineScalars,
    fold: tag === 'f64' ? combineScalars(lane(0), lane(1)) : combineScalars(`(${combineScalars(lane(0), lane(2))})`, `(${combineScalars(lane(1), lane(3))})`),
  };
}

function emptyValue(op: 'sum' | 'prod' | 'min' | 'max', tag: 'f32' | 'f64' | 'i32' | 'u32'): string {
  if (op === 'sum') return '0';
  if (op === 'prod') return '1';
  if (tag === 'f32' || tag === 'f64') return op === 'min' ? 'Infinity' : '-Infinity';
  if (tag === 'i32') return op === 'min' ? 'i32.MAX_VALUE' : 'i32.MIN_VALUE';
  return op === 'min' ? 'u32.MAX_VALUE' : 'u32.MIN_VALUE';
}

/** A mask of the elements of vector `u` of a group that stand before element `rest`. */
function maskBefore(size: 1 | 4 | 8, u: number): string {
  const count = 16 / size;
  const positions = Array.from({ length: count }, (_, lane) => u * count + lane).join(', ');
  const lanes = { 1: 'i8x16', 4: 'i32x4', 8: 'i64x2' }[size];
  return `${lanes}.lt_s(${lanes}(${positions}), ${lanes}.splat(<${{ 1: 'i8', 4: 'i32', 8: 'i64' }[size]}>rest))`;
}

const four = [0, 1, 2, 3] as const;

/** Constants m0 … m3: what belongs to a row of n elements in its last group of four vectors. */
export function rowMasks(size: 1 | 4 | 8, indent: string): string {
  return `${indent}const rest = n & ${64 / size - 1};\n${four.map((u) => `${indent}const m${u} = ${maskBefore(size, u)};\n`).join('')}`;
}

const maskParameters = four.map((u) => `m${u}: v128`).join(', ');

/** Where a row of several blocks has the result of the last one: behind the stack of those before. */
const blockResultAt = 512;

/**
 * Rows that lie in one piece; `_push` and `_total` are `_merge` and `_finish` of single values, 8 bytes apart. Masks come from outside, and the block is inlined, for the
 * sake of short rows: 1.3 times as fast. It is inlined once, in the entry, which a longer row calls for each of its blocks.
 */
function rowFunctions({ name, type, size, start, combine, combineScalars, emptyScalar, fold }: AxisReductionText): string {
  const group = 64 / size;
  return `@inline function ${name}_block(n: i32, x: usize, ${maskParameters}): ${type} {
  const start = ${start};
${four.map((u) => `  let a${u} = start;\n`).join('')}  const end = x + <usize>(n & ~${group - 1}) * ${size};
  while (x < end) {
${four.map((u) => `    a${u} = ${combine(`a${u}`, `v128.load(x, ${16 * u})`)};\n`).join('')}    x += 64;
  }
  if (n & ${group - 1}) {
${four.map((u) => `    a${u} = ${combine(`a${u}`, `v128.bitselect(v128.load(x, ${16 * u}), start, m${u})`)};\n`).join('')}  }
  const v = ${combine(combine('a0', 'a1'), combine('a2', 'a3'))};
  return ${fold};
}

function ${name}_push(stack: usize, count: i32, block: ${type}): void {
  let top = stack + (<usize>popcnt(count) << 3), value = block;
  for (let k = count; k & 1; k >>= 1) {
    top -= 8;
    value = ${combineScalars(`load<${type}>(top)`, 'value')};
  }
  store<${type}>(top, value);
}

function ${name}_total(stack: usize, count: i32): ${type} {
  let top = stack + (<usize>popcnt(count) << 3) - 8;
  let value = load<${type}>(top);
  for (; top > stack; top -= 8) value = ${combineScalars(`load<${type}>(top - 8)`, 'value')};
  return value;
}

function ${name}_row(n: i32, x: usize): ${type} {
  if (n <= 0) return ${emptyScalar};
  let count = 0;
  for (let block = 0; block < n; block += ${blockLength}) {
    ${name}(1, min(n - block, ${blockLength}), 1, scratch + ${blockResultAt}, x + <usize>block * ${size});
    ${name}_push(scratch, count, load<${type}>(scratch, ${blockResultAt}));
    count += 1;
  }
  return ${name}_total(scratch, count);
}
`;
}

/**
 * The entry, and the walk down the columns of [n, inner]: accumulators are a stretch of memory, four rows go by at a time. Stores past
 * the end of a row of results are overwritten by the next row.
 */
function columnsFunction({ name, type, size, start, combine }: AxisReductionText): string {
  const rowOf = (r: number): string => combine('value', `v128.load(x${r} + at)`);
  return `function ${name}_rows(rows: i32, bytes: usize, acc: usize, x0: usize, stride: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const x1 = x0 + stride;
    const x2 = x1 + stride;
    const x3 = x2 + stride;
    for (let at: usize = 0; at < bytes; at += 16) {
      let value = v128.load(acc + at);
${four.map((r) => `      value = ${rowOf(r)};\n`).join('')}      v128.store(acc + at, value);
    }
    x0 = x3 + stride;
  }
  for (; i < rows; i++) {
    for (let at: usize = 0; at < bytes; at += 16) v128.store(acc + at, ${combine('v128.load(acc + at)', 'v128.load(x0 + at)')});
    x0 += stride;
  }
}

function ${name}(outer: i32, n: i32, inner: i32, out: usize, x: usize): void {
  const stride = <usize>inner * ${size};
  const step = stride * <usize>n;
  if (inner == 1) {
${rowMasks(size, '    ')}    for (let o = 0; o < outer; o++) {
      store<${type}>(out, n > 0 && n <= ${blockLength} ? ${name}_block(n, x, m0, m1, m2, m3) : ${name}_row(n, x));
      out += ${size};
      x += step;
    }
    return;
  }
  for (let o = 0; o < outer; o++) {
    for (let from: usize = 0; from < stride; from += ${chunkBytes}) {
      const bytes = (min<usize>(stride - from, ${chunkBytes}) + 15) & ~15;
      let count = 0;
      for (let block = 0; block < n; block += ${blockLength}) {
        const acc = scratch + <usize>popcnt(count) * ${chunkBytes};
        ${name}_fill(acc, bytes, ${start});
        ${name}_rows(min(n - block, ${blockLength}), bytes, acc, x + <usize>block * stride + from, stride);
        ${name}_merge(scratch, ${chunkBytes}, bytes, count);
        count += 1;
      }
      ${name}_finish(scratch, ${chunkBytes}, bytes, count);
      for (let at: usize = 0; at < bytes; at += 16) v128.store(out + from + at, v128.load(scratch + at));
    }
    out += stride;
    x += step;
  }
}
`;
}
