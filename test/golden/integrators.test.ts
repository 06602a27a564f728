/** Steps of integrators against BrainPy's, in float64: the same methods, and for stochastic ones the same normal numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { integrators as Integrators } from '../../runtime/index.js';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

type Traces = Readonly<Record<string, readonly number[]>>;
interface Golden {
  readonly dt: number;
  readonly steps: number;
  readonly V0: readonly number[];
  readonly w0: readonly number[];
  readonly ode: Traces;
  readonly sde: Traces;
  readonly dde: Traces;
  readonly fde: Traces;
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'integrators.json'), 'utf8')) as Golden;
const { integrators, math: bm } = await loadRewrittenRuntime();
const { JointEq, TimeDelay, fdeint, odeint, sdeint } = integrators;
bm.setFloat('float64');

type Call = (...args: readonly number[]) => unknown;

/** Every fifth step, flattened, as the script takes them. */
function run(integral: Call, states: readonly (readonly number[])[], args: readonly number[] = []): readonly number[] {
  const sampled: number[] = [];
  let values: readonly number[] = states.map((state) => bm.array([...state]));
  for (let i = 0; i < golden.steps; i++) {
    const next = integral(...values, i * golden.dt, ...args);
    values = (Array.isArray(next) ? next : [next]) as readonly number[];
    if (i % 5 === 4) for (const value of values) sampled.push(...(bm.asarray(value).toArray() as number[]));
  }
  return sampled;
}

/** float64 in both; the order of sums and the last bits of sin, cos and exp differ. */
function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) expect(Math.abs(value - expected[i]!), `number ${i}: ${value}, not ${expected[i]}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected[i]!)));
}

// The operations by name: this file is not built.
const dV = (V: number, t: number, w: number, I: number, a = 0.7): number =>
  bm.add(bm.add(bm.sub(bm.sub(V, bm.div(bm.pow(V, 3), 3)), w), I), bm.mul(a, bm.sin(V)));
const dw = (w: number, t: number, V: number, b = 0.8): number => bm.mul(0.08, bm.sub(bm.add(V, 0.7), bm.mul(b, w)));
const drift = (V: number, w: number, t: number, I: number): readonly [number, number] => [dV(V, t, w, I), dw(w, t, V)];
const noiseV = (V: number, t: number): number => bm.mul(bm.mul(0.3, V), V);
const noiseW = (w: number, t: number): number => bm.mul(0.1, bm.cos(w));
const noiseBoth = (V: number, w: number, t: number): readonly [number, number] => [bm.mul(0.3, V), bm.mul(0.1, bm.cos(w))];

describe('ordinary equations', () => {
  it.each(Object.keys(golden.ode))('%s', (name) => {
    const method = name as Integrators.OdeMethod;
    const integral = odeint(name === 'exp_auto' ? new JointEq([dV, dw]) : drift, { method, dt: golden.dt }) as Call;
    expectClose(run(integral, [golden.V0, golden.w0], [0.5]), golden.ode[name]!);
  });
});

describe('delayed equations', () => {
  it('Mackey and Glass, with a delay between two steps', () => {
    const past = new TimeDelay(bm.array([1.2, 0.8]), 1, { beforeT0: 0.9, dt: golden.dt });
    const integral = odeint((x: number, t: number) => bm.sub(bm.div(bm.mul(2, past(t - 0.77)), bm.add(1, bm.pow(past(t - 1), 6))), x), { dt: golden.dt, stateDelays: { x: past } });
    expectClose(run(integral as Call, [[1.2, 0.8]]), golden.dde['mackey glass']!);
  });
});

describe('fractional equations', () => {
  it.each(Object.keys(golden.fde))('%s', (name) => {
    const states = [[0.5, 0.1], [0.2, 0.3]];
    const integral = fdeint((x: number, y: number, t: number) => [bm.sub(y, x), bm.mul(x, bm.sub(1, y))] as const, {
      alpha: [0.8, 0.9], numMemory: name === 'l1' ? golden.steps : 20, inits: states.map((state) => bm.array(state)), method: name as Integrators.FdeMethod, dt: golden.dt,
    });
    expectClose(run(integral as Call, states), golden.fde[name]!);
  });
});

describe('stochastic equations', () => {
  it.each(Object.keys(golden.sde))('%s', (name) => {
    const [method, intgType] = name.split(' ') as [Integrators.SdeMethod, 'Ito' | 'Stratonovich'];
    const f = method === 'exp_euler' ? new JointEq([dV, dw]) : drift;
    const g = method === 'milstein' ? new JointEq([noiseV, noiseW]) : noiseBoth;
    const integral = sdeint(f, g, { method, intgType, dt: golden.dt }) as Call;
    // The script has its numbers from this stream (integrators-noise.json).
    bm.random.seed(7);
    expectClose(run(integral, [golden.V0, golden.w0], [0.5]), golden.sde[name]!);
  });
});
