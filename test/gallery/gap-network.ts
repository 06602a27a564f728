// Exponential integrate-and-fire cells that gap junctions and inhibition join, after S. Fazli and M. J. Richardson, Phys. Rev. E 105 (2022) 064403: a coupling through the
// mean of all potentials within the derivative, and a kick for each spike.
import { Variable, dyn, integrators, math as bm, type Step, type VectorLike } from 'myelin';
import type { Simulation } from './simulation.js';

class Population extends dyn.Neuron {
  readonly tau = 15;
  readonly tau_s = 8;
  readonly delta_T = 1.5;
  readonly V_T = 10;
  readonly V_th = 20;
  readonly V_re = 5;
  readonly V = new Variable(bm.linspace(0, 9, this.num));
  readonly E = new Variable(bm.linspace(9.5, 10.5, this.num));
  readonly synaptic = new Variable(1);

  readonly dV = (V: VectorLike, t: number, s: number) =>
    (this.E - V + this.delta_T * bm.exp((V - this.V_T) / this.delta_T) + this.gap * (bm.mean(V) - V) - this.inhibition * s + this.input) / this.tau;

  readonly ds = (s: number, t: number) => -s / this.tau_s;
  readonly integral = integrators.odeint(this.derivative, { method: 'rk2' });

  constructor(size: number, readonly gap = 0.4, readonly kick = 0.15, readonly inhibition = 6) {
    super(size);
  }

  get derivative() {
    return new integrators.JointEq(this.dV, this.ds);
  }

  override update({ t, dt }: Step) {
    const [V, s] = this.integral(this.V, this.synaptic, t, { dt });
    this.spike.value = V >= this.V_th;
    const fired = bm.mean(this.spike);
    this.V.value = bm.where(this.spike, this.V_re, V + this.kick * fired);
    this.synaptic.value = s + fired;
  }
}

export const gapNetwork: Simulation<Population> = {
  make: () => new Population(30),
  run: 120,
  options: { monitors: ['V', 'spike', 'synaptic'], inputs: ['input', ({ t }) => 4 * bm.sin(t / 9).valueOf(), 'func'] },
  float: 'float64',
};
