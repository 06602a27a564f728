// What users do between two builds: watch, test, follow a stack to its line, and install the package twice by mistake. One project for all.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Consumer } from './installed-package.js';

const main = `import { isJitted, jit, math as bm, type NDArray } from 'myelin';
import { scale } from './scale.js';

export const respond = jit((x: NDArray) => bm.sum(scale(x)));
export const told = (): string => [isJitted(respond), bm.asarray(respond(bm.array([1, 2, 3]))).item()].join(' ');
console.log(told());
`;
const scale = (factor: number): string => `import type { NDArrayLike } from 'myelin';

export function scale(x: NDArrayLike): number {
  return x * ${factor};
}
`;

let consumer: Consumer;
beforeAll(() => {
  consumer = new Consumer();
});
afterAll(() => consumer.remove());
beforeEach(() => {
  consumer.reset();
  consumer.write('src/main.ts', main);
  consumer.write('src/scale.ts', scale(3));
});

/** Lines for a script that changes the helper. */
const edit = `const edit = () => writeFileSync('src/scale.ts', ${JSON.stringify(scale(5))});`;

describe('an edit of a helper reaches those who have it compiled in', () => {
  it('under rollup --watch', () => {
    consumer.write('watch.mjs', `import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { watch } from 'rollup';
import myelin from 'myelin/rollup';
${edit}
const watcher = watch({ input: 'src/main.ts', plugins: [myelin()], output: { dir: 'dist', format: 'es' }, external: [/^myelin/], watch: { buildDelay: 50 } });
let builds = 0;
watcher.on('event', async (event) => {
  if (event.code === 'ERROR') throw event.error;
  if (event.code !== 'END') return;
  console.log(execFileSync(process.execPath, ['dist/main.js'], { encoding: 'utf8' }).trim());
  if (++builds === 1) setTimeout(edit, 100);
  else await watcher.close();
});
`);
    expect(consumer.succeed('watch.mjs').stdout.trim().split('\n')).toEqual(['true 18', 'true 30']);
  });

  it("under Vite's development server", () => {
    consumer.write('serve.mjs', `import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createServer } from 'vite';
import myelin from 'myelin/vite';
${edit}
const server = await createServer({ configFile: false, logLevel: 'error', plugins: [myelin()], server: { middlewareMode: true, ws: false }, appType: 'custom', optimizeDeps: { noDiscovery: true } });
console.log((await server.ssrLoadModule('/src/main.ts')).told());
edit();
let told = '';
for (let tries = 0; tries < 100 && told !== 'true 30'; tries++) {
  await wait(100);
  told = (await server.ssrLoadModule('/src/main.ts')).told();
}
console.log(told);
await server.close();
`);
    expect([...new Set(consumer.succeed('serve.mjs').stdout.trim().split('\n'))]).toEqual(['true 18', 'true 30']);
  });
});

it('Vitest runs compiled code', () => {
  consumer.write('vitest.config.mjs', "import myelin from 'myelin/vite';\nexport default { plugins: [myelin()], test: { include: ['src/*.check.ts'] } };\n");
  consumer.write('src/main.check.ts', "import { expect, it } from 'vitest';\nimport { told } from './main.js';\nit('is compiled', () => { expect(told()).toBe('true 18'); });\n");
  expect(consumer.succeed('node_modules/vitest/vitest.mjs', 'run').output).toMatch(/1 passed/);
});

it("source maps lead through the bundle to the user's line", () => {
  consumer.write('build.mjs', `import { rollup } from 'rollup'; import myelin from 'myelin/rollup';
const bundle = await rollup({ input: 'src/main.ts', plugins: [myelin()], external: [/^myelin/], onwarn(warning) { throw new Error(warning.message); } });
await bundle.write({ dir: 'dist', format: 'es', sourcemap: true });`);
  consumer.succeed('build.mjs');
  const map = new SourceMap(JSON.parse(consumer.read('dist/main.js.map')) as ConstructorParameters<typeof SourceMap>[0]);
  const lines = consumer.read('dist/main.js').split('\n');
  const line = lines.findIndex((text) => /\.mul\(x, 3/.test(text));
  const entry = map.findEntry(line, lines[line]!.indexOf('mul('));
  expect(entry).toMatchObject({ originalLine: 3 });
  expect('originalSource' in entry && entry.originalSource).toMatch(/src\/scale\.ts$/);
});

it('two copies of the package are named, and arrays of one refused by the other', () => {
  const other = join(consumer.folder, 'node_modules', 'other');
  const copy = join(other, 'node_modules', 'myelin');
  mkdirSync(join(other, 'node_modules'), { recursive: true });
  try {
    cpSync(join(consumer.folder, 'node_modules', 'myelin'), copy, { recursive: true });
    consumer.write('node_modules/other/package.json', '{ "name": "other", "type": "module", "exports": "./index.js" }');
    consumer.write('node_modules/other/index.js', "import { math } from 'myelin';\nexport const ones = math.ones(3);\n");
    consumer.write('twice.mjs', "import { math } from 'myelin';\nimport { ones } from 'other';\nmath.zeros(1);\nmath.exp(ones);\n");
    const { status, output } = consumer.node('twice.mjs');
    expect(status).toBe(1);
    expect(output).toMatch(/two copies of the package are loaded/);
    expect(output).toMatch(/TypeError: exp: x is an array of another copy of myelin/);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
