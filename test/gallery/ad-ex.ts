// The adaptive exponential cell of E. Susin and A. Destexhe, PLoS Comput. Biol. 17 (2021): conductances among the states, a current that may be left
// out and is added to what the equation has computed so far, and a time after a spike in steps.
import { Variable, dyn, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

interface Options {
  readonly Vth?: number;
  readonly V_sp_th?: number;
  readonly delta?: number;
  readonly method?: integrators.OdeMethod;
}

class AdEx extends dyn.NeuGroup {
  readonly C = 150;
  readonly gL = 10;
  readonly EL = -65;
  readonly Vth: number;
  readonly V_sp_th: number;
  readonly delta: number;
  readonly V = new Variable(bm.array([-65, -60, -55]));
  readonly w = new Variable(bm.zeros(3));
  readonly ge = new Variable(bm.array([5, 8, 0]));
  readonly gi = new Variable(bm.array([0, 2, 1]));
  readonly spike = new Variable(bm.zeros(3, { dtype: 'bool' }));
  readonly wait = new Variable(3);
  readonly integral;

  constructor({ Vth = -50, V_sp_th = -40, delta = 2, method = 'exp_euler' }: Options = {}) {
    super(3);
    this.Vth = Vth;
    this.V_sp_th = V_sp_th;
    this.delta = delta;
    this.integral = integrators.odeint(new integrators.JointEq(this.dV, this.dw, this.dge, this.dgi), { method });
  }

  dge(ge: number, t: number) {
    return -ge / 1.5;
  }

  dgi(gi: number, t: number) {
    return -gi / 7.5;
  }

  dV(V: number, t: number, w: number, ge: number, gi: number, Iext = 0) {
    let I = ge * (0 - V) + gi * (-80 - V);
    I += Iext;
    return (this.gL * this.delta * bm.exp((V - this.Vth) / this.delta) - w + this.gL * (this.EL - V) + I) / this.C;
  }

  dw(w: number, t: number, V: number) {
    return (4 * (V - this.EL) - w) / 500;
  }

  override update({ t, dt }: Step, Iext: number) {
    const [next, w, ge, gi] = this.integral(this.V, this.w, this.ge, this.gi, t, Iext, { dt });
    const V = bm.where(this.wait > 0, this.V, next);
    const spike = V >= this.V_sp_th;
    this.V.value = bm.where(spike, this.EL, V);
    this.w.value = bm.where(spike, w + 20, w);
    this.ge.value = ge;
    this.gi.value = gi;
    this.spike.value = spike;
    this.wait.value = bm.where(spike, Math.round(5 / dt), bm.maximum(this.wait - 1, 0));
  }
}

export const adEx: Simulation<AdEx> = {
  make: () => new AdEx(),
  run: { inputs: bm.full(2000, 500) },
  options: { monitors: ['V', 'w', 'ge'] },
  float: 'float64',
};
