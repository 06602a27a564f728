// expect: 7 8 9 10 14 17
import { integrators, jit } from 'myelin';

const dV = (V: number, t: number, tau = 10) => (t - V) / tau;
const dw = (w: number, t: number, V: number, tau = 20) => (V - w + t) / tau;
const both = (V: number, w: number, t: number) => [V - w + t, V - w] as const;
export const twice = integrators.odeint(new integrators.JointEq([dV, both]));
export const defaults = integrators.odeint(new integrators.JointEq([dV, dw]), { method: 'rk4' });
export const several = integrators.sdeint(both, both, { method: 'exp_euler' });
export const noise = integrators.sdeint(dV, (V2: number, t: number) => 0.1 * V2 + t);

// What derivatives give is known where compiled code calls them.
// @ts-expect-error
const nothing = integrators.odeint((x: number, t: number, tau = 10) => {
  const slope = (t - x) / tau;
});
const tooMany = integrators.odeint((x: number, t: number) => [t - x, x], { method: 'rk4' });
export const one = jit((x: number) => nothing(x, 0, 10) as unknown as number);
export const other = jit((x: number) => tooMany(x, 0) as unknown as number);
