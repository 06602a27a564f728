/** What users give to models: options by name, one value for each cell, ways to sum up, connectors of their own. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, connect, dyn, init, inputs, integrators, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');
const quiet = { dt: 0.1, jit: false, progressBar: false } as const;

describe('options', () => {
  it('that a model does not have are errors, with the nearest name', () => {
    expect(() => new dyn.LIF(2, { tauRef: 5 } as object)).toThrow("LIF has no option 'tauRef'; did you mean 'tau_ref'?");
    expect(() => new dyn.HH(2, { gna: 5 } as object)).toThrow("HH has no option 'gna'; did you mean 'gNa'?");
    expect(() => new dyn.HH(2, { V_init: -65 } as object)).toThrow("HH has no option 'V_init'; did you mean 'V_initializer'?");
    expect(() => new dyn.rates.FHN(2, { x_initializer: 0.1, zeta: 1 } as object)).toThrow("FHN has no option 'zeta'");
    expect(() => new dyn.INa_HH1952(2, { gMax: 1 } as object)).toThrow("INa_HH1952 has no option 'gMax'; did you mean 'g_max'?");
    expect(() => new dyn.LIF(2, 20 as never)).toThrow('LIF: its options are an object, { name: value }, got 20');
  });

  it('of a class of one\'s own are known by the fields that they became, when a runner is given the model', () => {
    class Own extends dyn.LIF {
      readonly gain: number;

      constructor(size: number, options: object) {
        super(size, options);
        this.gain = (options as { gain?: number }).gain ?? 1;
      }
    }
    expect(new DSRunner(new Own(2, { tau: 5, gain: 3 }), quiet).target).toBeInstanceOf(Own);
    expect(() => new DSRunner(new Own(2, { gian: 3 }), quiet)).toThrow("Own has no option 'gian'");
    expect(() => new DSRunner(new Own(2, { V: -60 }), quiet)).toThrow("Own has no option 'V'");
  });

  it('of synapses, outputs and plasticity are checked', () => {
    const [cells, conn] = [new dyn.LIF(3), new connect.All2All()];
    const make = (options: unknown) => () => new dyn.Exponential(cells, cells, conn, options as object);
    expect(make({ taus: 3 })).toThrow("Exponential has no option 'taus'; did you mean 'tau'? Its options are compMethod, delay, delayStep, g_max, method, name, output, stp, tau");
    expect(make({ tau: '3' })).toThrow('Exponential: tau must be an initializer, a number, an array or a function of the shape');
    expect(make({ g_max: [1, 2] })).toThrow('g_max: the values are [2], and [9] is wanted');
    expect(make({ output: dyn.COBA })).toThrow('Exponential: output is an output, new dyn.COBA({ E: 0 }) for one, got the class COBA itself');
    expect(make({ compMethod: 'full' })).toThrow("Exponential: compMethod is 'sparse' or 'dense', got 'full'");
    expect(() => new dyn.Exponential(cells, cells, 0.1 as never)).toThrow('Exponential: its third argument is a connector, new connect.FixedProb(0.1) for one, got 0.1');
    expect(() => new dyn.Delta(cells, cells, conn, { output: new dyn.CUBA() } as object)).toThrow("Delta has no option 'output'");
    expect(() => new dyn.GapJunction(cells, cells, conn, { delay: 1 } as object)).toThrow("GapJunction has no option 'delay'");
    expect(() => new dyn.COBA({ e: 1 } as object)).toThrow("COBA has no option 'e'; did you mean 'E'?");
    expect(() => new DSRunner(new dyn.LIF(2), { progress: false } as object)).toThrow("DSRunner has no option 'progress'; did you mean 'progressBar'?");
    expect(() => new dyn.STP({ U: '1' } as object)).toThrow('STP: U must be an initializer, a number, an array or a function of the shape');
  });

  it('of everything else too', () => {
    expect(() => new connect.FixedProb(0.1, { includeself: false } as object)).toThrow("FixedProb has no option 'includeself'; did you mean 'includeSelf'?");
    expect(() => new connect.FixedProb(0.1, 3 as never)).toThrow('FixedProb: its options are an object');
    expect(() => new connect.GridEight({ periodicBoundary: 1 } as object)).toThrow('GridEight: periodicBoundary is a boolean, got 1');
    expect(() => new init.Normal(0, 1, { sead: 1 } as object)).toThrow("Normal has no option 'sead'; did you mean 'seed'?");
    expect(() => new init.XavierNormal({ mode: 'in' } as object)).toThrow("XavierNormal: mode is 'fan_in' or 'fan_out' or 'fan_avg', got 'in'");
    expect(() => inputs.rampInput(0, 1, 10, { tstart: 2 } as object)).toThrow("rampInput has no option 'tstart'; did you mean 'tStart'?");
    expect(() => integrators.odeint((x: number, _t: number) => -x, { metod: 'rk4' } as object)).toThrow("odeint has no option 'metod'; did you mean 'method'?");
    expect(() => new integrators.TimeDelay(bm.zeros(1), 10, { before: 1 } as object)).toThrow("TimeDelay has no option 'before'");
    expect(() => new DSRunner(new dyn.LIF(1), { ...quiet, monitor: ['V'] } as object)).toThrow("DSRunner has no option 'monitor'; did you mean 'monitors'?");
    expect(() => new DSRunner(new dyn.LIF(1), quiet).run({ duration: 1, reset: true } as object)).toThrow("run has no option 'reset'");
  });

  it('lead synapses to other states of the cells behind', () => {
    const [pre, post] = [new dyn.SpikeTimeGroup(1, { times: [1], indices: [0] }), new dyn.PinskyRinzel(1)];
    const conn = new connect.One2One();
    const dendrite = new dyn.Exponential(pre, post, conn, { output: new dyn.COBA({ E: 0, targetVar: 'input_d', membraneVar: 'Vd' }) });
    expect([dendrite.target === post.input_d, dendrite.membrane === post.Vd]).toEqual([true, true]);
    expect(() => new dyn.Exponential(pre, post, conn, { output: new dyn.CUBA({ targetVar: 'inputs' }) })).toThrow("CUBA: targetVar names 'inputs', and the states of PinskyRinzel are ");
    const cells = new dyn.LIF(1);
    const runner = new DSRunner(new dyn.Network({ pre, cells, kick: new dyn.Delta(pre, cells, conn, { target: 'input', g_max: 5 }) }), { ...quiet, monitors: { I: 'cells.input' } });
    runner.run(3);
    expect((runner.mon['I']!.toTypedArray() as Float64Array).filter((I) => I !== 0)).toEqual(new Float64Array([5]));
  });

  it('of wrong sizes and kinds are errors', () => {
    expect(() => new dyn.LIF(3, { tau: [1, 2] })).toThrow('tau: the values are [2], and [3] is wanted');
    expect(() => new dyn.LIF(3, { V_initializer: [1, 2] })).toThrow('V_initializer: the values are [2], and [3] is wanted');
    expect(() => new dyn.LIF(3, { tau: '10' as unknown as number })).toThrow('tau must be an initializer, a number, an array or a function of the shape');
    expect(() => new dyn.LIF(-3)).toThrow(/size/);
  });

  it('with one value for each cell make arrays of all parameters', () => {
    const cells = new dyn.LIF(2, { tau: [10, 20], R: 2 });
    expect([cells.tau, cells.R, cells.V_th].map((one) => (one as unknown as { toArray(): number[] }).toArray())).toEqual([[10, 20], [2, 2], [20, 20]]);
    expect(new dyn.LIF(2, { tau: 10, V_initializer: [1, 2] }).tau).toBe(10);
    expect((new dyn.PoissonGroup(3, { freqs: new init.Constant(5) }).freqs as unknown as { toArray(): number[] }).toArray()).toEqual([5, 5, 5]);
  });
});

describe('cells', () => {
  it('say what does not fit', () => {
    class Small extends dyn.CondNeuGroup {
      readonly leak = new dyn.IL(2);
    }
    class Twice extends dyn.CondNeuGroup {
      readonly a = new dyn.CalciumFixed(this.size);
      readonly b = new dyn.CalciumFixed(this.size);
    }
    class Misspelt extends dyn.CondNeuGroup {
      readonly leak = new dyn.IL(this.size, { gMax: 1 } as object);
    }
    expect(() => new DSRunner(new Small(3), quiet)).toThrow('Small: IL has 2 cells, and the group has 3; give it this.size');
    expect(() => new DSRunner(new Twice(3), quiet)).toThrow('Twice: 2 pools of calcium; a cell has one');
    expect(() => new Misspelt(3)).toThrow("IL has no option 'gMax'; did you mean 'g_max'?");
  });

  it('begin again where they began', () => {
    class Cell extends dyn.CondNeuGroup {
      readonly INa = new dyn.INa_HH1952(this.size);
      readonly IL = new dyn.IL(this.size);
    }
    const cell = new Cell(2, { V_initializer: -65 });
    const runner = new DSRunner(cell, { ...quiet, inputs: ['input', 5] });
    const start = cell.INa.q.toArray();
    runner.run(5);
    expect(cell.INa.q.toArray()).not.toEqual(start);
    runner.reset();
    expect(cell.INa.q.toArray()).toEqual(start);
  });
});

describe('ways to sum up', () => {
  const V = (conn: InstanceType<typeof connect.Connector>, options: object = {}, count = 4): number[] => {
    const pre = new dyn.SpikeTimeGroup(4, { times: [1, 2, 3, 3], indices: [0, 1, 2, 3] });
    const post = new dyn.LIF(count, { V_th: 1e9 });
    const synapse = new dyn.Exponential(pre, post, conn, options);
    new DSRunner(new dyn.Network({ pre, post, synapse }), quiet).run(10);
    return post.V.toArray();
  };
  const near = (a: readonly number[], b: readonly number[]): void => a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 12));

  it('agree', () => {
    const pairs = (matrix: number[][]): InstanceType<typeof connect.MatConn> => new connect.MatConn(matrix);
    const ones = Array.from({ length: 4 }, () => [1, 1, 1, 1]);
    const own = Array.from({ length: 4 }, (_, i) => [0, 1, 2, 3].map((j) => Number(i === j)));
    near(V(new connect.All2All(), { g_max: 0.3 }), V(pairs(ones), { g_max: 0.3 }));
    near(V(new connect.One2One(), { g_max: [1, 2, 3, 4] }), V(pairs(own), { g_max: [1, 2, 3, 4] }));
    const strengths = Array.from({ length: 16 }, (_, k) => k + 1);
    near(V(pairs(ones), { g_max: strengths, compMethod: 'dense' }), V(pairs(ones), { g_max: strengths }));
    near(V(new connect.FixedProb(0.5, { seed: 2 }), { compMethod: 'dense', stp: new dyn.STD() }), V(new connect.FixedProb(0.5, { seed: 2 }), { stp: new dyn.STD() }));
    expect(() => V(pairs(ones), { compMethod: 'matrix' })).toThrow("Exponential: compMethod is 'sparse' or 'dense', got 'matrix'");
  });

  it('Delta leaves refractory cells alone where it is asked to', () => {
    const moved = (postRef: boolean): number => {
      const pre = new dyn.SpikeTimeGroup(1, { times: [1, 1.5], indices: [0, 0] });
      const post = new dyn.LIF(1, { V_th: 5, V_reset: 0, tau_ref: 2, tau: 1e9 });
      const synapse = new dyn.Delta(pre, post, new connect.One2One(), { g_max: 6, postRef });
      const runner = new DSRunner(new dyn.Network({ pre, post, synapse }), { ...quiet, monitors: { spike: 'post.spike' } });
      runner.run(2);
      return bm.sum(runner.mon['spike']!).item();
    };
    expect([moved(true), moved(false)]).toEqual([1, 2]);
    expect(() => new dyn.Delta(new dyn.HH(1), new dyn.HH(1), new connect.One2One(), { postRef: true })).toThrow('postRef asks for cells with a refractory time');
  });

  it('PoissonInput gives what its sources would', () => {
    bm.random.seed(5);
    const cells = new dyn.LeakyIntegrator(400, { tau: 1e9 });
    new DSRunner(new dyn.Network({ source: new dyn.PoissonInput(cells.input, 200, 50, 1e9), cells }), quiet).run(20);
    // 200 · 50 Hz · 0.1 ms = 1 spike in each step, which lifts V by dt. The standard error is 0.02.
    const mean = bm.mean(cells.V).item();
    expect(Math.abs(mean - 20)).toBeLessThan(0.15);
  });
});

describe('connectors', () => {
  class Own extends connect.Connector {
    constructor(readonly rows: readonly number[][]) {
      super();
    }

    override build(): ReturnType<InstanceType<typeof connect.Connector>['build']> {
      return connect.csrOfRows(this.rows);
    }
  }

  it('of users are taken, and checked', () => {
    const conn = new Own([[1, 2], [], [0]]).connect(3, 4);
    expect(conn.require('pre2post').map((one) => one.toArray())).toEqual([[1, 2, 0], [0, 2, 2, 3]]);
    expect(conn.require('post2pre').map((one) => one.toArray())).toEqual([[2, 0, 0], [0, 1, 2, 3, 3]]);
    expect(conn.require('coo').map((one) => one.toArray())).toEqual([[0, 0, 2], [1, 2, 0]]);
    expect(conn.require('post2syn').map((one) => one.toArray())).toEqual([[2, 0, 1], [0, 1, 2, 3, 3]]);
    const [pre, post] = conn.require('pre_ids', 'post_ids');
    expect([pre.toArray(), post.toArray()]).toEqual([[0, 0, 2], [1, 2, 0]]);
    expect(() => new Own([[1], [7]]).connect(2, 4)).toThrow('Own: a connection leads to cell 7, and there are 4');
    expect(() => new Own([[1]]).connect(2, 4)).toThrow('Own: indptr has one element more than there are sources (3)');
    expect(() => new dyn.Delta(new dyn.LIF(2), new dyn.LIF(2), new Own([[5], []]))).toThrow('Own: a connection leads to cell 5');
    const drawn = new connect.FixedProb(0.5);
    const synapse = new dyn.Delta(new dyn.LIF(6), new dyn.LIF(4), drawn);
    expect(drawn.require('post_ids').toArray()).toEqual(synapse.indices.toArray());
    expect(() => conn.require('matrix' as 'csr')).toThrow("require: there is no form 'matrix'");
  });
});

it('parts, targets and sizes are named where they are none', () => {
  expect(() => new dyn.Network({ a: 5 } as never)).toThrow('a Network is given systems, new dyn.Network(E, I), or a record of them, new dyn.Network({ E, I }); a is 5');
  expect(() => new dyn.Network({ a: dyn.LIF } as never)).toThrow('a is the class LIF itself');
  expect(() => new dyn.Network([new dyn.LIF(1)] as never)).toThrow('got a list: write new dyn.Network(...list)');
  expect(() => new dyn.Network({ a: new dyn.LIF(1) }, { a: new dyn.LIF(2) })).toThrow("Network: the name 'a' is taken");
  expect(() => new dyn.LengthDelay(5 as never, 2)).toThrow('LengthDelay: its first argument is the Variable whose values it keeps');
  expect(() => new dyn.PoissonInput(new dyn.LIF(3) as never, 10, 5, 1)).toThrow("PoissonInput: its first argument is the Variable that the spikes add to, a group's input for one, got an object of the class LIF");
  expect(() => new dyn.SpikeTimeGroup(3, { times: [1, 2], indices: [0, 5] })).toThrow('SpikeTimeGroup: indices: 5 is no cell of 3');
  expect(() => new dyn.LIF(undefined as never)).toThrow('size: a size is a whole number or a list of these, got undefined');
  expect(() => new dyn.LIF('3' as never)).toThrow("size: a size must be a whole number of 0 or more, got '3' in [3]");
  expect(() => new dyn.HH(3, { V: 5 } as never)).toThrow("HH has no option 'V'. Its options are C,");
});
