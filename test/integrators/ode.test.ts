/** Integration methods: their order, Lorenz's system, derivatives by dual numbers, and what is refused. */
import { describe, expect, it } from 'vitest';
import { loadRewrittenRuntime } from '../rewritten-runtime.js';

const { IntegratorRunner, integrators, math: bm } = await loadRewrittenRuntime();
const { JointEq, odeint } = integrators;
bm.setFloat('float64');

const orders = {
  euler: 1, midpoint: 2, heun2: 2, ralston2: 2, rk2: 2, rk3: 3, heun3: 3, ralston3: 3, ssprk3: 3, rk4: 4, ralston4: 4, rk4_38rule: 4, exp_auto: 1,
  rkf12: 2, heun_euler: 2, bs: 3, BoSh3: 3, rkf45: 5, rkdp: 5, ck: 5,
} as const;

/** y' = y cos t, y(0) = 1: y = e^(sin t). With exp_auto a term that is not linear in y. */
function errorAt(method: keyof typeof orders, steps: number): number {
  const isExponential = method === 'exp_auto';
  const f = isExponential
    ? (y: number, t: number): number => bm.sub(Math.cos(t), bm.mul(y, y))
    : (y: number, t: number): number => y * Math.cos(t);
  const integral = odeint(f, { method, dt: 1 / steps });
  let y: number = isExponential ? 0.5 : 1;
  for (let i = 0; i < steps; i++) y = integral(y, i / steps);
  return isExponential ? y : Math.abs(y - Math.exp(Math.sin(1)));
}

