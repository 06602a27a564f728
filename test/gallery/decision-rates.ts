// The two populations of K.-F. Wong and X.-J. Wang, J. Neurosci. 26 (2006) 1314–1328: equations behind a getter, a function of the states that the
// equations share, and a stimulus that is one number for each step.
import { Variable, dyn, inputs, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

interface DecisionOptions {
  /** The coherence of the moving dots (%). */
  readonly coherence?: number;
  readonly method?: integrators.OdeMethod;
}

class Decision extends dyn.NeuGroup {
  readonly gamma = 0.641;
  readonly tau = 0.1;
  readonly a = 270;
  readonly b = 108;
  readonly d = 0.154;
  readonly JN11 = 0.2609;
  readonly JN12 = 0.0497;
  readonly JAext = 0.00052;
  readonly I0 = 0.3255;
  readonly coherence: number;

  readonly s1: Variable<1>;
  readonly s2: Variable<1>;
  readonly r1: Variable<1>;
  readonly r2: Variable<1>;
  readonly mu0: Variable<1>;
  readonly integral;

  constructor(size: number | number[], { coherence = 0, method = 'exp_auto' }: DecisionOptions = {}) {
    super(size);
    this.coherence = coherence;
    this.s1 = new Variable(bm.full(this.num, 0.06));
    this.s2 = new Variable(bm.full(this.num, 0.06));
    this.r1 = new Variable(bm.zeros(this.num));
    this.r2 = new Variable(bm.zeros(this.num));
    this.mu0 = new Variable(bm.zeros(this.num));
    this.integral = integrators.odeint(this.derivative, { method });
  }

  get derivative() {
    return new integrators.JointEq([this.ds1, this.ds2]);
  }

  // The firing rate for a current (nA), in Hz.
  rate(x: number) {
    const u = this.a * x - this.b;
    return u / (1 - bm.exp(-this.d * u));
  }

  current1(s1: number, s2: number, mu0: number) {
    const stimulus = this.JAext * mu0 * (1 + this.coherence / 100);
    return this.JN11 * s1 - this.JN12 * s2 + this.I0 + stimulus;
  }

  current2(s1: number, s2: number, mu0: number) {
    const stimulus = this.JAext * mu0 * (1 - this.coherence / 100);
    return this.JN11 * s2 - this.JN12 * s1 + this.I0 + stimulus;
  }

  ds1(s1: number, t: number, s2: number, mu0: number) {
    return -s1 / this.tau + (1 - s1) * this.gamma * this.rate(this.current1(s1, s2, mu0));
  }

  ds2(s2: number, t: number, s1: number, mu0: number) {
    return -s2 / this.tau + (1 - s2) * this.gamma * this.rate(this.current2(s1, s2, mu0));
  }

  override update({ t, dt }: Step) {
    this.r1.value = this.rate(this.current1(this.s1, this.s2, this.mu0));
    this.r2.value = this.rate(this.current2(this.s1, this.s2, this.mu0));
    const [s1, s2] = this.integral(this.s1, this.s2, t, this.mu0, { dt });
    this.s1.value = bm.clip(s1, 0, 1);
    this.s2.value = bm.clip(s2, 0, 1);
  }

  override clearInput() {
    this.mu0.value = 0;
  }
}

// Seconds.
const dt = 0.001;
const [stimulus, length] = inputs.sectionInput([0, 30, 0], [0.1, 1, 0.4], { dt, returnLength: true });

export const decisionRates: Simulation<Decision> = {
  make: () => new Decision(3, { coherence: 25.6 }),
  run: length,
  options: { monitors: ['s1', 's2', 'r1'], inputs: ['mu0', stimulus, 'iter'], dt },
  float: 'float64',
};
