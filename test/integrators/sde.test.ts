/**
 * Stochastic equations: strong orders against exact solutions on the same paths. A second equation dW = 0 dt + 1 dW, solved by the same method
 * from the same seed, adds up the increments that the first one has met.
 */
import { describe, expect, it } from 'vitest';
import type { integrators as Integrators } from '../../runtime/index.js';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { integrators, math: bm } = await loadRewrittenRuntime();
const { JointEq, sdeint } = integrators;
bm.setFloat('float64');

type IntgType = 'Ito' | 'Stratonovich';
const [a, b, paths] = [0.5, 0.8, 4000];

/** The mean error at t = 1 over all paths of dx = a x dt + b x dW, x(0) = 1. */
function strongError(method: Integrators.SdeMethod, intgType: IntgType, steps: number): number {
  const options = { method, intgType, dt: 1 / steps };
  const solve = (f: (x: number, t: number) => number, g: (x: number, t: number) => number, start: number): readonly number[] => {
    bm.random.seed(steps);
    const integral = sdeint(f, g, options);
    let x: number = bm.full([paths], start);
    for (let i = 0; i < steps; i++) x = integral(x, i / steps);
    return bm.asarray(x).toArray() as number[];
  };
  const x = solve((y: number, t: number) => bm.mul(a, y), (y: number, t: number) => bm.mul(b, y), 1);
  const W = solve((y: number, t: number) => bm.mul(0, y), (y: number, t: number) => bm.add(1, bm.mul(0, y)), 0);
  const drift = intgType === 'Ito' ? a - b * b / 2 : a;
  return x.reduce((sum, value, i) => sum + Math.abs(value - Math.exp(drift + b * W[i]!)), 0) / paths;
}

describe('strong order', () => {
  const cases: readonly (readonly [Integrators.SdeMethod, IntgType, number])[] = [
    ['euler', 'Ito', 0.5], ['exp_euler', 'Ito', 0.5], ['milstein', 'Ito', 1], ['milstein2', 'Ito', 1], ['klpl', 'Ito', 1], ['srk1w1', 'Ito', 1.5], ['srk2w1', 'Ito', 1.5],
    ['euler', 'Stratonovich', 1], ['heun', 'Stratonovich', 1], ['milstein', 'Stratonovich', 1], ['milstein2', 'Stratonovich', 1],
  ];
  it.each(cases)('%s, %s: %s', (method, intgType, order) => {
    const [coarse, fine] = [16, 128].map((steps) => strongError(method, intgType, steps)) as [number, number];
    const measured = Math.log2(coarse / fine) / 3;
    // 4,000 paths: the mean of the errors is known to a few per cent.
    expect(measured).toBeGreaterThan(order - 0.15);
    expect(measured).toBeLessThan(order + 0.4);
  });
});

describe('noise', () => {
  const f = (x: number, y: number, t: number): readonly [number, number] => [bm.mul(0, x), bm.mul(0, y)];

  it('has the variance of its processes, and none where g gives null', () => {
    bm.random.seed(1);
    const integral = sdeint(f, (x: number, y: number, t: number) => [bm.add(0.5, bm.mul(0, bm.add(x, y))), null] as const, { dt: 0.25 });
    const [x, y] = integral(bm.zeros(20_000), bm.zeros(20_000), 0);
    expect(Math.abs(bm.std(bm.asarray(x)).item() - 0.25)).toBeLessThan(0.01);
    expect(bm.std(bm.asarray(y)).item()).toBe(0);
  });

  it('of several processes adds up', () => {
    bm.random.seed(1);
    const integral = sdeint((x: number, t: number) => bm.mul(0, x), (x: number, t: number) => [bm.add(0.3, bm.mul(0, x)), 0.4], { wienerType: 'vector', dt: 1 });
    const x = bm.asarray(integral(bm.zeros(20_000), 0));
    expect(Math.abs(bm.std(x).item() - 0.5)).toBeLessThan(0.02);
  });

  it('is the same from the same seed', () => {
    const integral = sdeint((x: number, t: number) => bm.neg(x), (x: number, t: number) => bm.cos(x), { dt: 0.1 });
    const draw = (): unknown => { bm.random.seed(5); return bm.asarray(integral(bm.zeros(3), 0)).toArray(); };
    expect(draw()).toEqual(draw());
  });
});

describe('what is refused', () => {
  const f = (x: number, t: number): number => x + t;
  it('names the mistake', () => {
    expect(() => sdeint(f, f, { method: 'heun' })).toThrow(/Stratonovich integrals, and this is an Itô integral/);
    expect(() => sdeint(f, f, { method: 'exp_euler', intgType: 'Stratonovich' })).toThrow(/Itô integrals/);
    expect(() => sdeint(f, f, { method: 'srk1w1', wienerType: 'vector' })).toThrow(/scalar Wiener/);
    expect(() => sdeint(f, f, { intgType: 'ito' as 'Ito' })).toThrow(/'Ito' or 'Stratonovich', got 'ito'/);
    expect(() => sdeint(f, (y: number, t: number) => y + t)).toThrow(/states x, and the noise for y/);
    expect(() => sdeint((x: number, y: number, t: number) => [x, y + t] as const, new JointEq([f, (y: number, t: number) => y + t]), { method: 'exp_euler' })).toThrow(/one function for each state/);
    expect(() => sdeint(f, () => 1)).toThrow(/no argument t/);
    expect(() => sdeint(f, (x: number, t: number) => [x, t])(1, 0)).toThrow(/'vector'/);
  });
});
