// Stochastic equations: every method, both integrals, scalar and vector noise, of arrays and of numbers.
import { integrators, jit, math as bm, type NDArray } from 'myelin';

const { JointEq, sdeint } = integrators;

const dV = (V: number, t: number, w: number, I: number): number => V - V * V * w + I + t;
const dw = (w: number, t: number, V: number, a = 0.7): number => a * (V - w) + t;
const simple = (V: number, w: number, t: number, I: number, a = 0.7): readonly [number, number] => [V - V * V * w + I, a * (V - w) + t];

const V0 = (): NDArray<1> => bm.array([0.1, -0.4, 1.2]);
const w0 = (): NDArray<1> => bm.array([0, 0.3, -0.2]);

const noise = (V: number, w: number, t: number, sigma = 0.3): readonly [number, null] => [sigma * V, null];
const gV = (V: number, t: number, sigma = 0.3): number => sigma * V * V + t;
const gw = (w: number, t: number): number => 0.1 * Math.cos(w) + t;
const sEuler = sdeint(simple, noise, { method: 'euler', dt: 0.1 });
const sHeun = sdeint(simple, noise, { method: 'heun', intgType: 'Stratonovich', dt: 0.1 });
const sMilstein = sdeint(new JointEq(dV, dw), new JointEq(gV, gw), { method: 'milstein', dt: 0.1 });
const sMilsteinS = sdeint(simple, new JointEq(gV, gw), { method: 'milstein', intgType: 'Stratonovich', dt: 0.1 });
const sFree = sdeint(simple, noise, { method: 'milstein2', dt: 0.1 });
const sExp = sdeint(new JointEq(dV, dw), noise, { method: 'exp_euler', dt: 0.1 });
const s1 = sdeint(simple, noise, { method: 'srk1w1', dt: 0.1 });
const s2 = sdeint(simple, new JointEq(gV, gw), { method: 'srk2w1', dt: 0.1 });
const sKlpl = sdeint(simple, noise, { method: 'klpl', dt: 0.1 });
const sVector = sdeint(simple, (V: number, w: number, t: number) => [[0.1, 0.2 * V + 0.1 * w], null] as const, { method: 'milstein', wienerType: 'vector', dt: 0.1 });
export const stepNoise = jit((V: NDArray<1>, w: NDArray<1>, t: number) => [sEuler(V, w, t, 0.5), sHeun(V, w, t, 0.5), sMilstein(V, w, t, 0.5), sMilsteinS(V, w, t, 0.5)] as const);
export const stepNoise2 = jit((V: NDArray<1>, w: NDArray<1>, t: number) => [sFree(V, w, t, 0.5), sExp(V, w, t, 0.5), s1(V, w, t, 0.5), s2(V, w, t, 0.5), sKlpl(V, w, t, 0.5), sVector(V, w, t, 0.5)] as const);
export const noiseOfNumbers = jit((V: number, w: number, t: number) => [sEuler(V, w, t, 0.5), sMilstein(V, w, t, 0.5)] as const);

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

export const cases: Record<string, () => unknown> = {
  noise: () => run(stepNoise),
  noise2: () => run(stepNoise2),
  noiseOfNumbers: () => noiseOfNumbers(0.1, 0.2, 0),
};
