// A ring attractor, S. Wu et al., Neural Comput. 20 (2008) 994–1025: an own model whose integrator is made in the constructor and whose
// derivative looks at all cells.
import { Variable, dyn, inputs, integrators, math as bm, type Matrix, type NDArray, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

interface CANNOptions { tau?: number; k?: number; a?: number; A?: number; J0?: number }

class CANN1D extends dyn.NeuGroup {
  readonly range = 2 * Math.PI;
  readonly tau: number;
  readonly k: number;
  readonly a: number;
  readonly A: number;
  readonly x: Vector;
  readonly u: Variable<1>;
  readonly input: Variable<1>;
  readonly connections: Matrix;
  readonly integral;

  constructor(num: number, { tau = 1, k = 8.1, a = 0.5, A = 10, J0 = 4 }: CANNOptions = {}) {
    super(num);
    [this.tau, this.k, this.a, this.A] = [tau, k, a, A];
    this.x = bm.linspace(-Math.PI, Math.PI, num);
    this.u = new Variable(bm.zeros(num));
    this.input = new Variable(bm.zeros(num));
    const distances = this.distance(bm.sub(bm.reshape(this.x, [-1, 1]), this.x));
    this.connections = bm.mul(J0 / (Math.sqrt(2 * Math.PI) * a), bm.exp(bm.mul(-0.5, bm.square(bm.div(distances, a))))) as Matrix;
    this.integral = integrators.odeint(this.derivative);
  }

  derivative = (u: Vector, t: number, Iext: Vector) => {
    const squares = bm.square(u);
    const r = squares / (1.0 + this.k * bm.sum(squares));
    return (-u + bm.dot(this.connections, r) + Iext) / this.tau;
  };

  distance(d: NDArray): NDArray {
    const turned = bm.mod(d, this.range);
    return bm.where(bm.greater(turned, 0.5 * this.range), bm.sub(turned, this.range), turned);
  }

  stimulusAt(position: number | NDArray): NDArray {
    return bm.mul(this.A, bm.exp(bm.mul(-0.25, bm.square(bm.div(this.distance(bm.sub(this.x, position)), this.a)))));
  }

  override update({ t, dt }: Step) {
    this.u.value = this.integral(this.u, t, this.input, { dt });
  }

  override clearInput() {
    this.input.value = 0;
  }
}

export const cann: Simulation<CANN1D> = {
  make: () => new CANN1D(64, { k: 0.1 }),
  run: 17,
  options: (model) => ({ inputs: ['input', inputs.sectionInput([0, model.stimulusAt(0), 0], [1, 8, 8]), 'iter'], monitors: ['u'] }),
  float: 'float64',
};
