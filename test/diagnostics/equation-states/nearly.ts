import { integrators } from 'myelin';

// One default written in two ways, a default in one equation alone, several states with a method that does not differentiate.
const dV = (V: number, t: number, tau = 10, a: number = 1) => (a * t - V) / tau;
const dw = (w: number, t: number, V: number, tau = 1e1, a: number) => (V - w + a * t) / tau;
export const joint = integrators.odeint(new integrators.JointEq([dV, dw] as never), { method: 'exp_auto' });
export const several = integrators.odeint((V: number, w: number, t: number) => [V - w + t, V - w] as const, { method: 'rk4' });
