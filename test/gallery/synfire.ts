// A chain of groups along which a volley of spikes travels, M. Diesmann, M.-O. Gewaltig and A. Aertsen, Nature 402 (1999) 529–533: all groups in one array, whose parts
// are read and written by slices, and stochastic equations of three states.
import { Variable, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

const [Vr, Vt, tau_m, tau_psp, weight, tau_ref, delay] = [-70, -55, 10, 0.325, 4.86, 1, 5];
const [groups, size] = [6, 100];

class Groups extends dyn.NeuGroup {
  readonly V = new Variable(bm.add(Vr, bm.mul(Vt - Vr, bm.random.random(this.num))));
  readonly x = new Variable(this.num);
  readonly y = new Variable(this.num);
  readonly spike = new Variable(bm.zeros(this.num, 'bool'));
  readonly lastSpike = new Variable(bm.full(this.num, -1e7));
  readonly integral = integrators.sdeint(this.f, this.g, { method: 'euler' });

  f(V: number, x: number, y: number, t: number) {
    const dV = (-(V - Vr) + x) / tau_m;
    const dx = (-x + y) / tau_psp;
    const dy = -y / tau_psp + 25.27;
    return [dV, dx, dy] as const;
  }

  // oxlint-disable-next-line no-unused-vars -- the names say which states there are
  g(V: number, x: number, y: number, t: number) {
    return [null, null, 39.24] as const;
  }

  override update({ t, dt }: Step) {
    const [V, x, y] = this.integral(this.V, this.x, this.y, t, { dt });
    const held = t - this.lastSpike < tau_ref - dt / 2;
    const next = bm.where(held, this.V, V);
    this.spike.value = next >= Vt;
    this.V.value = bm.where(this.spike, Vr, next);
    this.lastSpike.value = bm.where(this.spike, t, this.lastSpike);
    this.x.value = x;
    this.y.value = y;
  }
}

class Chain extends dyn.Projection {
  readonly past;
  readonly steps;

  constructor(readonly cells: Groups) {
    super();
    this.steps = Math.round(delay / integrators.getDt());
    this.past = new Variable(bm.zeros([this.steps, groups - 1]));
  }

  override update({ i }: Step) {
    // Each group but the last sends to all cells of the next one.
    const sent = bm.sum(bm.reshape(bm.astype(this.cells.spike, this.past.dtype), [groups, size]), 1);
    const row = i % this.steps;
    const arrived = bm.repeat(bm.at(this.past, row), size);
    this.cells.y.set(`${size}:`, bm.at(this.cells.y, '100:') + weight * arrived);
    this.past.set(row, bm.at(sent, ':-1'));
  }
}

class Volley extends dyn.NeuGroup {
  /** When each of the spikes outside comes. */
  readonly times = new Variable(bm.add(15, bm.random.randn(this.num)));

  constructor(count: number, readonly cells: Groups) {
    super(count);
  }

  override update({ t, dt }: Step) {
    const now = bm.sum(bm.logicalAnd(this.times >= t, this.times < t + dt));
    this.cells.y.set(bm.slice(0, size), bm.at(this.cells.y, ':100') + weight * now);
  }
}

class Net extends dyn.Network {
  readonly group = new Groups(groups * size);
  readonly chain = new Chain(this.group);
  readonly volley = new Volley(85, this.group);
}

export const synfire: Simulation<Net> = {
  make: () => new Net(),
  run: 60,
  options: (net) => ({
    monitors: { spike: 'group.spike', V: ['group.V', [0, 100]], counts: net.chain.past, total: () => bm.sum(net.group.spike).item() },
  }),
};
