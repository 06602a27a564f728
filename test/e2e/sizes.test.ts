// What a program ships: bundled with the library, minified, compressed as servers do, the WebAssembly in it. The bounds are promises of the docs
// (docs/bundlers.md), a little above what was measured when they were written.
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Consumer } from './installed-package.js';

const programs = {
  math: `import { math as bm } from 'myelin';
console.log(String(bm.sum(bm.exp(bm.linspace(0, 1, 11)))));
`,
  jit: `import { jit, math as bm, type NDArray } from 'myelin';
const energy = jit((x: NDArray) => bm.sum(bm.exp(x) * 2));
console.log(String(energy(bm.linspace(0, 1, 11))));
`,
  three: `import { jit, math as bm, type NDArray } from 'myelin';
const gelu = jit((x: NDArray) => x * 0.5 * (1 + bm.tanh(bm.sqrt(2 / bm.pi) * (x + 0.044715 * x ** 3))));
const softplus = jit((x: NDArray) => bm.log(1 + bm.exp(x)));
const mean = jit((x: NDArray) => bm.mean(x));
console.log(String(mean(softplus(gelu(bm.linspace(0, 1, 11))))));
`,
  layer: `import { jit, math as bm, type NDArray, type Vector } from 'myelin';
const sigmoid = jit((x: NDArray) => 1 / (1 + bm.exp(-x)));
const relu = jit((x: NDArray) => bm.maximum(x, 0));
const softmax = jit((x: Vector) => { const e = bm.exp(x - bm.max(x)); return e / bm.sum(e); });
console.log(String(bm.max(softmax(relu(sigmoid(bm.linspace(0, 1, 11)))))));
`,
  products: `import * as bm from 'myelin/math';
console.log(String(bm.max(bm.relu(bm.softmax(bm.matmul(bm.ones([2, 3]), bm.ones([3, 4])))))));
`,
  run: `import { DSRunner, dyn } from 'myelin';
const runner = new DSRunner(new dyn.LIF(1, { tau: 10 }), { inputs: ['input', 1], monitors: ['V'], progressBar: false });
runner.run(100);
console.log(String(runner.mon['V']!.shape[0]));
`,
};

const scripts = {
  esbuild: `import { build } from 'esbuild'; import myelin from 'myelin/esbuild';
await build({ entryPoints: ['src/main.ts'], outfile: 'dist/main.js', bundle: true, minify: true, format: 'esm', platform: 'node', plugins: [myelin()] });`,
  rollup: `import { rollup } from 'rollup'; import { nodeResolve } from '@rollup/plugin-node-resolve'; import myelin from 'myelin/rollup';
const bundle = await rollup({ input: 'src/main.ts', plugins: [myelin(), nodeResolve()], onwarn(warning) { throw new Error(warning.message); } });
await bundle.write({ dir: 'dist', format: 'es' });`,
  rolldown: `import { build } from 'rolldown'; import myelin from 'myelin/rolldown';
await build({ input: 'src/main.ts', platform: 'node', output: { dir: 'dist', minify: true }, plugins: [myelin()] });`,
};

const bounds: Readonly<Record<keyof typeof programs, number>> = { math: 17_300, jit: 25_800, three: 29_500, layer: 29_900, products: 24_900, run: 93_000 };
/** The sum of e^0, e^0.1 … e^1, twice it for `jit`; the mean softplus of gelu from 0 to 1; the largest of 11 and of 4 softmaxes; the steps of a run. */
const results: typeof bounds = { math: 19.0560, jit: 38.1120, three: 0.90735, layer: 0.1013, products: 0.25, run: 1000 };

let consumer: Consumer;
beforeAll(() => {
  consumer = new Consumer();
});
afterAll(() => consumer.remove());

describe.each(Object.keys(scripts) as (keyof typeof scripts)[])('%s', (tool) => {
  // One tool is enough for what the larger programs take along: that does not depend on it.
  it.each((Object.keys(programs) as (keyof typeof programs)[]).filter((name) => ['math', 'jit', 'three'].includes(name) || tool === 'esbuild'))('%s', async (name) => {
    consumer.reset();
    consumer.write('src/main.ts', programs[name]);
    consumer.write('build.mjs', scripts[tool]);
    consumer.succeed('build.mjs');
    expect(Number(/[\d.]+/.exec(consumer.succeed('dist/main.js').stdout)?.[0])).toBeCloseTo(results[name], 1);
    const { code } = await transform(consumer.read('dist/main.js'), { minify: true, format: 'esm' });
    expect(gzipSync(code).length).toBeLessThan(bounds[name]);
  });
});
