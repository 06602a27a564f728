import { beforeEach, describe, expect, test } from 'vitest';
import { DTypeError } from '../../runtime/abi/errors.js';
import { log } from '../../runtime/kernels/log.js';
import { transact } from '../../runtime/core/transaction.js';
import * as math from '../../runtime/math/index.js';
import { setMemoryBudget } from '../../runtime/memory/residency.js';
import { fillBlocks, writeBlock } from '../../runtime/random/philox.js';
import { normalQuantile } from '../../runtime/random/normal-quantile.js';
import { RandomState } from '../../runtime/random/random-state.js';

const { random } = math;
beforeEach(() => {
  math.setFloat('float32');
  random.seed(1);
});

/** The vectors that the authors publish (Random123, tests/kat_vectors, philox4x32 with 10 rounds): counter, key, result. */
const published = [
  ['00000000 00000000 00000000 00000000', '00000000 00000000', '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
  ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff', '408f276d 41c83b0e a20bc7c6 6d5451fd'],
  ['243f6a88 85a308d3 13198a2e 03707344', 'a4093822 299f31d0', 'd16cfe09 94fdcceb 5001e420 24126ea1'],
] as const;
const words = (text: string): number[] => text.split(' ').map((word) => Number.parseInt(word, 16));

describe('Philox', () => {
  test.each(published)('counter %s, key %s', (counter, key, result) => {
    const block = new Uint32Array(4);
    const [c0, c1, c2, c3] = words(counter) as [number, number, number, number];
    const [k0, k1] = words(key) as [number, number];
    writeBlock(block, 0, c0, c1, c2, c3, k0, k1);
    expect([...block]).toEqual(words(result));
  });

  test('the counter carries into its second word', () => {
    const two = new Uint32Array(8);
    fillBlocks(two, 0, 8, [7, 8], [0xffffffff, 4]);
    const second = new Uint32Array(4);
    writeBlock(second, 0, 0, 5, 0, 0, 7, 8);
    expect([...two.subarray(4)]).toEqual([...second]);
  });
});

describe('streams', () => {
  test('a seed gives the same numbers again, and draws go on', () => {
    const first = random.rand(10).toArray();
    const second = random.rand(10).toArray();
    expect(second).not.toEqual(first);
    random.seed(1);
    expect([random.rand(10).toArray(), random.rand(10).toArray()]).toEqual([first, second]);
    random.seed(2 ** 53 - 1);
    expect(random.rand(10).toArray()).not.toEqual(first);
    expect(() => random.seed(-1)).toThrow(RangeError);
    expect(() => random.seed(0.5)).toThrow(RangeError);
  });

  test('a long draw is the blocks in order, in whatever pieces they are made', () => {
    const long = random.rand(10_001).toArray();
    random.seed(1);
    const parts = [random.rand(4096).toArray(), random.rand(5905).toArray()].flat();
    expect(parts).toEqual(long);
  });

  test('a draw is the same when its state has left memory, and memory must grow for it', () => {
    const state = new RandomState(9);
    const expected = random.random(300_000, { state }).toArray();
    state.seed(9);
    setMemoryBudget(2 ** 20);
    const fillers = Array.from({ length: 40 }, () => math.zeros(20_000));
    expect(state.state.storage.isResident).toBe(false);
    expect(random.random(300_000, { state }).toArray()).toEqual(expected);
    expect(fillers.every((filler) => math.sum(filler).item() === 0)).toBe(true);
    setMemoryBudget(256 * 2 ** 20);
  });

  test('split gives a stream of its own', () => {
    const child = new RandomState(1).split();
    const draw = (state: RandomState): unknown => random.random(8, { state }).toArray();
    expect(draw(child)).not.toEqual(draw(new RandomState(1)));
    expect(draw(new RandomState(1).split())).toEqual(draw(new RandomState(1).split()));
  });

  test('a call that throws leaves every stream where it was', () => {
    const state = new RandomState(3);
    const draw = (): unknown => [random.random(4, { state }).toArray(), random.random(4).toArray()];
    const drawAndThrow = (): never => {
      draw();
      throw new RangeError('late');
    };
    expect(() => transact(drawAndThrow)).toThrow('late');
    const first = draw();
    random.seed(1);
    state.seed(3);
    expect(draw()).toEqual(first);
  });
});

describe('normalQuantile', () => {
  // Quantiles to 16 digits, as tables and R's qnorm give them.
  test.each([[0.5, 0], [0.975, 1.959963984540054], [0.8413447460685429, 1], [0.01, -2.3263478740408408], [1e-10, -6.361340902404056], [1e-20, -9.262340089798409]])('Φ(z) = %d', (p, z) => {
    expect(Math.abs(normalQuantile(p, log.get('f64_s')) - z)).toBeLessThan(3e-15 * Math.max(1, Math.abs(z)));
  });
});

describe('distributions', () => {
  const count = 200_000;
  const moments = (x: math.random.RandomState | { toTypedArray(): ArrayLike<number> }): { mean: number; std: number; min: number; max: number } => {
    const values = Float64Array.from((x as { toTypedArray(): ArrayLike<number> }).toTypedArray());
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const std = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length);
    return { mean, std, min: values.reduce((a, b) => Math.min(a, b)), max: values.reduce((a, b) => Math.max(a, b)) };
  };
  /** Five standard errors of the mean: a failure by chance is one in a million, and seeds are fixed. */
  const near = (value: number, expected: number, std: number): void => expect(Math.abs(value - expected)).toBeLessThan((5 * std) / Math.sqrt(count));

  test.each(['float32', 'float64'] as const)('uniform, normal, exponential in %s', (dtype) => {
    const uniform = moments(random.uniform(-1, 3, count, { dtype }));
    near(uniform.mean, 1, 4 / Math.sqrt(12));
    expect([uniform.min >= -1, uniform.max <= 3]).toEqual([true, true]);
    const normal = moments(random.normal(5, 2, count, { dtype }));
    near(normal.mean, 5, 2);
    near(normal.std, 2, 2);
    const exponential = moments(random.exponential(3, count, { dtype }));
    near(exponential.mean, 3, 3);
    expect(exponential.min).toBeGreaterThanOrEqual(0);
  });

  test('normal numbers are distributed as they should be (Kolmogorov and Smirnov)', () => {
    const sorted = random.normal(0, 1, count, { dtype: 'float64' }).toTypedArray().toSorted();
    let distance = 0;
    sorted.forEach((z, i) => { distance = Math.max(distance, Math.abs((i + 0.5) / count - normalDistribution(z))); });
    // The 0.1 % point of the statistic is 1.95 / √n.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count));
  });

  test('randint, bernoulli', () => {
    const drawn = random.randint(-2, 3, count);
    const { min, max, mean } = moments(drawn);
    expect([drawn.dtype, min, max]).toEqual(['int32', -2, 2]);
    near(mean, 0, Math.SQRT2);
    expect(random.randint(5).item()).toBeLessThan(5);
    const coins = random.bernoulli(0.3, count);
    expect(coins.dtype).toBe('bool');
    near(math.sum(coins).item() / count, 0.3, 0.46);
    expect(() => random.randint(3, 3)).toThrow(RangeError);
  });

  test('permutation, choice', () => {
    expect(random.permutation(100).toArray().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    const rows = random.permutation(math.array([[1, 1], [2, 2], [3, 3]]));
    expect(rows.toArray().map(([a, b]) => a === b)).toEqual([true, true, true]);
    expect(new Set(random.choice(10, 10, { replace: false }).toArray()).size).toBe(10);
    expect(random.choice(math.array([7, 8]), [3, 2]).shape).toEqual([3, 2]);
    const p = math.array([0, 0.25, 0.75], { dtype: 'float64' });
    near(math.mean(math.astype(random.choice(3, count, { p }), 'float64')).item(), 1.75, 0.43);
    expect(() => random.choice(3, 4, { replace: false })).toThrow(RangeError);
  });

  test('shapes and dtypes', () => {
    expect([random.rand(2, 3).shape, random.rand([4]).shape, random.randn(3).shape]).toEqual([[2, 3], [4], [3]]);
    expect([random.normal().shape, random.normal(0, 1, 0).shape, random.normal(0, 1, 3).shape]).toEqual([[], [0], [3]]);
    math.setFloat('float64');
    expect(random.rand(2).dtype).toBe('float64');
    expect(() => random.uniform(0, 1, 3, { dtype: 'int32' as 'float32' })).toThrow(DTypeError);
  });
});

/** Φ(z) by the complementary error function (Abramowitz and Stegun 7.1.26 is too coarse; this is Numerical Recipes' erfc, error 1.2e-7). */
function normalDistribution(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const coefficients = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
  const tail = t * Math.exp(-x * x + coefficients.reduceRight((sum, c) => sum * t + c, 0));
  return z > 0 ? 1 - tail / 2 : tail / 2;
}
