// A continuous attractor: cells on a ring hold a bump of activity, which follows a stimulus that moves.
// S. Wu, K. Hamaguchi and S. Amari, Neural Comput. 20 (2008) 994–1025.
import { Variable, dyn, integrators, math as bm, visualize, type Matrix, type NDArray, type Step, type Vector } from 'myelin';
import { save, simulate } from '../simulate.js';

const turn = 2 * Math.PI;

class CANN1D extends dyn.NeuGroup {
  readonly tau = 1;
  readonly k = 8.1;
  readonly a = 0.5;
  readonly A = 10;
  readonly J0 = 4;
  /** The places that the cells stand for, and the strengths between them. */
  readonly x: Vector = bm.linspace(-Math.PI, Math.PI, this.num);
  readonly connections: Matrix;
  readonly u = new Variable(bm.zeros(this.num));
  readonly input = new Variable(bm.zeros(this.num));
  readonly integral;

  constructor(num: number) {
    super(num);
    const distances = distance(bm.sub(bm.reshape(this.x, [-1, 1]), this.x));
    this.connections = bm.mul(this.J0 / (Math.sqrt(turn) * this.a), bm.exp(bm.mul(-0.5, bm.square(bm.div(distances, this.a))))) as Matrix;
    this.integral = integrators.odeint(this.derivative);
  }

  /** The rates r are squares of u, divided by all squares: cells inhibit each other. */
  derivative = (u: Vector, t: number, I: Vector) => {
    const squares = bm.square(u);
    const r = squares / (1 + this.k * bm.sum(squares));
    return (-u + bm.dot(this.connections, r) + I) / this.tau;
  };

  stimulusAt(place: number | NDArray): NDArray {
    return bm.mul(this.A, bm.exp(bm.mul(-0.25, bm.square(bm.div(distance(bm.sub(this.x, place)), this.a)))));
  }

  override update({ t, dt }: Step) {
    this.u.value = this.integral(this.u, t, this.input, { dt });
  }

  override clearInput() {
    this.input.value = 0;
  }
}

/** The shortest way around the ring. */
function distance(d: NDArray): NDArray {
  const turned = bm.mod(d, turn);
  return bm.where(bm.greater(turned, turn / 2), bm.sub(turned, turn), turned);
}

// The stimulus stays at 0 for 10 ms, moves to 12 (almost twice around) in 20 ms, stays there for 10 ms.
const places = bm.concatenate([bm.zeros(100), bm.linspace(0, 12, 200), bm.full(100, 12)]);
const stimulus = new CANN1D(256).stimulusAt(bm.reshape(places, [-1, 1]));
const { mon, model, finish } = simulate({
  make: () => new CANN1D(256), duration: 40, originalDuration: 40,
  options: { inputs: ['input', stimulus, 'iter'], monitors: ['u'] },
});
const bump = bm.take(model.x, bm.argmax(mon['u']!, 1)) as Vector;
const lag = bm.mean(distance(bm.sub(bm.at(places, '200:300'), bm.at(bump, '200:300')))).item();
console.log(`the bump is ${lag.toFixed(3)} rad behind the moving stimulus, and ends at ${bm.at(bump, -1).toFixed(3)}`);
await save('ring-attractor.svg', visualize.layout([
  [visualize.heatMap(mon.ts, stimulus, { title: 'The stimulus', cells: [-Math.PI, Math.PI], ylabel: 'Place (rad)', legend: 'Input' })],
  [visualize.heatMap(mon.ts, mon['u']!, { title: 'The bump of activity that follows it', cells: [-Math.PI, Math.PI], ylabel: 'Place (rad)', legend: 'u' })],
]));
finish({ lag });
