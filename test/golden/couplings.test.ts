/** Couplings of rate models against BrainPy (bench/golden/couplings.py), traces to 1e-9. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

type Rows = readonly (readonly number[])[];

interface Golden {
  readonly given: { readonly x: number[]; readonly y: number[]; readonly weights: Rows; readonly before: number; readonly input: number; readonly steps: number; readonly every: number };
  readonly cases: Readonly<Record<string, { readonly kind: 'DiffusiveCoupling' | 'AdditiveCoupling'; readonly delays: number | Rows | null; readonly x: Rows }>>;
}

const { given, cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'couplings.json'), 'utf8')) as Golden;
const { DSRunner, connect, dyn, math } = await loadRewrittenRuntime();
math.setFloat('float64');

function largestError(name: string, delayStep: number | Rows | null = cases[name]!.delays): number {
  const { kind, x } = cases[name]!;
  const areas = new dyn.rates.FHN(3, { x_initializer: given.x, y_initializer: given.y });
  const coupling = new dyn[kind](areas, areas, new connect.MatConn(given.weights), { g_max: given.weights, delayStep: delayStep ?? 1, initialDelayData: given.before });
  const runner = new DSRunner(new dyn.Network({ areas, coupling }), { monitors: ['areas.x'], inputs: ['areas.input', given.input], dt: 0.1, jit: false, progressBar: false });
  runner.run(given.steps * 0.1);
  const recorded = runner.mon['areas.x']!.toArray() as number[][];
  return Math.max(...x.flatMap((row, k) => row.map((value, i) => Math.abs(recorded[k * given.every]![i]! - value))));
}

describe('couplings', () => {
  it.each(Object.keys(cases))('%s', (name) => {
    expect(largestError(name)).toBeLessThan(1e-9);
  });

  it('tells a delay of one step more', () => {
    expect(largestError('DiffusiveCoupling, one delay', 10)).toBeGreaterThan(1e-6);
  });
});
