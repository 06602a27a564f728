/** The examples, and the programs that the docs show: each is built by our plugin and run. Needs `npm run build` (`npm test` runs it). */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

function node(argv: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): { status: number | null; stdout: string; output: string } {
  const env = { ...process.env, ...options.env, NODE_OPTIONS: undefined };
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: options.cwd ?? root, encoding: 'utf8', env });
  return { status, stdout, output: stdout + stderr };
}

describe('examples/run.mjs', () => {
  it('builds and runs all, with the same bits with and without jit', () => {
    const { status, stdout, output } = node(['examples/run.mjs'], { env: { POINTS: '30000' } });
    expect(status, output).toBe(0);
    expect(stdout.match(/same bits: +true/g)).toHaveLength(2);
    expect(stdout).toContain('30,000 points of 10 numbers');
    expect(stdout).toMatch(/'gelu' .*×.*µs per call/);
    expect(stdout).not.toContain('failed');
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

  const programs = ['README.md', 'docs/getting-started.md', 'docs/language.md'].flatMap((page) =>
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
    expect(run.status, run.output).toBe(0);
    expect(run.output).not.toMatch(/NaN|myelin:/);
  });
});
