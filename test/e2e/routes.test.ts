// The packed package in a user's project, by every road that there is: the same program runs compiled, with the same results.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Consumer, tools } from './installed-package.js';

const main = `import { isJitted, jit, math as bm, type NDArray } from 'myelin';
import { scale } from './scale.js';

const respond = jit((x: NDArray) => scale(x) + 1);
const original = jit((x: NDArray) => scale(x) + 1, { jit: false });

/** @jit */
function tagged(x: NDArray, by: number) {
  return scale(x) - by;
}

const x = bm.array(Float32Array.from([1, 2, 3]));
console.log(JSON.stringify({
  jitted: [isJitted(respond), isJitted(original)],
  values: [respond(x).toArray(), original(x).toArray(), bm.asarray(tagged(x, 1)).toArray()],
}));
`;
const scale = `import type { NDArrayLike } from 'myelin';

export function scale(x: NDArrayLike): number {
  return x * 3;
}
`;
const mistake = `import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  readonly V = new Variable(bm.zeros(10));
  count = 0;
  call(I: number) {
    this.V.value = this.V * 0.9 + I;
    this.count = this.count + 1;
  }
}
`;

let consumer: Consumer;
beforeAll(() => {
  consumer = new Consumer();
});
afterAll(() => consumer.remove());

