// expect: 4 5 6 7 8 10
import { Base, integrators } from 'myelin';

export const noTime = integrators.odeint((V: number, tau: number) => -V / tau);
export const noState = integrators.odeint((t: number, V: number) => V + t);
export const step = integrators.sdeint((V: number, t: number, dt: number) => V + t + dt, (V: number, t: number) => V + t);
export const rest = integrators.odeint((V: number, t: number, ...more: number[]) => V + t + more.length);
const pattern = (V: number, t: number, { tau }: { tau: number }) => (t - V) / tau;
export const record = integrators.odeint(pattern);
const dw = (w = 1, t: number) => w + t;
export class Model extends Base {
  readonly integral = integrators.odeint(new integrators.JointEq([dw]), { method: 'exp_auto' });
}
