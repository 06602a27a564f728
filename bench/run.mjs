// Times the tutorial's first two workloads, ours beside its peers: `npm run bench -- [options]`, after `npm run build`.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printFirstCalls, printTables, summarize } from './table.mjs';

const usage = `node bench/run.mjs [options]
  --python FILE     a Python with requirements.txt installed: adds NumPy, Numba, JAX and BrainPy
  --peers FOLDER    a folder where numpy-ts, @jax-js/jax, @tensorflow/tfjs-core and @tensorflow/tfjs-backend-wasm (all or some) are installed
  --rounds N        rounds A B C A B C of all peers (3)
  --w1 N,N  --w2 N,N  --dtypes float32,float64     sizes (an empty list leaves the workload out) and element types
  --quick           short measurements: to see whether it works
  --write           puts the tables into docs/performance.md`;

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, '..', 'docs', 'performance.md');
const base = 'plain JS, fused by hand';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' }, peers: { type: 'string' }, rounds: { type: 'string', default: '3' },
    // The first one is where the first call is timed.
    w1: { type: 'string', default: '100000,1000,10000,1000000' }, w2: { type: 'string', default: '200000,2000000' },
    dtypes: { type: 'string', default: 'float32,float64' },
    quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  console.log(usage);
  process.exit(0);
}

const environment = {
  ...process.env, BENCH_W1: options.w1, BENCH_W2: options.w2, BENCH_DTYPES: options.dtypes,
  ...(options.quick ? { BENCH_WARM_MS: '10', BENCH_MEASURE_MS: '20' } : {}),
  ...(options.peers === undefined ? {} : { BENCH_PEERS: resolve(options.peers) }),
  PYTHONPATH: here,
  // One thread for all who can be told.
  OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1', NUMBA_NUM_THREADS: '1',
  XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1',
};

/** Every peer is a process of its own: no one's garbage or type feedback is another's. */
function peerCommands() {
  const node = (name, ...more) => [process.execPath, '--experimental-import-meta-resolve', '--no-warnings', join(here, 'peers', `${name}.mjs`), ...more];
  const python = (name) => [resolvePython(options.python), join(here, 'peers', `with_${name}.py`)];
  return [
    node('plain'), node('myelin'), node('myelin', 'original'),
    ...(options.peers === undefined ? [] : ['numpy-ts', 'tfjs', 'jax-js'].map((name) => node(name))),
    ...(options.python === undefined ? [] : ['numpy', 'numba', 'jax', 'brainpy'].map(python)),
  ];
}

/** A path is made absolute; a bare name is looked up by the system. */
function resolvePython(file) {
  return /[/\\]/.test(file) ? resolve(file) : file;
}

function runPeer([file, ...argv]) {
  const { status, stdout, stderr } = spawnSync(file, argv, { env: environment, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const lines = (stdout ?? '').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  if (status !== 0) console.error(`${argv.join(' ')}: exit ${status}\n${(stderr ?? '').split('\n').slice(-12).join('\n')}`);
  return lines;
}

function build() {
  const tspc = join(dirname(createRequire(import.meta.url).resolve('ts-patch/package.json')), 'bin', 'tspc.js');
  const { status } = spawnSync(process.execPath, [tspc, '-p', join(here, 'myelin')], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

function writePage(text) {
  const [start, end] = ['<!-- written by bench/run.mjs -->', '<!-- end -->'];
  const before = readFileSync(page, 'utf8');
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page}: the marks ${start} and ${end} are missing`);
  writeFileSync(page, `${before.slice(0, from)}${start}\n\n${text}\n\n${before.slice(to)}`);
}

build();
const lines = [];
const rounds = Number(options.rounds);
for (let round = 0; round < rounds; round++) {
  for (const command of peerCommands()) {
    process.stderr.write(`round ${round + 1} of ${rounds}: ${command.filter((word) => /peers/.test(word) || word === 'original').map((word) => word.split(/[/\\]/).at(-1)).join(' ')}\n`);
    lines.push(...runPeer(command));
  }
}

const versions = [...new Set(lines.map(({ version }) => version).filter(Boolean))];
const summary = summarize(lines.filter(({ workload }) => workload !== undefined));
const [dtype] = options.dtypes.split(',');
const size = Number(options.w1.split(',')[0]);
const text = [
  `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores (one thread used where a peer can be told), ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release().split('-')[0]}. ${versions.join(', ')}. ${rounds} rounds of all peers.`,
  'Cells: median / best in milliseconds, then how many times faster than plain JS (median / best).',
  printTables(summary, base),
  ...(size > 0 ? [printFirstCalls(summary, { workload: 'W1', dtype, size })] : []),
].join('\n\n');
console.log(text);
if (options.write) writePage(text);
const wrong = summary.filter(({ isRight }) => !isRight);
for (const { peer, workload, dtype, size, error } of wrong) console.error(`wrong: ${peer}, ${workload} ${dtype} ${size}: error ${error}`);
process.exitCode = wrong.some(({ peer }) => peer.startsWith('Myelin')) ? 1 : 0;
