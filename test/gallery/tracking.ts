// Spike frequency adaptation lets a ring attractor run ahead of what it tracks, Y. Mi et al., NIPS 27 (2014) 505–513: two states, one of them all cells' business.
import { Variable, dyn, integrators, math as bm, type Matrix, type NDArray, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

class CANN1D extends dyn.DynamicalSystem {
  readonly tau = 1;
  readonly tau_v = 50;
  readonly k = 1;
  readonly a = 0.3;
  readonly A = 0.2;
  readonly J0 = 1;
  readonly m = 0.3;
  readonly z_range = 2 * Math.PI;
  readonly x: Vector;
  readonly conn_mat: Matrix;
  readonly r: Variable<1>;
  readonly u: Variable<1>;
  readonly v: Variable<1>;
  readonly input: Variable<1>;
  readonly integral;

  constructor(readonly num: number) {
    super();
    this.x = bm.linspace(-Math.PI, Math.PI, num, { endpoint: false }) as Vector;
    const dx = this.z_range / num;
    this.conn_mat = this.makeConn(dx);
    this.r = new Variable(num);
    this.u = new Variable(num);
    this.v = new Variable(num);
    this.input = new Variable(num);
    this.integral = integrators.odeint(new integrators.JointEq([this.du, this.dv]), { method: 'euler' });
  }

  du(u: Vector, t: number, v: Vector, Iext: Vector) {
    const rate = this.rate(u);
    return (-u + bm.dot(this.conn_mat, rate) + Iext - v) / this.tau;
  }

  dv(v: number, t: number, u: number) {
    return (-v + this.m * u) / this.tau_v;
  }

  rate(u: Vector) {
    const r1 = bm.square(u);
    return r1 / (1 + this.k * bm.sum(r1));
  }

  dist(d: NDArray): NDArray {
    const turned = bm.remainder(d, this.z_range);
    return bm.where(bm.greater(turned, 0.5 * this.z_range), bm.subtract(turned, this.z_range), turned);
  }

  makeConn(dx: number): Matrix {
    const d = this.dist(bm.abs(bm.subtract(bm.expandDims(this.x, 1), this.x)));
    const Jxx = bm.multiply(this.J0 / (Math.sqrt(2 * Math.PI) * this.a), bm.exp(bm.multiply(-0.5, bm.square(bm.divide(d, this.a)))));
    return bm.multiply(8 * dx, Jxx) as Matrix;
  }

  stimulusAt(positions: NDArray): NDArray {
    const apart = this.dist(bm.subtract(this.x, bm.expandDims(positions, 1)));
    return bm.multiply(10 * this.A, bm.exp(bm.multiply(-0.25, bm.square(bm.divide(apart, this.a)))));
  }

  override update({ t, dt }: Step) {
    const [u, v] = this.integral(this.u, this.v, t, this.input, { dt });
    this.u.value = bm.maximum(u, 0);
    this.v.value = v;
    this.r.value = this.rate(this.u.value);
  }

  override clearInput() {
    this.input.value = 0;
  }
}

const steps = 600;
export const tracking: Simulation<CANN1D> = {
  make: () => new CANN1D(48),
  run: steps / 10,
  // Once around in 60 ms.
  options: (cann) => ({ monitors: ['u', 'v', 'r'], inputs: ['input', cann.stimulusAt(bm.multiply(2 * Math.PI / steps, bm.arange(steps))), 'iter'] }),
  float: 'float64',
};
