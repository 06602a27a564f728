/** The benchmark's data, checks and tables. Nothing here looks at times. The last case needs `npm run build` (`npm test` runs it). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { quoteOutput } from './child-output.js';
import { describe, expect, it } from 'vitest';
import { fullWeights, geluError, regressionData, uniform } from '../bench/measure.mjs';
import { regressionStep } from '../bench/regression.mjs';
import { printFirstCalls, printTables, summarize } from '../bench/table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const line = { workload: 'W1', peer: 'plain JS, fused by hand', dtype: 'float64', size: 1000, error: 0, first: 3, median: 2, best: 1 };

describe('data', () => {
  it('is that of the generator of Numerical Recipes', () => {
    const second = (Math.imul(1015568748, 1664525) + 1013904223) >>> 0;
    expect(Array.from(uniform(1, 2, 'float64'))).toEqual([1015568748 / 2 ** 32, second / 2 ** 32]);
  });

  it('has X before Y in one stream', () => {
    const { X, Y } = regressionData(3, 'float32');
    expect([...X, ...Y]).toEqual(Array.from(uniform(2, 33, 'float32')));
  });
});

describe('checks', () => {
  it('see a wrong gelu, a missing element and NaN', () => {
    const x = Float64Array.of(0, 0.5);
    const right = Float64Array.of(0, 0.5 * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (0.5 + 0.044715 * 0.125))));
    expect(geluError(x, right)).toBeLessThan(1e-15);
    expect(geluError(x, Float64Array.of(0, 0.3))).toBeGreaterThan(0.01);
    expect(geluError(x, Float64Array.of(NaN, 0.3))).toBeNaN();
    expect(geluError(x, Float64Array.of(0))).toBe(Infinity);
  });

  it('hold weights against one step in float64', () => {
    const { X, Y } = regressionData(100, 'float64');
    const w = fullWeights('float64');
    regressionStep(X, Y, w);
    const of = (weights: readonly number[]): object => ({ ...line, workload: 'W2', size: 100, weights });
    expect(summarize([of([...w])])).toMatchObject([{ isRight: true, error: 0 }]);
    expect(summarize([of([...w].map((value) => value * 1.001))])).toMatchObject([{ isRight: false }]);
    expect(summarize([of([])])).toMatchObject([{ isRight: false }]);
  });
});

describe('tables', () => {
  const other = { ...line, peer: 'other', median: 1, best: 0.25 };

  it('take the median and best of all rounds, and ratios to plain JavaScript', () => {
    const summary = summarize([line, other, { ...line, median: 4, best: 0.5 }, { ...other, median: 3 }]);
    expect(summary[0]).toMatchObject({ median: 3, best: 0.5 });
    expect(printTables(summary, line.peer)).toContain('| other | 2.00 / 0.250, 1.5× / 2.0× | 0 |');
  });

  it('mark what is inexact, and refuse what is wrong', () => {
    const table = printTables(summarize([line, { ...other, error: 1e-8 }, { ...other, peer: 'third', error: 0.5 }]), line.peer);
    expect(table).toMatch(/\| other \| .* † \|/);
    expect(table).toContain('| third | wrong |');
    expect(table).toContain('† further from the exact result');
  });

  it('show first calls', () => {
    expect(printFirstCalls(summarize([line]), line)).toContain('| plain JS, fused by hand | 3.00 | 1.5 |');
  });
});

it('bench/run.mjs checks and times ours', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/run.mjs', '--quick', '--rounds', '1', '--w1', '1003', '--w2', '5001'], { cwd: root, encoding: 'utf8' });
  expect(status, quoteOutput(stdout + stderr)).toBe(0);
  for (const peer of ['plain JS, fused by hand', 'Myelin', 'Myelin, jit: false']) expect(stdout.match(new RegExp(`^\\| ${peer} \\| \\d`, 'gm'))).toHaveLength(5);
  expect(stdout).not.toMatch(/wrong|†/);
});
