// expect: 6 7 8 9 10 11
import { integrators } from 'myelin';

const f = (x: number, t: number) => t - x;
const g = (x: number, t: number) => 0.1 * x + t;
export const heun = integrators.sdeint(f, g, { method: 'heun' });
export const exponential = integrators.sdeint(f, g, { method: 'exp_euler', intgType: 'Stratonovich' });
export const vector = integrators.sdeint(f, (x: number, t: number) => [x, t] as const, { method: 'srk1w1', wienerType: 'vector' });
export const adaptive = integrators.odeint(f, { method: 'rk4', adaptive: true });
export const misspelt = integrators.odeint(f, { method: 'rk5' });
export const kutta = integrators.registerOdeIntegrator('kutta', { A: [[], [1 / 2], [-1, 2]], B: [1 / 6, 2 / 3, 1 / 3] });
