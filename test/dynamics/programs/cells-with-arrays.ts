// Parameters that differ from cell to cell: of a cell's channels, of models, of models of the user's.
import { Variable, dyn, init, integrators, math as bm, type Step } from 'myelin';
import { compareBothWays } from './both-ways.js';

class Varied extends dyn.CondNeuGroup {
  readonly INa = new dyn.INa_TM1991(this.size, { g_max: [100, 110, 120], V_sh: -63 });
  readonly IK = new dyn.IK_TM1991(this.size);
  readonly IL = new dyn.IL(this.size, { E: [-60, -65, -70] });
}

class Own extends dyn.Neuron {
  readonly tau: number = this.parameter('tau', 20);
  readonly gain: number = this.parameter('gain', 2);
  readonly V: Variable<1> = this.state('V', -60);
  readonly dV = (V: number, t: number, I: number): number => (-60 - V + this.gain * I) / this.tau;
  readonly integral = integrators.odeint(this.dV, { method: 'exp_auto' });

  override update({ t, dt }: Step): void {
    const V = this.integral(this.V, t, this.input, { dt });
    this.spike.value = V >= -50;
    this.V.value = bm.where(this.spike, -60, V);
  }
}

/** Counts steps in whole numbers. */
class Counting extends dyn.NeuGroup {
  readonly V = new Variable(bm.array([0, 0.3, 0.6]));
  readonly last = new Variable(3, 'int32');
  readonly since = new Variable(3);
  readonly input = new Variable(3);

  override update(step: Step): void {
    this.V.value += this.input * step.dt;
    const spike = this.V > 1;
    this.last.value = bm.where(spike, step.i, this.last);
    this.since.value = (step.i - this.last) * step.dt;
    this.V.value = bm.where(spike, 0, this.V);
    this.input.value = 0;
  }
}

compareBothWays({
  'steps counted': { make: () => new Counting(3), inputs: ['input', 3] },
  'a cell': { make: () => new Varied(3, { V_th: -20 }), inputs: ['input', 5] },
  'a model': { make: () => new dyn.LIF(3, { tau: [10, 20, 30], tau_ref: 2 }), inputs: ['input', 30] },
  'the same with numbers': { make: () => new dyn.LIF(3, { tau: 10, tau_ref: 2 }), inputs: ['input', 30] },
  'another name for a parameter': { make: () => new dyn.Izhikevich(4, { c: bm.array([-65, -65, -50, -55]), d: bm.array([8, 6, 2, 4]) }), inputs: ['input', 10] },
  'an initializer': { make: () => new dyn.PoissonGroup(4, { freqs: new init.Uniform(100, 400) }) },
  "a user's model": { make: () => new Own(3, { gain: [1, 2, 3] }), inputs: ['input', 12] },
});
