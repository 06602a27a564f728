// An own neuron as BrainPy's tutorial builds it: derivatives are methods, one integrator for each state, made in the constructor, and
// the current is an argument of `update`.
import { Variable, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

class OwnHH extends dyn.NeuGroup {
  readonly V; readonly m; readonly h; readonly n; readonly spike; readonly lastSpike;
  readonly intV; readonly intM; readonly intH; readonly intN;

  constructor(
    size: number, readonly ENa = 50, readonly gNa = 120, readonly EK = -77, readonly gK = 36, readonly EL = -54.387, readonly gL = 0.03,
    readonly V_th = 20, readonly C = 1,
  ) {
    super(size);
    this.V = new Variable(bm.full(this.num, -65));
    this.m = new Variable(bm.full(this.num, 0.5));
    this.h = new Variable(bm.full(this.num, 0.6));
    this.n = new Variable(bm.full(this.num, 0.32));
    this.spike = new Variable(bm.zeros(this.num, { dtype: 'bool' }));
    this.lastSpike = new Variable(bm.full(this.num, -1e7));
    this.intV = integrators.odeint(this.dV, { method: 'exp_auto' });
    this.intM = integrators.odeint(this.dm, { method: 'exp_auto' });
    this.intH = integrators.odeint(this.dh, { method: 'exp_auto' });
    this.intN = integrators.odeint(this.dn, { method: 'exp_auto' });
  }

  dV(V: number, t: number, m: number, h: number, n: number, Iext: number) {
    const sodium = this.gNa * m ** 3 * h * (V - this.ENa);
    const potassium = this.gK * n ** 4 * (V - this.EK);
    const leak = this.gL * (V - this.EL);
    return (-sodium - potassium - leak + Iext) / this.C;
  }

  dm(m: number, t: number, V: number) {
    const alpha = (0.1 * (V + 40)) / (1 - bm.exp(-(V + 40) / 10));
    const beta = 4 * bm.exp(-(V + 65) / 18);
    return alpha * (1 - m) - beta * m;
  }

  dh(h: number, t: number, V: number) {
    const alpha = 0.07 * bm.exp(-(V + 65) / 20);
    const beta = 1 / (1 + bm.exp(-(V + 35) / 10));
    return alpha * (1 - h) - beta * h;
  }

  dn(n: number, t: number, V: number) {
    const alpha = (0.01 * (V + 55)) / (1 - bm.exp(-(V + 55) / 10));
    const beta = 0.125 * bm.exp(-(V + 65) / 80);
    return alpha * (1 - n) - beta * n;
  }

  override update({ t, dt }: Step, current = 0) {
    const V = this.intV(this.V, t, this.m, this.h, this.n, current, { dt });
    this.h.value = this.intH(this.h, t, this.V, { dt });
    this.m.value = this.intM(this.m, t, this.V, { dt });
    this.n.value = this.intN(this.n, t, this.V, { dt });
    this.spike.value = bm.logicalAnd(this.V < this.V_th, V >= this.V_th);
    this.lastSpike.value = bm.where(this.spike, t, this.lastSpike);
    this.V.value = V;
  }
}

export const hodgkinHuxley: Simulation<OwnHH> = {
  make: () => new OwnHH(4),
  run: { inputs: bm.full(1000, 6, { dtype: 'float64' }) },
  options: { monitors: ['V', 'm', 'spike', 'lastSpike'] },
  float: 'float64',
};
