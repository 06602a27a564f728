// Builds all examples by tspc with the plugin, as a user's project would, runs them one after the other, and prints what they
// measured. Figures go to build/figures.
//   node examples/run.mjs             the tutorial's three
//   node examples/run.mjs --all       all
//   node examples/run.mjs NAME …      some
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, '..', 'build', 'examples');
const figures = join(here, '..', 'build', 'figures');
const tspc = join(dirname(createRequire(import.meta.url).resolve('ts-patch/package.json')), 'bin', 'tspc.js');
const tutorial = ['gelu', 'logistic-regression', 'hodgkin-huxley'];

/** Runs Node on a file, shows what it prints, and gives its output. */
function run(title, argv) {
  console.log(`── ${title}`);
  const { status, stdout } = spawnSync(process.execPath, argv, { cwd: figures, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  const lines = stdout.trimEnd().split('\n');
  // An example's last line is its result, for the table.
  const result = /^\{.*\}$/.test(lines.at(-1)) ? JSON.parse(lines.pop()) : undefined;
  console.log(`${lines.join('\n')}\n`);
  return { title, isGood: status === 0, result };
}

function row({ title, isGood, result }) {
  if (!isGood || result === undefined) return { example: title, jit: 'failed', original: '', ratio: '', per: '' };
  const { jit, original, unit } = result;
  return { example: title, jit: Number(jit.toPrecision(3)), original: Number(original.toPrecision(3)), ratio: `${(original / jit).toFixed(1)}×`, per: unit };
}

const given = process.argv.slice(2);
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.ts')));
const known = [...tutorial, ...names.filter((name) => !tutorial.includes(name))];
const wanted = given.includes('--all') ? known : given.length === 0 ? tutorial : given;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`there is no example ${unknown.join(', ')}; there are: ${known.join(', ')}, and --all`);
  process.exit(2);
}

mkdirSync(figures, { recursive: true });
const build = run('build: tspc -p examples', [tspc, '-p', here]);
if (!build.isGood) process.exit(1);
const results = known.filter((name) => wanted.includes(name))
  .map((name) => run(name, ['--enable-source-maps', join(built, name, 'main.js')]));

console.table(results.map(row));
writeFileSync(join(figures, 'results.json'), JSON.stringify(Object.fromEntries(results.map(({ title, result }) => [title, result])), undefined, 2));
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, one thread.`);
console.log('The BrainPy tutorial reports (machine unknown): gelu 295 → 66 µs (4.5×); logistic regression, 20,000,000 points, 10.0 → 5.0 s (2.0×).');
if (given.length === 0) console.log(`Figures are in ${relative(process.cwd(), figures)}. \`npm start -- --all\` runs all ${known.length} examples, \`npm start -- NAME\` one: ${known.slice(3).join(', ')}.`);
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;
