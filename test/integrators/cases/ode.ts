// Ordinary equations in jit functions and objects: fixed steps, pairs of methods, step size control, options that a constructor is given.
import { Base, Variable, integrators, jit, math as bm, type NDArray, type NDArrayLike } from 'myelin';

const { JointEq, odeint } = integrators;

const dV = (V: number, t: number, w: number, I: number, a = 0.7): number => V - V ** 3 / 3 - w + I + a * Math.sin(t);
const dw = (w: number, t: number, V: number, b = 0.8): number => (V > 0 ? 0.08 * (V + 0.7 - b * w) : 0.08 * (V - b * w)) + t;
const pair = (V: number, w: number, t: number, I: number, a = 0.7): readonly [number, number] => [dV(V, t, w, I, a), dw(w, t, V)];

const simple = (V: number, w: number, t: number, I: number, a = 0.7): readonly [number, number] => [V - V * V * w + I, a * (V - w) + t];

const V0 = (): NDArray<1> => bm.array([0.1, -0.4, 1.2]);
const w0 = (): NDArray<1> => bm.array([0, 0.3, -0.2]);

const euler = odeint(pair, { method: 'euler', dt: 0.1 });
export const stepEuler = jit((V: NDArray<1>, w: NDArray<1>, t: number) => euler(V, w, t, 0.5));
const rk2 = odeint(pair, { method: 'rk2', beta: 0.5, dt: 0.1 });
export const stepRk2 = jit((V: NDArray<1>, w: NDArray<1>, t: number) => rk2(V, w, t, 0.5, 0.3));
const rk4 = odeint(new JointEq(dV, dw), { method: 'rk4', dt: 0.1 });
export const stepRk4 = jit((V: NDArray<1>, w: NDArray<1>, t: number) => rk4(V, w, t, 0.5, { dt: 0.05 }));
const expAuto = odeint(new JointEq([dV, [dw]] as never), { method: 'exp_auto', dt: 0.1 });
export const stepExp = jit((V: NDArray<1>, w: NDArray<1>, t: number) => expAuto(V, w, t, 0.5));

const rkf12 = odeint(simple, { method: 'rkf12', dt: 0.1 });
const rkf45 = odeint(simple, { method: 'rkf45', dt: 0.1 });
const rkdp = odeint(simple, { method: 'rkdp', dt: 0.1 });
const ck = odeint(simple, { method: 'ck', dt: 0.1 });
const bs = odeint(simple, { method: 'bs', dt: 0.1 });
const heunEuler = odeint(simple, { method: 'heun_euler', dt: 0.1 });
export const stepPairs = jit((V: NDArray<1>, w: NDArray<1>, t: number) => [rkf12(V, w, t, 0.5), rkf45(V, w, t, 0.5), rkdp(V, w, t, 0.5), ck(V, w, t, 0.5), bs(V, w, t, 0.5), heunEuler(V, w, t, 0.5)] as const);
const adaptive = odeint(simple, { method: 'rkf45', dt: 0.1, adaptive: true, tol: 1e-4 });
export const stepAdaptive = jit((V: NDArray<1>, w: NDArray<1>, t: number, dt: number) => adaptive(V, w, t, 0.5, { dt }));
export const adaptiveNumbers = jit((V: number, w: number, t: number) => adaptive(V, w, t, 0.5));

// Names that are assigned again, and `if` on arrays: each element chooses for itself.
const drive = (V: number, t: number, w: number, I: number, extra = 0): number => {
  let total = 2 * V;
  total += I;
  total += extra;
  let g = V * V;
  g = g * 0.5 + total;
  g *= V;
  return g - w - V ** 3;
};
const recover = (w: number, t: number, V: number): number => {
  let k = 0;
  for (let j = 0; j < 3; j++) k += j * 0.1;
  let target = V;
  if (V > 0) {
    const double = 2 * V;
    target = double - w / 10;
  } else target /= 2;
  if (w > 0.2) return -w;
  if (t > 0.15) k *= 2;
  return k * (target - w);
};
const branched = (V: number, w: number, t: number): readonly [number, number] => {
  if (V < 0) return [-V, w];
  let sum = V;
  for (let j = 0; j < 2; j++) if (w > 0.1 * j) sum += w;
  return [drive(V, t, w, 0.1), sum];
};
const forms = new JointEq(drive, recover);
const formsRk4 = odeint(forms, { method: 'rk4', dt: 0.1 });
const formsExp = odeint(forms, { method: 'exp_auto', dt: 0.1 });
const branchedEuler = odeint(branched, { method: 'euler', dt: 0.1 });
export const stepForms = jit((V: NDArray<1>, w: NDArray<1>, t: number) => formsRk4(V, w, t, 0.5));
export const stepFormsExp = jit((V: NDArray<1>, w: NDArray<1>, t: number) => formsExp(V, w, t, 0.5));
export const stepBranched = jit((V: NDArray<1>, w: NDArray<1>, t: number) => branchedEuler(V, w, t));

