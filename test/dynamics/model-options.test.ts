/** What users give to models: options by name, one value for each cell, ways to sum up, connectors of their own. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, connect, dyn, init, math: bm } = await loadRewrittenRuntime();
bm.setFloat('float64');
const quiet = { dt: 0.1, jit: false, progressBar: false } as const;

describe('options', () => {
  it('that a model does not have are errors, with the nearest name', () => {
    const run = (model: InstanceType<typeof dyn.DynamicalSystem>) => new DSRunner(model, quiet).target;
    expect(() => run(new dyn.LIF(2, { tauRef: 5 } as object))).toThrow("LIF has no option 'tauRef'; did you mean 'tau_ref'?");
    expect(() => run(new dyn.HH(2, { gna: 5 } as object))).toThrow("HH has no option 'gna'; did you mean 'gNa'?");
    expect(() => run(new dyn.HH(2, { V_init: -65 } as object))).toThrow(/HH has no option 'V_init' Its options are .*V_initializer/);
    expect(() => run(new dyn.rates.FHN(2, { x_initializer: 0.1, zeta: 1 } as object))).toThrow("FHN has no option 'zeta'");
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
    expect(() => new DSRunner(new Misspelt(3), quiet)).toThrow("IL has no option 'gMax'; did you mean 'g_max'?");
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
    expect(() => V(pairs(ones), { compMethod: 'matrix' })).toThrow("compMethod is 'sparse' or 'dense', got 'matrix'");
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
    expect(() => new Own([[1], [7]]).connect(2, 4)).toThrow('Own: a connection leads to cell 7, and there are 4');
    expect(() => new Own([[1]]).connect(2, 4)).toThrow('Own: indptr has one element more than there are sources (3)');
    expect(() => new dyn.Delta(new dyn.LIF(2), new dyn.LIF(2), new Own([[5], []]))).toThrow('Own: a connection leads to cell 5');
    expect(() => conn.require('matrix' as 'csr')).toThrow("require: there is no form 'matrix'");
  });
});
