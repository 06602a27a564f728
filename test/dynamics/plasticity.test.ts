/** Spike-timing dependent plasticity by its formula, gap junctions, delays, random sources: models that golden files do not cover. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, connect, dyn, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');
const quiet = { dt: 0.1, jit: false, progressBar: false } as const;

/** A cell that a strong pulse makes spike at once. */
const relay = (): InstanceType<typeof dyn.LIF> => new dyn.LIF(2, { tau: 1, V_th: 5, V_reset: 0 });
const pulses = (...times: number[]) => ({ t }: { t: number }): number => (times.some((time) => Math.abs(t - time) < 0.01) ? 1000 : 0);

describe('STDP_Song2000', () => {
  const change = (preTime: number, postTime: number, options: object = {}): number => {
    const [pre, post] = [relay(), relay()];
    const synapse = new dyn.STDP_Song2000(pre, post, new connect.One2One(), { g_max: 0.5, ...options });
    const net = new dyn.Network({ pre, post, synapse });
    const inputs = [['pre.input', pulses(preTime), 'func'], ['post.input', pulses(postTime), 'func']] as const;
    new DSRunner(net, { ...quiet, inputs }).run(60);
    return (synapse.w.toArray() as number[])[1]! - 0.5;
  };

  it('strengthens what comes before a spike, and weakens what comes after', () => {
    expect(change(10, 20)).toBeCloseTo(0.96 * Math.exp(-10 / 16.8), 10);
    expect(change(20, 10)).toBeCloseTo(-0.53 * Math.exp(-10 / 33.7), 10);
    // Spikes of one step do both.
    expect(change(20, 20)).toBeCloseTo(0.96 - 0.53, 12);
    expect(change(10, 12, { A1: 0.1, W_max: 0.55 })).toBeCloseTo(0.05, 12);
    expect(change(12, 10, { W_min: 0.4 })).toBeCloseTo(-0.1, 12);
  });
});

describe('GapJunction', () => {
  it('carries the difference of potentials, into both cells', () => {
    const [a, b] = [new dyn.LIF(2, { V_initializer: [1, 4], tau: 1e9 }), new dyn.LIF(2, { V_initializer: [0, 10], tau: 1e9 })];
    const junction = new dyn.GapJunction(a, b, new connect.All2All(), { g_max: 0.5 });
    junction.update({ t: 0, dt: 0.1, i: 0 });
    expect(b.input.toArray()).toEqual([0.5 * (1 + 4), 0.5 * (-9 - 6)]);
    expect(a.input.toArray()).toEqual([0.5 * (-1 + 9), 0.5 * (-4 + 6)]);
  });

  it('has a strength for each connection', () => {
    const [a, b] = [new dyn.LIF(2, { V_initializer: [1, 4], tau: 1e9 }), new dyn.LIF(2, { V_initializer: [0, 10], tau: 1e9 })];
    new dyn.GapJunction(a, b, new connect.All2All(), { g_max: [1, 2, 3, 4] }).update({ t: 0, dt: 0.1, i: 0 });
    expect([a.input.toArray(), b.input.toArray()]).toEqual([[-1 + 2 * 9, 3 * -4 + 4 * 6], [1 + 3 * 4, 2 * -9 + 4 * -6]]);
  });

  it('is one-sided as DiffusiveCoupling', () => {
    const [a, b] = [new dyn.LIF(1, { V_initializer: 3, tau: 1e9 }), new dyn.LIF(1, { V_initializer: 1, tau: 1e9 })];
    new dyn.DiffusiveCoupling(a, b, new connect.One2One(), { g_max: 2 }).update({ t: 0, dt: 0.1, i: 0 });
    expect([a.input[0], b.input[0]]).toEqual([0, 4]);
  });

  it('passes on the potential itself as AdditiveCoupling', () => {
    const [a, b] = [new dyn.LIF(2, { V_initializer: [3, -1], tau: 1e9 }), new dyn.LIF(2, { V_initializer: 1, tau: 1e9 })];
    new dyn.AdditiveCoupling(a, b, new connect.All2All(), { g_max: 2 }).update({ t: 0, dt: 0.1, i: 0 });
    expect([a.input.toArray(), b.input.toArray()]).toEqual([[0, 0], [4, 4]]);
  });
});

