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
});

/** χ² of counts against equal or stated probabilities; by chance above `limits` once in 10,000 (SciPy: chi2.isf(1e-4, k - 1) for k outcomes). */
const limits: Readonly<Record<number, number>> = { 2: 15.14, 3: 18.42, 4: 21.11, 6: 25.74, 10: 33.72, 12: 37.37, 24: 57.07 };
function chiSquare(outcomes: Iterable<string>, all: readonly string[], probabilities: readonly number[] = all.map(() => 1 / all.length)): number {
  const counts = new Map(all.map((one) => [one, 0]));
  let total = 0;
  for (const one of outcomes) {
    expect(counts.has(one), one).toBe(true);
    counts.set(one, counts.get(one)! + 1);
    total++;
  }
  return all.reduce((sum, one, k) => sum + (counts.get(one)! - total * probabilities[k]!) ** 2 / (total * probabilities[k]!), 0);
}
const orders = (items: readonly number[]): number[][] => (items.length === 0 ? [[]] : items.flatMap((one) => orders(items.filter((other) => other !== one)).map((rest) => [one, ...rest])));
const texts = (x: NDArray): string[] => Array.from(x.toTypedArray(), String);
const times = (count: number, draw: () => { toArray: () => unknown }): string[] => Array.from({ length: count }, () => String(draw().toArray()));

describe('every order and choice is as likely as it should be', () => {
  const fours = orders([0, 1, 2, 3]).map(String);

  test('permutation of a number', () => expect(chiSquare(times(12_000, () => random.permutation(4)), fours)).toBeLessThan(limits[24]!));
  test('permutation of an array', () => expect(chiSquare(times(12_000, () => random.permutation(math.arange(4))), fours)).toBeLessThan(limits[24]!));
  test('shuffle', () => {
    const x = math.arange(4);
    expect(chiSquare(times(12_000, () => { random.shuffle(x); return x; }), fours)).toBeLessThan(limits[24]!);
  });
  test('permuted, all elements and each row by itself', () => {
    expect(chiSquare(times(12_000, () => random.permuted(math.reshape(math.arange(4), [2, 2]))), fours)).toBeLessThan(limits[24]!);
    const rows = random.permuted(math.tile(math.arange(4), [12_000, 1]), { axis: 1 });
    expect(chiSquare((rows.toArray() as number[][]).map(String), fours)).toBeLessThan(limits[24]!);
    const columns = random.permuted(math.tile(math.arange(3), [6000, 1]).T, { axis: 0 });
    expect(columns.shape).toEqual([3, 6000]);
    expect(chiSquare((columns.T.toArray() as number[][]).map(String), orders([0, 1, 2]).map(String))).toBeLessThan(limits[6]!);
  });
  test('choice', () => {
    const ten = Array.from({ length: 10 }, (_, k) => String(k));
    expect(chiSquare(texts(random.choice(10, 40_000)), ten)).toBeLessThan(limits[10]!);
    expect(chiSquare(texts(random.choice(4, 40_000, { p: [0.1, 0.2, 0.3, 0.4] })), ten.slice(0, 4), [0.1, 0.2, 0.3, 0.4])).toBeLessThan(limits[4]!);
    // Two of four without putting back, in the order in which they came: twelve pairs.
    const pairs = orders([0, 1, 2, 3]).map((order) => String(order.slice(0, 2))).filter((pair, k, all) => all.indexOf(pair) === k);
    expect(chiSquare(times(12_000, () => random.choice(4, 2, { replace: false })), pairs)).toBeLessThan(limits[12]!);
    // With probabilities: p_i p_j / (1 - p_i).
    const p = [0.2, 0.3, 0.5];
    const some = [[0, 1], [0, 2], [1, 0], [1, 2], [2, 0], [2, 1]] as const;
    expect(chiSquare(times(12_000, () => random.choice(3, 2, { p, replace: false })), some.map(String), some.map(([i, j]) => (p[i]! * p[j]!) / (1 - p[i]!)))).toBeLessThan(limits[6]!);
  });
  test('bernoulli', () => expect(chiSquare(texts(random.bernoulli(0.3, 40_000)), ['0', '1'], [0.7, 0.3])).toBeLessThan(limits[2]!));
  test('randint of each dtype', () => {
    for (const dtype of ['int32', 'uint32', 'float32', 'float64'] as const) {
      expect(chiSquare(texts(math.sub(random.randint(5, 15, 40_000, { dtype }), 5)), Array.from({ length: 10 }, (_, k) => String(k)))).toBeLessThan(limits[10]!);
    }
  });
  test('an unequal order is found', () => expect(chiSquare(times(12_000, () => math.sort(random.choice(3, 2, { replace: false }))), ['0,1', '0,2', '1,2'], [0.3, 0.3, 0.4])).toBeGreaterThan(limits[3]!));
});