class Constructed extends Base {
  readonly V = new Variable(V0());
  readonly scale = 0.5;
  readonly integral: integrators.IntegratorOf<1>;
  readonly system;
  readonly other;
  readonly dV = (V: number, t: number, a = 2): number => -a * V + Math.cos(t);
  constructor(method: integrators.OdeMethod, dt: number) {
    super();
    this.integral = odeint(this.dV, { method, dt });
    // A function of the constructor with names of its own, which reads the object.
    const slope = (x: number, t: number): number => {
      const scaled = x * this.scale;
      return Math.sin(t) - scaled;
    };
    this.system = new JointEq([slope]);
    this.other = odeint(this.system, { method: 'rk4', dt: 0.1 });
  }
  call(t: number) {
    this.V.value = this.other(this.integral(this.V, t), t);
    return this.V.value;
  }
}

const run = (step: (V: never, w: never, t: number) => unknown, count = 4): unknown => {
  let [V, w] = [V0(), w0()] as [unknown, unknown];
  let all: unknown;
  for (let i = 0; i < count; i++) {
    all = step(V as never, w as never, i * 0.1);
    const next = all as readonly unknown[];
    [V, w] = (Array.isArray(next[0]) ? next[0] : next) as [unknown, unknown];
  }
  return all;
};

// Methods that the program registers: by a record, by names of constants, as a pair; chosen by a constructor too.
const third = 1 / 3;
integrators.registerOdeIntegrator('kutta3', { A: [[], [1 / 2], [-1, 2]], B: [third / 2, 2 * third, third / 2] });
const tableau = { A: [[], [0.5], [0, 0.75], [2 / 9, third, 4 / 9]], B: [2 / 9, third, 4 / 9, 0], C: [0, 0.5, 0.75, 1], B2: [7 / 24, 0.25, third, 0.125] };
const own23 = integrators.registerOdeIntegrator('own23', tableau);
const kutta = odeint(new JointEq(dV, dw), { method: 'kutta3', dt: 0.1 });
export const stepKutta = jit((V: NDArray<1>, w: NDArray<1>, t: number) => kutta(V, w, t, 0.5));
const own = odeint(simple, { method: own23, dt: 0.1, adaptive: true, tol: 1e-4 });
export const stepOwn = jit((V: NDArray<1>, w: NDArray<1>, t: number, dt: number) => own(V, w, t, 0.5, { dt }));

export const cases: Record<string, () => unknown> = {
  euler: () => run(stepEuler),
  rk2: () => run(stepRk2),
  rk4: () => run(stepRk4),
  expAuto: () => run(stepExp),
  forms: () => run(stepForms),
  formsExp: () => run(stepFormsExp),
  branched: () => run(stepBranched),
  pairs: () => run(stepPairs),
  adaptive: () => { let dt = 0.1; const all = []; let s: readonly NDArrayLike[] = [V0(), w0()]; for (let i = 0; i < 5; i++) { s = stepAdaptive(s[0] as NDArray<1>, s[1] as NDArray<1>, 0, dt); dt = s[2] as number; all.push(s); } return all; },
  adaptiveNumbers: () => adaptiveNumbers(0.1, 0.2, 0),
  registered: () => run(stepKutta),
  registeredPair: () => { let dt = 0.1; const all = []; let s: readonly NDArrayLike[] = [V0(), w0()]; for (let i = 0; i < 5; i++) { s = stepOwn(s[0] as NDArray<1>, s[1] as NDArray<1>, 0, dt); dt = s[2] as number; all.push(s); } return all; },
  registeredWhole: () => stepKutta(bm.array([1, 2, 3], 'int32') as never, bm.array([0, 1, 2], 'int32') as never, 0),
  constructedKutta: () => { const m = jit(new Constructed('kutta3', 0.2)); return [m(0), m(0.2), m(0.4)]; },
  constructedEuler: () => { const m = jit(new Constructed('euler', 0.2)); return [m(0), m(0.2), m(0.4)]; },
  constructedRk4: () => { const m = jit(new Constructed('rk4', 0.2)); return [m(0), m(0.2), m(0.4)]; },
};
