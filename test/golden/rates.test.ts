/** Rate models against BrainPy (bench/golden/rates.py), traces to 1e-9. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';
import { expectTrace, largestError } from './compare-trace.js';

interface Golden {
  readonly steps: number;
  readonly cases: Readonly<Record<string, {
    readonly inputs: readonly [number, number]; readonly dt: number; readonly every: number; readonly states: Readonly<Record<'x' | 'y', readonly number[]>>;
  }>>;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'rates.json'), 'utf8')) as Golden;
const { DSRunner, dyn, math } = await loadRewrittenRuntime();
math.setFloat('float64');

type RateClass = new (size: number, options: object) => InstanceType<typeof dyn.RateModel>;

function simulate(name: string, start = 0.03) {
  const { inputs: [x, y], dt } = golden.cases[name]!;
  const model = new (dyn.rates as unknown as Readonly<Record<string, RateClass>>)[name]!(1, { x_initializer: start, y_initializer: 0.01 });
  const runner = new DSRunner(model, { inputs: [['input', x], ['input_y', y]], monitors: ['x', 'y'], dt, jit: false, progressBar: false });
  runner.run(golden.steps * dt);
  return runner.mon;
}

describe('rates', () => {
  for (const [name, { states, every }] of Object.entries(golden.cases)) {
    it(name, () => {
      const mon = simulate(name);
      for (const [state, values] of Object.entries(states)) expectTrace(mon[state]!, values, every, state);
    });
  }

  it('tells another beginning', () => {
    expect(largestError(simulate('FHN', 0.0301)['x']!, golden.cases['FHN']!.states.x, golden.cases['FHN']!.every)).toBeGreaterThan(1e-9);
  });

  it('ThresholdLinearModel rests where its input lifts it', () => {
    const model = new dyn.rates.ThresholdLinearModel(2, { tau_e: 2, tau_i: 1 });
    new DSRunner(model, { inputs: [['input', [10, -10]], ['input_y', 20]], jit: false, progressBar: false }).run(60);
    (model.x.toArray() as number[]).forEach((rate, i) => expect(rate).toBeCloseTo([0.66, 0][i]!, 9));
    (model.y.toArray() as number[]).forEach((rate) => expect(rate).toBeCloseTo(7.02, 9));
  });
});
