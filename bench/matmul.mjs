// Times products of matrices beside hand-written SIMD (matmul/reference.c): `node bench/matmul.mjs [--write]`, after `npm run build`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, '..', 'docs', 'performance.md');

/** [m, k] times [k, n]. */
const shapes = [
  [4, 4, 4], [8, 8, 8], [16, 16, 16], [64, 64, 64], [65, 65, 65], [256, 256, 256], [512, 512, 512], [1024, 1024, 1024],
  [1000, 100, 10], [10, 1000, 1000], [2000, 16, 2000], [3, 512, 512], [512, 512, 3],
];

const program = `import { jit, math as bm, type Matrix } from 'myelin';
export const product = jit((A: Matrix, B: Matrix) => bm.matmul(A, B));
export const products = jit((A: Matrix, B: Matrix, times: number) => {
  let sum = 0;
  for (let k = 0; k < times; k++) sum += bm.at(bm.matmul(A, B), 0, 0);
  return sum;
});
`;

/** Run in a folder of its own, where the package is found by its name. Ours and the reference's tiles take turns; the best of the rounds counts. */
const measuring = `
import { readFileSync } from 'node:fs';
import { math as bm } from 'myelin';
const { product, products } = await import('./compiled.ts');
const { shapes, reference } = JSON.parse(process.env.BENCH);
const memory = new WebAssembly.Memory({ initial: 2048 });
const { instance } = await WebAssembly.instantiate(readFileSync(reference), { env: { memory } });
const tiles = instance.exports;
const pagesEnd = (at) => (at + 65535) & ~65535;
tiles.useMemory(pagesEnd(tiles.__heap_base.value));
let seed = 12345;
const uniform = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
for (const [dtype, kind, tag, tolerance] of [['float32', Float32Array, 'f32', 2 ** -14], ['float64', Float64Array, 'f64', 2 ** -43]]) for (const [m, k, n] of shapes) {
  const [a, b] = [kind.from({ length: m * k }, uniform), kind.from({ length: k * n }, uniform)];
  const [A, B] = [bm.array(a, { dtype, shape: [m, k] }), bm.array(b, { dtype, shape: [k, n] })];
  const atA = pagesEnd(tiles.__heap_base.value) + 2 ** 23;
  const atB = pagesEnd(atA + a.byteLength);
  const atC = pagesEnd(atB + b.byteLength);
  new kind(memory.buffer, atA, m * k).set(a);
  new kind(memory.buffer, atB, k * n).set(b);
  const calls = Math.max(1, Math.ceil(2e7 / (m * k * n)));
  const runs = Object.fromEntries([
    ['ours', () => products(A, B, calls)],
    ...Object.keys(tiles).filter((name) => name.startsWith(tag)).map((name) => [name, () => { for (let i = 0; i < calls; i++) tiles[name](m, k, n, atC, atA, atB); }]),
  ]);
  const rates = {};
  for (let round = 0; round < 15; round++) for (const [name, run] of Object.entries(runs)) {
    const start = performance.now();
    run();
    rates[name] = Math.max(rates[name] ?? 0, 2e-6 * calls * m * k * n / (performance.now() - start));
  }
  const ours = product(A, B).toTypedArray();
  for (const name of Object.keys(runs)) {
    if (name === 'ours') continue;
    runs[name]();
    const theirs = new kind(memory.buffer, atC, m * n);
    for (let i = 0; i < m * n; i++) if (!(Math.abs(ours[i] - theirs[i]) < tolerance * Math.sqrt(k))) throw new Error([name, m, k, n, 'element', i, ours[i], theirs[i]].join(' '));
  }
  console.log(JSON.stringify({ dtype, shape: [m, k, n], rates }));
}
`;

function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'myelin-bench-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(here, '..'), join(folder, 'node_modules', 'myelin'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2022', module: 'nodenext', lib: ['es2023', 'esnext.disposable'], strict: true, types: [] }, include: ['*.ts'] }));
    writeFileSync(join(folder, 'compiled.ts'), program);
    writeFileSync(join(folder, 'measure.mjs'), measuring);
    const env = { ...process.env, BENCH: JSON.stringify({ shapes, reference: join(here, 'matmul', 'reference.wasm') }) };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'myelin/register', 'measure.mjs'], { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr.split('\n').slice(0, 12).join('\n'));
    return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printTable(rows) {
  const cell = (dtype, shape) => {
    const { ours, ...tiles } = rows.find((row) => row.dtype === dtype && String(row.shape) === String(shape)).rates;
    const reference = Math.max(...Object.values(tiles));
    return `${ours.toFixed(1)} | ${reference.toFixed(1)} | ${(ours / reference).toFixed(2)}`;
  };
  return [
    '| [m, k] × [k, n] | float32: Myelin | by hand | ratio | float64: Myelin | by hand | ratio |', `|${'---|'.repeat(7)}`,
    ...shapes.map((shape) => `| ${shape.join(', ')} | ${cell('float32', shape)} | ${cell('float64', shape)} |`),
  ].join('\n');
}

const table = printTable(measure());
console.log(table);
if (process.argv.includes('--write')) {
  const text = readFileSync(page, 'utf8');
  const [start, end] = ['<!-- written by bench/matmul.mjs -->', '<!-- end of matmul -->'];
  writeFileSync(page, `${text.slice(0, text.indexOf(start) + start.length)}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
}
