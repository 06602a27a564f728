/** Random floats that are asked for less often: `f`, `power`, `triangular`, `vonmises`, `wald`. */
import type { FloatDType } from '../abi/dtype.js';
import type { NDArray, RankOf, ShapeLike } from '../array/types.js';
import { acos as acosKernels } from '../kernels/acos.js';
import { cos as cosKernels } from '../kernels/cos.js';
import { log as logKernels } from '../kernels/log.js';
import { pow as powKernels } from '../kernels/pow.js';
import { drawSequence, nextGamma } from './gamma.js';
import type { DrawOptions } from './parameters.js';
import { isNotNegative, isPositive, readParameter } from './parameters.js';
import type { UniformSource } from './uniform-source.js';

/** Fisher's F: the ratio of two χ² numbers, each divided by its degrees of freedom. */
export function f<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(dfnum: number, dfden: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('f', shape, options, (sizes) => {
    const [above, below] = [readParameter('f', 'dfnum', dfnum, sizes, isPositive), readParameter('f', 'dfden', dfden, sizes, isPositive)];
    return (source, i) => nextGamma(source, above(i) / 2) / above(i) / (nextGamma(source, below(i) / 2) / below(i));
  });
}

/** On [0, 1] with the density a x^(a - 1): u^(1/a). */
export function power<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(a: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('power', shape, options, (sizes) => {
    const form = readParameter('power', 'a', a, sizes, isPositive);
    return (source, i) => powKernels.get('f64_ss')(source.nextOpen(), 1 / form(i));
  });
}

/** A density that rises from `left` to `mode` and falls to `right`, in straight lines. */
export function triangular<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(left: number, mode: number, right: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('triangular', shape, options, (sizes) => {
    const [from, top, to] = [readParameter('triangular', 'left', left, sizes), readParameter('triangular', 'mode', mode, sizes), readParameter('triangular', 'right', right, sizes)];
    return (source, i) => {
      const [low, peak, high] = [from(i), top(i), to(i)];
      if (!(low <= peak && peak <= high && low < high)) throw new RangeError(`triangular: left ≤ mode ≤ right is wanted, and left < right, got ${low}, ${peak}, ${high}`);
      const u = source.next();
      const width = high - low;
      return u * width <= peak - low ? low + Math.sqrt(u * width * (peak - low)) : high - Math.sqrt((1 - u) * width * (high - peak));
    };
  });
}

/** An angle from -π to π around `mu`, the more gathered the larger `kappa`; uniform for 0. */
export function vonmises<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(mu: number, kappa: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('vonmises', shape, options, (sizes) => {
    const [center, gathered] = [readParameter('vonmises', 'mu', mu, sizes), readParameter('vonmises', 'kappa', kappa, sizes, isNotNegative)];
    return (source, i) => {
      const angle = center(i) + (gathered(i) < 1e-8 ? Math.PI * (2 * source.next() - 1) : nextAngle(source, gathered(i)));
      return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
    };
  });
}

/** Best and Fisher 1979, "Efficient simulation of the von Mises distribution". */
function nextAngle(source: UniformSource, kappa: number): number {
  const r = 1 + Math.sqrt(1 + 4 * kappa * kappa);
  const rho = (r - Math.sqrt(2 * r)) / (2 * kappa);
  const s = (1 + rho * rho) / (2 * rho);
  for (;;) {
    const z = cosKernels.get('f64_s')(Math.PI * source.next());
    const w = (1 + s * z) / (s + z);
    const y = kappa * (s - w);
    const v = source.nextOpen();
    if (y * (2 - y) < v && logKernels.get('f64_s')(y / v) + 1 - y < 0) continue;
    const angle = acosKernels.get('f64_s')(Math.min(1, Math.max(-1, w)));
    return source.next() < 0.5 ? -angle : angle;
  }
}

/** Wald, or inverse Gaussian: Michael, Schucany and Haas 1976. */
export function wald<const S extends ShapeLike = readonly [], D extends FloatDType = FloatDType>(mean: number, scale: number, shape?: S, options?: DrawOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawSequence('wald', shape, options, (sizes) => {
    const [center, by] = [readParameter('wald', 'mean', mean, sizes, isPositive), readParameter('wald', 'scale', scale, sizes, isPositive)];
    return (source, i) => {
      const [m, lambda] = [center(i), by(i)];
      const z = source.nextNormal();
      const y = m * z * z;
      const x = m + (m / (2 * lambda)) * (y - Math.sqrt(4 * lambda * y + y * y));
      return source.next() <= m / (m + x) ? x : (m * m) / x;
    };
  });
}
