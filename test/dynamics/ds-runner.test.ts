/** The runner: inputs, monitors, times, runs that continue, runs that throw, saved states, messages. */
import { describe, expect, it } from 'vitest';
import type * as myelin from '../../runtime/index.js';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, TrainVar, Variable, connect, dyn, init, loadState, math: bm, saveState } = await loadRewrittenRuntime();
const quiet = { progressBar: false, dt: 0.1 } as const;

/** V counts what its input brings; `update` takes what runs hand over. */
class Counter extends dyn.DynamicalSystem {
  readonly V: myelin.Variable<1> = new Variable(2);
  readonly input: myelin.Variable<1> = new Variable(2);
  readonly steps: myelin.Variable<1, 'int32'> = new Variable(1, { dtype: 'int32' });
  failsAt = Infinity;

  override update({ i }: myelin.Step, more: number = 0): number {
    this.V.value = bm.add(bm.add(this.V, this.input), more);
    this.steps.value = bm.add(this.steps, 1);
    if (i === this.failsAt) throw new RangeError('as asked');
    return this.V.value;
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}

const rows = (array: myelin.NDArray | undefined): unknown => array!.toArray();

describe('inputs', () => {
  it('are fixed, rows, functions and iterables, with five operations', () => {
    const record = (inputs: myelin.Inputs): unknown => {
      const runner = new DSRunner(new Counter(), { ...quiet, inputs, monitors: ['V'] });
      runner.run(0.3);
      return rows(runner.mon['V']);
    };
    expect(record(['input', 2])).toEqual([[2, 2], [4, 4], [6, 6]]);
    expect(record(['input', [1, 2]])).toEqual([[1, 2], [2, 4], [3, 6]]);
    expect(record(['input', bm.array([1, 2, 3]), 'iter'])).toEqual([[1, 1], [3, 3], [6, 6]]);
    expect(record(['input', bm.array([[1, 0], [2, 0], [3, 1]]), 'iter'])).toEqual([[1, 0], [3, 0], [6, 1]]);
    expect(record(['input', ({ i }) => i, 'func'])).toEqual([[0, 0], [1, 1], [3, 3]]);
    expect(record(['input', new Set([5, 6, 7]), 'iter'])).toEqual([[5, 5], [11, 11], [18, 18]]);
    expect(record([['V', 10, 'fix', '='], ['input', 1]])).toEqual([[11, 11], [11, 11], [11, 11]]);
    expect(record([['V', 2, 'fix', '*'], ['V', 1, 'fix', '-'], ['V', 3], ['V', 4, 'fix', '/']])).toEqual([[1, 1], [1.5, 1.5], [1.75, 1.75]]);
    const counter = new Counter();
    const runner = new DSRunner(counter, { ...quiet, inputs: ({ i }) => { counter.input.value = i + 1; } });
    runner.run(0.3);
    expect(rows(counter.V)).toEqual([6, 6]);
  });

  it('go on where the last run ended', () => {
    const runner = new DSRunner(new Counter(), { ...quiet, inputs: ['input', bm.arange(4), 'iter'], monitors: ['V'] });
    runner.run(0.2);
    runner.run(0.2);
    expect(rows(runner.mon['V'])).toEqual([[3, 3], [6, 6]]);
    expect(() => runner.run(0.1)).toThrow(/step 4.*4 steps/);
  });

  it('of a run go to update, or to the model\'s input where update takes none', () => {
    const counter = new Counter();
    const { outputs, steps } = new DSRunner(counter, quiet).run({ inputs: bm.array([1, 2, 3]) });
    expect([steps, rows(outputs)]).toEqual([3, [[1, 1], [3, 3], [6, 6]]]);
    const cell = new dyn.LIF(1, { tau: 10 });
    new DSRunner(cell, { ...quiet, jit: false }).run({ inputs: bm.full([50], 10) });
    const same = new dyn.LIF(1, { tau: 10 });
    new DSRunner(same, { ...quiet, inputs: ['input', 10] }).run(5);
    expect(rows(cell.V)).toEqual(rows(same.V));
  });
});

describe('outputs', () => {
  /** Returns what `make` gives of the step's number. */
  class Teller<T> extends dyn.DynamicalSystem {
    constructor(readonly make: (i: number) => T) {
      super();
    }

    override update({ i }: myelin.Step): T {
      return this.make(i);
    }
  }

  it('are arrays, held as update holds them', () => {
    const { outputs } = new DSRunner(new Teller((i) => ({ pair: [i, bm.array([i, i + 1])] as const, isOdd: i % 2 === 1, nothing: undefined })), quiet).run(0.3);
    expect([rows(outputs!.pair[0]), rows(outputs!.pair[1]), rows(outputs!.isOdd), outputs!.nothing]).toEqual([[0, 1, 2], [[0, 1], [1, 2], [2, 3]], [false, true, false], undefined]);
    const list = new DSRunner(new Teller((i) => [i, 2 * i]), { ...quiet, dataFirstAxis: 'B' }).run(0.2).outputs!;
    expect(list.map(rows)).toEqual([[0, 1], [0, 2]]);
  });

  it('are the same at each step', () => {
    expect(() => new DSRunner(new Teller((i) => (i === 0 ? [1, 2] : [1])), quiet).run(0.2)).toThrow('the output of update: 0 after 0, 1; return the same at each step');
    expect(() => new DSRunner(new Teller((i) => (i === 0 ? { a: 1 } : 1)), quiet).run(0.2)).toThrow('one value after a;');
    expect(() => new DSRunner(new Teller((i) => ({ a: bm.zeros(i + 1) })), quiet).run(0.2)).toThrow('the output of update.a: a value of shape [2] after those of shape [1]');
  });
});

describe('monitors', () => {
  it('are names, paths, indices, Variables and functions', () => {
    const net = new dyn.Network({ a: new Counter(), b: new Counter() });
    const { a, b } = net as unknown as { readonly a: Counter; readonly b: Counter };
    const runner = new DSRunner(net, {
      ...quiet, inputs: [['a.input', [1, 2]], ['b.input', 3]],
      monitors: { whole: 'a.V', first: ['a.V', 1], both: [b.V, [1, 0]], named: `${b.name}.V`, time: ({ t }) => t, spare: b.steps },
    });
    runner.run(0.2);
    expect(rows(runner.mon['whole'])).toEqual([[1, 2], [2, 4]]);
    expect(rows(runner.mon['first'])).toEqual([[2], [4]]);
    expect(rows(runner.mon['both'])).toEqual([[3, 3], [6, 6]]);
    expect(rows(runner.mon['named'])).toEqual([[3, 3], [6, 6]]);
    expect(rows(runner.mon['spare'])).toEqual([[1], [2]]);
    expect(runner.mon['time']!.shape).toEqual([2]);
    const listed = new DSRunner(a, { ...quiet, monitors: ['V', ['V', 0] as const].slice(1) });
    listed.run(0.1);
    expect(listed.mon['V']!.shape).toEqual([1, 1]);
  });

  it('are written every so many steps, with the times of their steps', () => {
    const runner = new DSRunner(new Counter(), { ...quiet, inputs: ['input', 1], monitors: ['V'], every: 3, t0: 5 });
    runner.run(0.7);
    expect(rows(runner.mon['V'])).toEqual([[1, 1], [4, 4], [7, 7]]);
    (rows(runner.mon.ts) as number[]).forEach((t, k) => expect(t).toBeCloseTo(5 + 0.3 * k, 5));
  });

  it('put the batch first where that is asked for', () => {
    const runner = new DSRunner(new Counter(), { ...quiet, inputs: ['input', 1], monitors: ['V'], dataFirstAxis: 'B' });
    const { outputs } = runner.run(0.3);
    expect([runner.mon['V']!.shape, outputs!.shape, runner.mon.ts.shape]).toEqual([[2, 3], [2, 3], [3]]);
  });
});

describe('runs', () => {
  it('have round(duration / dt) steps and continue', () => {
    const runner = new DSRunner(new Counter(), { ...quiet, monitors: ['steps'] });
    expect([0.3, 0.7, 0.04, 0].map((duration) => runner.run(duration).steps)).toEqual([3, 7, 0, 0]);
    expect(runner.run(1).seconds).toBeGreaterThan(0);
    expect((rows(runner.mon['steps']) as number[][]).at(-1)).toEqual([20]);
    expect((rows(runner.mon.ts) as number[])[0]).toBeCloseTo(1, 6);
  });

  it('that throw leave the state before them', () => {
    const counter = new Counter();
    const runner = new DSRunner(counter, { ...quiet, inputs: ['input', 1] });
    runner.run(0.2);
    counter.failsAt = 350;
    bm.random.seed(3);
    expect(() => runner.run(100)).toThrow(/^as asked \[step 350, t = 35 ms: update of Counter \(\S+ds-runner\.test\.ts:\d+:\d+\)\]$/);
    expect([rows(counter.V), rows(counter.steps), runner.i]).toEqual([[2, 2], [2], 2]);
    counter.failsAt = Infinity;
    runner.run(0.1);
    expect(rows(counter.V)).toEqual([3, 3]);
  });

  it('tell how far they are, and can let a page breathe', async () => {
    const seen: number[] = [];
    const runner = new DSRunner(new Counter(), { ...quiet, inputs: ['input', 1], onProgress: ({ done }) => { seen.push(done); } });
    const { steps } = await runner.runAsync(25);
    expect([steps, seen]).toEqual([250, [100, 200, 250]]);
    expect(rows(runner.target.vars().get('V'))).toEqual([250, 250]);
  });

  it('reset to new initial values, reproducibly', () => {
    const cell = new dyn.HH(3);
    const runner = new DSRunner(cell, { ...quiet, inputs: ['input', 10], monitors: ['V', 'm'] });
    const record = (): unknown => {
      bm.random.seed(11);
      runner.reset();
      runner.run(2);
      return [rows(runner.mon['V']), rows(runner.mon['m']), rows(runner.mon.ts)];
    };
    expect(record()).toEqual(record());
  });

  it("reset a user's own Variables to where the first run began, in parts too", () => {
    const counter = new Counter();
    const runner = new DSRunner(new dyn.Network({ counter, cell: new dyn.LIF(1) }), { ...quiet, inputs: ['counter.input', 1] });
    counter.V.value = 5;
    runner.run(1);
    expect([rows(counter.V), rows(counter.steps)]).toEqual([[15, 15], [10]]);
    runner.reset();
    expect([rows(counter.V), rows(counter.steps), runner.i]).toEqual([[5, 5], [0], 0]);
    runner.run(1);
    expect(rows(counter.V)).toEqual([15, 15]);
    counter.reset();
    expect(rows(counter.V)).toEqual([5, 5]);
  });

  it('leave what was learned when they reset', () => {
    class Learner extends dyn.DynamicalSystem {
      readonly w: myelin.Variable<1> = new TrainVar(bm.zeros(1));
      readonly count: myelin.Variable<1> = new Variable(bm.zeros(1));

      override update(_step: myelin.Step): void {
        this.w.value = bm.add(this.w, 1);
        this.count.value = bm.add(this.count, 1);
      }
    }
    const learner = new Learner();
    const runner = new DSRunner(learner, quiet);
    runner.run(0.2);
    runner.reset();
    expect([rows(learner.w), rows(learner.count)]).toEqual([[2], [0]]);
  });

  it('reset what integrators of fractional order remember', () => {
    const cell = new dyn.FractionalFHR(2, { alpha: 0.8, numMemory: 50, V_initializer: 0.1 });
    const runner = new DSRunner(cell, { ...quiet, inputs: ['input', 1], monitors: ['V'] });
    const record = (): unknown => {
      runner.run(2);
      return rows(runner.mon['V']);
    };
    const first = record();
    runner.reset();
    expect(record()).toEqual(first);
  });
});

describe('states', () => {
  it('are saved and loaded', () => {
    const make = (): InstanceType<typeof dyn.Network> => {
      const [pre, post] = [new dyn.LIF(4, { V_initializer: new init.Uniform(0, 19, { seed: 1 }) }), new dyn.LIF(4)];
      return new dyn.Network({ pre, post, synapse: new dyn.Exponential(pre, post, new connect.FixedProb(0.5, { seed: 2 }), { delayStep: 5 }) });
    };
    const options = { ...quiet, inputs: ['pre.input', 30] as const, monitors: { V: 'post.V', spike: 'pre.spike' } };
    const first = new DSRunner(make(), options);
    first.run(20);
    const file = saveState(first.target);
    const second = new DSRunner(make(), { ...options, t0: 0 });
    loadState(second.target, file);
    second.i = first.i;
    first.run(10);
    second.run(10);
    expect(rows(second.mon['V'])).toEqual(rows(first.mon['V']));
    expect(bm.sum(first.mon['spike']!).item()).toBeGreaterThan(0);
    expect(() => loadState(new dyn.HH(2), file)).toThrow(/no 'spike'/);
  });
});

describe('messages', () => {
  it('name what is wrong and what there is', () => {
    const counter = new Counter();
    const make = (options: object) => (): unknown => new DSRunner(counter, options as myelin.DSRunnerOptions);
    class Idle extends dyn.DynamicalSystem {
      override update!: () => void;
    }
    expect(() => new DSRunner(new Idle(), quiet)).toThrow(/^DSRunner: Idle has no method update/);
    expect(make({ monitors: ['W'] })).toThrow(/monitor 'W'.*V, input, steps/);
    expect(make({ monitors: { x: ['V', 2] } })).toThrow(/2 is no index of 2 cells/);
    expect(make({ monitors: { x: 'name' } })).toThrow(/no Variable/);
    expect(make({ monitors: 3 })).toThrow(/list.*record/);
    expect(make({ inputs: ['W', 1] })).toThrow(/input 'W'/);
    expect(make({ inputs: [['V']] })).toThrow(/\[target, value\]/);
    expect(make({ inputs: ['V', 1, 'sometimes'] })).toThrow(/'fix', 'iter' or 'func', not 'sometimes'/);
    expect(make({ inputs: ['V', 1, 'fix', '%'] })).toThrow(/'%'/);
    expect(make({ inputs: ['V', 1, 'iter'] })).toThrow(/iter/);
    expect(make({ inputs: ['V', () => 1] })).toThrow(/func/);
    expect(make({ inputs: ['V', [1, 2, 3]] })).toThrow(/input 'V': the Variable is \[2\], and the value is \[3\]/);
    expect(make({ inputs: ['V', bm.zeros([5, 3]), 'iter'] })).toThrow(/a row of the array \[5, 3\] is \[3\]/);
    expect(make({ inputs: ['V', bm.array(1), 'iter'] })).toThrow(/axis 0 is time/);
    expect(make({ inputs: ['V', '3'] })).toThrow(/input 'V': the value is a number or an array, and this is of type string/);
    expect(make({ inputs: ['V', undefined] })).toThrow(/this is undefined/);
    expect(make({ inputs: ['V', undefined, 'iter'] })).toThrow(/iterable/);
    expect(make({ monitor: ['V'] })).toThrow(/no option 'monitor'; did you mean 'monitors'/);
    expect(make({ dt: 0 })).toThrow(/positive/);
    expect(make({ dt: '0.1' })).toThrow(/number/);
    expect(make({ jit: 'no' })).toThrow(/jit is true or false/);
    expect(() => new DSRunner({} as Counter)).toThrow(/DynamicalSystem/);
    expect(() => new DSRunner(counter).run(-1)).toThrow(/duration/);
    expect(() => new DSRunner(counter).run({})).toThrow(/how long/);
    expect(() => new DSRunner(counter).run(undefined as never)).toThrow(/how long/);
    expect(make({ monitors: ['v'] })).toThrow(/did you mean 'V'\? it has V, input, steps/);
    expect(make({ monitors: { x: 5 } })).toThrow(/^monitor 'x': a Variable or its path/);
    expect(make({ monitors: [counter.V] })).toThrow(/a list holds paths, 'V' or \['V', \[0, 1\]\]; what has no path needs a name/);
    expect(() => new DSRunner(counter, { inputs: ['V', (() => undefined) as never, 'func'] }).run(1)).toThrow(/^input 'V': the value is a number or an array, and this is undefined/);
    expect(() => new DSRunner(counter, { inputs: ['V', () => bm.zeros(3), 'func'] }).run(1)).toThrow(/^input 'V': the Variable is \[2\], and the value is \[3\]/);
  });
});

describe('networks', () => {
  it('run synapses before neurons, whatever the order of fields', () => {
    const run = (pre: InstanceType<typeof dyn.LIF>, names: (parts: object) => object): unknown => {
      const post = new dyn.LIF(1);
      const synapse = new dyn.Delta(pre, post, new connect.FixedProb(1), { g_max: 2 });
      const runner = new DSRunner(new dyn.Network(names({ pre, post, synapse }) as Record<string, InstanceType<typeof dyn.LIF>>), { ...quiet, inputs: ['pre.input', 30], monitors: { V: 'post.V' } });
      runner.run(30);
      return rows(runner.mon['V']);
    };
    const same = run(new dyn.LIF(1), (parts) => parts);
    expect(run(new dyn.LIF(1), (parts) => Object.fromEntries(Object.entries(parts).reverse()))).toEqual(same);
    expect(Math.max(...(same as number[][]).flat())).toBeGreaterThan(1);
  });

  it('COBA spikes at its rate', () => {
    bm.random.seed(5);
    const cell = { V_rest: -60, V_th: -50, V_reset: -60, tau: 20, tau_ref: 5, V_initializer: new init.Normal(-55, 2) };
    const [E, I] = [new dyn.LIF(3200, cell), new dyn.LIF(800, cell)];
    const [excitatory, inhibitory] = [{ output: new dyn.COBA({ E: 0 }), g_max: 0.6, tau: 5 }, { output: new dyn.COBA({ E: -80 }), g_max: 6.7, tau: 10 }];
    const connected = (seed: number): InstanceType<typeof connect.FixedProb> => new connect.FixedProb(0.02, { seed });
    const net = new dyn.Network({
      E, I, E2E: new dyn.Exponential(E, E, connected(1), excitatory), E2I: new dyn.Exponential(E, I, connected(2), excitatory),
      I2E: new dyn.Exponential(I, E, connected(3), inhibitory), I2I: new dyn.Exponential(I, I, connected(4), inhibitory),
    });
    const runner = new DSRunner(net, { ...quiet, inputs: [['E.input', 20], ['I.input', 20]], monitors: { E: 'E.spike', I: 'I.spike' } });
    runner.run(200);
    const rate = (Number(bm.sum(runner.mon['E']!).item()) + Number(bm.sum(runner.mon['I']!).item())) / 4000 / 0.2;
    expect(rate).toBeGreaterThan(19);
    expect(rate).toBeLessThan(23.5);
  });
});
