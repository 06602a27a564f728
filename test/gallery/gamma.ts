// Regular and fast spiking cells, E. Susin and A. Destexhe, PLoS Comput. Biol. 17 (2021): conductances are states of the cells, a synapse adds to the one that it is
// made for after a delay, and cells outside send spikes at times that are written down.
import { Variable, connect, dyn, init, integrators, math as bm, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

interface CellOptions {
  readonly EL?: number;
  readonly Vth?: number;
  readonly delta?: number;
  readonly a?: number;
  readonly b?: number;
  readonly V_initializer?: init.Initializer | number[];
  readonly method?: integrators.OdeMethod;
}

const [C, gL, Ee, Ei, V_sp_th, tau_ref, tau_e, tau_i, tau_w] = [150, 10, 0, -80, -40, 5, 1.5, 7.5, 500];

class AdEx extends dyn.SpikingGroup {
  readonly EL: number;
  readonly Vth: number;
  readonly delta: number;
  readonly a: number;
  readonly b: number;
  readonly V;
  readonly w = new Variable(this.num);
  readonly ge = new Variable(this.num);
  readonly gi = new Variable(this.num);
  readonly refractory = new Variable(bm.zeros(this.num, 'bool'));
  readonly t_last_spike = new Variable(bm.full(this.num, -1e8));
  readonly int_V;
  readonly int_w;
  readonly int_g;

  constructor(size: number, { EL = -65, Vth = -50, delta = 2, a = 4, b = 20, V_initializer = [], method = 'exp_euler' }: CellOptions = {}) {
    super(size);
    this.EL = EL;
    this.Vth = Vth;
    this.delta = delta;
    this.a = a;
    this.b = b;
    this.V = new Variable(V_initializer instanceof init.Initializer ? V_initializer.sample([size]) as Vector : bm.array(V_initializer));
    this.int_V = integrators.odeint(this.dV, { method });
    this.int_w = integrators.odeint(this.dw, { method });
    this.int_g = integrators.odeint(new integrators.JointEq(this.dge, this.dgi), { method });
  }

  dge = (ge: number, t: number) => -ge / tau_e;
  dgi = (gi: number, t: number) => -gi / tau_i;
  dw = (w: number, t: number, V: number) => (this.a * (V - this.EL) - w) / tau_w;
  dV = (V: number, t: number, w: number, Isyn: number) =>
    (gL * this.delta * bm.exp((V - this.Vth) / this.delta) - w + gL * (this.EL - V) + Isyn) / C;

  override update({ t, dt }: Step) {
    const [ge, gi] = this.int_g(this.ge, this.gi, t, { dt });
    this.ge.value = ge;
    this.gi.value = gi;
    const current = this.ge * (Ee - this.V) + this.gi * (Ei - this.V);
    const V = this.int_V(this.V, t, this.w, current, { dt });
    const w = this.int_w(this.w, t, this.V, { dt });
    // Half a step, so that the last bit of the time does not matter.
    const refractory = t - this.t_last_spike < tau_ref - dt / 2;
    const held = bm.where(refractory, this.V, V);
    const spike = held >= V_sp_th;
    this.V.value = bm.where(spike, this.EL, held);
    this.w.value = bm.where(spike, w + this.b, w);
    this.spike.value = spike;
    this.refractory.value = bm.logicalOr(refractory, spike);
    this.t_last_spike.value = bm.where(spike, t, this.t_last_spike);
  }
}

class Push extends dyn.Projection {
  readonly indices;
  readonly indptr;
  readonly past: dyn.LengthDelay<'bool'>;
  readonly delayStep: number;

  constructor(readonly pre: dyn.SpikingGroup, readonly post: AdEx, conn: connect.Connector, readonly target: 'ge' | 'gi', readonly weight: number, delay: number) {
    super();
    [this.indices, this.indptr] = conn.connect(pre.num, post.num).require('pre2post');
    this.delayStep = Math.round(delay / integrators.getDt());
    this.past = new dyn.LengthDelay(pre.spike, this.delayStep);
  }

  override update(step: Step) {
    const spikes = this.past.at(step.i, this.delayStep);
    const arrived = bm.event.propagate(spikes, this.indices, this.indptr, this.weight, this.post.num);
    if (this.target === 'ge') this.post.ge.value += arrived;
    else this.post.gi.value += arrived;
  }
}

const [nRS, nFS, nOut] = [40, 10, 8];

/** Each cell is connected to `count` others. */
function fan(pre: number, post: number, count: number) {
  const sources = Array.from({ length: pre * count }, (_, k) => Math.floor(k / count));
  return new connect.IJConn(sources, sources.map((i, k) => (i * 7 + (k % count) * 3 + 1) % post));
}

class Gamma extends dyn.Network {
  constructor() {
    super();
    const RS = new AdEx(nRS, { V_initializer: Array.from({ length: nRS }, (_, i) => -65 + (i % 10)) });
    const FS = new AdEx(nFS, { V_initializer: new init.Constant(-62), Vth: -50, delta: 0.5, a: 0, b: 0 });
    const spikes = Array.from({ length: 400 }, (_, k) => k);
    const outside = new dyn.SpikeTimeGroup(nOut, { times: spikes.map((k) => 0.55 + 0.5 * k), indices: spikes.map((k) => (k * k + k) % nOut) });
    const synapses = {
      OutRS: new Push(outside, RS, fan(nOut, nRS, 10), 'ge', 8, 0.1),
      OutFS: new Push(outside, FS, fan(nOut, nFS, 6), 'ge', 9, 0.1),
      RSRS: new Push(RS, RS, fan(nRS, nRS, 6), 'ge', 5, 1.5),
      RSFS: new Push(RS, FS, fan(nRS, nFS, 4), 'ge', 5, 1.5),
      FSRS: new Push(FS, RS, fan(nFS, nRS, 12), 'gi', 5, 1.5),
      FSFS: new Push(FS, FS, fan(nFS, nFS, 4), 'gi', 5, 1.5),
    };
    Object.assign(this, { RS, FS, outside, ...synapses });
  }
}

export const gamma: Simulation<Gamma> = {
  make: () => new Gamma(),
  run: 200,
  options: { monitors: { RS: 'RS.spike', V: 'RS.V', w: 'RS.w', FS: 'FS.spike', ge: 'FS.ge', gi: 'RS.gi' } },
  float: 'float64',
};
