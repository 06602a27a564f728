/** Strengths and constants of synapses that differ: each cell gets what a synapse of its own would give it. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, connect, dyn, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');

type Make = (pre: InstanceType<typeof dyn.SpikeTimeGroup>, post: InstanceType<typeof dyn.LIF>) => InstanceType<typeof dyn.Synapse>;

/** The potentials of `count` cells after 20 ms with some spikes. */
function potentials(make: Make, count: number): number[] {
  const pre = new dyn.SpikeTimeGroup(2, { times: [1, 3, 8, 9], indices: [0, 1, 1, 0] });
  const post = new dyn.LIF(count, { tau: 20, V_th: 1e3 });
  new DSRunner(new dyn.Network({ pre, post, synapse: make(pre, post) }), { dt: 0.1, jit: false, progressBar: false }).run(20);
  return post.V.toArray() as number[];
}

const all = new connect.FixedProb(1);

describe('a constant for each cell behind', () => {
  it.each([
    ['Exponential', 'tau', [3, 8, 20]], ['DualExponential', 'tau_rise', [1, 10, 4]], ['DualExponential', 'A', [1, 2, 3]], ['Alpha', 'tau_decay', [3, 8, 20]],
  ] as const)('%s: %s', (name, option, values) => {
    const together = potentials((pre, post) => new dyn[name](pre, post, all, { [option]: values }), 3);
    const apart = values.map((value) => potentials((pre, post) => new dyn[name](pre, post, all, { [option]: value }), 1)[0]!);
    together.forEach((V, cell) => { expect(V).toBeCloseTo(apart[cell]!, 12); });
    expect(new Set(together).size).toBe(3);
  });
});

describe('a constant for each cell before', () => {
  it.each([['NMDA', 'tau_decay', [30, 90]], ['AMPA', 'alpha', [0.3, 2]], ['GABAa', 'beta', [0.1, 0.4]], ['BioNMDA', 'T', [0.5, 2]]] as const)('%s: %s', (name, option, values) => {
    // One connection from each: currents add up, and these outputs do not depend on the potential.
    const output = new dyn.CUBA();
    const [cell] = potentials((pre, post) => new dyn[name](pre, post, all, { output, [option]: values }), 1);
    const parts = values.map((value, source) => potentials((pre, post) => new dyn[name](pre, post, new connect.IJConn([source], [0]), { output, [option]: value }), 1)[0]!);
    expect(cell).toBeCloseTo(parts[0]! + parts[1]!, 12);
  });

  it('has one value for each', () => {
    expect(() => potentials((pre, post) => new dyn.NMDA(pre, post, all, { tau_decay: [1, 2, 3] }), 3)).toThrow('tau_decay: the values are [3], and [2] is wanted');
    expect(() => potentials((pre, post) => new dyn.AMPA(pre, post, all, { T_duration: [1, 2] as never }), 3)).toThrow(/T_duration/);
  });
});

describe('strengths as a matrix', () => {
  const connected = new connect.MatConn([[0, 1, 0], [1, 1, 0]]);

  it('count where there are connections', () => {
    const [pre, post] = [new dyn.PoissonGroup(2), new dyn.LIF(3)];
    for (const matrix of [[[1, 2, 3], [4, 5, 6]], bm.array([[1, 2, 3], [4, 5, 6]])]) {
      expect(new dyn.Exponential(pre, post, connected, { g_max: matrix }).g_max.toArray()).toEqual([2, 4, 5]);
      expect(new dyn.GapJunction(post, post, new connect.One2One(), { g_max: bm.eye(3) }).g_max.toArray()).toEqual([1, 1, 1]);
    }
  });

  it('have the sizes of both groups', () => {
    const [pre, post] = [new dyn.PoissonGroup(2), new dyn.LIF(3)];
    expect(() => new dyn.Exponential(pre, post, connected, { g_max: [[1, 2], [3, 4]] })).toThrow('g_max: the matrix is [2, 2], and [2, 3] is wanted: [sources, targets]');
  });
});

describe('couplings', () => {
  const areas = () => new dyn.rates.FHN(2, { x_initializer: [1, 2], y_initializer: [3, 5] });

  it('read and write the states that are named', () => {
    const [a, b] = [areas(), areas()];
    new dyn.DiffusiveCoupling(a, b, new connect.One2One(), { g_max: 2, preVar: 'y', postVar: 'x', targetVar: 'input_y' }).update({ t: 0, dt: 0.1, i: 0 });
    expect([b.input_y.toArray(), b.input.toArray(), a.input_y.toArray()]).toEqual([[2 * (3 - 1), 2 * (5 - 2)], [0, 0], [0, 0]]);
  });

  it('of populations and neurons', () => {
    const [a, cells] = [areas(), new dyn.LIF(2)];
    new dyn.AdditiveCoupling(a, cells, new connect.All2All()).update({ t: 0, dt: 0.1, i: 0 });
    expect(cells.input.toArray()).toEqual([3, 3]);
  });

  it('say what is wrong', () => {
    const [a, one] = [areas(), new connect.One2One()];
    expect(() => new dyn.AdditiveCoupling(a, a, one, { preVar: 'V' })).toThrow(/AdditiveCoupling: preVar names 'V', and the states of FHN are .*x, y/);
    expect(() => new dyn.AdditiveCoupling(a, a, one, { delayStep: [1, 1.5] })).toThrow('delayStep is a whole number of steps for each connection, got 1.5');
    expect(() => new dyn.AdditiveCoupling(a, a, one, { postVar: 'x' } as object)).toThrow("AdditiveCoupling has no option 'postVar'");
    expect(() => new dyn.DiffusiveCoupling(a, a, new connect.FixedProb(0.5, { stored: false, seed: 1 }))).toThrow(/its connections must be stored/);
    expect(() => new dyn.DiffusiveCoupling(new connect.One2One() as never, a, one)).toThrow('what is before it is a group of cells, got an object of the class One2One');
  });
});
