// Fractional orders: I. Grigorenko and E. Grigorenko, Phys. Rev. Lett. 91 (2003) 034101 (Lorenz); I. Petráš, Fractional-Order Nonlinear Systems (2011), 8.7
// (Chua's circuit with a memristor).
import { IntegratorRunner, integrators, math as bm } from 'myelin';
import type { Program } from './simulation.js';

const [a, b, c] = [10, 28, 8 / 3];

function lorenz(x: number, y: number, z: number, t: number) {
  const dx = a * (y - x);
  const dy = x * (b - z) - y;
  const dz = x * y - c * z;
  return [dx, dy, dz] as const;
}

export const fractionalLorenz: Program = {
  record(jit) {
    const integral = integrators.fdeint(lorenz, { method: 'short-memory', alpha: 0.96, numMemory: 500, inits: [1, 0, 1], dt: 0.005 });
    const runner = new IntegratorRunner(integral, { monitors: 'xyz'.split(''), inits: [1, 0, 1], dt: 0.005, jit, progressBar: false });
    runner.run(4);
    return runner.mon;
  },
  float: 'float64',
};

const [alpha, beta, gamma, zeta, slope, offset] = [10, 13, 0.35, 1.5, 0.3, 0.8];

export const chua: Program = {
  record(jit) {
    const derivative = (x: number, y: number, z: number, w: number, t: number) => {
      const W = bm.where(bm.abs(w) < 1, slope, offset);
      const dx = alpha * (y - x + zeta * x - W * x);
      const dy = x - y + z;
      const dz = -beta * y - gamma * z;
      return [dx, dy, dz, x] as const;
    };
    const dt = 0.005;
    const inits = [0.8, 0.05, 0.007, 0.6];
    const integral = integrators.fdeint(derivative, { alpha: 0.97, inits, numMemory: Math.round(3 / dt), method: 'l1', dt });
    const runner = new IntegratorRunner(integral, { monitors: { x: 'x', w: 'w' }, inits, jit, progressBar: false });
    runner.run(3);
    return runner.mon;
  },
  float: 'float64',
};