describe('delays', () => {
  it('may be given as times, in the steps of the run', () => {
    const [pre, post] = [new dyn.LIF(1), new dyn.LIF(1)];
    const synapse = new dyn.Delta(pre, post, new connect.One2One(), { delay: 1.5 });
    expect(synapse.delayStep).toBe(15);
    const net = new dyn.Network({ pre, post, synapse });
    new DSRunner(net, quiet).run(1);
    expect(() => new DSRunner(net, { ...quiet, dt: 0.05 })).toThrow(/steps of 0.1 ms, and those of the run are of 0.05 ms: call integrators.setDt\(0.05\)/);
    expect(() => new dyn.Delta(pre, post, new connect.One2One(), { delay: 1, delayStep: 10 })).toThrow(/not as both/);
    expect(() => new dyn.Delta(pre, post, new connect.One2One(), { delay: -1 })).toThrow(/a time in ms, got -1/);
  });

  it('give the value of so many steps before, whatever their length', () => {
    const arrival = (delayStep: number): number => {
      const pre = new dyn.SpikeTimeGroup(1, { times: [3], indices: [0] });
      const post = new dyn.LIF(1, { tau: 1e9 });
      const synapse = new dyn.Delta(pre, post, new connect.One2One(), { delayStep });
      const runner = new DSRunner(new dyn.Network({ pre, post, synapse }), { ...quiet, monitors: { V: 'post.V' } });
      runner.run(10);
      return (runner.mon['V']!.toArray() as number[][]).findIndex(([V]) => V! > 0.5);
    };
    expect([0, 1, 2, 3, 17].map(arrival)).toEqual([31, 31, 32, 33, 47]);
  });

  it('LengthDelay keeps the last values', () => {
    const pre = new dyn.OUProcess(1, { sigma: 1 });
    const net = new dyn.Network({ delay: new dyn.LengthDelay(pre.x, 4), pre });
    const { delay } = net as unknown as { readonly delay: InstanceType<typeof dyn.LengthDelay> };
    const runner = new DSRunner(net, { ...quiet, monitors: { x: 'pre.x' } });
    runner.run(1);
    const x = (runner.mon['x']!.toArray() as number[][]).map(([value]) => value!);
    expect([1, 2, 3, 4].map((steps) => delay.at(10, steps).toArray()[0])).toEqual(x.slice(-4).reverse());
    for (const steps of [0, 5]) expect(() => delay.at(10, steps)).toThrow(`LengthDelay: it keeps the values of 1 to 4 steps before, and not of ${steps}`);
  });

  it('LengthDelay gives each cell the value of its own number of steps before', () => {
    const pre = new dyn.OUProcess(3, { sigma: 1 });
    const delay = new dyn.LengthDelay(pre.x, 4);
    const runner = new DSRunner(new dyn.Network({ delay, pre }), { ...quiet, monitors: { x: 'pre.x' } });
    runner.run(1);
    const x = runner.mon['x']!.toArray() as number[][];
    const steps = bm.array([1, 4, 2], { dtype: 'int32' });
    expect(delay.atEach(10, steps).toArray()).toEqual([x[9]![0], x[6]![1], x[8]![2]]);
  });
});

describe('random sources', () => {
  it('PoissonGroup spikes at its rates', () => {
    bm.random.seed(2);
    const runner = new DSRunner(new dyn.PoissonGroup(200, { freqs: bm.concatenate([bm.full(100, 20), bm.full(100, 50)]) }), { ...quiet, monitors: ['spike'] });
    runner.run(200);
    const counts = bm.sum(runner.mon['spike']!, 0).toArray() as unknown as number[];
    const rate = (from: number): number => counts.slice(from, from + 100).reduce((sum, count) => sum + count, 0) / 100 / 0.2;
    // Standard deviations of 1 and 1.6 Hz.
    expect(Math.abs(rate(0) - 20)).toBeLessThan(5);
    expect(Math.abs(rate(100) - 50)).toBeLessThan(8);
  });

  it('OUProcess has its mean and its variance', () => {
    bm.random.seed(3);
    const runner = new DSRunner(new dyn.OUProcess(300, { mean: 2, sigma: 0.5, tau: 5 }), { ...quiet, monitors: ['x'], every: 100 });
    runner.run(100);
    const last = (runner.mon['x']!.toArray() as number[][]).slice(5).flat();
    const mean = last.reduce((sum, value) => sum + value, 0) / last.length;
    const variance = last.reduce((sum, value) => sum + (value - mean) ** 2, 0) / last.length;
    expect(Math.abs(mean - 2)).toBeLessThan(0.15);
    expect(Math.abs(variance - (0.25 * 5) / 2)).toBeLessThan(0.12);
  });
});

describe('parameters', () => {
  it('may differ from cell to cell', () => {
    const both = new dyn.LIF(2, { tau: [10, 20], V_th: 1e3 });
    const single = (tau: number): InstanceType<typeof dyn.LIF> => new dyn.LIF(1, { tau, V_th: 1e3 });
    const V = (cell: InstanceType<typeof dyn.LIF>): number[] => {
      new DSRunner(cell, { ...quiet, inputs: ['input', 7] }).run(5);
      return cell.V.toArray();
    };
    V(both).forEach((value, i) => expect(value).toBeCloseTo(V(single([10, 20][i]!))[0]!, 12));
  });
});
