// The same network of Hodgkin–Huxley cells, with a neuron of its own: its equations, its states, one step.
// R. Brette et al., J. Comput. Neurosci. 23 (2007) 349–398, benchmark 3; rates after R. D. Traub and R. Miles (1991).
import { Variable, connect, dyn, integrators, math as bm, measure, visualize, type Step } from 'myelin';
import { save, simulate } from '../simulate.js';

// pF, nS, mV.
const [C, gL, gNa, gK] = [200, 10, 20_000, 6_000];
const [EL, ENa, EK, VT, V_th] = [-60, 50, -90, -63, -20];

class TraubMiles extends dyn.Neuron {
  readonly V = new Variable(bm.add(EL - 5, bm.mul(5, bm.random.randn(this.num))));
  readonly m = new Variable(bm.zeros(this.num));
  readonly h = new Variable(bm.zeros(this.num));
  readonly n = new Variable(bm.zeros(this.num));

  dV = (V: number, t: number, m: number, h: number, n: number, I: number) =>
    (-gL * (V - EL) - gNa * m ** 3 * h * (V - ENa) - gK * n ** 4 * (V - EK) + I) / C;

  dm = (m: number, t: number, V: number) => {
    const alpha = 1.28 / bm.exprel((13 - V + VT) / 4);
    const beta = 1.4 / bm.exprel((V - VT - 40) / 5);
    return alpha * (1 - m) - beta * m;
  };

  dh = (h: number, t: number, V: number) => {
    const alpha = 0.128 * bm.exp((17 - V + VT) / 18);
    const beta = 4 / (1 + bm.exp((40 - V + VT) / 5));
    return alpha * (1 - h) - beta * h;
  };

  dn = (n: number, t: number, V: number) => {
    const alpha = 0.16 / bm.exprel((15 - V + VT) / 5);
    const beta = 0.5 * bm.exp((10 - V + VT) / 40);
    return alpha * (1 - n) - beta * n;
  };

  readonly integral = integrators.odeint(new integrators.JointEq([this.dV, this.dm, this.dh, this.dn]), { method: 'exp_auto' });

  override update({ t, dt }: Step) {
    const [V, m, h, n] = this.integral(this.V, this.m, this.h, this.n, t, this.input, { dt });
    this.spike.value = bm.logicalAnd(this.V < V_th, V >= V_th);
    this.V.value = V;
    this.m.value = m;
    this.h.value = h;
    this.n.value = n;
  }
}

class COBAHH extends dyn.Network {
  readonly E = new TraubMiles(3200);
  readonly I = new TraubMiles(800);
  readonly E2E = this.#synapse(this.E, this.E, 6, 5, 0);
  readonly E2I = this.#synapse(this.E, this.I, 6, 5, 0);
  readonly I2E = this.#synapse(this.I, this.E, 67, 10, -80);
  readonly I2I = this.#synapse(this.I, this.I, 67, 10, -80);

  #synapse(pre: TraubMiles, post: TraubMiles, g_max: number, tau: number, E: number) {
    return new dyn.Exponential(pre, post, new connect.FixedProb(0.02), { g_max, tau, output: new dyn.COBA({ E }) });
  }
}

const duration = Number(process.env['MS'] ?? 200);
const { mon, finish } = simulate({
  make: () => new COBAHH(), duration, originalDuration: Math.min(duration, 20),
  options: { monitors: { spike: 'E.spike', V: ['E.V', [0, 1]] } },
});
const rate = (bm.sum(mon['spike']!).item() / 3200 / duration) * 1000;
console.log(`excitatory cells: ${rate.toFixed(1)} Hz`);
await save('coba-hh.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['spike']!, { title: 'COBAHH: spikes of 3,200 excitatory cells', height: 300, markerSize: 1.2 })],
  [visualize.linePlot(mon.ts, measure.firingRate(mon['spike']!, 5, 0.1), { ylabel: 'Rate (Hz)', height: 160 })],
  [visualize.linePlot(mon.ts, mon['V']!, { plotIds: [0, 1], legend: 'cell', ylabel: 'V (mV)', height: 160 })],
]));
finish({ rate });
