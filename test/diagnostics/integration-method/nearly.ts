import { integrators } from 'myelin';

// The same with what fits; a method that only the run knows.
const f = (x: number, t: number) => t - x;
const g = (x: number, t: number) => 0.1 * x + t;
export const heun = integrators.sdeint(f, g, { method: 'heun', intgType: 'Stratonovich' });
export const exponential = integrators.sdeint(f, g, { method: 'exp_euler' });
export const vector = integrators.sdeint(f, (x: number, t: number) => [x, t] as const, { method: 'euler', wienerType: 'vector' });
export const adaptive = integrators.odeint(f, { method: 'rkf45', adaptive: true });
export const make = (method: integrators.SdeMethod) => integrators.sdeint(f, g, { method });
integrators.registerOdeIntegrator('kutta third', { A: [[], [1 / 2], [-1, 2]], B: [1 / 6, 2 / 3, 1 / 6] });
export const kutta = integrators.odeint(f, { method: 'kutta third' });
