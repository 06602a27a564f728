/**
 * Connections that are drawn anew at each spike, beside those that are stored with the same seed, compiled and as they stand: the same bits in all
 * Variables. Needs `npm run build` (`npm test` runs it).
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type * as myelin from '../../runtime/index.js';

const { DSRunner, connect, dyn, math: bm } = (await import(/* @vite-ignore */ pathToFileURL(join(import.meta.dirname, '../../dist/runtime/index.js')).href)) as typeof myelin;

interface Rule extends myelin.connect.FixedProbOptions {
  readonly prob: number;
  readonly delayStep?: number;
  readonly hasStp?: boolean;
}

const rules: Readonly<Record<string, Rule>> = {
  'distinct targets': { prob: 0.1 },
  'an odd number of targets, late': { prob: 0.07, delayStep: 12 },
  'without the cell itself': { prob: 0.3, includeSelf: false },
  'targets more than once': { prob: 0.2, allowMultiConn: true },
  'some of the sources': { prob: 0.1, preRatio: 0.6 },
  'all targets': { prob: 1 },
  'strengths that change': { prob: 0.1, hasStp: true },
};

function make({ prob, delayStep = 1, hasStp = false, ...options }: Rule, stored: boolean): myelin.dyn.Network {
  const V = bm.linspace(-60, -50, 90);
  const cells = new dyn.LIF(90, { V_rest: -60, V_th: -50, V_reset: -60, tau_ref: 5, V_initializer: () => V });
  const conn = (seed: number): myelin.connect.FixedProb => new connect.FixedProb(prob, { ...options, seed, stored });
  const more = { delayStep, ...(hasStp ? { stp: new dyn.STP() } : {}) };
  const excites = new dyn.Exponential(cells, cells, conn(3), { g_max: 0.3, output: new dyn.COBA({ E: 0 }), ...more });
  const inhibits = new dyn.DualExponential(cells, cells, conn(2 ** 40 + 5), { g_max: 0.5, output: new dyn.COBA({ E: -80 }), ...more });
  return new dyn.Network({ cells, excites, inhibits });
}

function run(rule: Rule, stored: boolean, jit: boolean): { readonly spikes: number; readonly states: readonly string[] } {
  const net = make(rule, stored);
  const runner = new DSRunner(net, { inputs: ['cells.input', 20], monitors: ['cells.spike'], dt: 0.1, progressBar: false, jit });
  runner.run(30);
  return { spikes: bm.sum(runner.mon['cells.spike']!).item() as number, states: [...net.vars().values()].map((variable) => [...variable.toTypedArray()].join()) };
}

describe.each(['float32', 'float64'] as const)('FixedProb with stored: false, %s', (dtype) => {
  it.each(Object.keys(rules))('%s', (name) => {
    bm.setFloat(dtype);
    const expected = run(rules[name]!, true, false);
    expect(expected.spikes).toBeGreaterThan(50);
    for (const [stored, jit] of [[true, true], [false, false], [false, true]] as const) expect(run(rules[name]!, stored, jit)).toEqual(expected);
    expect(run({ ...rules[name]!, prob: rules[name]!.prob * 0.8 }, false, true).states).not.toEqual(expected.states);
  });
});

describe('connections that nobody stores', () => {
  it('take no memory: 10^8 of them', () => {
    bm.setFloat('float32');
    const cells = new dyn.LIF(100_000, { V_th: 10, V_initializer: () => bm.linspace(0, 10.01, 100_000) });
    const synapse = new dyn.Exponential(cells, cells, new connect.FixedProb(0.01, { seed: 1, stored: false }));
    const before = process.memoryUsage().rss;
    const runner = new DSRunner(new dyn.Network({ cells, synapse }), { inputs: ['cells.input', 30], monitors: { spikes: 'cells.spike' }, dt: 0.1, progressBar: false });
    runner.run(0.3);
    const spikes = bm.sum(runner.mon['spikes']!).item() as number;
    expect(spikes).toBeGreaterThan(10);
    // Stored ones would be 400 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
    expect(synapse.indices.size).toBe(0);
    const reached = bm.sum(bm.greater(synapse.g, 0)).item() as number;
    expect(reached).toBeGreaterThan(1000);
  });

  it('need a seed, one strength, and no state of their own', () => {
    const cells = new dyn.LIF(10);
    expect(() => new connect.FixedProb(0.1, { stored: false })).toThrow(/give one \(\{ stored: false, seed: 1 \}\)/);
    const conn = new connect.FixedProb(0.5, { seed: 1, stored: false });
    expect(() => new dyn.Exponential(cells, cells, conn, { g_max: new Array<number>(50).fill(1) })).toThrow('Exponential: connections that are not stored share one g_max, a number');
    expect(() => new dyn.Exponential(cells, cells, conn, { compMethod: 'dense' })).toThrow(/needs stored connections/);
    expect(() => new dyn.STDP_Song2000(cells, cells, conn)).toThrow(/STDP_Song2000 has values of its own for each connection/);
    expect(() => new dyn.GapJunction(cells, cells, conn)).toThrow(/must be stored/);
    expect(() => new dyn.Exponential(cells, cells, new connect.FixedProb(1, { seed: 1, stored: false, includeSelf: false }))).toThrow(RangeError);
  });
});
