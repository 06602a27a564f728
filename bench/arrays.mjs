// Times functions of arrays in compiled code beside plain JavaScript over typed arrays: `node bench/arrays.mjs [options]`, after `npm run build`.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { arrayFunctions, printCompiled, printPlain } from './array-functions.mjs';

const usage = `node bench/arrays.mjs [options]
  --only TEXT       functions whose name contains it
  --write           puts the table into docs/performance.md`;

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, '..', 'docs', 'performance.md');
const { values: options } = parseArgs({ options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (options.help) {
  console.log(usage);
  process.exit(0);
}

/** Rows and columns for each number of elements. */
const shapes = { 10: [5, 2], 1000: [100, 10], 100000: [1000, 100] };

/** Run in a folder of its own, where the package is found by its name. */
const measuring = `
import { math as bm } from 'myelin';
const compiled = await import('./compiled.ts');
const plain = await import('./plain.mjs');
const { functions, shapes } = JSON.parse(process.env.BENCH);
let seed = 12345;
const uniform = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const numbers = (n) => Float32Array.from({ length: n }, uniform);
// The best of several loops, each of some 10 ms; microseconds.
function time(run) {
  let times = 1;
  run(3);
  for (;;) {
    const start = performance.now();
    run(times);
    const ms = performance.now() - start;
    if (ms > 8) break;
    times = Math.max(times * 2, Math.floor(times * 10 / Math.max(ms, 0.1)));
  }
  const all = Array.from({ length: 5 }, () => { const start = performance.now(); run(times); return (performance.now() - start) / times; });
  return Math.min(...all) * 1000;
}
for (const [i, [name]] of functions.entries()) {
  const cells = Object.entries(shapes).map(([size, [R, C]]) => {
    const n = Number(size);
    const [x, y, X, v, w] = [numbers(n), numbers(n), numbers(n), numbers(C), numbers(R)];
    const limit = name === 'segmentSum' ? 10 : n;
    const idx = Int32Array.from({ length: n }, () => Math.floor(uniform() * limit));
    const rows = Int32Array.from({ length: R }, () => Math.floor(uniform() * R));
    const array = (data, shape, dtype = 'float32') => bm.array([...data], { dtype, shape });
    const arrays = [array(x, [n]), array(y, [n]), array(X, [R, C]), array(v, [C]), array(w, [R]), array(idx, [n], 'int32'), array(rows, [R], 'int32')];
    const buffers = [new Float32Array(n), new Float32Array(2 * n + 10), new Float32Array(n), new Int32Array(n)];
    return [time((times) => compiled['f' + i](...arrays, n, times)), time((times) => plain['f' + i](x, y, X, v, w, idx, rows, n, R, C, ...buffers, times))];
  });
  console.log(JSON.stringify({ name, cells }));
}
// Products of square matrices: billions of operations a second, by the best of some calls.
for (const dtype of ['float32', 'float64']) for (const n of [512, 1024]) {
  const kind = dtype === 'float32' ? Float32Array : Float64Array;
  const [a, b, out] = [kind.from({ length: n * n }, uniform), kind.from({ length: n * n }, uniform), new kind(n * n)];
  const [A, B] = [a, b].map((data) => bm.array([...data], { dtype, shape: [n, n] }));
  const rate = (calls, run) => Math.max(...Array.from({ length: calls }, () => { const start = performance.now(); run(); return 2 * n ** 3 / (performance.now() - start) / 1e6; }));
  console.log(JSON.stringify({ dtype, n, ours: rate(6, () => compiled.product(A, B).dispose()), plain: rate(2, () => plain.product(a, b, n, out)) }));
}
`;

function measure(functions) {
  const folder = mkdtempSync(join(tmpdir(), 'myelin-bench-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(here, '..'), join(folder, 'node_modules', 'myelin'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { target: 'es2022', module: 'nodenext', lib: ['es2023', 'esnext.disposable'], strict: true, types: [] }, include: ['*.ts'] }));
    writeFileSync(join(folder, 'compiled.ts'), printCompiled(functions));
    writeFileSync(join(folder, 'plain.mjs'), printPlain(functions));
    writeFileSync(join(folder, 'measure.mjs'), measuring);
    const env = { ...process.env, BENCH: JSON.stringify({ functions, shapes }) };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'myelin/register', 'measure.mjs'], { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr.split('\n').slice(0, 12).join('\n'));
    return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const print = (us) => (us < 10 ? us.toPrecision(2) : us.toFixed(0));

function printTable(rows) {
  const sizes = Object.keys(shapes).map((size) => Number(size).toLocaleString('en'));
  return [
    `| | ${sizes.join(' | ')} |`, `|${'---|'.repeat(sizes.length + 1)}`,
    ...rows.map(({ name, cells }) => `| ${name} | ${cells.map(([ours, plain]) => `${print(ours)}, ${(plain / ours).toFixed(1)}×`).join(' | ')} |`),
  ].join('\n');
}

function printProducts(rows) {
  return [
    '| matmul | Myelin | plain JS |', '|---|---|---|',
    ...rows.map(({ dtype, n, ours, plain }) => `| ${dtype}, ${n} × ${n} | ${ours.toFixed(1)} | ${plain.toFixed(1)} |`),
  ].join('\n');
}

const lines = measure(arrayFunctions.filter(([name]) => name.includes(options.only)));
const table = `${printTable(lines.filter(({ name }) => name !== undefined))}

Products of square matrices, 10⁹ operations a second:

${printProducts(lines.filter(({ n }) => n !== undefined))}`;
console.log(table);
if (options.write) {
  const text = readFileSync(page, 'utf8');
  const [start, end] = ['<!-- written by bench/arrays.mjs -->', '<!-- end of arrays -->'];
  writeFileSync(page, `${text.slice(0, text.indexOf(start) + start.length)}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
}