describe('methods', () => {
  it('refuses a misspelt option of a call', () => {
    const decay = integrators.odeint((x: number, t: number) => -x, { dt: 0.1 });
    const misspelt = { Dt: 0.1 } as object;
    expect(() => decay(1, 0, misspelt)).toThrow("The call of an integrator has no option 'Dt'; did you mean 'dt'?");
    expect(decay(1, 0, { t: 0, dt: 0.5, i: 0 } as object)).toBe(0.5);
  });

  it('refuses a derivative that does not give one value for each state', () => {
    const dV = (V: number, t: number): void => { void (t - V); };
    const pair = (x: number, y: number, t: number): number => t - x - y;
    expect(() => odeint(dV as never, { dt: 0.1 })(1, 0)).toThrow("odeint: dV gives nothing, and it has the state V. A derivative gives how fast each of its states changes. Return one value: return -V / tau.");
    expect(() => odeint(pair as never, { method: 'rk4', dt: 0.1 })(1, 2, 0)).toThrow('pair gives 1 values, and it has the states x, y');
    expect(() => odeint(((x: number, t: number) => [t - x, x]) as never, { method: 'exp_auto', dt: 0.1 })(1, 0)).toThrow('gives 2 values, and it has the state x');
  });

  for (const [method, order] of Object.entries(orders) as [keyof typeof orders, number][]) {
    it(`${method} is of order ${order}`, () => {
      // Steps at which rounding does not show yet.
      const [coarse, middle, fine] = (order === 5 ? [10, 20, 40] : [40, 80, 160]).map((steps) => errorAt(method, steps)) as [number, number, number];
      // Without a solution in closed form: Richardson's quotient of differences.
      const quotient = method === 'exp_auto' ? (coarse - middle) / (middle - fine) : coarse / middle;
      expect(Math.log2(quotient)).toBeGreaterThan(order - 0.15);
      expect(Math.log2(quotient)).toBeLessThan(order + 0.6);
    });
  }

  it('takes those that a program registers', () => {
    const name = integrators.registerOdeIntegrator('rk4 again', { A: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]], B: [1 / 6, 1 / 3, 1 / 3, 1 / 6] });
    const f = (x: number, t: number): number => Math.cos(t) - x * x;
    const [own, library] = [odeint(f, { method: name, dt: 0.1 }), odeint(f, { method: 'rk4', dt: 0.1 })];
    expect(own(0.3, 1)).toBeCloseTo(library(0.3, 1) as number, 15);
    expect(own.method).toBe('rk4 again');
    expect(integrators.getSupportedMethods()).toContain('rk4 again');
    expect(integrators.getSupportedMethods('sdeint')).not.toContain('rk4 again');
    // The pair of Bogacki and Shampine, whose difference is the same.
    integrators.registerOdeIntegrator('bs again', {
      A: [[], [1 / 2], [0, 3 / 4], [2 / 9, 1 / 3, 4 / 9]], B: [2 / 9, 1 / 3, 4 / 9, 0], C: [0, 1 / 2, 3 / 4, 1], B2: [7 / 24, 1 / 4, 1 / 3, 1 / 8],
    });
    const pairs = ['bs again', 'bs'].map((method) => odeint(f, { method, dt: 0.1, adaptive: true, tol: 1e-3 })(0.3, 1) as unknown as number[]);
    expect(pairs[0]![0]).toBeCloseTo(pairs[1]![0]!, 15);
    expect(pairs[0]![1]).toBeCloseTo(pairs[1]![1]!, 12);
  });

  it.each([
    [{ A: [[], [0.5]], B: [0, 1, 0] }, /B is a list of 2 finite numbers, one for each stage/],
    [{ A: [[0], [0.5, 0.5]], B: [0, 1] }, /Row 0 of A is a list of 0 finite numbers: .* explicit/],
    [{ A: [[], ['1/2']], B: [0, 1] }, /Row 1 of A/],
    [{ A: [[], [0.5]], B: [0.5, 0.25] }, /B sum to 0.75/],
    [{ A: [[], [0.5]], B: [0, 1], B2: [1] }, /B2 is a list of 2/],
    [{ A: [[], [0.5]], B: [0, 1], b: [0, 1] }, /has a part 'b'/],
    ['rk4', /A is a list with one row for each stage/],
  ])('says what is wrong with the tableau %j', (tableau, text) => {
    expect(() => integrators.registerOdeIntegrator('broken', tableau as never)).toThrow(text);
  });

  it('keeps a name for one method', () => {
    const midpoint = { A: [[], [1 / 2]], B: [0, 1] };
    integrators.registerOdeIntegrator('mine', midpoint);
    expect(integrators.registerOdeIntegrator('mine', midpoint)).toBe('mine');
    for (const name of ['mine', 'rk4']) expect(() => integrators.registerOdeIntegrator(name, { A: [[], [1]], B: [0.5, 0.5] })).toThrow(`there is a method '${name}' already`);
    expect(() => odeint((x: number, t: number) => t - x, { method: 'mime' })).toThrow("odeint has no method 'mime'. A method is chosen by its name. Did you mean 'mine'?");
    expect(() => odeint((x: number, t: number) => t - x, { method: 'mine', adaptive: true })).toThrow(/no error estimate.*weights B2/);
  });

  it('exp_auto solves linear equations exactly', () => {
    const integral = odeint((y: number, t: number, tau: number): number => bm.div(bm.sub(3, y), tau), { method: 'exp_auto', dt: 0.5 });
    const y = bm.array([0, 1, 10]);
    const expected = [0, 1, 10].map((start) => 3 + (start - 3) * Math.exp(-0.5 / 4));
    (integral(y, 0, 4) as typeof y).toArray().forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 13));
    expect(integral(1, 0, 4)).toBeCloseTo(expected[1]!, 13);
  });

  it('finds derivatives of everything that models use', () => {
    const functions: readonly (readonly [(x: number) => number, (x: number) => number])[] = [
      [(x) => bm.mul(bm.exp(bm.neg(x)), bm.tanh(x)), (x) => -Math.exp(-x) * Math.tanh(x) + Math.exp(-x) / Math.cosh(x) ** 2],
      [(x) => bm.div(1, bm.exprel(x)), (x) => (Math.exp(x) - 1 - x * Math.exp(x)) / (Math.exp(x) - 1) ** 2],
      [(x) => bm.pow(x, 3), (x) => 3 * x * x],
      [(x) => bm.pow(x, 2.5), (x) => 2.5 * x ** 1.5],
      [(x) => bm.pow(x, 9), (x) => 9 * x ** 8],
      [(x) => bm.where(bm.greater(x, 0.5), bm.sqrt(x), bm.log(0)), (x) => 0.5 / Math.sqrt(x)],
    ];
    // One step of y' = f(y) shows f': (y' - y) / (dt f) = exprel(dt f').
    for (const [f, derivative] of functions) {
      const [x, dt] = [0.7, 0.25];
      const integral = odeint((y: number, t: number): number => bm.add(f(y), bm.mul(0, t)), { method: 'exp_auto', dt });
      const value = bm.array([x]);
      const step = bm.at(integral(value, 0) as typeof value, 0) - x;
      const fx = bm.at(f(value) as typeof value, 0);
      expect(step / (dt * fx)).toBeCloseTo(Math.expm1(dt * derivative(x)) / (dt * derivative(x)), 12);
    }
  });
});