test('each column of a random orthogonal matrix is any direction: in three dimensions its coordinates are uniform (Archimedes)', () => {
  const first = Float64Array.from({ length: 4000 }, (_, k) => Number(math.at(random.orthogonal(3, 3, { dtype: 'float64' }), k % 3, Math.floor(k / 3) % 3)));
  const x = Array.from({ length: 99 }, (_, k) => -1 + (k + 1) / 50);
  expect(distance(first, { name: '', args: [], x, cdf: x.map((one) => (one + 1) / 2), moments: null })).toBeLessThan(2.23 / Math.sqrt(first.length));
});

test('a normal vector and its parts are normal, of a covariance without an inverse too', () => {
  const normal = all.find(({ name }) => name === 'normal')!;
  const points = random.multivariateNormal(math.array([1, -1]), math.array([[4, 1], [1, 1]], { dtype: 'float64' }), count, { dtype: 'float64' });
  expect(distance(Float64Array.from(math.at(points, ':', 0).toTypedArray()), normal)).toBeLessThan(critical);
  const second = math.add(math.mul(math.add(math.at(points, ':', 1), 1), 2), 1);
  expect(distance(Float64Array.from(second.toTypedArray()), normal)).toBeLessThan(critical);
  // x - y has mean 2 and variance 4 - 2 + 1.
  const apart = math.add(math.mul(math.sub(math.sub(math.at(points, ':', 0), math.at(points, ':', 1)), 2), 2 / Math.sqrt(3)), 1);
  expect(distance(Float64Array.from(apart.toTypedArray()), normal)).toBeLessThan(critical);
  const line = random.multivariateNormal(math.array([0, 0]), math.array([[1, 1], [1, 1]]), 5);
  expect(math.arrayEqual(math.at(line, ':', 0), math.at(line, ':', 1))).toBe(true);
  expect(random.multivariateNormal(math.array([2, 3]), math.zeros([2, 2])).toArray()).toEqual([2, 3]);
});

test('parameters without a meaning are errors', () => {
  const wrong: readonly (readonly [() => unknown, RegExp])[] = [
    [() => random.gamma(-1), /gamma: a must not be -1/], [() => random.binomial(2.5, 0.5), /n must not be 2.5/], [() => random.truncatedNormal(2, 1, 3), /lower must be less than upper/],
    [() => random.normal(0, -1, 3), /normal: std must not be -1/], [() => random.uniform(2, 1, 3), /uniform: high must not be less than low, got 2 and 1/],
    [() => random.uniform(math.zeros(2), math.array([1, -1]), [2]), /got 0 and -1/], [() => random.randint(5, 2), /got 5 and 2/], [() => random.randint(0, 2 ** 33), /8589934591 does not fit in int32/],
    [() => random.randint(-1, 3, 2, { dtype: 'uint32' }), /-1 does not fit in uint32/], [() => random.choice(3, 2, { p: [0.5, 0.6, 0.1] }), /must sum to 1, and their sum is 1.2/],
    [() => random.choice(3, 2, { p: [-0.5, 1, 0.5] }), /0 or more/], [() => random.choice(3, 2, { p: [0.5, 0.5] }), /3 probabilities/], [() => random.choice(3, 5, { replace: false }), /5 elements were asked for and there are 3/],
    [() => random.poisson(-1), /lam must not be -1/], [() => random.poisson(1e12), /does not fit in int32/], [() => random.bernoulli(1.5), /p must not be 1.5/], [() => random.geometric(0), /p must not be 0/],
    [() => random.multivariateNormal(math.zeros(2), math.array([[1, 2], [2, 1]])), /not positive semidefinite: pivot 1 is -3/], [() => random.exponential(Number.NaN), /NaN/],
    [() => random.permuted(math.zeros([2, 2]), { axis: 2 }), /axis/],
  ];
  for (const [draw, message] of wrong) expect(draw).toThrow(message);
  // A float32 array of probabilities sums to 1 but for its rounding.
  expect(random.choice(3, 2, { p: math.array([0.1, 0.2, 0.7], { dtype: 'float32' }) }).shape).toEqual([2]);
  expect(random.poisson(1e12, 2, { dtype: 'float64' }).shape).toEqual([2]);
});

test('multinomial: counts of outcomes', () => {
  const drawn = random.multinomial(20, [0.2, 0.3, 0.5], 20_000);
  expect(drawn.shape).toEqual([20_000, 3]);
  expect(math.sum(drawn, 1).toTypedArray().every((total) => total === 20)).toBe(true);
  const means = math.mean(drawn, 0).toArray() as number[];
  for (const [k, wanted] of [4, 6, 10].entries()) expect(Math.abs(means[k]! - wanted)).toBeLessThan(5 * Math.sqrt(5 / 20_000));
  expect(() => random.multinomial(3, [0.9, 0.9, 0.1])).toThrow(/sum of at most 1/);
});
