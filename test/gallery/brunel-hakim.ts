// Fast global oscillations, N. Brunel and V. Hakim, Neural Comput. 11 (1999) 1621–1671: cells with a drive and noise of their own, in a stochastic equation, that
// inhibit each other after a delay.
import { Variable, connect, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

interface Options {
  readonly tau?: number;
  readonly muext?: number;
  readonly sigmaext?: number;
}

class LIF extends dyn.Neuron {
  readonly V_th = 20;
  readonly V_reset = 10;
  readonly t_refr = 2;
  readonly tau: number;
  readonly muext: number;
  readonly sigmaext: number;
  readonly V: Variable<1>;
  readonly t_last_spike = new Variable(bm.full(this.num, -1e7));
  readonly integral;

  constructor(size: number, { tau = 20, muext = 25, sigmaext = 1 }: Options = {}) {
    super(size);
    this.tau = tau;
    this.muext = muext;
    this.sigmaext = sigmaext;
    this.V = new Variable(bm.linspace(10, 19.5, size));
    this.integral = integrators.sdeint(this.f, this.g);
  }

  f = (V: number, t: number) => (-V + this.muext) / this.tau;
  // oxlint-disable-next-line no-unused-vars -- its name says whose noise it is
  g = (V: number, t: number) => this.sigmaext / Math.sqrt(this.tau);

  override update({ t, dt }: Step) {
    // Half a step, so that the last bit of the time does not matter.
    const isRefractory = t - this.t_last_spike < this.t_refr - dt / 2;
    let V = this.integral(this.V, t, { dt }) + this.input;
    V = bm.where(isRefractory, this.V, V);
    const spike = V >= this.V_th;
    this.V.value = bm.where(spike, this.V_reset, V);
    this.t_last_spike.value = bm.where(spike, t, this.t_last_spike);
    this.spike.value = spike;
  }
}

class Net extends dyn.Network {
  readonly group;
  readonly syn;

  constructor(num: number, options: Options, conn: connect.Connector) {
    super();
    this.group = new LIF(num, options);
    this.syn = new dyn.Delta(this.group, this.group, conn, { g_max: -0.5, delay: 2, target: 'input' });
  }
}

const pairs = (num: number, each: number) => {
  const sources = Array.from({ length: num * each }, (_, k) => Math.floor(k / each));
  return new connect.IJConn(sources, sources.map((i, k) => (7 * i + 3 * (k % each) + 1) % num));
};

export const brunelHakim: Simulation<Net> = {
  make: () => new Net(40, { sigmaext: 0 }, pairs(40, 6)),
  run: 100,
  options: { monitors: ['group.V', 'group.spike', 'group.input'] },
  float: 'float64',
};

export const fastOscillation: Simulation<Net> = {
  make: () => new Net(500, {}, new connect.FixedProb(0.2, { seed: 1 })),
  run: 200,
  options: { monitors: ['group.spike'] },
};
