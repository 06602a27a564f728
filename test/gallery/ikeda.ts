// K. Ikeda and K. Matsumoto, Physica D 29 (1987) 223–235: one equation with a delay, run by itself from many pasts.
import { IntegratorRunner, integrators, math as bm } from 'myelin';
import type { Program } from './simulation.js';

const mu = 16;
const dt = 0.01;

export const ikeda: Program = {
  record(jit) {
    const xdelay = new integrators.TimeDelay(bm.array([1, 2, 3]), 1, { dt, beforeT0: (t: number) => bm.array([1 + t, 2, 3 - t]), interpMethod: 'round' });
    const equation = (x: number, t: number, x0 = 1) => -x + mu * bm.sin(xdelay(t - 1) - x0);
    const integral = integrators.odeint(equation, { method: 'euler', stateDelays: { x: xdelay }, dt });
    const runner = new IntegratorRunner(integral, { monitors: ['x'], inits: { x: xdelay(0) }, jit, progressBar: false });
    runner.run(5);
    return runner.mon;
  },
  float: 'float64',
};
