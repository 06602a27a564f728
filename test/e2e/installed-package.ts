/**
 * The package as `npm pack` makes it, unpacked into a project of its own. Its dependencies and the tools are links to ours, so that no
 * test needs a network; the acceptance programs install everything anew. Needs `npm run build` (`npm test` runs it).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quoteOutput } from '../child-output.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly stdout: string;
}

export class Consumer {
  readonly folder: string;

  constructor() {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'myelin-e2e-')));
    const modules = join(this.folder, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync(join(repository, 'node_modules'))) {
      if (!name.startsWith('.') && name !== 'myelin') symlinkSync(join(repository, 'node_modules', name), join(modules, name), 'junction');
    }
    const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', this.folder], { cwd: repository, encoding: 'utf8', shell: true });
    const tarball = packed.stdout.trim().split('\n').at(-1) ?? '';
    mkdirSync(join(modules, 'myelin'));
    const unpacked = spawnSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', join('node_modules', 'myelin')], { cwd: this.folder, encoding: 'utf8' });
    if (unpacked.status !== 0) throw new Error(`npm pack: ${packed.stderr}${unpacked.stderr}`);
    this.write('package.json', JSON.stringify({ private: true, type: 'module' }));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** An empty project with the tsconfig that the README asks for. What AssemblyScript made stays in the cache, so that the same text is compiled once for all tools. */
  reset(compilerOptions: object = {}): void {
    for (const name of readdirSync(this.folder)) {
      if (name !== 'node_modules' && name !== 'package.json') rmSync(join(this.folder, name), { recursive: true, force: true });
    }
    const cache = join(this.folder, 'node_modules', '.cache', 'myelin');
    for (const name of existsSync(cache) ? readdirSync(cache) : []) if (!name.endsWith('.wasm')) rmSync(join(cache, name), { force: true });
    this.write('tsconfig.json', JSON.stringify({
      compilerOptions: {
        target: 'es2022', module: 'nodenext', strict: true, skipLibCheck: true, rootDir: 'src', outDir: 'dist', sourceMap: true,
        types: ['node'], lib: ['es2023', 'esnext.disposable'], plugins: [{ transform: 'myelin/transformer', transformProgram: true }],
        ...compilerOptions,
      },
      include: ['src'],
    }));
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  has(name: string): boolean {
    return existsSync(join(this.folder, name));
  }

  node(...argv: string[]): Run {
    const env = { ...process.env, NODE_OPTIONS: undefined };
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: this.folder, encoding: 'utf8', env });
    return { status, stdout, output: stdout + stderr };
  }

  /** Runs a tool's command and throws with its output if it fails. */
  succeed(...argv: string[]): Run {
    const run = this.node(...argv);
    if (run.status !== 0) throw new Error(`node ${argv.join(' ')}: exit ${run.status}\n${quoteOutput(run.output)}`);
    return run;
  }
}

export const tools = {
  tspc: 'node_modules/ts-patch/bin/tspc.js',
  rollup: 'node_modules/rollup/dist/bin/rollup',
  vite: 'node_modules/vite/bin/vite.js',
  myelin: 'node_modules/myelin/dist/transformer/cli.js',
} as const;
