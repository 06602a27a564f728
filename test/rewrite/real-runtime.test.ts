/** Kept originals on the real runtime: the names they use are there, and they compute on arrays without compiled code. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as myelin from '../../runtime/index.js';
import * as internal from '../../runtime/internal.js';
import { emitRewritten, typescript } from './rewrite-program.js';

const fixtures = join(import.meta.dirname, 'fixtures');

describe('myelin/internal', () => {
  it('exports every name that rewritten code uses', () => {
    const texts = readdirSync(fixtures).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(fixtures, name), 'utf8'));
    const used = new Set(texts.flatMap((text) => [...text.matchAll(/\$myelin\.(\w+)/g)].map((match) => match[1]!)));
    expect(used.size).toBeGreaterThan(15);
    expect([...used].filter((name) => !(name in internal))).toEqual([]);
  });
});

/** Runs a rewritten module as a build with `jit: false` everywhere would. */
function run(text: string, twins: readonly string[]): Record<string, (...args: unknown[]) => myelin.NDArray> {
  const options = { module: typescript.ModuleKind.CommonJS, moduleResolution: typescript.ModuleResolutionKind.Bundler };
  const { files } = emitRewritten({ 'input.ts': text }, { twins }, { options, packageType: 'commonjs' });
  const exports = {} as ReturnType<typeof run>;
  const units = { program: { unit: () => undefined } };
  const load = (name: string): object => (name === 'myelin' ? myelin : name === 'myelin/internal' ? internal : name === 'myelin/math' ? myelin.math : units);
  new Function('require', 'exports', files.get('input.js')!)(load, exports);
  return exports;
}

describe('kept originals', () => {
  it('compute gelu', () => {
    const { geluJit } = run(`
import { jit, type NDArray } from 'myelin';
function gelu(x: NDArray) {
  const sqrt = Math.sqrt(2 / Math.PI);
  return x * (0.5 * (1.0 + Math.tanh(sqrt * (x + 0.044715 * x ** 3))));
}
export const geluJit = jit(gelu);
`, ['gelu']);
    const result = geluJit!(myelin.math.array([-1, 0, 2], { dtype: 'float64' })).toArray() as number[];
    for (const [i, value] of [-0.15880800939172324, 0, 1.954597694087775].entries()) expect(Math.abs(result[i]! - value)).toBeLessThan(1e-14);
  });

  it('keep int arrays with whole numbers and write elements', () => {
    const { count, bump } = run(`
import { jit, math as bm, type NDArray } from 'myelin';
export const count = jit((n: NDArray) => { let total = n * 2; for (let i = 0; i < 3; i++) total += i; return total % 4; });
export const bump = jit((n: NDArray) => { const copy = n * 1.5; let at = 0; copy[at++] += 10; copy[at] *= 2; return copy; });
`, []);
    const n = myelin.math.array([1, 2, 3], { dtype: 'int32' });
    expect([count!(n).dtype, count!(n).toArray()]).toEqual(['int32', [1, 3, 1]]);
    expect([bump!(n).dtype, bump!(n).toArray()]).toEqual(['float32', [11.5, 6, 4.5]]);
  });
});
