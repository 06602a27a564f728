/**
 * Distributions drawn by their quantile function: each element is a function of one uniform number of 53 bits, computed in float64 with
 * our own transcendental functions and rounded to the dtype.
 */
import type { FloatDType } from '../abi/dtype.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, RankOf, ShapeLike } from '../array/types.js';
import { cos as cosKernels } from '../kernels/cos.js';
import { erfc as erfcKernels } from '../kernels/erfc.js';
import { exp as expKernels } from '../kernels/exp.js';
import { log as logKernels } from '../kernels/log.js';
import { pow as powKernels } from '../kernels/pow.js';
import { sin as sinKernels } from '../kernels/sin.js';
import { drawEach } from './draw.js';
import { normalQuantile } from './normal-quantile.js';
import type { DrawOptions, Parameter } from './parameters.js';
import { floatOf, isNotNegative, isPositive, readParameter, shapeOf, stateOf } from './parameters.js';

/** Uniform in (0, 1): no quantile is infinite. */
const open = (u: number): number => u + 2 ** -54;

interface Draw {
  readonly operation: string;
  readonly shape: ShapeLike | undefined;
  readonly options: DrawOptions | undefined;
}

/** Draws with parameters by position: `read` gets a reader of them, and gives the quantile of a uniform number for an element. */
function drawQuantiles<A>({ operation, shape, options }: Draw, quantile: (read: (name: string, value: unknown, isValid?: (value: number) => boolean) => Parameter) => (u: number, position: number) => number): A {
  const sizes = shapeOf(operation, shape);
  const dtype = floatOf(operation, options);
  const convert = quantile((name, value, isValid) => readParameter(operation, name, value, sizes, isValid));
  let position = 0;
  return toPublic(drawEach(stateOf(options), dtype, sizes, (u) => convert(open(u), position++)));
}

/** Laplace (twice exponential): mean `loc`, variance 2 scale². */
export function laplace<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  loc: number = 0, scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const ln = logKernels.get('f64_s');
  return drawQuantiles({ operation: 'laplace', shape, options }, (read) => {
    const [center, by] = [read('loc', loc ?? 0), read('scale', scale ?? 1, isNotNegative)];
    return (u, i) => center(i) + by(i) * (u < 0.5 ? ln(2 * u) : -ln(2 * (1 - u)));
  });
}

/** Cauchy: median `loc`, half of all elements within `scale` of it; it has no mean. */
export function cauchy<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  loc: number = 0, scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [sin, cos] = [sinKernels.get('f64_s'), cosKernels.get('f64_s')];
  return drawQuantiles({ operation: 'cauchy', shape, options }, (read) => {
    const [center, by] = [read('loc', loc ?? 0), read('scale', scale ?? 1, isNotNegative)];
    // tan π (u - ½), by sine and cosine of an angle of at most a quarter turn.
    return (u, i) => center(i) + by(i) * (sin(Math.PI * (u - 0.5)) / cos(Math.PI * (u - 0.5)));
  });
}

/** `cauchy` with median 0 and scale 1. */
export function standardCauchy<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return cauchy(0, 1, shape, options);
}

/** Gumbel, of the largest of many: mean loc + 0.5772 scale. */
export function gumbel<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  loc: number = 0, scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const ln = logKernels.get('f64_s');
  return drawQuantiles({ operation: 'gumbel', shape, options }, (read) => {
    const [center, by] = [read('loc', loc ?? 0), read('scale', scale ?? 1, isNotNegative)];
    return (u, i) => center(i) - by(i) * ln(-ln(u));
  });
}

/** Logistic: mean `loc`, variance (π scale)² / 3. */
export function logistic<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  loc: number = 0, scale: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const ln = logKernels.get('f64_s');
  return drawQuantiles({ operation: 'logistic', shape, options }, (read) => {
    const [center, by] = [read('loc', loc ?? 0), read('scale', scale ?? 1, isNotNegative)];
    return (u, i) => center(i) + by(i) * (ln(u) - ln(1 - u));
  });
}

/** Weibull with shape `a` and scale 1: (-ln u)^(1/a). */
export function weibull<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  const [ln, power] = [logKernels.get('f64_s'), powKernels.get('f64_ss')];
  return drawQuantiles({ operation: 'weibull', shape, options }, (read) => {
    const exponent = read('a', a, isPositive);
    return (u, i) => power(-ln(u), 1 / exponent(i));
  });
}

/** Pareto of the second kind (Lomax) with shape `a`, from 0: u^(-1/a) - 1, as NumPy's. */
export function pareto<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  const power = powKernels.get('f64_ss');
  return drawQuantiles({ operation: 'pareto', shape, options }, (read) => {
    const exponent = read('a', a, isPositive);
    return (u, i) => power(u, -1 / exponent(i)) - 1;
  });
}

/** Rayleigh: the length of a vector of two normal numbers of standard deviation `scale`. */
export function rayleigh<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(scale: number = 1, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  const ln = logKernels.get('f64_s');
  return drawQuantiles({ operation: 'rayleigh', shape, options }, (read) => {
    const by = read('scale', scale ?? 1, isNotNegative);
    return (u, i) => by(i) * Math.sqrt(-2 * ln(u));
  });
}

/** The exponential of a normal number with this mean and standard deviation. */
export function lognormal<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  mean: number = 0, sigma: number = 1, shape?: S, options?: DrawOptions<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const [ln, exp] = [logKernels.get('f64_s'), expKernels.get('f64_s')];
  return drawQuantiles({ operation: 'lognormal', shape, options }, (read) => {
    const [center, by] = [read('mean', mean ?? 0), read('sigma', sigma ?? 1, isNotNegative)];
    return (u, i) => exp(center(i) + by(i) * normalQuantile(u, ln));
  });
}

/** Normal with this mean and standard deviation, given that it is between `lower` and `upper` (in the units of the result). */
export function truncatedNormal<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(
  lower: number, upper: number, shape?: S, options?: DrawOptions<D> & { readonly mean?: number | undefined; readonly std?: number | undefined },
): NDArray<RankOf<S>, NoInfer<D>> {
  const [ln, erfc] = [logKernels.get('f64_s'), erfcKernels.get('f64_s')];
  const below = (z: number): number => 0.5 * erfc(-z * Math.SQRT1_2);
  const isNumber = (value: number): boolean => value === value;
  return drawQuantiles({ operation: 'truncatedNormal', shape, options }, (read) => {
    const [low, high] = [read('lower', lower, isNumber), read('upper', upper, isNumber)];
    const [center, by] = [read('mean', options?.mean ?? 0), read('std', options?.std ?? 1, isPositive)];
    return (u, i) => {
      const [from, to] = [(low(i) - center(i)) / by(i), (high(i) - center(i)) / by(i)];
      if (!(from < to)) throw new RangeError(`truncatedNormal: lower must be less than upper, got ${low(i)} and ${high(i)}`);
      // In the upper tail the distribution function is too near to 1 to tell numbers apart: there the mirror image is drawn.
      const sign = from > 0 ? -1 : 1;
      const [p, q] = sign > 0 ? [below(from), below(to)] : [below(-to), below(-from)];
      const z = sign * normalQuantile(Math.max(p + (q - p) * u, 2 ** -1022), ln);
      return center(i) + by(i) * Math.min(to, Math.max(from, z));
    };
  });
}
