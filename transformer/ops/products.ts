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
import type { Float, FloatTag } from './float-text.js';
import { addProduct, floats, minusZero, zero } from './float-text.js';
import { narrowColumns, narrowFunctions } from './narrow-products.js';

const blockLength = 4096;
/** Bytes of columns that vecmat accumulates at a time: 20 levels of block sums fit in scratch, four rows of it in the first cache. */
const chunkBytes = 2048;

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
 * And the pieces of a fused kernel over the rows of a narrow matrix (narrow-products.ts), which leave scratch alone.
 */
export function productFunctions(tag: FloatTag): string {
  const float = floats[tag];
  return [
    panelFunctions(`product_${tag}`, { empty: zero(float), combine: (a, b) => `${float.lanes}.add(${a}, ${b})` }),
    dotFunctions(float), narrowFunctions(float), matvecFunction(float), vecmatFunction(float), wideVecmatFunctions(float), matmulFunctions(float), shallowFunctions(float), tileFunctions(float),
  ].join('\n');
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

/** Where a vector of several blocks has the sum of the last one: behind the stack of those before. */
const blockSumAt = 512;

/** Masks come from outside, and the block is inlined, for the sake of short rows of a matrix: 1.3 times as fast. It is inlined once: a vector is a row. */
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
  let count = 0;
  for (let block = 0; block < n; block += ${blockLength}) {
    const offset = <usize>block * ${size};
    matvec_${tag}_wide(1, min(n - block, ${blockLength}), scratch + ${blockSumAt}, a + offset, b + offset);
    let value = load<${tag}>(scratch, ${blockSumAt});
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

/** Scratch of the products of narrow matrices: splats of the weights or accumulators, then the stack. */
const stackAt = 2048;

function matvecFunction(float: Float): string {
  const { tag, lanes, size } = float;
  return `function matvec_${tag}_wide(m: i32, n: i32, out: usize, X: usize, w: usize): void {
  const stride = <usize>n * ${size};
${rowMasks(float, '  ')}  for (let i = 0; i < m; i++) {
    const row = X + <usize>i * stride;
    store<${tag}>(out + <usize>i * ${size}, n > 0 && n <= ${blockLength} ? dot_${tag}_block(n, row, w, m0, m1, m2, m3) : dot_${tag}(n, row, w));
  }
}

function matvec_${tag}(m: i32, n: i32, out: usize, X: usize, w: usize): void {
  if (n > ${narrowColumns} || n == 0) {
    matvec_${tag}_wide(m, n, out, X, w);
    return;
  }
  for (let j = 0; j < n; j++) v128.store(scratch + (<usize>j << 4), ${lanes}.splat(load<${tag}>(w + <usize>j * ${size})));
  narrowMatvec_${tag}(m, n, out, X, scratch);
}
`;
}

function vecmatFunction({ tag, size }: Float): string {
  return `function vecmat_${tag}(m: i32, n: i32, out: usize, v: usize, X: usize): void {
  if (n > ${narrowColumns}) {
    vecmat_${tag}_wide(m, n, out, v, X);
    return;
  }
  let count = 0;
  for (let block = 0; block < m; block += ${blockLength}) {
    clearColumns_${tag}(scratch, n);
    narrowVecmat_${tag}(min(m - block, ${blockLength}), n, v + <usize>block * ${size}, X + <usize>block * <usize>n * ${size}, scratch);
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
  if (k > 0 && k <= ${panelDepth}) {
    matmul_${tag}_shallow(m, k, n, out, A, B);
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

function matmul_${tag}_pack(depth: i32, to: usize, b: usize, strideB: usize): void {
  for (let p = 0; p < depth; p++) {
${four.map((u) => `    v128.store(to, v128.load(b, ${16 * u}), ${16 * u});\n`).join('')}    to += 64;
    b += strideB;
  }
}

function matmul_${tag}_panel(rows: i32, depth: i32, wanted: i32, region: usize, a: usize, strideA: usize, b: usize, strideB: usize): void {
  const halves = wanted > ${columns / 2} ? 2 : 1;
  const packed = scratch + ${regionBytes};
  matmul_${tag}_pack(depth, packed, b, strideB);
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

/** Rows of results that are made together from one panel: their pages stay known to the processor (64 rows of 2,000: twice as fast as all at once). */
const shallowRows = 64;

/**
 * One panel holds all of k: tiles go straight into the result. They write whole vectors, past the end of a row over the next one; so
 * columns go from the last to the first, and rows from the first to the last: what is right comes later.
 */
function shallowFunctions({ tag, size }: Float): string {
  const columns = 64 / size;
  return `function matmul_${tag}_shallow(m: i32, k: i32, n: i32, out: usize, A: usize, B: usize): void {
  const strideA = <usize>k * ${size};
  const strideB = <usize>n * ${size};
  for (let i = 0; i < m; i += ${shallowRows}) {
    for (let j = (n - 1) & ~${columns - 1}; j >= 0; j -= ${columns}) {
      matmul_${tag}_pack(k, scratch, B + <usize>j * ${size}, strideB);
      matmul_${tag}_rows(min(m - i, ${shallowRows}), k, n - j > ${columns / 2}, out + <usize>i * strideB + <usize>j * ${size}, strideB, A + <usize>i * strideA, strideA);
    }
  }
}

function matmul_${tag}_rows(m: i32, k: i32, bothHalves: bool, o0: usize, strideB: usize, a0: usize, strideA: usize): void {
  for (let i = 0; i < m; i += 4) {
    // Past the last row it is made again, and written where it is.
    const a1 = i + 1 < m ? a0 + strideA : a0;
    const a2 = i + 2 < m ? a1 + strideA : a1;
    const a3 = i + 3 < m ? a2 + strideA : a2;
    const o1 = i + 1 < m ? o0 + strideB : o0;
    const o2 = i + 2 < m ? o1 + strideB : o1;
    const o3 = i + 3 < m ? o2 + strideB : o2;
    if (bothHalves) matmul_${tag}_start(k, o0 + 32, o1 + 32, o2 + 32, o3 + 32, a0, a1, a2, a3, scratch + 32);
    matmul_${tag}_start(k, o0, o1, o2, o3, a0, a1, a2, a3, scratch);
    a0 = a3 + strideA;
    o0 = o3 + strideB;
  }
}
`;
}

/**
 * Four rows of A times 32 bytes of columns of B, `tile` added to the region, `start` written to four rows: eight accumulators, so that all
 * fits in 16 registers. The ways out between the steps keep Binaryen from merging the steps to long expressions, for which the registers
 * do not suffice (it was 1.5 times slower).
 */
function tileFunctions(float: Float): string {
  const { tag } = float;
  const each = (make: (r: number, h: number) => string): string => four.flatMap((r) => [make(r, 0), make(r, 1)]).join('');
  return `function matmul_${tag}_tile(depth: i32, region: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize): void {
${each((r, h) => `  let c${r}${h} = v128.load(region, ${64 * r + 16 * h});\n`)}${tileLoop(float)}${each((r, h) => `  v128.store(region, c${r}${h}, ${64 * r + 16 * h});\n`)}}

function matmul_${tag}_start(depth: i32, o0: usize, o1: usize, o2: usize, o3: usize, a0: usize, a1: usize, a2: usize, a3: usize, b: usize): void {
${each((r, h) => `  let c${r}${h} = ${minusZero(float)};\n`)}${tileLoop(float)}${each((r, h) => `  v128.store(o${r}, c${r}${h}, ${16 * h});\n`)}}
`;
}

/** The accumulators crh, of row r and half h, go over `depth` rows of the packed panel at b. */
function tileLoop(float: Float): string {
  const { size, loadSplat } = float;
  const step = (u: number): string => [
    `    b0 = v128.load(b, ${64 * u});`, `    b1 = v128.load(b, ${64 * u + 16});`,
    ...four.flatMap((r) => [
      `    s = ${loadSplat}(a${r}, ${u * size});`,
      `    c${r}0 = ${addProduct(float, `c${r}0`, 's', 'b0')};`, `    c${r}1 = ${addProduct(float, `c${r}1`, 's', 'b1')};`,
    ]),
    u < 3 ? `    if (depth == ${u + 1}) break;\n` : '    depth -= 4;\n',
  ].join('\n');
  return `  let s: v128, b0: v128, b1: v128;
  while (depth > 0) {
${four.map(step).join('')}${four.map((r) => `    a${r} += ${4 * size};\n`).join('')}    b += 256;
  }
`;
}
