// Builds all examples by tspc with the plugin, as a user's project would, and runs them one after the other.
//   node examples/run.mjs [NAME …]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, '..', 'build', 'examples');
const tspc = createRequire(import.meta.url).resolve('ts-patch/bin/tspc.js');

function run(title, argv) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, argv, { stdio: 'inherit' });
  return { title, outcome: status === 0 ? 'ok' : `exit ${status}`, seconds: ((performance.now() - start) / 1000).toFixed(2) };
}

const wanted = process.argv.slice(2);
const names = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.ts')) && (wanted.length === 0 || wanted.includes(name)));
const results = [run('build (tspc)', [tspc, '-p', here])];
if (results[0].outcome === 'ok') {
  for (const name of names) {
    console.log(`\n── ${name}`);
    results.push(run(name, ['--enable-source-maps', join(built, name, 'main.js')]));
  }
}
console.log();
console.table(Object.fromEntries(results.map(({ title, outcome, seconds }) => [title, { outcome, seconds }])));
process.exitCode = results.every(({ outcome }) => outcome === 'ok') ? 0 : 1;
