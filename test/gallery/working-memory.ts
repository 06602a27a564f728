// Capacity of working memory, Y. Mi, M. Katkov and M. Tsodyks, Neuron 93 (2017) 323–330: no integrator, a method that fields are made with,
// times in seconds, and inputs written into a matrix row by row.
import { Variable, dyn, math as bm, type NDArrayLike, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

const [alpha, J_EE, J_IE, J_EI, tau_f, tau_d, U, tau, background] = [1.5, 8, 1.75, 1.1, 1.5, 0.3, 0.3, 0.008, 8];
const clusters = 4;
const dt = 0.0001;

class WorkingMemory extends dyn.DynamicalSystem {
  readonly u = new Variable(bm.full(clusters, U));
  readonly x = new Variable(bm.ones(clusters));
  readonly h = new Variable(bm.zeros(clusters));
  readonly r = new Variable(this.gain(this.h));
  readonly input = new Variable(bm.zeros(clusters));
  readonly inh_h = new Variable(bm.zeros(1));
  readonly inh_r = new Variable(this.gain(this.inh_h));

  gain(h: NDArrayLike) {
    return bm.mul(alpha, bm.log1p(bm.exp(bm.div(h, alpha))));
  }

  override update(step: Step) {
    const uxr = this.u * this.x * this.r;
    const du = (U - this.u) / tau_f + U * (1 - this.u) * this.r;
    const dx = (1 - this.x) / tau_d - uxr;
    const dh = (-this.h + J_EE * uxr - J_EI * this.inh_r + this.input + background) / tau;
    const di = (-this.inh_h + J_IE * bm.sum(this.r)) / tau;
    this.u.value += du * step.dt;
    this.x.value += dx * step.dt;
    this.h.value += dh * step.dt;
    this.inh_h.value += di * step.dt;
    this.r.value = this.gain(this.h);
    this.inh_r.value = this.gain(this.inh_h);
    this.input.value = 0;
  }
}

function stimuli() {
  const rows = bm.zeros([3000, clusters]);
  for (let i = 0; i < 2; i++) rows.set([`${700 + 1000 * i}:${1000 + 1000 * i}`, i], 225);
  return rows;
}

export const workingMemory: Simulation<WorkingMemory> = {
  make: () => new WorkingMemory(),
  run: 0.3,
  options: () => ({ inputs: ['input', stimuli(), 'iter'], monitors: ['u', 'x', 'r'], dt }),
  float: 'float64',
};
