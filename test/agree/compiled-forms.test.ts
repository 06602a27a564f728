/** What compiled code does without JavaScript: `cases/random-draws.ts` and `../integrators/cases/writers.ts` show that the bits are the same. */
import { expect, it } from 'vitest';
import { compileSource } from './compile-source.js';

const ours = [
  'bm.random.random(n)', 'bm.random.rand(2, n)', 'bm.random.randn([n])', 'bm.random.randnLike(p)', 'bm.random.uniform(0, n, [2, 3])',
  'bm.random.normal(n, 1, 5)', 'bm.random.exponential(n, 4)', 'bm.random.bernoulli(0.1, n)', 'bm.random.randint(0, n, 9)',
  'bm.random.poisson(n, 3)', 'bm.random.binomial(20, 0.1, n)', 'bm.random.geometric(0.2, [n])', 'bm.random.integers(0, n, 9)', 'bm.random.standardNormal([n])',
  'bm.random.bernoulli(p, 3)', 'bm.random.normal(p * 2, p, [n])', 'bm.random.uniform(0, p, p.length)', 'bm.random.poisson(p, n)', 'bm.random.binomial(n, p, n)',
];
const theHosts = ['bm.random.bernoulli(p, [2, 3])', 'bm.random.gamma(2, 1, 3)'];

it('draws the common distributions itself', () => {
  const functions = [...ours, ...theHosts].map((body, k) => `export const f${k} = jit((n: number, p: Vector): NDArray => ${body});`);
  const { reports, compiled } = compileSource(`import { jit, math as bm, type NDArray, type Vector } from 'myelin';\n${functions.join('\n')}`);
  const isOnHost = reports.map(({ notes }) => notes.some((note) => note.includes('is called in JavaScript')));
  expect(isOnHost).toEqual([...ours.map(() => false), ...theHosts.map(() => true)]);
  expect(compiled.meta.units.map(({ draws }) => draws === true)).toEqual(isOnHost.map((one) => !one));
});

it('changes strengths, and keeps and reads past values, itself', () => {
  const { reports } = compileSource(`import { Base, Variable, integrators, jit, math as bm, type Vector } from 'myelin';
    class Model extends Base {
      readonly w = new Variable(bm.ones(3));
      readonly ring: Variable<2> = new Variable(bm.ones([2, 3]));
      readonly starts: Vector<'int32'> = bm.array([0, 1, 2, 3], { dtype: 'int32' });
      readonly isLinear = true;
      readonly past = new integrators.TimeDelay(bm.ones(3), 1, { dt: 0.1 });
      readonly steps = new integrators.LengthDelay(bm.ones(3), 3);
      readonly integral = integrators.odeint((x: number, t: number) => this.steps(2) - this.past(t - 0.35), { dt: 0.1, stateDelays: { x: this.past } });
      call(spikes: Vector<'bool'>, x: Vector, i: number) {
        bm.event.learn(this.w, spikes, x, this.starts, this.starts, this.starts, 0.1, 0, 1);
        bm.event.writeRow(this.ring, i, x);
        bm.history.keep(this.ring, i, 0);
        this.w.value = this.integral(this.w, i) + bm.history.valueAt(this.ring, i, 0, 1, 0.1, this.isLinear) + bm.history.weigh(this.ring, x, i);
      }
    }
    export const model = jit(new Model());`);
  expect(reports.flatMap(({ notes }) => notes.filter((note) => note.includes('in JavaScript')))).toEqual([]);
});