describe('Lorenz', () => {
  const lorenz = odeint(
    (x: number, y: number, z: number, t: number, sigma = 10, beta = 8 / 3, rho = 28) =>
      [bm.mul(sigma, bm.sub(y, x)), bm.sub(bm.mul(x, bm.sub(rho, z)), y), bm.sub(bm.mul(x, y), bm.mul(beta, z))] as const,
    { method: 'rk4', dt: 0.01 },
  );
  const make = (args: Record<string, number> = {}) =>
    new IntegratorRunner(lorenz, { inits: { x: 1, y: 1, z: 1 }, monitors: ['x', 'y', 'z'], args, jit: false, progressBar: false });

  it('continues from run to run', () => {
    const runner = make();
    expect(runner.run(0.5).steps).toBe(50);
    runner.run(0.5);
    const end = ['x', 'y', 'z'].map((name) => (runner.mon[name]!.toArray() as number[][]).at(-1)![0]!);
    [-9.378615807236, -8.357059955292, 29.362403750126].forEach((value, i) => expect(Math.abs(end[i]! - value)).toBeLessThan(1e-9));
    expect(runner.mon.ts.toArray().at(0)).toBeCloseTo(0.51, 12);
    expect(runner.mon.ts.toArray().at(-1)).toBeCloseTo(1, 12);
  });

  it('lets a page breathe', async () => {
    const seen: number[] = [];
    const inits = { x: 1, y: 1, z: 1 };
    const runner = new IntegratorRunner(lorenz, { inits, jit: false, progressBar: false, onProgress: ({ done }) => { seen.push(done); } });
    expect((await runner.runAsync(2.5)).steps).toBe(250);
    expect(seen).toEqual([100, 200, 250]);
    const plain = make();
    plain.run(2.5);
    expect(runner.mon['z']!.toArray()).toEqual(plain.mon['z']!.toArray());
    expect(runner.mon.ts.toArray()).toEqual(plain.mon.ts.toArray());
  });

  it('takes parameters that are constant, and one row for each step', () => {
    const still = make({ rho: 0.5 });
    still.run(1);
    expect(Math.abs((still.mon['x']!.toArray() as number[][]).at(-1)![0]!)).toBeLessThan(1);
    const same = make();
    same.run(0.5, { dynArgs: { rho: new Array<number>(50).fill(28) } });
    const plain = make();
    plain.run(0.5);
    expect(same.mon['z']!.toArray()).toEqual(plain.mon['z']!.toArray());
    expect(() => same.run(0.5, { dynArgs: { rho: [1, 2] } })).toThrow(/dynArgs\.rho is \[2\].*50 steps/);
    expect(() => make({ gamma: 1 }).run(0.1)).toThrow(/no parameter 'gamma'; the parameters are sigma, beta, rho/);
  });
});

