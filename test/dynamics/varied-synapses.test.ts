/** Strengths and constants of synapses that differ: each cell gets what a synapse of its own would give it. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, connect, dyn, init, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');

type Values = number | readonly number[];
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

describe('a constant of an output for each cell behind', () => {
  const outputs = {
    COBA: (value: Values) => new dyn.COBA({ E: value }),
    'MgBlock: E': (value: Values) => new dyn.MgBlock({ E: value }),
    'MgBlock: cc_Mg': (value: Values) => new dyn.MgBlock({ E: 20, cc_Mg: value }),
    'MgBlock: alpha': (value: Values) => new dyn.MgBlock({ E: 20, alpha: value, beta: 2 }),
    'MgBlock: beta': (value: Values) => new dyn.MgBlock({ E: 20, beta: value }),
  };

  it.each(Object.entries(outputs))('%s', (_name, output) => {
    const values = [0.5, 2, 0.1];
    const together = potentials((pre, post) => new dyn.Exponential(pre, post, all, { output: output(values) }), 3);
    const apart = values.map((value) => potentials((pre, post) => new dyn.Exponential(pre, post, all, { output: output(value) }), 1)[0]!);
    together.forEach((V, cell) => { expect(V).toBeCloseTo(apart[cell]!, 12); });
    expect(new Set(together).size).toBe(3);
  });

  it('is drawn by each synapse, for its own cells', () => {
    bm.random.seed(3);
    const output = new dyn.COBA({ E: new init.Normal(-80, 2) });
    const made = [3, 5].map((count) => new dyn.Exponential(new dyn.PoissonGroup(2), new dyn.LIF(count), all, { output }));
    expect(made.map((synapse) => (synapse.output as unknown as { E: { shape: number[] } }).E.shape)).toEqual([[3], [5]]);
    expect(() => potentials((pre, post) => new dyn.Exponential(pre, post, all, { output: new dyn.COBA({ E: [1, 2] }) }), 3)).toThrow('COBA: E: the values are [2], and [3] is wanted');
    expect(() => new dyn.MgBlock({ e: 0 } as object)).toThrow("MgBlock has no option 'e'");
  });
});

describe('a constant of short-term plasticity for each cell before', () => {
  const kinds = {
    'STD: tau': (value: Values) => new dyn.STD({ tau: value }), 'STD: U': (value: Values) => new dyn.STD({ U: value }), 'STP: U': (value: Values) => new dyn.STP({ U: value }),
    'STP: tau_f': (value: Values) => new dyn.STP({ tau_f: value }), 'STP: tau_d': (value: Values) => new dyn.STP({ tau_d: value }),
  };

  it.each(Object.entries(kinds))('%s', (_name, stp) => {
    const values = [0.9, 0.3];
    const [cell] = potentials((pre, post) => new dyn.Exponential(pre, post, all, { stp: stp(values) }), 1);
    const parts = values.map((value, source) => potentials((pre, post) => new dyn.Exponential(pre, post, new connect.IJConn([source], [0]), { stp: stp(value) }), 1)[0]!);
    expect(cell).toBeCloseTo(parts[0]! + parts[1]!, 12);
    expect(parts[0]).not.toBe(parts[1]);
  });

  it('begins anew with the model', () => {
    const run = (synapse: InstanceType<typeof dyn.Synapse>, net: InstanceType<typeof dyn.Network>): unknown => {
      const runner = new DSRunner(net, { dt: 0.1, jit: false, progressBar: false });
      const states = (): unknown => [...synapse.stp.vars().values()].map((variable) => bm.asarray(variable).toArray());
      const first = states();
      runner.run(10);
      const last = states();
      runner.reset();
      expect(states()).toEqual(first);
      expect(last).not.toEqual(first);
      return first;
    };
    for (const stp of [new dyn.STD(), new dyn.STP({ U: [0.1, 0.4] })]) {
      const [pre, post] = [new dyn.SpikeTimeGroup(2, { times: [1, 3], indices: [0, 1] }), new dyn.LIF(1)];
      const synapse = new dyn.Exponential(pre, post, all, { stp });
      run(synapse, new dyn.Network({ pre, post, synapse }));
    }
  });
});

describe('constants of STDP', () => {
  it.each([['tau', 'post'], ['tau_s', 'pre'], ['tau_t', 'post'], ['A1', 'pre'], ['A2', 'post']] as const)('%s, one for each cell %s', (option, _side) => {
    // Two pairs of cells that do not meet are two synapses.
    const values = [0.7, 9];
    const weights = (given: readonly number[] | number, count: number, own: number): readonly number[][] => {
      const pre = new dyn.SpikeTimeGroup(count, { times: count === 2 ? [1, 1, 6, 6] : [1, 6], indices: count === 2 ? [0, 1, 0, 1] : [0, 0] });
      const post = new dyn.LIF(count, { V_th: 1, tau: 5, V_rest: 0, V_reset: 0, V_initializer: count === 2 ? [0.2, 0.8] : [own] });
      const synapse = new dyn.STDP_Song2000(pre, post, new connect.One2One(), { g_max: 0.3, [option]: given });
      new DSRunner(new dyn.Network({ pre, post, synapse }), { dt: 0.1, jit: false, progressBar: false, inputs: ['post.input', 2] }).run(20);
      return [synapse.w.toArray() as number[], post.V.toArray() as number[]];
    };
    const together = weights(values, 2, 0);
    const apart = values.map((value, cell) => weights(value, 1, [0.2, 0.8][cell]!));
    for (const [k, list] of together.entries()) list.forEach((value, cell) => { expect(value).toBeCloseTo(apart[cell]![k]![0]!, 12); });
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
