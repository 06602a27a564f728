/**
 * Products of a matrix of up to 16 columns with a vector, as AssemblyScript text. A row has too few elements for a sum of vectors, so rows
 * stand side by side in lanes: L rows are transposed for matvec; vecmat has accumulators of its own for each of L rows, and needs no
 * transposing. The order of additions is stated in products.ts.
 */
import type { Float } from './float-text.js';
import { addProduct, minusZero } from './float-text.js';

/** The most columns of a narrow matrix. */
export const narrowColumns = 16;
/** Bytes of the accumulators of `narrowVecmat_T`. */
export const accumulatorBytes: number = narrowColumns * 16;

/** Vectors of columns that vecmat takes in one pass over the rows: accumulators and two more values fit in V8's 15 registers. */
const vectorsAtOnce = { f32: 3, f64: 6 } as const;

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/**
 * - `narrowMatvec_T(rows: i32, n: i32, out: usize, X: usize, splats: usize): void`, w_j in every lane at `splats + 16 * j`; writes
 *   `out` in whole vectors.
 * - `narrowVecmat_T(rows: i32, n: i32, v: usize, X: usize, acc: usize): void` adds rows to accumulators. Between two calls for the
 *   same accumulators stand whole groups of L rows.
 * - `clearColumns_T(acc: usize, n: i32): void` starts the accumulators.
 * - `pushColumns_T(acc: usize, n: i32, stack: usize, count: i32): void` folds them to the sums of a block, `count` blocks having come
 *   before, and merges them on the stack, which needs 20 levels of `n * size` bytes rounded up to 16.
 * - `finishColumns_T(out: usize, n: i32, stack: usize, count: i32): void` merges the stack of `count` blocks to n results.
 */
export function narrowFunctions(float: Float): string {
  return [matvecRows(float), ...times(vectorsAtOnce[float.tag], (c) => vecmatPass(float, c + 1)), vecmatRows(float), columnSums(float)].join('\n');
}

/**
 * Statements that load L columns of L rows (pointers r0 …) at an offset and transpose them to c0 …. `used` columns are wanted; what
 * is loaded beside them is dropped.
 */
function transpose({ width }: Float, used: number, at: string): string[] {
  const lines = times(width, (r) => `const x${r} = v128.load(r${r}${at});`);
  if (width === 2) {
    lines.push('const c0 = v128.shuffle<i64>(x0, x1, 0, 2);');
    if (used > 1) lines.push('const c1 = v128.shuffle<i64>(x0, x1, 1, 3);');
  } else {
    lines.push('const low01 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);', 'const low23 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);', 'const c0 = v128.shuffle<i64>(low01, low23, 0, 2);');
    if (used > 1) lines.push('const c1 = v128.shuffle<i64>(low01, low23, 1, 3);');
    if (used > 2) lines.push('const high01 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);', 'const high23 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);', 'const c2 = v128.shuffle<i64>(high01, high23, 0, 2);');
    if (used > 3) lines.push('const c3 = v128.shuffle<i64>(high01, high23, 1, 3);');
  }
  return lines;
}

