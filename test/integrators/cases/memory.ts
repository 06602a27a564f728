// Equations that look back: delays by time and by steps, of states and of derivatives; derivatives of fractional order.
import { Base, Variable, integrators, jit, math as bm, type NDArray, type NDArrayLike } from 'myelin';

const { JointEq, LengthDelay, TimeDelay, fdeint, odeint } = integrators;

const V0 = (): NDArray<1> => bm.array([0.1, -0.4, 1.2]);
const w0 = (): NDArray<1> => bm.array([0, 0.3, -0.2]);

class Model extends Base {
  readonly V = new Variable(V0());
  readonly w = new Variable(w0());
  readonly past = new TimeDelay(V0(), 1, { dt: 0.1, beforeT0: (t: number) => t });
  readonly steps = new LengthDelay(w0(), 3, { initialDelayData: 0.25 });
  readonly tau = 0.55;
  readonly dV = (V: number, t: number, w: number, I: number): number => -V * this.past(t - this.tau) - w + I;
  readonly dw = (w: number, t: number, V: number): number => 0.1 * (V - this.steps(2)) - w + t;
  readonly integral = odeint(new JointEq([this.dV, this.dw]), { method: 'exp_auto', dt: 0.1, stateDelays: { V: this.past, w: this.steps } });
  call(t: number) {
    const [V, w] = this.integral(this.V, this.w, t, 0.5);
    this.V.value = V;
    this.w.value = w;
    return [this.V.value, this.w.value, this.past(t + 0.05)] as const;
  }
}

class Delayed extends Base {
  readonly V = new Variable(V0());
  readonly past = new TimeDelay(V0(), 1, { dt: 0.1 });
  readonly integral: integrators.IntegratorOf<1>;
  constructor(method: integrators.OdeMethod) {
    super();
    this.integral = odeint(this.dV, { method, dt: 0.1, stateDelays: { V: this.past } });
  }
  dV(V: number, t: number): number { return this.past(t - 0.4) - V; }
  call(t: number) {
    this.V.value = this.integral(this.V, t);
    return this.V.value;
  }
}

class Fractional extends Base {
  readonly x = new Variable(V0());
  readonly y = new Variable(w0());
  readonly integral;
  constructor(method: integrators.FdeMethod) {
    super();
    this.integral = fdeint((x: number, y: number, t: number, a = 0.5) => [y - x, -a * x * y + Math.sin(t)] as const, { alpha: [0.7, 0.9], numMemory: 5, inits: { x: V0(), y: w0() }, method, dt: 0.1 });
  }
  call(t: number) {
    const [x, y] = this.integral(this.x, this.y, t);
    this.x.value = x;
    this.y.value = y;
    return [this.x.value, this.y.value] as const;
  }
}

const neutral = new TimeDelay(bm.array([0.5, 0.5]), 0.5, { dt: 0.1 });
const past = new TimeDelay(bm.array([1, 2]), 0.5, { dt: 0.1, beforeT0: 1, interpMethod: 'round' });
const nde = odeint((y: number, t: number) => -past(t - 0.33) + 0.5 * neutral(t - 0.5), { method: 'euler', dt: 0.1, stateDelays: { y: past }, neutralDelays: { y: neutral } });
export const stepNeutral = jit((y: NDArray<1>, t: number) => nde(y, t));
const l1 = fdeint((x: number, t: number) => -x + t, { alpha: 0.6, numMemory: 10, inits: [bm.array([1, 2])], dt: 0.1 });
export const stepL1 = jit((x: NDArray<1>, t: number) => l1(x, t));

export const cases: Record<string, () => unknown> = {
  model: () => { const m = jit(new Model()); const all = []; for (let i = 0; i < 15; i++) all.push(m(i * 0.1)); return all; },
  delayedInConstructor: () => { const m = jit(new Delayed('euler')); const all = []; for (let i = 0; i < 8; i++) all.push(m(i * 0.1)); return all; },
  l1: () => { const m = jit(new Fractional('l1')); return [m(0), m(0.1), m(0.2), m(0.3)]; },
  caputoEuler: () => { const m = jit(new Fractional('euler')); return [m(0), m(0.1), m(0.2), m(0.3)]; },
  shortMemory: () => { const m = jit(new Fractional('short-memory')); return [m(0), m(0.1), m(0.2), m(0.3), m(0.4), m(0.5), m(0.6)]; },
  memoryIsFull: () => { const m = jit(new Fractional('l1')); for (let i = 0; i < 6; i++) m(i * 0.1); return 'no error'; },
  neutral: () => { let y = bm.array([1, 2]) as NDArrayLike; const all = []; for (let i = 0; i < 8; i++) { y = stepNeutral(y as NDArray<1>, i * 0.1); all.push(y); } return all; },
  capturedMemory: () => { let y = bm.array([1, 2]) as NDArrayLike; const all = []; for (let i = 0; i < 8; i++) { y = stepL1(y as NDArray<1>, i * 0.1); all.push(y); } return all; },
  tooFarBack: () => { const m = jit(new Model()); return m(5); },
};
