/**
 * Products of vectors and matrices as AssemblyScript text, and the order of additions that makes their bits. The order depends on
 * sizes only. T is the dtype, L the lanes of one vector (f32: 4, f64: 2); lanes start at -0.0, products are rounded before they are
 * added, a block is 4,096 terms, and block sums merge pairwise (a binary counter: equal counts merge, the older one on the left).
 *
 * - dot: element i of a block goes to lane i mod 4L; the four vectors fold as (a0 + a1) + (a2 + a3), the lanes of the
 *   result as (l0 + l2) + (l1 + l3) in f32, l0 + l1 in f64. Nothing to add gives 0. Sums of vectors use the same order.
 * - matvec [m, n]: rows of up to 16 columns in sequence from column 0; longer rows as dot.
 * - vecmat [m, n]: up to 16 columns: row i of a block goes to lane i mod L, lanes folded as above; more columns: rows in sequence.
 * - matmul [m, k] x [k, n]: every element in sequence over the k of a block.
 */
import { panelFunctions } from './axis-reductions.js';

export type FloatTag = 'f32' | 'f64';

const blockLength = 4096;
/** Rows with more columns than this take the order of dot. */
const narrowColumns = 16;
/** Bytes of columns that vecmat accumulates at a time: 20 levels of block sums fit in scratch, four rows of it in the first cache. */
const chunkBytes = 2048;

/** What distinguishes the dtypes in the text. */
interface Float {
  readonly tag: FloatTag;
  readonly lanes: 'f32x4' | 'f64x2';
  readonly size: 4 | 8;
  /** L: elements of one vector, and rows of one group. */
  readonly width: 4 | 2;
  readonly loadSplat: string;
}

const floats: Readonly<Record<FloatTag, Float>> = {
  f32: { tag: 'f32', lanes: 'f32x4', size: 4, width: 4, loadSplat: 'v128.load32_splat' },
  f64: { tag: 'f64', lanes: 'f64x2', size: 8, width: 2, loadSplat: 'v128.load64_splat' },
};

/**
 * The functions of one dtype, not exported in the text (a module made of them alone appends `export { dot_f32, … }`); they need
 * `@external("env", "scratch") declare const scratch: usize;`, 64 KiB of which each call may use. Arrays may be read and `out`
 * may be written up to 64 bytes past the end.
 *
 * - `dot_T(n: i32, a: usize, b: usize): T`
 * - `matvec_T(m: i32, n: i32, out: usize, X: usize, w: usize): void`, X is [m, n]
 * - `vecmat_T(m: i32, n: i32, out: usize, v: usize, X: usize): void`, out[n] = v[m] · X[m, n]
 * - `matmul_T(m: i32, k: i32, n: i32, out: usize, A: usize, B: usize): void`
 *
 * The pieces of a fused kernel over rows of up to 16 columns, in groups of L rows (they leave scratch alone):
 * - `matvec_T_groups(groups: i32, n: i32, out: usize, X: usize, splats: usize): void`, w_j in every lane at `splats + 16 * j`;
 * - `vecmat_T_groups(groups: i32, n: i32, v: usize, X: usize, sums: usize): void` adds to n accumulators of 16 bytes.
 * - `columns_T(rows: usize, n: i32, cols: usize): void` transposes L consecutive rows to vectors, column j at `cols + 16 * j`;
 *   reads up to 12 bytes past the rows.
 * - `lastRows_T(to: usize, rows: usize, n: i32, count: i32): void` copies the last `count` < L rows to `to` and fills up to L rows with
 *   ones: with weights of -0.0 for these (`lastWeights_T`) their products are -0.0, which changes no sum.
 * - `lastWeights_T(weights: v128, count: i32): v128` puts -0.0 in the lanes from `count` on.
 * - `clearColumns_T(acc: usize, n: i32): void` starts n accumulators of 16 bytes.
 * - `pushColumns_T(acc: usize, n: i32, stack: usize, count: i32): void` folds n accumulators to the sums of a block, `count` blocks
 *   having come before, and merges them on the stack, which needs 20 levels of `n * size` bytes rounded up to 16.
 * - `finishColumns_T(out: usize, n: i32, stack: usize, count: i32): void` merges the stack of `count` blocks to n results.
 */