/** Whole vectors of columns stand at offsets known here; the columns behind them at an offset that depends on n. */
function matvecRows(float: Float): string {
  const { tag, size, width } = float;
  const step = (used: number, at: string, w: (j: number) => string): string[] => [
    ...transpose(float, used, at), ...times(used, (j) => `sum = ${addProduct(float, 'sum', `c${j}`, `v128.load(${w(j)})`)};`),
  ];
  const whole = (v: number): string => (v === narrowColumns / width ? '' : `    if (full > ${16 * v}) {
${step(width, `, ${16 * v}`, (j) => `splats, ${16 * (width * v + j)}`).map((line) => `      ${line}\n`).join('')}${whole(v + 1)}    }
`);
  const rests = times(width - 1, (k) => `if (rest == ${k + 1}) {\n${step(k + 1, ' + full', (j) => `restSplats, ${16 * j}`).map((line) => `      ${line}\n`).join('')}    }`).join(' else ');
  return `function narrowMatvec_${tag}(rows: i32, n: i32, out: usize, X: usize, splats: usize): void {
  const stride = <usize>n * ${size};
  const full = <usize>(n & ~${width - 1}) * ${size};
  const rest = n & ${width - 1};
  const restSplats = splats + (<usize>(n - rest) << 4);
  const start = ${minusZero(float)};
${times(width - 1, (r) => `  let s${r + 1} = stride;\n`).join('')}  let r0 = X;
  for (; rows > 0; rows -= ${width}) {
    if (rows < ${width}) {
      // Past the last row it is read again; what comes of it is beyond the end of out.
${times(width - 1, (r) => `      if (rows < ${r + 2}) s${r + 1} = 0;\n`).join('')}    }
${times(width - 1, (r) => `    const r${r + 1} = r${r} + s${r + 1};\n`).join('')}    let sum = start;
${whole(0)}    ${rests}
    v128.store(out, sum);
    out += 16;
    r0 = r${width - 1} + stride;
  }
}
`;
}

/** Adds rows to the accumulators of `count` vectors of columns, the vectors' accumulators for L rows one after the other. */
function vecmatPass(float: Float, count: number): string {
  const { tag, size, width, loadSplat } = float;
  const all = <T>(make: (c: number, r: number) => T): T[] => times(count, (c) => times(width, (r) => make(c, r))).flat();
  const row = (r: number): string[] => [
    `const w${r} = ${loadSplat}(v, ${size * r});`, ...times(count, (c) => `a${c}${r} = ${addProduct(float, `a${c}${r}`, `w${r}`, `v128.load(x, ${16 * c})`)};`), 'x += stride;',
  ];
  return `function narrowVecmat_${tag}_pass${count}(rows: i32, stride: usize, v: usize, x: usize, acc: usize): void {
${all((c, r) => `  let a${c}${r} = v128.load(acc, ${16 * (c * width + r)});\n`).join('')}  for (; rows >= ${width}; rows -= ${width}) {
${times(width, row).flat().map((line) => `    ${line}\n`).join('')}    v += 16;
  }
${times(width - 1, (r) => `  if (rows > ${r}) {\n${row(r).map((line) => `    ${line}\n`).join('')}  }\n`).join('')}${all((c, r) => `  v128.store(acc, a${c}${r}, ${16 * (c * width + r)});\n`).join('')}}
`;
}

function vecmatRows({ tag, size, width }: Float): string {
  const most = vectorsAtOnce[tag];
  const call = (count: number): string => `narrowVecmat_${tag}_pass${count}(rows, stride, v, X, acc);`;
  return `function narrowVecmat_${tag}(rows: i32, n: i32, v: usize, X: usize, acc: usize): void {
  const stride = <usize>n * ${size};
  let vectors = (n + ${width - 1}) / ${width};
  for (; vectors > ${most}; vectors -= ${most}) {
    ${call(most)}
    X += ${16 * most};
    acc += ${16 * width * most};
  }
${times(most, (c) => `  ${c === 0 ? '' : 'else '}if (vectors == ${c + 1}) ${call(c + 1)}\n`).join('')}}
`;
}

function columnSums(float: Float): string {
  const { tag, lanes, size, width } = float;
  const a = (r: number): string => `v128.load(acc, ${16 * r})`;
  const sum = (x: string, y: string): string => `${lanes}.add(${x}, ${y})`;
  return `function clearColumns_${tag}(acc: usize, n: i32): void {
  const end = acc + (<usize>(n + ${width - 1}) / ${width}) * ${16 * width};
  for (; acc < end; acc += 16) v128.store(acc, ${minusZero(float)});
}

function pushColumns_${tag}(acc: usize, n: i32, stack: usize, count: i32): void {
  const bytes = (<usize>n * ${size} + 15) & ~15;
  const level = stack + <usize>popcnt(count) * bytes;
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(level + at, ${width === 4 ? sum(sum(a(0), a(2)), sum(a(1), a(3))) : sum(a(0), a(1))});
    acc += ${16 * width};
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
