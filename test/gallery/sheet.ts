// A sheet of cells as a continuous attractor: states of two axes, and a stimulus that moves across it. S. Wu, K. Hamaguchi and S. Amari, Neural Comput. 20 (2008) 994–1025.
import { Variable, dyn, math as bm, type Matrix, type NDArray, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class CANN2D extends dyn.DynamicalSystem {
  readonly tau = 1;
  readonly k = 0.5;
  readonly a = 0.6;
  readonly A = 10;
  readonly J0 = 4;
  readonly range = 2 * Math.PI;
  readonly x: NDArray<1>;
  readonly places: NDArray;
  readonly Jxx: Matrix;
  readonly r: Variable<2>;
  readonly u: Variable<2>;
  readonly input: Variable<2>;

  constructor(readonly length: number) {
    super();
    this.x = bm.linspace(-Math.PI, Math.PI, length);
    const [x1, x2] = bm.meshgrid(this.x, this.x);
    this.places = bm.stack([bm.ravel(x1!), bm.ravel(x2!)], 1);
    this.Jxx = this.makeConn();
    this.r = new Variable(bm.zeros([length, length]));
    this.u = new Variable(bm.zeros([length, length]));
    this.input = new Variable(bm.zeros([length, length]));
  }

  distance(d: NDArray): NDArray {
    const turned = bm.remainder(d, this.range);
    return bm.where(bm.greater(turned, 0.5 * this.range), bm.subtract(turned, this.range), turned);
  }

  makeConn(): Matrix {
    const apart = this.distance(bm.subtract(bm.expandDims(this.places, 1), this.places));
    const square = bm.sum(bm.square(apart), 2);
    return bm.multiply(this.J0 / (Math.sqrt(2 * Math.PI) * this.a), bm.exp(bm.multiply(-0.5, bm.divide(square, this.a ** 2)))) as Matrix;
  }

  stimulusAt(position: readonly [number, number]): NDArray {
    const square = bm.sum(bm.square(this.distance(bm.abs(bm.subtract(bm.array(position), this.places)))), 1);
    return bm.reshape(bm.multiply(this.A, bm.exp(bm.multiply(-0.25, bm.divide(square, this.a ** 2)))), [this.length, this.length]);
  }

  override update({ dt }: Step) {
    const r1 = bm.square(this.u);
    const r2 = 1 + this.k * bm.sum(r1);
    this.r.value = r1 / r2;
    const interaction = bm.reshape(bm.dot(this.Jxx, bm.ravel(this.r)), [this.length, this.length]);
    this.u.value += (-this.u + this.input + interaction) / this.tau * dt;
    this.input.value = 0;
  }
}

const steps = 200;

export const sheet: Simulation<CANN2D> = {
  make: () => new CANN2D(9),
  run: steps / 10,
  options: (cann) => ({
    monitors: { u: 'u', r: cann.r, row: ['u', 4], peak: () => bm.max(cann.u).item() },
    inputs: [[cann.input, bm.stack(Array.from({ length: steps }, (_, i) => cann.stimulusAt([-2 + i / 50, 1 - i / 100])), 0), 'iter']],
  }),
  float: 'float64',
};
