/** Equations that look back: delays against solutions in closed form, fractional orders against Mittag-Leffler functions. */
import { describe, expect, it } from 'vitest';
import type { integrators as Integrators } from '../../runtime/index.js';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { IntegratorRunner, integrators, math: bm } = await loadRewrittenRuntime();
const { LengthDelay, TimeDelay, fdeint, odeint } = integrators;
bm.setFloat('float64');

const first = (x: number): number => Number(bm.at(bm.asarray(x) as never, 0));

describe('delays', () => {
  it('solve x\' = -x(t - 1), x = 1 before 0: 1 - t, then 1 - t + (t - 1)² / 2', () => {
    const past = new TimeDelay(bm.array([1]), 1, { dt: 0.01, beforeT0: 1 });
    const integral = odeint((x: number, t: number) => bm.neg(past(t - 1)), { method: 'rk4', dt: 0.01, stateDelays: { x: past } });
    let x: number = bm.array([1]);
    for (let i = 0; i < 150; i++) x = integral(x, i * 0.01);
    expect(first(x)).toBeCloseTo(1 - 1.5 + 0.125, 12);
    expect(first(past(0.505))).toBeCloseTo(0.495, 12);
    past.reset();
    expect(first(past(-0.5))).toBe(1);
  });

  it('of derivatives: y\' = y\'(t - 1) / 2, y\' = 1 before 0', () => {
    const slope = new TimeDelay(bm.array([1]), 1, { dt: 0.125, beforeT0: 1 });
    const integral = odeint((y: number, t: number) => bm.mul(0.5, slope(t - 1)), { dt: 0.125, neutralDelays: { y: slope } });
    let y: number = bm.array([0]);
    for (let i = 0; i < 16; i++) y = integral(y, i * 0.125);
    // The row at t = 1 already is that after the jump: half of y' from there on.
    expect(first(y)).toBeCloseTo(0.5 + 0.25, 1);
  });

  it('by steps', () => {
    const past = new LengthDelay(bm.array([5]), 2, { initialDelayData: bm.array([[4], [3]]) });
    expect([0, 1, 2].map((steps) => first(past(steps)))).toEqual([5, 4, 3]);
    past.update(bm.array([6]));
    expect([0, 1, 2].map((steps) => first(past(steps)))).toEqual([6, 5, 4]);
    expect(() => past(3)).toThrow(/0 to 2, in whole steps/);
  });

  it('between two steps: the line, or the nearest', () => {
    const make = (interpMethod: 'linear_interp' | 'round') => new TimeDelay(bm.array([0]), 1, { dt: 0.1, beforeT0: (t: number) => t, interpMethod });
    expect(first(make('linear_interp')(-0.53))).toBeCloseTo(-0.53, 12);
    expect(first(make('round')(-0.53))).toBeCloseTo(-0.5, 12);
    expect(() => make('round')(-1.2)).toThrow(/t = -1.2; it holds the times from -1 to 0/);
  });

  it('belong to a run: what throws is undone', () => {
    const past = new TimeDelay(bm.array([1]), 0.5, { dt: 0.1, beforeT0: 1 });
    const integral = odeint((x: number, t: number) => bm.sub(bm.neg(past(t - 0.5)), bm.mul(0, x)), { dt: 0.1, stateDelays: { x: past } });
    const runner = new IntegratorRunner(integral, { inits: [1], progressBar: false, jit: false, monitors: { late: ({ i }) => { if (i === 3) throw new RangeError('stop'); return 1; } } });
    expect(() => runner.run(1)).toThrow('stop');
    expect(first(past(0))).toBe(1);
    expect(runner.states['x']!.toArray()).toEqual([1]);
  });

  it('say what is wrong', () => {
    expect(() => new TimeDelay(1 as never, 1)).toThrow(/a vector: bm.array\(\[1\]\)/);
    expect(() => new TimeDelay(bm.array([1]), -1)).toThrow(/longest delay/);
    expect(() => new TimeDelay(bm.array([1]), 1, { interpMethod: 'cubic' as 'round' })).toThrow(/'linear_interp' or 'round', got 'cubic'/);
    const past = new TimeDelay(bm.array([1]), 1);
    expect(() => odeint((x: number, t: number) => x + t, { stateDelays: { y: past } })).toThrow(/'y', and the states are x/);
    expect(() => odeint((x: number, t: number) => x + t, { stateDelays: { x: {} as never } })).toThrow(/TimeDelay or a LengthDelay/);
  });
});

/** E_{1/2}(-√t) = e^t erfc √t at t = 1 (A. Erdélyi, Higher Transcendental Functions III, 18.1). */
const mittagLeffler = 0.427583576155807;

function fractionalError(method: Integrators.FdeMethod, steps: number): number {
  // Grünwald and Letnikov's derivative is Caputo's for what starts at 0: 1 - x relaxes as x does.
  const isZero = method === 'short-memory';
  const f = isZero ? (x: number, t: number): number => bm.sub(1, x) : (x: number, t: number): number => bm.neg(x);
  const integral = fdeint(f, { alpha: 0.5, numMemory: steps, inits: [isZero ? 0 : 1], dt: 1 / steps, method });
  let x: number = bm.array([isZero ? 0 : 1]);
  for (let i = 0; i < steps; i++) x = integral(x, i / steps);
  return Math.abs((isZero ? 1 - first(x) : first(x)) - mittagLeffler);
}

describe('fractional orders', () => {
  it.each(['l1', 'euler', 'short-memory'] as const)('%s solves d^½x/dt^½ = -x', (method) => {
    const [coarse, fine] = [fractionalError(method, 100), fractionalError(method, 400)];
    expect(fine).toBeLessThan(1e-3);
    // Of order 1 at the end of the interval: the singular start costs no more.
    expect(Math.log2(coarse / fine) / 2).toBeGreaterThan(0.85);
  });

  it('starts anew, and says when its memory is full', () => {
    const integral = fdeint((x: number, t: number) => bm.neg(x), { alpha: 0.7, numMemory: 3, inits: { x: [1, 2] } });
    const steps = (): unknown => { let x: number = bm.array([1, 2]); for (let i = 0; i < 3; i++) x = integral(x, i); return bm.asarray(x).toArray(); };
    const before = steps();
    expect(() => integral(bm.array([1, 2]), 3)).toThrow(/memory of 3 steps is full/);
    integral.memory.reset();
    expect(steps()).toEqual(before);
  });

  it('says what is wrong', () => {
    const f = (x: number, t: number): number => bm.neg(x);
    const options = { alpha: 0.5, numMemory: 10, inits: [1] };
    expect(() => fdeint(f, { ...options, alpha: 1.5 })).toThrow(/above 0 and at most 1/);
    expect(() => fdeint(f, { ...options, alpha: 1, method: 'euler' })).toThrow(/below 1/);
    expect(() => fdeint(f, { ...options, alpha: [0.5, 0.5] })).toThrow(/2 orders for the 1 states x/);
    expect(() => fdeint(f, { ...options, numMemory: 0 })).toThrow(/numMemory/);
    expect(() => fdeint(f, { ...options, inits: { y: 1 } })).toThrow(/no state y/);
    expect(() => fdeint(f, { ...options, method: 'gl' as 'l1' })).toThrow(/no method 'gl'.*short-memory/);
  });
});
