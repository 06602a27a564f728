// The network of R. Brette et al., J. Comput. Neurosci. 23 (2007) 349–398, benchmark 3, with cells and synapses of one's own: conductances are Variables
// of the synapse, connections come from `conn.require`, spikes are spread by `bm.event`.
import { Variable, connect, dyn, integrators, math as bm, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

const s = 1e-2;
const Cm = 200 * s;
const gl = 10 * s;
const [g_Na, g_Kd] = [20 * 1000, 6 * 1000 * s];
const [El, EK, ENa, VT] = [-60, -90, 50, -63];
const V_th = -20;

class HH extends dyn.NeuGroup {
  readonly V: Variable<1>;
  readonly m;
  readonly n;
  readonly h;
  readonly spike;
  readonly input;
  readonly integral;

  constructor(size: number, method: integrators.OdeMethod) {
    super(size);
    // All different, and the same each time.
    this.V = new Variable(bm.array(Array.from({ length: size }, (_, i) => El + 5 * Math.sin(i) - 5)));
    this.m = new Variable(bm.zeros(size));
    this.n = new Variable(bm.zeros(size));
    this.h = new Variable(bm.zeros(size));
    this.spike = new Variable(bm.zeros(size, { dtype: 'bool' }));
    this.input = new Variable(bm.zeros(size));

    const dV = (V: number, t: number, m: number, h: number, n: number, Isyn: number) => {
      const gna = g_Na * s * (m * m * m) * h;
      const gkd = g_Kd * (n * n * n * n);
      return (-gl * (V - El) - gna * (V - ENa) - gkd * (V - EK) + Isyn) / Cm;
    };
    const dm = (m: number, t: number, V: number) => {
      const a = 13 - V + VT;
      const b = V - VT - 40;
      const m_alpha = 0.32 * a / (bm.exp(a / 4) - 1);
      const m_beta = 0.28 * b / (bm.exp(b / 5) - 1);
      return m_alpha * (1 - m) - m_beta * m;
    };
    const dh = (h: number, t: number, V: number) => {
      const h_alpha = 0.128 * bm.exp((17 - V + VT) / 18);
      const h_beta = 4 / (1 + bm.exp(-(V - VT - 40) / 5));
      return h_alpha * (1 - h) - h_beta * h;
    };
    const dn = (n: number, t: number, V: number) => {
      const c = 15 - V + VT;
      const n_alpha = 0.032 * c / (bm.exp(c / 5) - 1);
      const n_beta = 0.5 * bm.exp((10 - V + VT) / 40);
      return n_alpha * (1 - n) - n_beta * n;
    };
    this.integral = integrators.odeint(new integrators.JointEq([dV, dm, dh, dn]), { method });
  }

  override update({ t, dt }: Step) {
    const [V, m, h, n] = this.integral(this.V, this.m, this.h, this.n, t, this.input, { dt });
    this.spike.value = bm.logicalAnd(this.V < V_th, V >= V_th);
    this.m.value = m;
    this.h.value = h;
    this.n.value = n;
    this.V.value = V;
    this.input.value = 0;
  }
}

class ExpCOBA extends dyn.Projection {
  readonly pre2post: readonly [Vector<'int32'>, Vector<'int32'>];
  readonly g: Variable<1>;
  readonly integral;

  constructor(
    readonly pre: HH, readonly post: HH, conn: connect.Connector, readonly g_max: number, readonly tau: number, readonly E: number,
    method: integrators.OdeMethod = 'exp_auto',
  ) {
    super();
    conn.connect(pre.size, post.size);
    this.pre2post = conn.require('pre2post');
    this.g = new Variable(bm.zeros(post.num));
    this.integral = integrators.odeint((g: number, t: number) => -g / this.tau, { method });
  }

  override update({ t, dt }: Step) {
    const [indices, indptr] = this.pre2post;
    const arrived = bm.event.propagate(this.pre.spike, indices, indptr, this.g_max, this.post.num);
    this.g.value = this.integral(this.g, t, { dt }) + arrived;
    this.post.input.value += this.g * (this.E - this.post.V);
  }
}

/** Cells i and j are connected where (a i + b j) mod c is 0. */
function pattern(pre: number, post: number, a: number, b: number, c: number) {
  return bm.array(Array.from({ length: pre }, (_, i) => Array.from({ length: post }, (_, j) => (a * i + b * j) % c === 0)));
}

class COBAHH extends dyn.Network {
  readonly E; readonly I; readonly E2E; readonly E2I; readonly I2E; readonly I2I;

  constructor(method: integrators.OdeMethod = 'exp_auto') {
    const [E, I] = [new HH(80, method), new HH(20, method)];
    super();
    this.E = E;
    this.I = I;
    const params = (source: HH) => source === E ? { g_max: 6 * s, tau: 5, E: 0 } : { g_max: 67 * s, tau: 10, E: -80 };
    const synapse = (pre: HH, post: HH, a: number, b: number, c: number) => {
      const { g_max, tau, E: reversal } = params(pre);
      return new ExpCOBA(pre, post, new connect.MatConn(pattern(pre.num, post.num, a, b, c)), g_max, tau, reversal, method);
    };
    this.E2E = synapse(E, E, 3, 7, 10);
    this.E2I = synapse(E, I, 7, 3, 10);
    this.I2E = synapse(I, E, 3, 11, 10);
    this.I2I = synapse(I, I, 7, 9, 10);
  }
}

export const cobaHH: Simulation<COBAHH> = {
  make: () => new COBAHH(),
  run: 60,
  options: { monitors: ['E.spike', 'E.V', 'I.V', 'E2I.g', 'I2E.g'] },
  float: 'float64',
};
