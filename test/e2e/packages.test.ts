// A package that ships its code (docs/packages.md), built and packed by its author, and a program of somebody else that uses it: models as they are, as
// parts of models and as parents, and functions. Every number is compared with that of the original code.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { abiVersion } from '../../runtime/abi/unit.js';
import { Consumer, tools } from './installed-package.js';

const leaky = `import { dyn, integrators, Variable, math as bm, type Step } from 'myelin';
import { excess } from './functions.js';

export class Leaky extends dyn.NeuGroup {
  readonly V = new Variable(bm.zeros(this.num));
  readonly spike = new Variable(bm.zeros(this.num, { dtype: 'bool' }));
  readonly input = new Variable(bm.zeros(this.num));
  readonly tau = 10;
  readonly integral = integrators.odeint((V: number, t: number, I: number) => (-V + I) / this.tau, { method: 'exp_auto' });
  update({ t, dt }: Step) {
    const V = this.integral(this.V, t, this.input, { dt });
    this.spike.value = excess(V) > 0;
    this.V.value = bm.where(V > 1, 0, V);
  }
}
`;
const functions = `import { jit, math as bm, type NDArray, type NDArrayLike } from 'myelin';

export const gain = jit((x: NDArray) => x * 2 + 1);

/** @jit */
export function softplus(x: NDArrayLike) {
  return bm.log(1 + bm.exp(x));
}

export function excess(V: NDArrayLike): number {
  return V - 1;
}
`;
const program = `import { DSRunner, dyn, isJitted, jit, Variable, math as bm, type NDArray, type Step } from 'myelin';
import { Leaky, gain, softplus } from 'neurons';

class Pair extends dyn.DynamicalSystem {
  readonly cell = new Leaky(3);
  readonly g = new Variable(bm.zeros(3));
  update(step: Step) {
    this.cell.update(step);
    this.g.value = this.g * 0.9 + this.cell.spike;
  }
}

class Slow extends Leaky {
  override update(step: Step) {
    super.update(step);
    this.V.value = this.V * 0.99;
  }
}

const run = (make: () => dyn.DynamicalSystem, path: string, input: string) => [true, false].map((isOn) => {
  const runner = new DSRunner(make(), { inputs: [input, 2], monitors: [path], jit: isOn, progressBar: false });
  runner.run(5);
  return bm.sum(runner.mon[path]!).item();
});
const f = jit((x: NDArray) => softplus(x) * gain(x));
const g = jit((x: NDArray) => softplus(x) * gain(x), { jit: false });
const x = bm.linspace(-1, 1, 5);
console.log(JSON.stringify({
  jitted: [isJitted(gain), isJitted(f)], functions: [f, g].map((one) => one(x).toArray()),
  alone: run(() => new Leaky(3), 'V', 'input'), part: run(() => new Pair(), 'g', 'cell.input'), parent: run(() => new Slow(3), 'V', 'input'),
}));
`;

let consumer: Consumer;
const field = (abi: number): object => ({ abi, units: './dist/myelin-units.json' });
const manifest = (myelin?: object): string => JSON.stringify({
  name: 'neurons', version: '1.0.0', type: 'module', exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } }, files: ['dist', 'src'],
  peerDependencies: { myelin: '*' }, ...(myelin === undefined ? {} : { myelin }),
});
const installed = 'node_modules/neurons';

