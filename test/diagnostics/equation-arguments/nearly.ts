import { integrators } from 'myelin';

// `t` last, defaults, parameters without a use, a method and a getter.
export const plain = integrators.odeint((V: number, t: number) => V + t);
export const defaults = integrators.odeint((V: number, w: number, t: number, tau = 10, _unused = 1) => [(t - V) / tau, w] as const);
export class Model {
  dV(V: number, t: number, w: number) { return V - w + t; }
  dw(w: number, t: number, V: number) { return V - w + t; }
  get equations() { return new integrators.JointEq([this.dV, this.dw]); }
  readonly integral = integrators.odeint(this.equations, { method: 'rk4' });
}
