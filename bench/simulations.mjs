// Times simulations by our runner beside plain JavaScript, BrainPy and Brian2: `node bench/simulations.mjs [options]`, after `npm run build`.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = `node bench/simulations.mjs [options]
  --python FILE     a Python with requirements.txt installed: adds BrainPy
  --brian FILE      a Python with 'brian2' and 'numpy<2' installed, and a C++ compiler: adds Brian2, C++ standalone
  --rounds N        rounds A B C A B C of all peers (3)
  --steps N         steps of each run, of 0.1 ms (10000)
  --write           puts the table into docs/performance.md`;

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, '..', 'docs', 'performance.md');
const base = 'plain JS, fused by hand';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' }, brian: { type: 'string' }, rounds: { type: 'string', default: '3' }, steps: { type: 'string', default: '10000' },
    write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(usage);
  process.exit(0);
}

function build() {
  const tspc = join(dirname(createRequire(import.meta.url).resolve('ts-patch/package.json')), 'bin', 'tspc.js');
  const { status } = spawnSync(process.execPath, [tspc, '-p', join(here, 'myelin')], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

const node = (name) => [process.execPath, join(here, 'peers', `simulations-${name}.mjs`)];
const commands = [
  node('plain'), node('myelin'),
  ...(options.python === undefined ? [] : [[resolve(options.python), join(here, 'peers', 'simulations_with_brainpy.py')]]),
  ...(options.brian === undefined ? [] : [[resolve(options.brian), join(here, 'peers', 'simulations_with_brian.py')]]),
];

function measure([file, ...argv]) {
  const env = {
    ...process.env, BENCH_STEPS: options.steps, PYTHONPATH: here, OMP_NUM_THREADS: '1',
    XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1',
  };
  const { status, stdout, stderr } = spawnSync(file, argv, { env, encoding: 'utf8' });
  if (status !== 0) console.error(`${argv.join(' ')}: exit ${status}\n${(stderr ?? '').split('\n').slice(-12).join('\n')}`);
  return (stdout ?? '').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Of each peer on each workload: the median and best of all rounds, and its spikes. */
function summarize(lines) {
  const keys = [...new Set(lines.map(({ peer, workload, dtype }) => JSON.stringify({ peer, workload, dtype })))].map((key) => JSON.parse(key));
  return keys.map((key) => {
    const rounds = lines.filter((line) => Object.entries(key).every(([name, value]) => line[name] === value));
    const times = rounds.map(({ ms }) => ms);
    return { ...key, median: median(times), best: Math.min(...times), spikes: rounds[0].spikes };
  });
}

function printTable(rows) {
  const columns = ['W3', 'W4'].flatMap((workload) => ['float32', 'float64'].map((dtype) => ({ workload, dtype })));
  const find = (peer, { workload, dtype }) => rows.find((row) => row.peer === peer && row.workload === workload && row.dtype === dtype);
  const cell = (row, of) => (row === undefined || of === undefined ? '–'
    : `${row.median.toFixed(0)} / ${row.best.toFixed(0)}${row.peer === base ? '' : `, ${(of.median / row.median).toFixed(1)}× / ${(of.best / row.best).toFixed(1)}×`}`);
  const lines = [...new Set(rows.map(({ peer }) => peer))].map((peer) => `| ${peer} | ${columns.map((column) => cell(find(peer, column), find(base, column))).join(' | ')} |`);
  return [`| | ${columns.map(({ workload, dtype }) => `${workload} ${dtype}`).join(' | ')} |`, `|${'---|'.repeat(columns.length + 1)}`, ...lines].join('\n');
}

/** The same equations give the same rate; single spikes of such networks depend on the last bit. */
function findWrong(rows) {
  return rows.filter((row) => {
    const expected = rows.find((one) => one.peer === base && one.workload === row.workload && one.dtype === 'float64').spikes;
    return !(Math.abs(row.spikes - expected) <= expected * (row.workload === 'W3' ? 0.01 : 0.15));
  });
}

build();
const lines = [];
for (let round = 0; round < Number(options.rounds); round++) for (const command of commands) lines.push(...measure(command));
const rows = summarize(lines);
const text = [
  `${cpus()[0]?.model ?? 'unknown processor'}, one thread, Node ${process.version.slice(1)}, ${options.rounds} rounds, ${options.steps} steps.`,
  'Cells: median / best in milliseconds, then how many times faster than plain JS (median / best).', printTable(rows),
].join('\n\n');
console.log(text);
const wrong = findWrong(rows);
for (const { peer, workload, dtype, spikes } of wrong) console.error(`another rate: ${peer}, ${workload} ${dtype}: ${spikes} spikes`);
process.exitCode = wrong.length > 0 ? 1 : 0;

if (options.write) {
  const [start, end] = ['<!-- written by bench/simulations.mjs -->', '<!-- end of simulations -->'];
  const before = readFileSync(page, 'utf8');
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page}: the marks ${start} and ${end} are missing`);
  writeFileSync(page, `${before.slice(0, from)}${start}\n\n${text}\n\n${before.slice(to)}`);
}
