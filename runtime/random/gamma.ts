/** The gamma distribution and what is made of it: `gamma`, `beta`, `chisquare`, `standardT`, `dirichlet`. */
import type { FloatDType } from '../abi/dtype.js';
import { sizeOf } from '../abi/shape.js';
import { fromNumbers } from '../array/fill-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, NDArray, RankOf, ShapeLike } from '../array/types.js';
import { log as logKernels } from '../kernels/log.js';
import { pow as powKernels } from '../kernels/pow.js';
import type { DrawOptions } from './parameters.js';
import { floatOf, isNotNegative, isPositive, readParameter, shapeOf, stateOf } from './parameters.js';
import { UniformSource } from './uniform-source.js';

/** @internal One gamma number of scale 1: Marsaglia and Tsang 2000, "A simple method for generating gamma variables". */
export function nextGamma(source: UniformSource, a: number): number {
  if (a === 0) return 0;
  const ln = logKernels.get('f64_s');
  // Below 1: a number of shape a + 1 times u^(1/a).
  if (a < 1) return nextGamma(source, a + 1) * powKernels.get('f64_ss')(source.nextOpen(), 1 / a);
  const d = a - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = source.nextNormal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (ln(source.nextOpen()) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}

/** @internal `next` for each element, in order. */
export function drawSequence<A>(operation: string, shape: ShapeLike | undefined, options: DrawOptions | undefined, prepare: (sizes: readonly number[]) => (source: UniformSource, position: number) => number): A {
  const sizes = shapeOf(operation, shape);
  const dtype = floatOf(operation, options);
  const next = prepare(sizes);
  const source = new UniformSource(stateOf(options));
  return toPublic(fromNumbers(dtype, sizes, Float64Array.from({ length: sizeOf(sizes) }, (_, i) => next(source, i))));
}

/** Gamma with shape parameter `a` and scale: mean a scale, variance a scale². */
export function gamma<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, scale: number = 1, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('gamma', shape, options, (sizes) => {
    const [form, by] = [readParameter('gamma', 'a', a, sizes, isNotNegative), readParameter('gamma', 'scale', scale ?? 1, sizes, isNotNegative)];
    return (source, i) => by(i) * nextGamma(source, form(i));
  });
}

/** `gamma` of scale 1. */
export function standardGamma<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return gamma(a, 1, shape, options);
}

/** Beta in [0, 1]: mean a / (a + b). */
export function beta<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, b: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('beta', shape, options, (sizes) => {
    const [first, second] = [readParameter('beta', 'a', a, sizes, isPositive), readParameter('beta', 'b', b, sizes, isPositive)];
    return (source, i) => {
      const [x, y] = [nextGamma(source, first(i)), nextGamma(source, second(i))];
      // Both underflow where a and b are tiny: then nearly all weight is at the ends.
      return x + y > 0 ? x / (x + y) : Number(source.next() < first(i) / (first(i) + second(i)));
    };
  });
}

/** χ² with `df` degrees of freedom: mean df, variance 2 df. */
export function chisquare<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(df: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('chisquare', shape, options, (sizes) => {
    const freedom = readParameter('chisquare', 'df', df, sizes, isPositive);
    return (source, i) => 2 * nextGamma(source, freedom(i) / 2);
  });
}

/** Student's t with `df` degrees of freedom. */
export function standardT<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(df: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('standardT', shape, options, (sizes) => {
    const freedom = readParameter('standardT', 'df', df, sizes, isPositive);
    return (source, i) => source.nextNormal() / Math.sqrt((2 * nextGamma(source, freedom(i) / 2)) / freedom(i));
  });
}

/** Positive numbers with the sum 1, along a last axis as long as `alpha`: mean alpha / Σ alpha. */
export function dirichlet<D extends FloatDType = FloatDType>(alpha: NDArray<1> | readonly number[], shape?: ShapeLike, options?: DrawOptions<D>): NDArray<AnyRank, NoInfer<D>> {
  const weights = NDArrayObject.isInstance(alpha) ? Array.from(alpha.storage.elements()) : Array.from(alpha as readonly number[]);
  if (weights.length === 0 || !weights.every(isPositive)) throw new RangeError('dirichlet: alpha must be numbers above 0');
  const sizes = shapeOf('dirichlet', shape);
  const dtype = floatOf('dirichlet', options);
  const source = new UniformSource(stateOf(options));
  const values = new Float64Array(sizeOf(sizes) * weights.length);
  for (let row = 0; row < values.length; row += weights.length) {
    const parts = weights.map((weight) => nextGamma(source, weight));
    const total = parts.reduce((sum, part) => sum + part, 0);
    values.set(parts.map((part) => part / total), row);
  }
  return toPublic(fromNumbers(dtype, [...sizes, weights.length], values));
}
