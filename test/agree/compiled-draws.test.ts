/** Which random numbers compiled code draws without JavaScript: `cases/random-draws.ts` shows that the bits are the same. */
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
