/** Random numbers against exact distribution functions (make_distributions.py): the test of Kolmogorov and Smirnov, means and variances. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

interface Distribution {
  readonly name: string;
  readonly args: readonly (number | string)[];
  readonly x: readonly number[];
  readonly cdf: readonly number[];
  readonly moments: readonly [mean: number, variance: number, kurtosis: number] | null;
}

const all = JSON.parse(readFileSync(new URL('distributions.json', import.meta.url), 'utf8')) as readonly Distribution[];
const { random } = math;
const count = 40_000;
/** Passed by chance once in 10,000 (the distribution of Kolmogorov: 2 exp(-2 c²)); the seed is fixed. */
const critical = 2.23 / Math.sqrt(count);

beforeEach(() => random.seed(20_240));

const draw = (name: string, args: readonly (number | string)[], dtype?: 'float64' | 'float32'): Float64Array => {
  const make = (random as unknown as Record<string, (...args: readonly unknown[]) => NDArray>)[name]!;
  const numbers = args.map((arg) => (arg === '-inf' ? Number.NEGATIVE_INFINITY : Number(arg)));
  return Float64Array.from(make(...numbers, [count], dtype === undefined ? undefined : { dtype }).toTypedArray());
};

function distance(values: Float64Array, { x, cdf }: Distribution): number {
  const sorted = values.toSorted();
  let [largest, below] = [0, 0];
  for (const [k, limit] of x.entries()) {
    while (below < sorted.length && sorted[below]! <= limit) below++;
    largest = Math.max(largest, Math.abs(below / sorted.length - cdf[k]!));
  }
  return largest;
}

describe.each(all.map((one) => [`${one.name}(${one.args.join(', ')})`, one] as const))('%s', (_, distribution) => {
  const { name, args, moments } = distribution;
  const isCount = ['poisson', 'binomial', 'geometric', 'randint', 'negativeBinomial', 'hypergeometric', 'zipf', 'logseries'].includes(name);

  test('follows its distribution function', () => {
    // Where quantiles are too near to 1 for float32 to tell apart, float64 is the test.
    const isFine = new Set(distribution.x.map(Math.fround)).size === distribution.x.length;
    if (isCount || isFine) expect(distance(draw(name, args), distribution)).toBeLessThan(critical);
    if (!isCount) expect(distance(draw(name, args, 'float64'), distribution)).toBeLessThan(critical);
  });

  test.skipIf(moments === null)('has its mean and variance', () => {
    const [mean, variance, kurtosis] = moments!;
    const values = draw(name, args);
    const found = values.reduce((sum, value) => sum + value, 0) / count;
    const spread = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / count;
    // Five standard errors each.
    expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(5 * Math.sqrt((kurtosis + 2) / count));
  });

  test('is the same for the same seed', () => {
    const first = draw(name, args);
    random.seed(20_240);
    expect(draw(name, args)).toEqual(first);
  });
});

test('a wrong distribution is found', () => {
  const normal = all.find(({ name }) => name === 'normal')!;
  expect(distance(draw('normal', [1, 2.1]), normal)).toBeGreaterThan(critical);
});

test('parameters for each element', () => {
  const rates = math.array([[1], [100]]);
  const drawn = random.poisson(rates, [2, 10_000]);
  const [low, high] = math.mean(drawn, 1).toArray() as unknown as [number, number];
  expect(Math.abs(low - 1)).toBeLessThan(0.05);
  expect(Math.abs(high - 100)).toBeLessThan(0.5);
  expect(random.normal(math.array([0, 50]), math.array([0, 1e-6]), 2).toArray().map(Math.round)).toEqual([0, 50]);
  expect(random.bernoulli(math.array([0, 1, 1]), [3]).toArray()).toEqual([false, true, true]);
  expect(() => random.poisson(math.array([1, 2]))).toThrow(/state the shape/);
  expect(() => random.gamma(math.array([1, 2]), 1, [3])).toThrow(/a is \[2\]/);
});

test('vectors and matrices', () => {
  const covariance = math.array([[2, 0.5], [0.5, 1]], { dtype: 'float64' });
  const points = random.multivariateNormal(math.array([1, -1]), covariance, 20_000, { dtype: 'float64' });
  expect(points.shape).toEqual([20_000, 2]);
  expect(Number(math.max(math.abs(math.sub(math.cov(math.transpose(points)), covariance))))).toBeLessThan(0.06);
  for (const [rows, columns] of [[4, 4], [5, 3], [3, 5]] as const) {
    const q = random.orthogonal(rows, columns, { dtype: 'float64' });
    const product = rows >= columns ? math.matmul(math.transpose(q), q) : math.matmul(q, math.transpose(q));
    expect(math.allclose(product, math.eye(Math.min(rows, columns), undefined, { dtype: 'float64' }), { atol: 1e-14 })).toBe(true);
  }
  const shares = random.dirichlet([1, 2, 7], 5000, { dtype: 'float64' });
  expect(math.allclose(math.sum(shares, -1), 1)).toBe(true);
  expect(math.allclose(math.mean(shares, 0), math.array([0.1, 0.2, 0.7]), { atol: 0.01 })).toBe(true);
});

test('orders and choices', () => {
  const x = math.arange(100);
  random.shuffle(x);
  expect(x.toArray()).not.toEqual(math.arange(100).toArray());
  expect(math.sort(x).toArray()).toEqual(math.arange(100).toArray());
  const p = math.array([0.5, 0.25, 0.25, 0]);
  const firsts = Array.from({ length: 4000 }, () => random.choice(4, 2, { p, replace: false }).toArray()[0]!);
  expect(Math.abs(firsts.filter((one) => one === 0).length / 4000 - 0.5)).toBeLessThan(0.04);
  expect(firsts).not.toContain(3);
  expect(() => random.choice(4, 4, { p, replace: false })).toThrow(/fewer than 4/);
  expect(() => random.gamma(-1)).toThrow(/a must not be -1/);
  expect(() => random.binomial(2.5, 0.5)).toThrow(RangeError);
  expect(() => random.truncatedNormal(2, 1, 3)).toThrow(/lower must be less than upper/);
});

test('multinomial: counts of outcomes', () => {
  const drawn = random.multinomial(20, [0.2, 0.3, 0.5], 20_000);
  expect(drawn.shape).toEqual([20_000, 3]);
  expect(math.sum(drawn, 1).toTypedArray().every((total) => total === 20)).toBe(true);
  const means = math.mean(drawn, 0).toArray() as number[];
  for (const [k, wanted] of [4, 6, 10].entries()) expect(Math.abs(means[k]! - wanted)).toBeLessThan(5 * Math.sqrt(5 / 20_000));
  expect(() => random.multinomial(3, [0.9, 0.9, 0.1])).toThrow(/sum of at most 1/);
});
