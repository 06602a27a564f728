// Spike times that repeat, R. Brette and E. Guigon, Neural Comput. 15 (2003) 279–308: one input for all cells, noise of their own, solved with sdeint; with an input that
// fluctuates the cells spike together, with a constant one they drift apart.
import { DSRunner, Variable, dyn, inputs, integrators, math as bm, type NDArray, type Step } from 'myelin';
import type { Program } from './simulation.js';

class NoisyLIF extends dyn.NeuGroup {
  readonly V = new Variable(bm.zeros(this.num));
  readonly input = new Variable(bm.zeros(this.num));
  readonly spike = new Variable(bm.zeros(this.num, { dtype: 'bool' }));
  readonly integral;

  constructor(num: number, readonly tau = 10, readonly sigma = 0.05) {
    super(num);
    this.integral = integrators.sdeint(this.fV, this.gV, { method: 'exp_euler' });
  }

  fV(V: number, t: number, I: number) {
    return (-V + I) / this.tau;
  }

  // oxlint-disable-next-line no-unused-vars -- the names say which states there are
  gV(V: number, t: number, I: number) {
    return this.sigma * Math.sqrt(2 / this.tau);
  }

  override update({ t, dt }: Step) {
    const V = this.integral(this.V, t, this.input, { dt });
    this.spike.value = V >= 1;
    this.V.value = bm.where(this.spike, 0, V);
    this.input.value = 0;
  }
}

const duration = 300;

/** How well spikes of 25 cells repeat: the part of all spikes that come in steps of 1 ms in which most cells spike. */
function run(jit: boolean, current: NDArray) {
  const model = new NoisyLIF(25);
  const runner = new DSRunner(model, { monitors: ['spike', 'V'], inputs: ['input', current, 'iter'], jit, progressBar: false });
  runner.run(duration);
  return runner.mon;
}

export const reliability: Program = {
  record(jit) {
    const constant = run(jit, inputs.sectionInput([1.2], [duration]));
    const fluctuating = run(jit, bm.asarray(inputs.ouProcess(1.2, 0.4, 5, duration)));
    const together = (spikes: NDArray) => {
      const perMs = bm.sum(bm.reshape(bm.astype(spikes, 'int32'), [duration, 10, 25]), 1);
      const counts = bm.sum(perMs, 1).toTypedArray();
      return counts.filter((count) => count >= 13).reduce((a, b) => a + b, 0) / counts.reduce((a, b) => a + b, 0);
    };
    return { V: fluctuating['V']!, W: constant['V']!, together: bm.array([together(constant['spike']!), together(fluctuating['spike']!)]) };
  },
};
