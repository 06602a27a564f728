// Functions of `math` that write a Variable: what spikes do to strengths, and rings of past values.
import { Base, Variable, jit, math as bm, type Matrix, type Vector } from 'myelin';

/** Strengths that spikes change, with lists that name what there is not. */
class Plastic extends Base {
  readonly w = new Variable(bm.sin(bm.linspace(0, 5, 12)) as Vector);
  readonly starts: Vector<'int32'> = bm.array([0, 2, 2, 5, 9, 13], { dtype: 'int32' });
  readonly order: Vector<'int32'> = bm.array([0, 3, 1, 1, 11, 12, -1, 4, 7, 9, 2, 3], { dtype: 'int32' });
  readonly others: Vector<'int32'> = bm.array([0, 3, 1, 2, 0, 2, 5, 4, 2, -3, 7, 3], { dtype: 'int32' });
  readonly high = 0.9;

  call(spikes: Vector<'bool'>, trace: Vector, scale: number) {
    bm.event.learn(this.w, spikes, trace, this.starts, this.order, this.others, scale, -Infinity, this.high);
    const before = this.w * 1;
    bm.event.learn(this.w, bm.logicalNot(spikes), bm.asarray(trace * 2), this.starts, this.order, this.others, -0.3, -0.8, Infinity);
    return [before, this.w.value] as const;
  }
}

/** A memory of past values: written whole, by rows of a vector and of a number, and read in four ways. */
class Memory extends Base {
  readonly ring: Variable<2> = new Variable(bm.reshape(bm.sin(bm.linspace(0, 26, 27)), [3, 9]) as Matrix);
  isLinear = true;

  call(x: Vector, weights: Vector, i: number, time: number) {
    const row = ((i % 3) + 3) % 3;
    bm.history.keep(this.ring, row, x);
    bm.history.keep(this.ring, (row + 1) % 3, time / 3);
    bm.event.writeRow(this.ring, (row + 2) % 3, bm.asarray(x * 2));
    const ways = bm.history.lookBack(this.ring, row, 2) + bm.history.weigh(this.ring, weights, row);
    return [ways, bm.history.valueAt(this.ring, row, time, 1, 0.25, this.isLinear), bm.history.valueAt(this.ring, row, time, 1, 0.25, false)] as const;
  }
}

export const cases: Record<string, () => unknown> = {
  plastic: () => {
    const model = jit(new Plastic());
    return [0.3, -0.2, 4, NaN].map((scale) => [...model(bm.asarray(bm.greater(bm.sin(bm.mul(scale, bm.arange(5))), 0)), bm.asarray(bm.cos(bm.arange(5))), scale)]);
  },
  memory: () => {
    const model = jit(new Memory());
    const x = bm.asarray(bm.sin(bm.linspace(1, 4, 9)));
    const weights = bm.array([0.7, -0.4, 0.1]);
    return [0.5, 0.55, 0.7, 0.9, 0.99999999, 1, 1.0000001, 0.875].map((time, i) => [...model(x, i % 2 === 0 ? weights : bm.array([1.5]), i - 3, time)]);
  },
  forgotten: () => [0.2, 1.1, NaN].map((time) => { try { return [...jit(new Memory())(bm.ones(9), bm.ones(3), 1, time)]; } catch (error) { return (error as Error).name; } }),
};
