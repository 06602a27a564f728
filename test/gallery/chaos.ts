// Chaos with several scrolls, and a switching system: J. Lü, G. Chen and D. Cheng, Int. J. Bifurc. Chaos 14 (2004) 1507–1537; M. I. Rabinovich and A. L. Fabrikant, Sov. Phys.
// JETP 50 (1979) 311. Equations alone, with parameters and branches.
import { IntegratorRunner, integrators, math as bm } from 'myelin';
import type { Program } from './simulation.js';

const multiscroll = integrators.odeint(
  (x: number, y: number, z: number, t: number, a = 40, b = 3, c = 28) => {
    const dx = a * (y - x);
    const dy = (c - a) * x - x * z + c * y;
    const dz = x * y - b * z;
    return [dx, dy, dz] as const;
  },
  { method: 'rk4', dt: 0.001 },
);

const rabinovich = integrators.odeint(
  (x: number, y: number, z: number, t: number, alpha = 1.1, gamma = 0.87) => [
    y * (z - 1 + x * x) + gamma * x, x * (3 * z + 1 - x * x) + gamma * y, -2 * z * (alpha + x * y),
  ] as const,
  { method: 'rkdp', dt: 0.001 },
);

/** A piecewise linear circuit. */
const chua = integrators.odeint(
  (x: number, y: number, z: number, t: number, a = 10, b = 15, m0 = -0.1, m1 = -1.1) => {
    let slope = m0;
    if (Math.abs(x) < 1) slope = m1;
    const f = slope * x + (Math.abs(x) < 1 ? 0 : bm.sign(x) * (m1 - m0));
    return [a * (y - x - f), x - y + z, -b * y] as const;
  },
  { method: 'heun2', dt: 0.001 },
);

export const chaos: Program = {
  record(jit) {
    const recordings = Object.entries({ multiscroll, rabinovich, chua }).flatMap(([name, integral]) => {
      const runner = new IntegratorRunner(integral, { monitors: ['x', 'z'], inits: { x: bm.array([-0.1, 0.3]), y: bm.array([0.5, -0.4]), z: bm.array([0.6, 0.7]) }, jit, progressBar: false });
      runner.run(2);
      return (['x', 'z'] as const).map((state) => [`${name}.${state}`, runner.mon[state]!] as const);
    });
    return Object.fromEntries(recordings);
  },
  float: 'float64',
};
