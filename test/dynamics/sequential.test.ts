/** Systems in a row: what each hands on, and what is wrong. Compiled code: programs/rows.ts. */
import { describe, expect, it } from 'vitest';
import type * as myelin from '../../runtime/index.js';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { DSRunner, Variable, dyn, math: bm } = await loadRewrittenRuntime();
const quiet = { progressBar: false, dt: 0.1, jit: false } as const;

class Plus extends dyn.DynamicalSystem {
  constructor(readonly summand: number) {
    super();
  }

  override update(_step: myelin.Step, x: myelin.Vector): myelin.Vector {
    return bm.add(x, this.summand);
  }
}

/** Sums what comes to its input, and returns nothing. */
class Cells extends dyn.DynamicalSystem {
  readonly input: myelin.Variable<1> = new Variable(2);
  readonly spike: myelin.Variable<1, 'bool'> = new Variable(2, { dtype: 'bool' });

  override update(_step: myelin.Step): void {
    this.spike.value = bm.greaterEqual(this.input, 3);
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}

class Silent extends dyn.DynamicalSystem {
  override update(_step: myelin.Step): void {
    // It has neither input nor output.
  }
}

const run = (model: myelin.dyn.DynamicalSystem, inputs: myelin.NDArray): unknown => (new DSRunner(model, quiet).run({ inputs }).outputs as myelin.NDArray | undefined)?.toArray();

describe('Sequential', () => {
  it('hands on what updates return, and spikes of those that return nothing', () => {
    expect(run(new dyn.Sequential(new Plus(1), new Plus(2)), bm.array([[0, 1], [2, 3]]))).toEqual([[3, 4], [5, 6]]);
    expect(run(new dyn.Sequential(new Plus(1), new Cells()), bm.array([[0, 2]]))).toEqual([[false, true]]);
    expect(run(new dyn.Sequential(), bm.array([[0, 2]]))).toEqual([[0, 2]]);
  });

  it('has its parts under paths', () => {
    const row = new dyn.Sequential(new Plus(1), new Cells());
    const runner = new DSRunner(row, { ...quiet, monitors: ['parts.1.spike'] });
    runner.run({ inputs: bm.array([[0, 2], [9, 0]]) });
    expect([row.parts[0].summand, row.parts.length, runner.mon['parts.1.spike']!.toArray()]).toEqual([1, 2, [[false, true], [true, false]]]);
  });

  it('says where a signal has no use, and loses nothing', () => {
    const row = new dyn.Sequential(new Cells(), new Silent());
    expect(() => run(row, bm.array([[1, 2]]))).toThrow(/Sequential: Silent stands in a Sequential, gets a signal, and has no use for it\. Write its update with an input/);
    expect(row.parts[0].input.toArray()).toEqual([0, 0]);
    expect(() => new dyn.Sequential({ a: new Silent() } as never)).toThrow('Sequential: part 0 is an object.');
    expect(() => new dyn.Sequential(new Silent(), bm.tanh as never)).toThrow('part 1 is a function');
  });
});
