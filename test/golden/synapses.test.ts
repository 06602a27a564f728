/** Synapses against BrainPy (bench/golden/synapses.py), traces to 1e-9. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';
import { expectTrace, largestError } from './compare-trace.js';

type Specification = readonly [kind: string, options: object];

interface Golden {
  readonly times: readonly number[];
  readonly varied: { readonly every: number; readonly cases: Readonly<Record<'COBA' | 'MgBlock', { readonly options: object; readonly V: readonly (readonly number[])[] }>> };
  readonly stdp: Readonly<Record<'pre' | 'post', { readonly times: readonly number[]; readonly indices: readonly number[] }>>
    & { readonly options: object; readonly every: number } & Readonly<Record<'w' | 'A_pre' | 'A_post', readonly (readonly number[])[]>>;
  readonly cases: Readonly<Record<string, {
    readonly kind: string; readonly every: number; readonly V: readonly number[]; readonly states: Readonly<Record<string, readonly number[]>>;
    readonly options: Readonly<Record<string, unknown>> & { readonly output?: Specification; readonly stp?: Specification };
  }>>;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'synapses.json'), 'utf8')) as Golden;
const { DSRunner, Variable, connect, dyn, math } = await loadRewrittenRuntime();
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

  it.each(Object.entries(golden.varied.cases))('%s with constants of each cell', (kind, { options, V }) => {
    const pre = new dyn.SpikeTimeGroup(1, { times: golden.times, indices: golden.times.map(() => 0) });
    const post = new dyn.LIF(3, { V_rest: -60, V_th: 1e3, V_reset: -60, tau: 20, V_initializer: -60 });
    const synapse = new dyn.Exponential(pre, post, new connect.All2All(), { tau: 5, g_max: 0.6, output: new dyn[kind as 'COBA'](options) });
    const runner = new DSRunner(new dyn.Network({ pre, synapse, post }), { monitors: ['post.V'], jit: false, progressBar: false, dt: 0.1 });
    runner.run(100);
    const own = runner.mon['post.V']!.toArray() as number[][];
    V.forEach((row, k) => row.forEach((value, cell) => { expect(own[k * golden.varied.every]![cell], `step ${k * golden.varied.every}, cell ${cell}`).toBeCloseTo(value, 9); }));
    expect(new Set(V.at(-1)).size).toBe(3);
  });

  it('STDP_Song2000', () => {
    const { pre, post, options, every, w, A_pre, A_post } = golden.stdp;
    const [before, behind] = [new dyn.SpikeTimeGroup(2, pre), new dyn.SpikeTimeGroup(2, post)];
    // A group that spikes at given times has nothing that a current could act on: the input is noted, and that is all.
    Object.assign(behind, { input: new Variable(math.zeros(2)), V: new Variable(math.zeros(2)) });
    const synapse = new dyn.STDP_Song2000(before, behind as never, new connect.All2All(), options);
    const runner = new DSRunner(new dyn.Network({ synapse, before, behind }), { monitors: { w: 'synapse.w', A_pre: 'synapse.A_pre', A_post: 'synapse.A_post' }, jit: false, progressBar: false, dt: 0.1 });
    runner.run(100);
    const same = (recording: string, rows: readonly (readonly number[])[], later: number) =>
      rows.forEach((row, k) => row.forEach((value, i) => expect((runner.mon[recording]!.toArray() as number[][])[k * every + later]![i], `${recording}, row ${k}`).toBeCloseTo(value, 10)));
    same('w', w, 0);
    // BrainPy's traces belong to the cells, which move them on at the end of the step of a spike; here the synapse does at the beginning of the next.
    same('A_pre', A_pre, 1);
    same('A_post', A_post, 1);
    expect(Math.min(...w.flat())).toBeLessThan(0.45);
  });

  it('tells a delay of one step more', () => {
    const { V, every } = golden.cases['Exponential delayed']!;
    expect(largestError(simulate('Exponential delayed', { delayStep: 14 })['V']!, V, every)).toBeGreaterThan(1e-9);
  });
});
