// expect: 6 7 8
import { integrators } from 'myelin';

const f = (x: number, t: number) => t - x;
const g = (x: number, t: number) => 0.1 * x + t;
export const slow = integrators.odeint(f, { metod: 'rk4', dt: 0.1 } as integrators.OdeOptions);
export const noisy = integrators.sdeint(f, g, { dt: 0.1, 'intType': 'Ito' } as object);
export const late = integrators.fdeint(f, { alpha: 0.8, numMemory: 10, inits: [1], tol: 0.1 } as integrators.FdeOptions);
