// 1,000 cells of all kinds, each connected to all: rhythms come and go. E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569–1572.
import { Variable, dyn, math as bm, visualize, type Matrix, type Step, type Vector } from 'myelin';
import { save, simulate } from '../simulate.js';

/** The paper's program, line by line: every cell has parameters of its own, and a step of 1 ms has two halves for V. */
class Spnet extends dyn.DynamicalSystem {
  readonly a: Vector;
  readonly b: Vector;
  readonly c: Vector;
  readonly d: Vector;
  /** Strengths from each cell (row) to each. */
  readonly S: Matrix;
  readonly V: Variable<1>;
  readonly u: Variable<1>;
  readonly spike: Variable<1, 'bool'>;

  constructor(readonly excitatory: number, readonly inhibitory: number) {
    super();
    const num = excitatory + inhibitory;
    const re = bm.random.rand(excitatory);
    const ri = bm.random.rand(inhibitory);
    this.a = bm.concatenate([bm.full(excitatory, 0.02), bm.add(0.02, bm.mul(0.08, ri))]);
    this.b = bm.concatenate([bm.full(excitatory, 0.2), bm.sub(0.25, bm.mul(0.05, ri))]);
    this.c = bm.concatenate([bm.add(-65, bm.mul(15, bm.square(re))), bm.full(inhibitory, -65)]);
    this.d = bm.concatenate([bm.sub(8, bm.mul(6, bm.square(re))), bm.full(inhibitory, 2)]);
    this.S = bm.concatenate([bm.mul(0.5, bm.random.rand(excitatory, num)), bm.neg(bm.random.rand(inhibitory, num))]) as Matrix;
    this.V = new Variable(bm.full(num, -65));
    this.u = new Variable(bm.mul(this.b, this.V));
    this.spike = new Variable(bm.zeros(num, { dtype: 'bool' }));
  }

  override update(_: Step) {
    const thalamic = bm.concatenate([bm.mul(5, bm.random.randn(this.excitatory)), bm.mul(2, bm.random.randn(this.inhibitory))]);
    const fired = this.V >= 30;
    this.spike.value = fired;
    const v = bm.where(fired, this.c, this.V);
    const u = bm.where(fired, this.u + this.d, this.u);
    const I = thalamic + bm.dot(+fired * bm.ones(this.excitatory + this.inhibitory), this.S);
    const half = v + 0.5 * (0.04 * v ** 2 + 5 * v + 140 - u + I);
    const V = half + 0.5 * (0.04 * half ** 2 + 5 * half + 140 - u + I);
    this.V.value = V;
    this.u.value = u + this.a * (this.b * V - u);
  }
}

const duration = 1000;
const { mon, finish } = simulate({
  make: () => new Spnet(800, 200), duration, originalDuration: duration,
  options: { dt: 1, monitors: ['spike'] },
});
const rate = bm.sum(mon['spike']!).item() / 1000;
console.log(`${rate.toFixed(1)} spikes per cell and second`);
await save('izhikevich-network.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['spike']!, { title: '800 excitatory cells, and 200 inhibitory ones above', height: 420 })],
  [visualize.linePlot(mon.ts, bm.sum(bm.astype(mon['spike']!, 'float32'), { axis: 1 }), { ylabel: 'Spikes per ms', height: 160 })],
]));
finish({ rate });
