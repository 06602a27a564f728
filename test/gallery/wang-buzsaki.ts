// Gamma oscillations of interneurons, X.-J. Wang and G. Buzsáki, J. Neurosci. 16 (1996) 6402–6413: a cell whose derivative reads its own input, and a synapse of the
// user's that is open as far as the potential before says.
import { Variable, connect, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class Interneuron extends dyn.Neuron {
  readonly ENa = 55;
  readonly EK = -90;
  readonly EL = -65;
  readonly gNa = 35;
  readonly gK = 9;
  readonly gL = 0.1;
  readonly C = 1;
  readonly phi = 5;
  readonly V: Variable<1>;
  readonly h = new Variable(bm.full(this.num, 0.6));
  readonly n = new Variable(bm.full(this.num, 0.3));
  readonly integral;

  constructor(size: number, V: number[], readonly V_th = 20, method: integrators.OdeMethod = 'exp_auto') {
    super(size);
    this.V = new Variable(bm.array(V));
    this.integral = integrators.odeint(new integrators.JointEq([this.dV, this.dh, this.dn]), { method });
  }

  dh(h: number, t: number, V: number) {
    const alpha = 0.07 * bm.exp(-(V + 58) / 20);
    const beta = 1 / (bm.exp(-0.1 * (V + 28)) + 1);
    return this.phi * (alpha * (1 - h) - beta * h);
  }

  dn(n: number, t: number, V: number) {
    const alpha = -0.01 * (V + 34) / (bm.exp(-0.1 * (V + 34)) - 1);
    const beta = 0.125 * bm.exp(-(V + 44) / 80);
    return this.phi * (alpha * (1 - n) - beta * n);
  }

  dV(V: number, t: number, h: number, n: number) {
    const m_alpha = -0.1 * (V + 35) / (bm.exp(-0.1 * (V + 35)) - 1);
    const m_beta = 4 * bm.exp(-(V + 60) / 18);
    const m = m_alpha / (m_alpha + m_beta);
    const INa = this.gNa * m ** 3 * h * (V - this.ENa);
    const IK = this.gK * n ** 4 * (V - this.EK);
    const IL = this.gL * (V - this.EL);
    return (-INa - IK - IL + this.input) / this.C;
  }

  override update({ t, dt }: Step) {
    const [V, h, n] = this.integral(this.V, this.h, this.n, t, { dt });
    this.spike.value = bm.logicalAnd(this.V < this.V_th, V >= this.V_th);
    this.V.value = V;
    this.h.value = h;
    this.n.value = n;
  }
}

class GABA extends dyn.Projection {
  readonly alpha = 12;
  readonly beta = 0.1;
  readonly theta = 0;
  readonly E = -75;
  readonly s;
  readonly g_max: number;
  readonly integral;

  constructor(readonly pre: Interneuron, readonly post: Interneuron, g_syn = 0.1, method: integrators.OdeMethod = 'exp_auto') {
    super();
    this.g_max = g_syn / pre.num;
    this.s = new Variable(bm.zeros(post.num));
    this.integral = integrators.odeint(this.ds, { method });
  }

  ds(s: number, t: number, V: number) {
    const F = 1 / (1 + bm.exp(-(V - this.theta) / 2));
    return this.alpha * F * (1 - s) - this.beta * s;
  }

  override update({ t, dt }: Step) {
    this.s.value = this.integral(this.s, t, this.pre.V, { dt });
    this.post.input.value -= bm.sum(this.g_max * this.s) * (this.post.V - this.E);
  }
}

const num = 20;

class Gamma extends dyn.Network {
  readonly neu = new Interneuron(num, Array.from({ length: num }, (_, i) => -70 + i));
  readonly syn = new GABA(this.neu, this.neu);
}

export const wangBuzsaki: Simulation<Gamma> = {
  make: () => new Gamma(),
  run: 60,
  options: { monitors: ['neu.spike', 'neu.V', 'neu.h', 'syn.s'], inputs: ['neu.input', 1.2], dt: 0.05 },
  float: 'float64',
};

// The model of the library gives the same from the same states, but for the paper's rate of n.
export const libraryCells: Simulation<dyn.Network> = {
  make: () => {
    const cells = new dyn.WangBuzsaki(num, { V_initializer: bm.linspace(-70, -60, num) });
    return new dyn.Network({ cells, junctions: new dyn.GapJunction(cells, cells, new connect.GridFour({ periodicBoundary: true }), { g_max: 0.02 }) });
  },
  run: 50,
  options: { monitors: ['cells.V', 'cells.spike'], inputs: ['cells.input', 1.2] },
};
