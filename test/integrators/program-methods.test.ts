/** What a program says of its integrators, as the build sees it: which methods one can have that the run chooses, and options in calls. */
import { describe, expect, it } from 'vitest';
import { compileSource } from '../agree/compile-source.js';

const head = "import { Base, Variable, integrators, jit, math as bm } from 'myelin';\n";

/** How many methods the compiled step of a model asks for by name. */
function methodCount(rest: string): number {
  const { passes } = compileSource(`${head}
class Model extends Base {
  readonly V = new Variable(3);
  readonly dV = (V: number, t: number) => -V;
  readonly integral;
  constructor(method: integrators.OdeMethod = 'exp_auto') {
    super();
    this.integral = integrators.odeint(this.dV, { method, dt: 0.1 });
  }
  call(t: number) {
    this.V.value = this.integral(this.V, t);
  }
}
export const model = jit(new Model());
${rest}`);
  const [first] = passes.values();
  return [...first!.values()].map((unit) => JSON.stringify(unit).split('"is-string"').length - 1).reduce((a, b) => Math.max(a, b), 0);
}

describe('methods that an integrator can have', () => {
  const alone = methodCount('');

  it('are those that the program names', () => {
    expect(methodCount("export const other = new Model('rk4');\nexport const third = new Model('heun3');")).toBe(alone + 2);
    expect(methodCount("export const method: integrators.OdeMethod = 'rk4';")).toBe(alone + 1);
  });

  it('but not those of another integrator', () => {
    expect(methodCount("export const other = integrators.odeint((x: number, t: number) => -x, { method: 'rkdp' });")).toBe(alone);
    expect(methodCount("const options = { dt: 0.2 };\nexport const other = integrators.odeint((x: number, t: number) => -x, { method: 'rkdp', ...options });")).toBe(alone + 1);
  });
});

describe('options in the call of an integrator', () => {
  const call = (options: string): string => `${head}
const integral = integrators.odeint((x: number, t: number) => -x, { method: 'rk4', dt: 0.1 });
export const f = jit((x: number): number => integral(x, 0, ${options} as object) as number);`;

  it('are known', () => {
    expect(() => compileSource(call('{ dt: 0.2 }'))).not.toThrow();
    expect(() => compileSource(call('{ Dt: 0.2 }'))).toThrow(/line 4: .*it has no option 'Dt'/);
  });
});

describe('a method that the program registers', () => {
  const program = (tableau: string): string => `${head}
const random: number = Date.now();
integrators.registerOdeIntegrator('mine', ${tableau});
const integral = integrators.odeint((x: number, t: number) => -x, { method: 'mine', dt: 0.1 });
export const f = jit((x: number): number => integral(x, 0) as number);`;

  it('is known by the numbers that the program writes', () => {
    expect(() => compileSource(program('{ A: [[], [1 / 2]], B: [0, 1] }'))).not.toThrow();
    expect(() => compileSource(program('{ A: [[], [random]], B: [0, 1] }'))).toThrow(/line 4: A tableau whose numbers are known only at run time/);
    expect(() => compileSource(program('{ A: [[], [1 / 2]], B: [0, 2] }'))).toThrow(/line 4: .*The tableau of 'mine' is none/);
  });
});

it('a list of unknown length is read by index', () => {
  expect(() => compileSource(`${head}
export const f = jit((x: number, list: readonly number[]): number => {
  const [a, b] = list;
  return x * a! * b!;
});`)).toThrow(/line 4: Destructuring of a list whose length only the run knows/);
});

describe('options by which the code of a step differs', () => {
  const noisy = (options: string): string => `${head}
for (const stratonovich of [true, false]) {
  const integral = integrators.sdeint((x: number, t: number) => -x, (x: number, t: number) => x, { dt: 0.1, ${options} });
  const f = jit((x: number): number => integral(x, 0));
  f(1);
}`;

  it('are constants', () => {
    expect(() => compileSource(noisy("intgType: 'Stratonovich'"))).not.toThrow();
    expect(() => compileSource(noisy("intgType: stratonovich ? 'Stratonovich' : 'Ito'"))).toThrow(/intgType is known only at run time/);
    expect(() => compileSource(noisy("wienerType: stratonovich ? 'scalar' : 'vector'"))).toThrow(/wienerType is known only at run time/);
  });

  it('so is whether the step adapts', () => {
    const adaptive = (value: string): string => `${head}
for (const flag of [true, false]) {
  const integral = integrators.odeint((x: number, t: number) => -x, { method: 'rkdp', dt: 0.1, adaptive: ${value} });
  const f = jit((x: number) => integral(x, 0));
  f(1);
}`;
    expect(() => compileSource(adaptive('true'))).not.toThrow();
    expect(() => compileSource(adaptive('flag'))).toThrow(/adaptive is known only at run time/);
  });
});