function resultsOf(stdout: string): unknown {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

const expected = (factor: number): object => {
  const scaled = [1, 2, 3].map((x) => x * factor);
  return { jitted: [true, false], values: [scaled.map((y) => y + 1), scaled.map((y) => y + 1), scaled.map((y) => y - 1)] };
};

function start(compilerOptions?: object): void {
  consumer.reset(compilerOptions);
  consumer.write('src/main.ts', main);
  consumer.write('src/scale.ts', scale);
}

/** A bundler's configuration file with our plugin. */
function configure(tool: 'rollup' | 'vite', rest: string, options: string = ''): void {
  consumer.write(`${tool}.config.mjs`, `import myelin from 'myelin/${tool}';\nexport default { plugins: [myelin(${options})], ${rest} };\n`);
}

const rollupRest = `input: 'src/main.ts', output: { dir: 'dist', format: 'es', sourcemap: true }, external: [/^myelin(\\/|$)/, /^node:/]`;

describe('tspc', () => {
  beforeEach(() => start());

  it('builds ES modules, with all declarations checked', () => {
    start({ skipLibCheck: false });
    consumer.succeed(tools.tspc, '-p', '.');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it('builds CommonJS', () => {
    start({ module: 'commonjs', moduleResolution: 'bundler' });
    consumer.write('dist/package.json', '{"type":"commonjs"}');
    consumer.succeed(tools.tspc, '-p', '.');
    expect(consumer.read('dist/main.js')).toContain('require("./myelin-units.js")');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it.each([['--incremental'], ['-b']])('runs the new helper after an edit of the helper alone (%s)', (mode) => {
    start({ composite: mode === '-b' });
    const build = (): unknown => consumer.succeed(tools.tspc, ...(mode === '-b' ? ['-b'] : ['-p', '.', mode]));
    build();
    consumer.write('src/scale.ts', scale.replace('x * 3', 'x * 5'));
    build();
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(5));
  });

  it('reports what cannot be compiled, in every mode and every time', () => {
    consumer.write('src/mistake.ts', mistake);
    for (const argv of [['--noEmit'], [], ['--incremental'], ['--incremental'], ['--incremental', '--noEmit']]) {
      const { output, status } = consumer.node(tools.tspc, '-p', '.', '--pretty', 'false', ...argv);
      expect(output.match(/src\/mistake\.ts\(9,5\): error TS\(myelin\/no-static-write\): /g)).toHaveLength(1);
      expect(status).toBeGreaterThan(0);
    }
  });
});

/** webpack and Rspack have one interface. No loader for TypeScript: the plugin is enough. */
function webpackScript(compiler: 'webpack' | 'rspack'): string {
  return `const stats = await new Promise((done, fail) => ${compiler}({
    mode: 'production', target: 'node20', entry: './src/main.ts', devtool: 'source-map', context: process.cwd(), plugins: [myelin()],
    output: { path: process.cwd() + '/dist', filename: 'main.js', module: true, library: { type: 'module' } }, experiments: { outputModule: true },
  }, (error, result) => (error ? fail(error) : done(result))));
  if (stats.hasErrors()) throw new Error(stats.toString({ colors: false }));`;
}

describe('bundlers', () => {
  beforeEach(() => start());

  it('Rollup alone builds a TypeScript program', () => {
    configure('rollup', rollupRest);
    consumer.succeed(tools.rollup, '-c');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
    expect(JSON.parse(consumer.read('dist/main.js.map'))).toMatchObject({ sources: expect.arrayContaining(['../src/main.ts', '../src/scale.ts']) as unknown });
  });

  it('Rollup puts the Wasm beside the bundle', () => {
    configure('rollup', rollupRest, `{ wasm: 'asset' }`);
    consumer.succeed(tools.rollup, '-c');
    expect(consumer.read('dist/main.js')).toMatch(/myelin-?\w*\.wasm/);
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it('Vite builds for Node', () => {
    configure('vite', `logLevel: 'warn', build: { ssr: 'src/main.ts', outDir: 'dist', minify: false }`);
    consumer.succeed(tools.vite, 'build');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it('Vite bundles the library too', () => {
    configure('vite', `logLevel: 'error', build: { lib: { entry: 'src/main.ts', formats: ['es'], fileName: 'main' }, outDir: 'dist' }`);
    consumer.succeed(tools.vite, 'build');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it.each([
    ['esbuild', `import { build } from 'esbuild';
      await build({ entryPoints: ['src/main.ts'], outfile: 'dist/main.js', bundle: true, format: 'esm', platform: 'node', plugins: [myelin()] });`],
    ['rolldown', `import { build } from 'rolldown';
      await build({ input: 'src/main.ts', platform: 'node', output: { dir: 'dist' }, plugins: [myelin()] });`],
    ['webpack', `import webpack from 'webpack';
${webpackScript('webpack')}`],
    ['rspack', `import { rspack } from '@rspack/core';
${webpackScript('rspack')}`],
  ])('%s bundles everything', (tool, script) => {
    consumer.write('build.mjs', `import myelin from 'myelin/${tool}';\n${script}\n`);
    consumer.succeed('build.mjs');
    expect(resultsOf(consumer.succeed('dist/main.js').stdout)).toEqual(expected(3));
  });

  it('show errors with the place in the code', () => {
    consumer.write('src/mistake.ts', mistake);
    configure('rollup', rollupRest.replace('main.ts', 'mistake.ts'));
    const { output, status } = consumer.node(tools.rollup, '-c');
    expect(status).toBe(1);
    expect(output).toContain('src/mistake.ts:9:5 - error myelin/no-static-write');
    expect(output).toContain('> 9 |     this.count = this.count + 1;');
  });
});

describe('without a build', () => {
  beforeEach(() => start());

  it('runs by node --import myelin/register', () => {
    expect(resultsOf(consumer.succeed('--import', 'myelin/register', 'src/main.ts').stdout)).toEqual(expected(3));
    expect(resultsOf(consumer.succeed('--import', 'myelin/register', 'src/main.ts').stdout)).toEqual(expected(3));
  });

  it('reads .mts and .cts', () => {
    consumer.write('src/main.mts', main.replace('./scale.js', './scale.cjs'));
    consumer.write('src/scale.cts', scale.replace(`'myelin'`, `'myelin' with { 'resolution-mode': 'import' }`));
    rmSync(join(consumer.folder, 'src/main.ts'));
    expect(resultsOf(consumer.succeed('--import', 'myelin/register', 'src/main.mts').stdout)).toEqual(expected(3));
  });

  it('throws with the user\'s line', () => {
    consumer.write('src/main.ts', `interface Unused { a: string }\n\n\nthrow new Error('here');\n`);
    expect(consumer.node('--import', 'myelin/register', 'src/main.ts').output).toMatch(/src\/main\.ts:4:7/);
  });
});

describe('the command', () => {
  beforeEach(() => start());

  it('check says nothing of a right program', () => {
    expect(consumer.succeed(tools.myelin, 'check').stdout).toMatch(/^0 errors, /m);
    expect(JSON.parse(consumer.succeed(tools.myelin, 'check', '--format', 'json').stdout)).toEqual([]);
  });

  it('runs by its own name', () => {
    expect(statSync(join(consumer.folder, tools.myelin)).mode & 0o111).toBe(0o111);
    const { status, output } = consumer.node(tools.myelin, 'doctor');
    expect(output).not.toContain('WRONG');
    expect(status).toBe(0);
  });

  it('check reports errors, cold and from the cache', () => {
    consumer.write('src/mistake.ts', mistake);
    for (let i = 0; i < 2; i++) {
      const { status, stdout } = consumer.node(tools.myelin, 'check', '--format', 'json');
      expect(status).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject([{ code: 'no-static-write', class: 'rule', file: 'src/mistake.ts', line: 9, column: 5 }]);
    }
    expect(consumer.node(tools.myelin, 'check').stdout).toContain('1 error, 0 notes');
  });

  it('explain shows the steps of what is asked for', () => {
    const { stdout } = consumer.succeed(tools.myelin, 'explain', 'src/main.ts:tagged');
    expect(stdout).toContain('src/main.ts:tagged (src/main.ts:8:');
    expect(stdout).toContain('--- AssemblyScript');
    expect(stdout).toMatch(/--- WebAssembly\nunit\d.*: \d+ bytes\n(.+\n)*in all: [\d,]+ bytes\n/);
    expect(stdout).toMatch(/The program's WebAssembly: [\d,]+ bytes of code, [\d,]+ bytes of it in functions that units share/);
    expect(stdout).not.toContain('src/main.ts:respond (');
    expect(consumer.node(tools.myelin, 'explain', 'src/scale.ts').output).toContain('nothing is compiled here');
  });

  it('explain shows the models of the library that a file makes', () => {
    consumer.write('src/cells.ts', `import { DSRunner, dyn } from 'myelin';\nnew DSRunner(new dyn.HH(3), { inputs: ['input', 10] }).run(1);\n`);
    expect(consumer.succeed(tools.myelin, 'explain', 'src/cells.ts').stdout).toBe('The library\'s HH: myelin explain src/cells.ts:HH\n');
    const { stdout } = consumer.succeed(tools.myelin, 'explain', 'src/cells.ts:HH');
    expect(stdout).toMatch(/^myelin:dyn\/neurons\/hh:HH\.update \(.*hh\.ts:\d+:\d+\)\n {2}note: .*SIMD loop/);
    expect(stdout).toContain('--- AssemblyScript');
    expect(consumer.node(tools.myelin, 'explain', 'src/cells.ts:LIF').output).toContain('nothing is compiled here');
  });

  it('explains itself when misused', () => {
    for (const argv of [[], ['chek'], ['check', '--fromat', 'json'], ['explain'], ['check', '-p', 'missing.json']]) {
      const { status, output } = consumer.node(tools.myelin, ...argv);
      expect(status).toBe(2);
      expect(output).toMatch(/^myelin: /);
    }
  });
});
