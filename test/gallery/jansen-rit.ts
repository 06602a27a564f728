// A column of cortex, B. H. Jansen and V. G. Rit, Biol. Cybern. 73 (1995) 357–366: six equations joined in the constructor with a
// method that is its parameter, one parameter for each column, an input that replaces a Variable step by step.
import { Variable, dyn, integrators, math as bm, type NDArrayLike, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class JansenRit extends dyn.DynamicalSystem {
  readonly v_max = 5;
  readonly v0 = 6;
  readonly r = 0.56;
  readonly A = 3.25;
  readonly B = 22;
  readonly tau_e = 0.01;
  readonly tau_i = 0.02;
  readonly C1: NDArrayLike;
  readonly C2: NDArrayLike;
  readonly C3: NDArrayLike;
  readonly y0; readonly y1; readonly y2; readonly y3; readonly y4; readonly y5; readonly p;
  readonly integral;

  constructor(num: number, C: NDArrayLike = 135, method: integrators.OdeMethod = 'exp_auto') {
    super();
    this.C1 = C;
    this.C2 = bm.mul(0.8, C);
    this.C3 = bm.mul(0.25, C);
    this.y0 = new Variable(bm.zeros(num));
    this.y1 = new Variable(bm.zeros(num));
    this.y2 = new Variable(bm.zeros(num));
    this.y3 = new Variable(bm.zeros(num));
    this.y4 = new Variable(bm.zeros(num));
    this.y5 = new Variable(bm.zeros(num));
    this.p = new Variable(bm.full(num, 220));
    this.integral = integrators.odeint(new integrators.JointEq([this.dy0, this.dy1, this.dy2, this.dy3, this.dy4, this.dy5]), { method });
  }

  sigmoid(x: NDArrayLike) {
    return this.v_max / (1 + Math.exp(this.r * (this.v0 - x)));
  }

  dy0 = (y0: number, t: number, y3: number) => y3;
  dy1 = (y1: number, t: number, y4: number) => y4;
  dy2 = (y2: number, t: number, y5: number) => y5;
  dy3 = (y3: number, t: number, y0: number, y1: number, y2: number) => (this.A * this.sigmoid(y1 - y2) - 2 * y3 - y0 / this.tau_e) / this.tau_e;
  dy4 = (y4: number, t: number, y0: number, y1: number, p: number) =>
    (this.A * (p + this.C2 * this.sigmoid(this.C1 * y0)) - 2 * y4 - y1 / this.tau_e) / this.tau_e;
  dy5 = (y5: number, t: number, y0: number, y2: number) => (this.B * this.C3 * this.sigmoid(this.C3 * y0) - 2 * y5 - y2 / this.tau_i) / this.tau_i;

  override update({ t, dt }: Step) {
    [this.y0.value, this.y1.value, this.y2.value, this.y3.value, this.y4.value, this.y5.value] =
      this.integral(this.y0, this.y1, this.y2, this.y3, this.y4, this.y5, t, this.p, { dt });
  }
}

// Seconds here.
const dt = 1e-4;
const steps = 2000;
const pulses = bm.array(Array.from({ length: steps }, (_, i) => [220 + 100 * Math.sin(i / 7)]), { dtype: 'float64' });

export const jansenRit: Simulation<JansenRit> = {
  make: () => new JansenRit(3, bm.array([68, 135, 270])),
  run: steps * dt,
  options: { monitors: ['y0', 'y1', 'y5'], inputs: ['p', pulses, 'iter', '='], dt },
  float: 'float64',
};
