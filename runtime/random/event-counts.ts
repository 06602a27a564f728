/** Random whole numbers that count events: `poisson`, `binomial`, `geometric`. */
import type { DType } from '../abi/dtype.js';
import { sizeOf } from '../abi/shape.js';
import { fromNumbers } from '../array/fill-array.js';
import type { DTypeOption } from '../array/make-array.js';
import { dtypeOf } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, RankOf, ShapeLike } from '../array/types.js';
import { exp as expKernels } from '../kernels/exp.js';
import { gammaln as gammalnKernels } from '../kernels/gammaln.js';
import { log as logKernels } from '../kernels/log.js';
import type { StateOption } from './parameters.js';
import { checkFits, isNotNegative, isProbability, readParameter, shapeOf, stateOf } from './parameters.js';
import { UniformSource } from './uniform-source.js';

export type CountOptions<D extends DType> = DTypeOption<D> & StateOption;

const ln = (x: number): number => logKernels.get('f64_s')(x);
/** ln k! */
const lnFactorial = (k: number): number => gammalnKernels.get('f64_s')(k + 1);

/** From this mean on, numbers are drawn by rejection from a wide hat: fewer steps than counting up. */
const large = 10;

/** @internal Whole numbers, `next` for each element in order. */
export function drawCounts<A>(operation: string, shape: ShapeLike | undefined, options: CountOptions<DType> | undefined, prepare: (sizes: readonly number[]) => (source: UniformSource, position: number) => number): A {
  const sizes = shapeOf(operation, shape);
  const next = prepare(sizes);
  const source = new UniformSource(stateOf(options));
  const dtype = dtypeOf(operation, options, 'int32');
  return toPublic(fromNumbers(dtype, sizes, Float64Array.from({ length: sizeOf(sizes) }, (_, i) => {
    const count = next(source, i);
    if (dtype !== 'bool') checkFits(operation, count, dtype);
    return count;
  })));
}

/** The number of events where `lam` are expected: mean and variance lam. */
export function poisson<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(lam: number = 1, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('poisson', shape, options, (sizes) => {
    const rate = readParameter('poisson', 'lam', lam ?? 1, sizes, isNotNegative);
    return (source, i) => nextPoisson(source, rate(i));
  });
}

/** @internal One number of events where `rate` are expected. */
export function nextPoisson(source: UniformSource, rate: number): number {
  return rate < large ? fewEvents(source, rate) : manyEvents(source, rate);
}

/** Counts up until the uniform number is used up: P(k) = P(k - 1) λ / k. */
function fewEvents(source: UniformSource, rate: number): number {
  let rest = source.next();
  let probability = expKernels.get('f64_s')(-rate);
  let k = 0;
  // Past 200 nothing is left of the probability; rounding might leave a little of the uniform number.
  for (; rest > probability && k < 200; k++) {
    rest -= probability;
    probability *= rate / (k + 1);
  }
  return k;
}

/** Hörmann 1993, "The transformed rejection method for generating Poisson random variables", algorithm PTRS. */
function manyEvents(source: UniformSource, rate: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const limit = 0.9277 - 3.6224 / (b - 2);
  const lnRate = ln(rate);
  for (;;) {
    const u = source.next() - 0.5;
    const v = source.nextOpen();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor((2 * a / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= limit) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (ln(v) + ln(inverseAlpha) - ln(a / (us * us) + b) <= k * lnRate - rate - lnFactorial(k)) return k;
  }
}

/** How many of `n` trials succeed, each with probability `p`. */
export function binomial<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(n: number, p: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('binomial', shape, options, (sizes) => {
    const trials = readParameter('binomial', 'n', n, sizes, (value) => Number.isInteger(value) && value >= 0);
    const chance = readParameter('binomial', 'p', p, sizes, isProbability);
    return (source, i) => nextBinomial(source, trials(i), chance(i));
  });
}

/** @internal One number of successes. */
export function nextBinomial(source: UniformSource, count: number, probability: number): number {
  const rarer = Math.min(probability, 1 - probability);
  const k = count * rarer < large ? fewSuccesses(source, count, rarer) : manySuccesses(source, count, rarer);
  return probability > 0.5 ? count - k : k;
}

/** Counts up: P(k) = P(k - 1) (n - k + 1) p / (k q). */
function fewSuccesses(source: UniformSource, n: number, p: number): number {
  let rest = source.next();
  let probability = expKernels.get('f64_s')(n * ln(1 - p));
  let k = 0;
  for (; rest > probability && k < n; k++) {
    rest -= probability;
    probability *= ((n - k) * p) / ((k + 1) * (1 - p));
  }
  return k;
}

/** Hörmann 1993, "The generation of binomial random variates", algorithm BTRS. */
function manySuccesses(source: UniformSource, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const limit = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = ln(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const atMode = lnFactorial(mode) + lnFactorial(n - mode);
  for (;;) {
    const u = source.next() - 0.5;
    const v = source.nextOpen();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor((2 * a / us + b) * u + c);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= limit) return k;
    if (ln((v * alpha) / (a / (us * us) + b)) <= atMode - lnFactorial(k) - lnFactorial(n - k) + (k - mode) * odds) return k;
  }
}

/** How many trials it takes to succeed once, each with probability `p`: 1 or more, mean 1 / p. */
export function geometric<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(p: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('geometric', shape, options, (sizes) => {
    const chance = readParameter('geometric', 'p', p, sizes, (value) => value > 0 && value <= 1);
    return (source, i) => (chance(i) === 1 ? 1 : Math.max(1, Math.ceil(ln(source.nextOpen()) / ln(1 - chance(i)))));
  });
}