export function productFunctions(tag: FloatTag): string {
  const float = floats[tag];
  return [
    panelFunctions(`product_${tag}`, { empty: zero(float), combine: (a, b) => `${float.lanes}.add(${a}, ${b})` }),
    dotFunctions(float), columnFunctions(float), blockSumFunctions(float), matvecFunctions(float),
    narrowVecmatFunctions(float), wideVecmatFunctions(float), matmulFunctions(float), tileFunction(float),
  ].join('\n');
}

function minusZero({ lanes }: Float): string {
  return `${lanes}.splat(-0.0)`;
}

function zero({ lanes }: Float): string {
  return `${lanes}.splat(0.0)`;
}

/** `acc + a * b`, rounded twice. */
function addProduct({ lanes }: Float, acc: string, a: string, b: string): string {
  return `${lanes}.add(${acc}, ${lanes}.mul(${a}, ${b}))`;
}

/** A mask of the lanes of vector `u` that stand before element `rest`. */
function maskBefore({ width }: Float, u: number, rest: string): string {
  return width === 4
    ? `i32x4.lt_s(i32x4(${[0, 1, 2, 3].map((lane) => u * 4 + lane).join(', ')}), i32x4.splat(${rest}))`
    : `i64x2.lt_s(i64x2(${u * 2}, ${u * 2 + 1}), i64x2.splat(<i64>(${rest})))`;
}

const four = [0, 1, 2, 3] as const;

const maskParameters = four.map((u) => `m${u}: v128`).join(', ');

/** Constants m0 … m3: what belongs to a row of n elements in its last group of four vectors. */
function rowMasks(float: Float, indent: string): string {
  return `${indent}const rest = n & ${4 * float.width - 1};\n${four.map((u) => `${indent}const m${u} = ${maskBefore(float, u, 'rest')};\n`).join('')}`;
}

/** Masks come from outside, and the block is inlined, for the sake of short rows of a matrix: 1.3 times as fast. */
function dotFunctions(float: Float): string {
  const { tag, lanes, size, width } = float;
  const group = 4 * width;
  const lane = (i: number): string => `${lanes}.extract_lane(v, ${i})`;
  const product = (u: number): string => `${lanes}.mul(v128.load(a, ${16 * u}), v128.load(b, ${16 * u}))`;
  return `@inline function dot_${tag}_block(n: i32, a: usize, b: usize, ${maskParameters}): ${tag} {
  const start = ${minusZero(float)};
${four.map((u) => `  let a${u} = start;\n`).join('')}  const end = a + <usize>(n & ~${group - 1}) * ${size};
  while (a < end) {
${four.map((u) => `    a${u} = ${lanes}.add(a${u}, ${product(u)});\n`).join('')}    a += 64;
    b += 64;
  }
  if (n & ${group - 1}) {
${four.map((u) => `    a${u} = ${lanes}.add(a${u}, v128.bitselect(${product(u)}, start, m${u}));\n`).join('')}  }
  const v = ${lanes}.add(${lanes}.add(a0, a1), ${lanes}.add(a2, a3));
  return ${width === 4 ? `(${lane(0)} + ${lane(2)}) + (${lane(1)} + ${lane(3)})` : `${lane(0)} + ${lane(1)}`};
}

function dot_${tag}(n: i32, a: usize, b: usize): ${tag} {
  if (n <= 0) return 0;
${rowMasks(float, '  ')}  let count = 0;
  for (let block = 0; block < n; block += ${blockLength}) {
    const offset = <usize>block * ${size};
    let value = dot_${tag}_block(min(n - block, ${blockLength}), a + offset, b + offset, m0, m1, m2, m3);
    let top = scratch + (<usize>popcnt(count) << 3);
    for (let k = count; k & 1; k >>= 1) {
      top -= 8;
      value = load<${tag}>(top) + value;
    }
    store<${tag}>(top, value);
    count += 1;
  }
  let top = scratch + (<usize>popcnt(count) << 3) - 8;
  let value = load<${tag}>(top);
  for (; top > scratch; top -= 8) value = load<${tag}>(top - 8) + value;
  return value;
}
`;
}

