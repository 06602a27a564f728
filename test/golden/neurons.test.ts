/** Neurons against BrainPy (bench/golden/neurons.py): traces to 1e-9, the steps of spikes exactly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';
import { expectTrace, largestError, spikeSteps } from './compare-trace.js';

interface Golden {
  readonly cases: Readonly<Record<string, {
    readonly current: number; readonly dt: number; readonly steps: number; readonly options: object; readonly every: number;
    readonly states: Readonly<Record<string, readonly number[]>>; readonly spikes: readonly number[];
  }>>;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'neurons.json'), 'utf8')) as Golden;
const { DSRunner, dyn, math } = await loadRewrittenRuntime();
math.setFloat('float64');

type NeuronClass = new (size: number, options: object) => InstanceType<typeof dyn.Neuron>;

function simulate(name: string, options: object = {}) {
  const { current, dt, steps, states, ...rest } = golden.cases[name]!;
  const Type = (dyn as unknown as Readonly<Record<string, NeuronClass>>)[name]!;
  const runner = new DSRunner(new Type(2, { ...rest.options, ...options }), {
    inputs: ['input', current], monitors: [...Object.keys(states), 'spike'], dt, progressBar: false, jit: false,
  });
  runner.run(steps * dt);
  return runner.mon;
}

describe('neurons', () => {
  for (const [name, { states, spikes, every }] of Object.entries(golden.cases)) {
    it(name, () => {
      const mon = simulate(name);
      expect(spikeSteps(mon['spike']!)).toEqual(spikes);
      if (name !== 'LeakyIntegrator' && name !== 'FractionalFHR') expect(spikes.length).toBeGreaterThan(0);
      for (const [state, values] of Object.entries(states)) expectTrace(mon[state]!, values, every, state);
    });
  }

  it('tells another parameter from the right one', () => {
    expect(largestError(simulate('LIF', { tau: 10.001 })['V']!, golden.cases['LIF']!.states['V']!, golden.cases['LIF']!.every)).toBeGreaterThan(1e-9);
  });
});
