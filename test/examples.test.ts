/** The examples, and the programs that the docs show: each is built by our plugin and run. Needs `npm run build` (`npm test` runs it). */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoteOutput } from './child-output.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function node(argv: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): { status: number | null; stdout: string; output: string } {
  const env = { ...process.env, ...options.env, NODE_OPTIONS: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: options.cwd ?? root, encoding: 'utf8', env });
  return { status, stdout, output: stdout + stderr };
}

/** What an example's numbers must be, for the short runs of this test. */
type Numbers = Readonly<Record<string, unknown>>;
const between = (value: unknown, low: number, high: number): void => {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
};
const checks: Readonly<Record<string, (numbers: Numbers) => void>> = {
  'hodgkin-huxley': ({ spikesPerCell }) => between(spikesPerCell, 67, 69),
  // Short runs have the first volley of spikes in them.
  coba: ({ rate }) => between(rate, 20, 32),
  cuba: ({ rate }) => between(rate, 20, 35),
  'coba-hh': ({ rate }) => between(rate, 10, 60),
  'decision-network': ({ rateA, rateB }) => { between(rateA, -1, 100); between(rateB, -1, 100); },
  'gamma-oscillation': ({ rate, coherence }) => { between(rate, 30, 42); between(coherence, 0.05, 1.01); },
  'hindmarsh-rose': ({ spikes }) => expect((spikes as number[]).every((count, k, all) => k === 0 || count > all[k - 1]!)).toBe(true),
  'izhikevich-network': ({ rate }) => between(rate, 5, 11),
  lorenz: ({ splitTime }) => between(splitTime, 15, 40),
  'ring-attractor': ({ lag }) => between(lag, -1, 1),
  stdp: ({ low, high }) => { between(low, 0.15, 0.6); between(high, 0.1, 0.6); },
};

describe('examples/run.mjs', () => {
  it('builds and runs all, with the same bits with and without jit, and figures', () => {
    const { status, stdout, output } = node(['examples/run.mjs', '--all'], { env: { POINTS: '30000', MS: '100', SCALE: '0.1' } });
    expect(status, quoteOutput(output)).toBe(0);
    expect(stdout).not.toContain('failed');
    expect(stdout.match(/same bits: +true/g)).toHaveLength(13);
    expect(stdout).toContain('30,000 points of 10 numbers');
    expect(stdout).toMatch(/'gelu' .*×.*µs per call/);
    const results = JSON.parse(readFileSync(join(root, 'build/figures/results.json'), 'utf8')) as Readonly<Record<string, { readonly numbers?: Numbers }>>;
    expect(Object.keys(checks).toSorted()).toEqual(Object.keys(results).filter((name) => results[name]!.numbers !== undefined).toSorted());
    for (const [name, check] of Object.entries(checks)) {
      check(results[name]!.numbers!);
      expect(readFileSync(join(root, `build/figures/${name}.svg`), 'utf8')).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    }
  });

  it('knows its examples', () => {
    const { status, output } = node(['examples/run.mjs', 'gleu']);
    expect(status).toBe(2);
    expect(output).toContain('there is no example gleu');
  });
});

describe('programs of the docs', () => {
  // Inside of the repository, so that `myelin` is the package itself.
  const folder = join(root, 'build', 'docs');
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'nodenext', lib: ['es2023', 'esnext.disposable'], types: ['node'], strict: true, skipLibCheck: true },
      include: ['*.ts'],
    }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const programs = ['README.md', 'docs/getting-started.md', 'docs/language.md', 'docs/dynamics.md', 'docs/integrators.md', 'docs/models.md', 'docs/connect.md'].flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map((match, i) => ({
      name: `${page} ${i + 1}`, file: `${page.replaceAll(/\W+/g, '-')}-${i + 1}.ts`, text: match[1] ?? '',
    })));

  it('have right types', () => {
    expect(programs.length).toBeGreaterThan(2);
    for (const { file, text } of programs) writeFileSync(join(folder, file), text);
    expect(node([join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--noEmit'], { cwd: folder }).output).toBe('');
  });

  it.each(programs)('run: $name', ({ file }) => {
    const run = node(['--import', 'myelin/register', file], { cwd: folder });
    expect(run.status, quoteOutput(run.output)).toBe(0);
    expect(run.output).not.toMatch(/NaN|myelin:/);
    // The first of them compiles all: every model and integrator of the docs in one program.
  }, 900_000);
});