/**
 * Statements that load L columns of L rows (pointers r0 … and offset `at`) and transpose them to c0 …. `used` columns are wanted; what
 * is loaded beside them is dropped.
 */
function transpose({ width }: Float, indent: string, used: number): string {
  const lines = Array.from({ length: width }, (_, r) => `const x${r} = v128.load(r${r} + at);`);
  if (width === 2) {
    lines.push('const c0 = v128.shuffle<i64>(x0, x1, 0, 2);');
    if (used > 1) lines.push('const c1 = v128.shuffle<i64>(x0, x1, 1, 3);');
  } else {
    lines.push('const low01 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);', 'const low23 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);', 'const c0 = v128.shuffle<i64>(low01, low23, 0, 2);');
    if (used > 1) lines.push('const c1 = v128.shuffle<i64>(low01, low23, 1, 3);');
    if (used > 2) lines.push('const high01 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);', 'const high23 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);', 'const c2 = v128.shuffle<i64>(high01, high23, 0, 2);');
    if (used > 3) lines.push('const c3 = v128.shuffle<i64>(high01, high23, 1, 3);');
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/**
 * A walk over the columns of one group of L rows, starting at pointer r0: `use(j)` is the statement for column vector cj of a step,
 * `next` the statements after a step of L columns.
 */
function overColumns(float: Float, indent: string, use: (j: number) => string, next: string): string {
  const { width, size } = float;
  const inner = `${indent}  `;
  const uses = (used: number, at: string): string => Array.from({ length: used }, (_, j) => `${at}${use(j)}\n`).join('');
  const rows = Array.from({ length: width - 1 }, (_, r) => `${indent}const r${r + 1} = r${r} + stride;\n`).join('');
  const rests = Array.from({ length: width - 1 }, (_, k) => k + 1)
    .map((used) => `if (rest == ${used}) {\n${transpose(float, inner, used)}${uses(used, inner)}${indent}}`).join(' else ');
  return `${rows}${indent}let at: usize = 0;
${indent}for (; at < full; at += ${width * size}) {
${transpose(float, inner, width)}${uses(width, inner)}${inner}${next}
${indent}}
${indent}${rests}
`;
}

/** The constants of a walk over columns. */
function columnSizes({ width, size }: Float): string {
  return `  const stride = <usize>n * ${size};
  const full = <usize>(n & ~${width - 1}) * ${size};
  const rest = n & ${width - 1};
`;
}

function columnFunctions(float: Float): string {
  const { tag, lanes, size, width } = float;
  return `function columns_${tag}(rows: usize, n: i32, cols: usize): void {
${columnSizes(float)}  const r0 = rows;
${overColumns(float, '  ', (j) => `v128.store(cols, c${j}, ${16 * j});`, `cols += ${16 * width};`)}}

function lastRows_${tag}(to: usize, rows: usize, n: i32, count: i32): void {
  for (let j = 0; j < n * ${width}; j++) {
    const at = <usize>j * ${size};
    store<${tag}>(to + at, j < n * count ? load<${tag}>(rows + at) : 1);
  }
}

function lastWeights_${tag}(weights: v128, count: i32): v128 {
  return v128.bitselect(weights, ${minusZero(float)}, ${maskBefore(float, 0, 'count')});
}

function clearColumns_${tag}(acc: usize, n: i32): void {
  const start = ${lanes}.splat(-0.0);
  for (let j = 0; j < n; j++) v128.store(acc + (<usize>j << 4), start);
}
`;
}

function blockSumFunctions({ tag, size, width }: Float): string {
  const lane = (i: number): string => `load<${tag}>(acc, ${i * size})`;
  return `function pushColumns_${tag}(acc: usize, n: i32, stack: usize, count: i32): void {
  const bytes = (<usize>n * ${size} + 15) & ~15;
  const level = stack + <usize>popcnt(count) * bytes;
  for (let j = 0; j < n; j++) {
    store<${tag}>(level + <usize>j * ${size}, ${width === 4 ? `(${lane(0)} + ${lane(2)}) + (${lane(1)} + ${lane(3)})` : `${lane(0)} + ${lane(1)}`});
    acc += 16;
  }
  product_${tag}_merge(stack, bytes, bytes, count);
}

function finishColumns_${tag}(out: usize, n: i32, stack: usize, count: i32): void {
  const bytes = (<usize>n * ${size} + 15) & ~15;
  product_${tag}_finish(stack, bytes, bytes, count);
  for (let j = 0; j < n; j++) store<${tag}>(out + <usize>j * ${size}, load<${tag}>(stack + <usize>j * ${size}));
}
`;
}

/** Scratch of the narrow kernels: one vector for each column, then the last rows and their weights or results, then the stack. */
const lastRowsAt = 256;
const lastVectorAt = 1024;
const stackAt = 2048;

function matvecFunctions(float: Float): string {
  const { tag, lanes, size, width } = float;
  return `function matvec_${tag}_groups(groups: i32, n: i32, out: usize, X: usize, splats: usize): void {
${columnSizes(float)}  const start = ${minusZero(float)};
  let r0 = X;
  for (let group = 0; group < groups; group++) {
    let sum = start;
    let w = splats;
${overColumns(float, '    ', (j) => `sum = ${addProduct(float, 'sum', `c${j}`, `v128.load(w, ${16 * j})`)};`, `w += ${16 * width};`)}    v128.store(out, sum);
    out += 16;
    r0 += stride * ${width};
  }
}

function matvec_${tag}(m: i32, n: i32, out: usize, X: usize, w: usize): void {
  const stride = <usize>n * ${size};
  if (n > ${narrowColumns} || n == 0) {
${rowMasks(float, '    ')}    for (let i = 0; i < m; i++) {
      const row = X + <usize>i * stride;
      store<${tag}>(out + <usize>i * ${size}, n > 0 && n <= ${blockLength} ? dot_${tag}_block(n, row, w, m0, m1, m2, m3) : dot_${tag}(n, row, w));
    }
    return;
  }
  for (let j = 0; j < n; j++) v128.store(scratch + (<usize>j << 4), ${lanes}.splat(load<${tag}>(w + <usize>j * ${size})));
  const groups = m / ${width};
  matvec_${tag}_groups(groups, n, out, X, scratch);
  const done = groups * ${width};
  if (done < m) {
    lastRows_${tag}(scratch + ${lastRowsAt}, X + <usize>done * stride, n, m - done);
    matvec_${tag}_groups(1, n, out + <usize>done * ${size}, scratch + ${lastRowsAt}, scratch);
  }
}
`;
}

function narrowVecmatFunctions(float: Float): string {
  const { tag, size, width } = float;
  return `function vecmat_${tag}_groups(groups: i32, n: i32, v: usize, X: usize, sums: usize): void {
${columnSizes(float)}  let r0 = X;
  for (let group = 0; group < groups; group++) {
    const weights = v128.load(v);
    let acc = sums;
${overColumns(float, '    ', (j) => `v128.store(acc, ${addProduct(float, `v128.load(acc, ${16 * j})`, 'weights', `c${j}`)}, ${16 * j});`, `acc += ${16 * width};`)}    v += 16;
    r0 += stride * ${width};
  }
}

function vecmat_${tag}(m: i32, n: i32, out: usize, v: usize, X: usize): void {
  if (n > ${narrowColumns}) {
    vecmat_${tag}_wide(m, n, out, v, X);
    return;
  }
  let count = 0;
  for (let block = 0; block < m; block += ${blockLength}) {
    const rows = min(m - block, ${blockLength});
    clearColumns_${tag}(scratch, n);
    vecmat_${tag}_groups(rows / ${width}, n, v + <usize>block * ${size}, X + <usize>block * <usize>n * ${size}, scratch);
    const last = rows & ${width - 1};
    if (last) {
      const done = <usize>(m - last) * ${size};
      lastRows_${tag}(scratch + ${lastRowsAt}, X + done * <usize>n, n, last);
      v128.store(scratch, lastWeights_${tag}(v128.load(v + done), last), ${lastVectorAt});
      vecmat_${tag}_groups(1, n, scratch + ${lastVectorAt}, scratch + ${lastRowsAt}, scratch);
    }
    pushColumns_${tag}(scratch, n, scratch + ${stackAt}, count);
    count += 1;
  }
  finishColumns_${tag}(out, n, scratch + ${stackAt}, count);
}
`;
}

/** Any number of columns, rows in sequence: the order of matmul. Accumulators are a stretch of memory, four rows go by at a time. */
function wideVecmatFunctions(float: Float): string {
  const { tag, size, loadSplat } = float;
  const step = (r: number): string => `        sum = ${addProduct(float, 'sum', `v${r}`, `v128.load(x${r} + at)`)};\n`;
  return `function vecmat_${tag}_rows(rows: i32, bytes: usize, acc: usize, v: usize, x0: usize, stride: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const x1 = x0 + stride;
    const x2 = x1 + stride;
    const x3 = x2 + stride;
${four.map((r) => `    const v${r} = ${loadSplat}(v, ${r * size});\n`).join('')}    for (let at: usize = 0; at < bytes; at += 16) {
        let sum = v128.load(acc + at);
${four.map(step).join('')}        v128.store(acc + at, sum);
    }
    v += ${4 * size};
    x0 = x3 + stride;
  }
  for (; i < rows; i++) {
    const v0 = ${loadSplat}(v);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(acc + at, ${addProduct(float, 'v128.load(acc + at)', 'v0', 'v128.load(x0 + at)')});
    v += ${size};
    x0 += stride;
  }
}

function vecmat_${tag}_wide(m: i32, n: i32, out: usize, v: usize, X: usize): void {
  const stride = <usize>n * ${size};
  for (let from: usize = 0; from < stride; from += ${chunkBytes}) {
    const bytes = (min<usize>(stride - from, ${chunkBytes}) + 15) & ~15;
    let count = 0;
    for (let block = 0; block < m; block += ${blockLength}) {
      const acc = scratch + <usize>popcnt(count) * ${chunkBytes};
      product_${tag}_fill(acc, bytes, ${minusZero(float)});
      vecmat_${tag}_rows(min(m - block, ${blockLength}), bytes, acc, v + <usize>block * ${size}, X + <usize>block * stride + from, stride);
      product_${tag}_merge(scratch, ${chunkBytes}, bytes, count);
      count += 1;
    }
    product_${tag}_finish(scratch, ${chunkBytes}, bytes, count);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(out + from + at, v128.load(scratch + at));
  }
}
`;
}

/** Rows of B that are packed at a time (16 KiB: half of the first cache of common cores), and bytes of the region of results. */
const panelDepth = 256;
const regionBytes = 32768;

/**
 * Results are made in regions of up to 256 rows by 64 bytes (16 or 8 columns), with a level of scratch for every block sum that waits.
 * The 64 bytes of B beside each other are packed, so that the tiles of a region read them in one stream from the first cache.
 */
function matmulFunctions({ tag, size }: Float): string {
  const columns = 64 / size;
  return `function matmul_${tag}(m: i32, k: i32, n: i32, out: usize, A: usize, B: usize): void {
  const strideA = <usize>k * ${size};
  const strideB = <usize>n * ${size};
  if (m < 4) {
    for (let i = 0; i < m; i++) vecmat_${tag}_wide(k, n, out + <usize>i * strideB, A + <usize>i * strideA, B);
    return;
  }
  const levels = 32 - clz((k + ${blockLength - 1}) / ${blockLength} | 1);
  const rowsAtOnce = min(256, (${regionBytes / 64} / levels) & ~3);
  const levelBytes = <usize>rowsAtOnce << 6;
  for (let i = 0; i < m; i += rowsAtOnce) {
    const rows = min(m - i, rowsAtOnce);
    const bytes = <usize>rows << 6;
    for (let j = 0; j < n; j += ${columns}) {
      const wanted = min(n - j, ${columns});
      let count = 0;
      for (let block = 0; block < k; block += ${blockLength}) {
        const end = min(block + ${blockLength}, k);
        const region = scratch + <usize>popcnt(count) * levelBytes;
        product_${tag}_fill(region, (bytes + 255) & ~255, ${minusZero(floats[tag])});
        for (let p = block; p < end; p += ${panelDepth}) {
          matmul_${tag}_panel(rows, min(end - p, ${panelDepth}), wanted, region, A + <usize>i * strideA + <usize>p * ${size}, strideA, B + <usize>p * strideB + <usize>j * ${size}, strideB);
        }
        product_${tag}_merge(scratch, levelBytes, bytes, count);
        count += 1;
      }
      product_${tag}_finish(scratch, levelBytes, bytes, count);
      matmul_${tag}_copy(rows, wanted, out + <usize>i * strideB + <usize>j * ${size}, strideB);
    }
  }
}

function matmul_${tag}_panel(rows: i32, depth: i32, wanted: i32, region: usize, a: usize, strideA: usize, b: usize, strideB: usize): void {
  const halves = wanted > ${columns / 2} ? 2 : 1;
  const packed = scratch + ${regionBytes};
  let to = packed;
  for (let p = 0; p < depth; p++) {
${four.map((u) => `    v128.store(to, v128.load(b, ${16 * u}), ${16 * u});\n`).join('')}    to += 64;
    b += strideB;
  }
  for (let i = 0; i < rows; i += 4) {
    // Past the last row it is read again; its results are not copied out.
    const a1 = i + 1 < rows ? a + strideA : a;
    const a2 = i + 2 < rows ? a1 + strideA : a1;
    const a3 = i + 3 < rows ? a2 + strideA : a2;
    matmul_${tag}_tile(depth, region, a, a1, a2, a3, packed);
    if (halves == 2) matmul_${tag}_tile(depth, region + 32, a, a1, a2, a3, packed + 32);
    a = a3 + strideA;
    region += 256;
  }
}

function matmul_${tag}_copy(rows: i32, wanted: i32, out: usize, stride: usize): void {
  let from = scratch;
  for (let i = 0; i < rows; i++) {
    if (wanted == ${columns}) {
${four.map((u) => `      v128.store(out, v128.load(from, ${16 * u}), ${16 * u});\n`).join('')}    } else {
      for (let j = 0; j < wanted; j++) store<${tag}>(out + <usize>j * ${size}, load<${tag}>(from + <usize>j * ${size}));
    }
    from += 64;
    out += stride;
  }
}
`;
}

/**
 * Four rows of A times 32 bytes of columns of B, added to the region: eight accumulators, so that all fits in 16 registers. The ways
 * out between the steps keep Binaryen from merging the steps to long expressions, for which the registers do not suffice (it was 1.5 times
 * slower).
 */
function tileFunction(float: Float): string {
  const { tag, size, loadSplat } = float;
  const step = (u: number): string => [
    `    b0 = v128.load(b, ${64 * u});`, `    b1 = v128.load(b, ${64 * u + 16});`,
    ...four.flatMap((r) => [
      `    s = ${loadSplat}(a${r}, ${u * size});`,
      `    c${r}0 = ${addProduct(float, `c${r}0`, 's', 'b0')};`, `    c${r}1 = ${addProduct(float, `c${r}1`, 's', 'b1')};`,
    ]),
    u < 3 ? `    if (depth == ${u + 1}) break;\n` : '    depth -= 4;\n',
  ].join('\n');
  const each = (make: (r: number, h: number) => string): string => four.flatMap((r) => [make(r, 0), make(r, 1)]).join('');
  return `function matmul_${tag}_tile(depth: i32, region: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize): void {
${each((r, h) => `  let c${r}${h} = v128.load(region, ${64 * r + 16 * h});\n`)}  let s: v128, b0: v128, b1: v128;
  while (depth > 0) {
${four.map(step).join('')}${four.map((r) => `    a${r} += ${4 * size};\n`).join('')}    b += 256;
  }
${each((r, h) => `  v128.store(region, c${r}${h}, ${64 * r + 16 * h});\n`)}}
`;
}