/** Packs what the author has and unpacks it where the program looks for it. */
function install(): void {
  const author = join(consumer.folder, 'author');
  const packed = spawnSync('npm', ['pack', '--silent'], { cwd: author, encoding: 'utf8', shell: true });
  rmSync(join(consumer.folder, installed), { recursive: true, force: true });
  mkdirSync(join(consumer.folder, installed));
  const unpacked = spawnSync('tar', ['-xzf', packed.stdout.trim().split('\n').at(-1) ?? '', '--strip-components=1', '-C', `../${installed}`], { cwd: author, encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(`npm pack: ${packed.stderr}${unpacked.stderr}`);
}

beforeAll(() => {
  consumer = new Consumer();
  consumer.reset({ declaration: true });
  consumer.write('author/package.json', manifest(field(abiVersion)));
  cpSync(join(consumer.folder, 'tsconfig.json'), join(consumer.folder, 'author/tsconfig.json'));
  consumer.write('author/src/index.ts', `export * from './leaky.js';\nexport { gain, softplus, excess } from './functions.js';\n`);
  consumer.write('author/src/leaky.ts', leaky);
  consumer.write('author/src/functions.ts', functions);
  consumer.succeed(tools.tspc, '-p', 'author');
  install();
  consumer.write('src/main.ts', program);
});
afterAll(() => consumer.remove());

const build = (): { readonly status: number | null; readonly output: string } => consumer.node(tools.tspc, '-p', '.', '--pretty', 'false');

describe('a package that ships its code', () => {
  it('is described by its build', () => {
    expect(JSON.parse(consumer.read(`${installed}/dist/myelin-units.json`))).toEqual({
      abi: abiVersion, sources: expect.arrayContaining(['src/leaky.ts', 'src/functions.ts', 'src/index.ts']) as unknown,
      units: ['neurons:src/leaky.ts:Leaky.update', 'neurons:src/functions.ts:gain', 'neurons:src/functions.ts:softplus'],
    });
  });

  it.each([
    ['tspc', [tools.tspc, '-p', '.'], ['dist/main.js']],
    ['register', ['-e', ''], ['--import', 'myelin/register', 'src/main.ts']],
  ])('is compiled into the programs of others (%s)', (_, first, second) => {
    consumer.succeed(...first);
    const { jitted, functions: [compiled, original], ...models } = JSON.parse(consumer.succeed(...second).stdout) as
      { readonly jitted: readonly boolean[]; readonly functions: readonly [number[], number[]]; readonly [model: string]: unknown };
    expect(jitted).toEqual([true, true]);
    expect(compiled).toEqual(original);
    expect(compiled[4]).toBeCloseTo(Math.log(1 + Math.E) * 3, 5);
    for (const [name, [on, off]] of Object.entries(models as Readonly<Record<string, [number, number]>>)) {
      expect(on, name).toBe(off);
      expect(on, name).toBeGreaterThan(0);
    }
  });
});

describe('a package that does not fit', () => {
  beforeEach(() => install());

  it('is refused at build time: another version of the binary interface', () => {
    consumer.write(`${installed}/package.json`, manifest(field(abiVersion - 1)));
    const { status, output } = build();
    expect(status).toBeGreaterThan(0);
    expect(output).toContain(`src/main.ts(2,39): error TS(myelin/unsupported-call): neurons cannot be compiled: neurons 1.0.0 was built for version ${abiVersion - 1} of myelin's binary interface, and this myelin has version ${abiVersion}`);
  });

  it('is refused at run time: another version of the binary interface', () => {
    const units = `${installed}/dist/myelin-units.js`;
    consumer.write(units, consumer.read(units).replace(`"abi":${abiVersion}`, `"abi":${abiVersion - 1}`));
    expect(consumer.node('--input-type=module', '-e', `import 'neurons';`).output).toContain(`JitError: neurons was built for version ${abiVersion - 1} of myelin's binary interface`);
  });

  it('is refused where jit code reaches what it does not ship', () => {
    consumer.write(`${installed}/package.json`, manifest());
    const { output } = build();
    expect(output).toContain('src/main.ts(8,5): error TS(myelin/unsupported-call): update cannot be compiled: only its declaration is known');
    expect(output).toContain('src/main.ts(15,5): error TS(myelin/unsupported-call): update cannot be compiled: only its declaration is known');
    expect(output).toContain('error TS(myelin/unsupported-call): softplus cannot be compiled: only its declaration is known');
  });

  it('is refused where jit code calls one of its functions without a mark', () => {
    consumer.write('src/unmarked.ts', `import { jit, type NDArray } from 'myelin';\nimport { excess } from 'neurons';\nexport const h = jit((x: NDArray) => excess(x) * 2);\n`);
    expect(build().output).toContain('src/unmarked.ts(3,38): error TS(myelin/unsupported-call): excess cannot be compiled: its package ships it without a mark');
    rmSync(join(consumer.folder, 'src/unmarked.ts'));
  });

  it('cannot be built for another version than that which builds it', () => {
    consumer.write('author/package.json', manifest({ abi: 0 }));
    const { status, output } = consumer.node(tools.tspc, '-p', 'author', '--pretty', 'false');
    consumer.write('author/package.json', manifest(field(abiVersion)));
    expect(status).toBeGreaterThan(0);
    expect(output).toContain(`"myelin" is {"abi":0}. This version of myelin makes { "abi": ${abiVersion}, "units": "./dist/myelin-units.json" }`);
  });
});
