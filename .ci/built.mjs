// Whether `dist` was built from the sources as they are: `node .ci/built.mjs` exits with 1 if not, `node .ci/built.mjs --note` notes that it is. So the package
// is built once, however often it is tested and packed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const note = join(root, 'dist', '.sources');
// The build writes these.
const made = new Set(['runtime/kernels', 'runtime/math/generated']);

function* filesBelow(path) {
  if (made.has(path)) return;
  const file = join(root, path);
  if (!statSync(file).isDirectory()) yield path;
  else for (const name of readdirSync(file).sort()) yield* filesBelow(`${path}/${name}`);
}

const hash = createHash('sha256').update(process.version);
for (const path of ['package.json', 'package-lock.json', 'rollup.config.mjs', 'tsconfig.json', 'tsconfig.runtime.json', 'tsconfig.types.json', 'transformer', 'runtime'].flatMap((path) => [...filesBelow(path)])) {
  hash.update(`${path}\n`).update(readFileSync(join(root, path)));
}
const digest = hash.digest('hex');
if (process.argv.includes('--note')) writeFileSync(note, digest);
else process.exitCode = existsSync(note) && readFileSync(note, 'utf8') === digest ? 0 : 1;
