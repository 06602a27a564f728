import { integrators } from 'myelin';

// The same names where they are right, and names that only the run knows.
const f = (x: number, t: number) => t - x;
const g = (x: number, t: number) => 0.1 * x + t;
const key = 'method';
const others: integrators.OdeOptions = { tol: 0.01 };
export const quick = integrators.odeint(f, { method: 'rk4', ...others });
export const noisy = integrators.sdeint(f, g, { dt: 0.1, intgType: 'Ito' });
export const late = integrators.fdeint(f, { alpha: 0.8, numMemory: 10, inits: [1], method: 'l1' });
export const named = integrators.odeint(f, { [key]: 'rk4' });