describe('step size control', () => {
  it('gives the next time step, larger where the error is small', () => {
    const integral = odeint((y: number, t: number) => y * Math.cos(t), { method: 'rkf45', adaptive: true, tol: 1e-6, dt: 0.1 });
    let [y, t, dt, steps] = [1, 0, 0.1, 0];
    while (t < 2) {
      const step = Math.min(dt, 2 - t);
      [y, dt] = integral(y, t, { dt: step }) as unknown as [number, number];
      t += step;
      steps++;
    }
    // 1e-6 in each of some ten steps, and what grows of it.
    expect(Math.abs(y - Math.exp(Math.sin(2)))).toBeLessThan(5e-5);
    expect(steps).toBeLessThan(20);
    // Never by more than a factor of five.
    const next = odeint((x: number, t: number) => bm.mul(0, x + t), { method: 'bs', adaptive: true, dt: 0.1 })(1, 0) as unknown as [number, number];
    expect(next).toEqual([1, 0.5]);
  });

  it('is for single steps, not for runners', () => {
    const integral = odeint((x: number, t: number) => x - t, { method: 'bs', adaptive: true });
    expect(() => new IntegratorRunner(integral)).toThrow(/adaptive/);
  });
});

describe('defaults', () => {
  it('are settings of the program', () => {
    integrators.setDefaultOdeint('rk4');
    expect(odeint((x: number, t: number) => x - t).method).toBe('rk4');
    integrators.setDefaultOdeint('euler');
    expect(integrators.getDefaultOdeint()).toBe('euler');
    expect(() => integrators.setDefaultOdeint('rk5' as 'rk4')).toThrow(/no method 'rk5'/);
    expect(integrators.getSupportedMethods('fdeint')).toEqual(['l1', 'euler', 'short-memory']);
  });
});

describe('what is refused', () => {
  it('names the mistake', () => {
    expect(() => odeint((V: number) => V)).toThrow(/no argument t/);
    expect(() => odeint((t: number, V: number) => V + t)).toThrow(/no state before t/);
    expect(() => odeint((V: number, t: number, dt: number) => V + t + dt)).toThrow(/dt/);
    expect(() => odeint((V: number, t: number) => V + t, { method: 'rk5' as 'rk4' })).toThrow(/no method 'rk5'.*rk4/);
    expect(() => odeint((V: number, t: number) => V + t, { dt: -1 })).toThrow(/positive/);
    expect(() => odeint((x: number, y: number, t: number) => [y + t, x] as const, { method: 'exp_auto' })).toThrow(/JointEq/);
    const twice = new JointEq([(V: number, t: number) => V + t, (V: number, t: number) => V - t]);
    expect(() => odeint(twice)).toThrow(/'V'/);
    expect(() => new JointEq([(V: number, t: number) => V + t, undefined as never])).toThrow(/an equation is undefined; fields are made in the order/);
    const integral = odeint((V: number, t: number, I: number) => V + t + I);
    expect(() => integral(1, 0)).toThrow(/I is missing/);
    expect(() => integral(1, 0, 2, 3)).toThrow(/4 values were given for 3/);
  });

  it('joins equations by the names of their arguments', () => {
    const dV = (V: number, t: number, w: number, I: number): number => bm.add(bm.sub(I, w), bm.mul(0, bm.add(V, t)));
    const dw = (w: number, t: number, V: number, a = 2): number => bm.mul(a, bm.sub(V, bm.add(w, t)));
    const integral = odeint(new JointEq([dV, new JointEq([dw])]), { dt: 0.5 });
    expect([integral.variables, integral.parameters, integral.arguments]).toEqual([['V', 'w'], ['I', 'a'], ['V', 'w', 't', 'I', 'a']]);
    const [V, w] = integral(1, 2, 0, 10);
    expect([V, w]).toEqual([1 + 0.5 * 8, 2 + 0.5 * 2 * -1]);
  });
});
