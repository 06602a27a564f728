/** Synapses against BrainPy (bench/golden/synapses.py), traces to 1e-9. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';
import { expectTrace, largestError } from './compare-trace.js';

type Specification = readonly [kind: string, options: object];

interface Golden {
  readonly times: readonly number[];
  readonly cases: Readonly<Record<string, {
    readonly kind: string; readonly every: number; readonly V: readonly number[]; readonly states: Readonly<Record<string, readonly number[]>>;
    readonly options: Readonly<Record<string, unknown>> & { readonly output?: Specification; readonly stp?: Specification };
  }>>;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'synapses.json'), 'utf8')) as Golden;
const { DSRunner, connect, dyn, math } = await loadRewrittenRuntime();
math.setFloat('float64');

const classes = dyn as unknown as Readonly<Record<string, new (...args: unknown[]) => InstanceType<typeof dyn.Synapse>>>;
const made = (specification: Specification | undefined): unknown => specification && new classes[specification[0]]!(specification[1]);

function simulate(name: string, changed: object = {}) {
  const { kind, states, options: { output, stp, ...options } } = golden.cases[name]!;
  const pre = new dyn.SpikeTimeGroup(1, { times: golden.times, indices: golden.times.map(() => 0) });
  const post = new dyn.LIF(1, { V_rest: -60, V_th: 1e3, V_reset: -60, tau: 20, V_initializer: -60 });
  const synapse = new classes[kind]!(pre, post, new connect.FixedProb(1), { ...options, output: made(output), stp: made(stp), ...changed });
  const paths = Object.fromEntries(Object.keys(states).map((state) => [state, `synapse.${state}`]));
  const runner = new DSRunner(new dyn.Network({ pre, synapse, post }), { monitors: { ...paths, V: 'post.V' }, jit: false, progressBar: false, dt: 0.1 });
  runner.run(100);
  return runner.mon;
}

describe('synapses', () => {
  for (const [name, { every, states, V }] of Object.entries(golden.cases)) {
    it(name, () => {
      const mon = simulate(name);
      for (const [state, values] of Object.entries({ ...states, V })) expectTrace(mon[state]!, values, every, state);
      expect(Math.max(...V)).toBeGreaterThan(Math.min(...V));
    });
  }

  it('tells a delay of one step more', () => {
    const { V, every } = golden.cases['Exponential delayed']!;
    expect(largestError(simulate('Exponential delayed', { delayStep: 14 })['V']!, V, every)).toBeGreaterThan(1e-9);
  });
});
