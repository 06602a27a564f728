/** Random whole numbers that are asked for less often: `hypergeometric`, `logseries`, `multinomial`, `negativeBinomial`, `zipf`. */
import type { DType } from '../abi/dtype.js';
import { sizeOf } from '../abi/shape.js';
import { fromNumbers } from '../array/fill-array.js';
import { dtypeOf } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, NDArray, RankOf, ShapeLike } from '../array/types.js';
import { expm1 as expm1Kernels } from '../kernels/expm1.js';
import { log as logKernels } from '../kernels/log.js';
import { log1p as log1pKernels } from '../kernels/log1p.js';
import { pow as powKernels } from '../kernels/pow.js';
import type { CountOptions } from './event-counts.js';
import { drawCounts, nextBinomial, nextPoisson } from './event-counts.js';
import { nextGamma } from './gamma.js';
import { isPositive, isProbability, readParameter, shapeOf, stateOf } from './parameters.js';
import { UniformSource } from './uniform-source.js';

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

/** How many of `nsample` things drawn without putting back are good, of `ngood` good and `nbad` bad ones. */
export function hypergeometric<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(ngood: number, nbad: number, nsample: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('hypergeometric', shape, options, (sizes) => {
    const [good, bad, drawn] = [['ngood', ngood], ['nbad', nbad], ['nsample', nsample]].map(([name, value]) => readParameter('hypergeometric', name as string, value, sizes, isCount));
    return (source, i) => {
      const all = good!(i) + bad!(i);
      if (drawn!(i) > all) throw new RangeError(`hypergeometric: nsample is ${drawn!(i)}, and there are ${all} things to draw from`);
      // What is drawn and what is left tell the same: the smaller of both is drawn one by one.
      const count = Math.min(drawn!(i), all - drawn!(i));
      let [goodLeft, left] = [good!(i), all];
      for (let k = 0; k < count; k++, left--) if (source.next() * left < goodLeft) goodLeft--;
      const found = good!(i) - goodLeft;
      return count === drawn!(i) ? found : good!(i) - found;
    };
  });
}

/** 1, 2, 3, … with probabilities -p^k / (k ln(1 - p)). Kemp 1981, "Efficient generation of logarithmically distributed pseudo-random variables". */
export function logseries<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(p: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('logseries', shape, options, (sizes) => {
    const chance = readParameter('logseries', 'p', p, sizes, (value) => value > 0 && value < 1);
    return (source, i) => {
      const r = log1pKernels.get('f64_s')(-chance(i));
      const v = source.nextOpen();
      if (v >= chance(i)) return 1;
      const q = -expm1Kernels.get('f64_s')(r * source.nextOpen());
      if (v <= q * q) return Math.max(1, Math.floor(1 + logKernels.get('f64_s')(v) / logKernels.get('f64_s')(q)));
      return v >= q ? 1 : 2;
    };
  });
}

/** How many failures come before `n` successes, each trial succeeding with probability `p`: a Poisson number whose rate is a gamma number. */
export function negativeBinomial<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(n: number, p: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  return drawCounts('negativeBinomial', shape, options, (sizes) => {
    const successes = readParameter('negativeBinomial', 'n', n, sizes, isPositive);
    const chance = readParameter('negativeBinomial', 'p', p, sizes, (value) => value > 0 && value <= 1);
    return (source, i) => nextPoisson(source, nextGamma(source, successes(i)) * ((1 - chance(i)) / chance(i)));
  });
}

/** 1, 2, 3, … with probabilities in the ratio of k^-a, for a above 1. Devroye 1986, "Non-uniform random variate generation", p. 551; numbers past int32 are drawn again. */
export function zipf<const S extends ShapeLike = readonly [], D extends DType = 'int32'>(a: number, shape?: S, options?: CountOptions<D>): NDArray<RankOf<S>, NoInfer<D>> {
  const power = powKernels.get('f64_ss');
  return drawCounts('zipf', shape, options, (sizes) => {
    const exponent = readParameter('zipf', 'a', a, sizes, (value) => value > 1 && value < Number.POSITIVE_INFINITY);
    return (source, i) => {
      const less = exponent(i) - 1;
      const b = power(2, less);
      for (;;) {
        const x = Math.floor(power(source.nextOpen(), -1 / less));
        const v = source.next();
        if (x > 0x7fffffff || x < 1) continue;
        const t = power(1 + 1 / x, less);
        if (v * x * (t - 1) / (b - 1) <= t / b) return x;
      }
    };
  });
}

/** How often each of several outcomes comes in `n` trials, along a last axis as long as the list of their probabilities `p` (whose sum is at most 1; the last one takes the rest). */
export function multinomial<D extends DType = 'int32'>(n: number, p: NDArray<1> | readonly number[], shape?: ShapeLike, options?: CountOptions<D>): NDArray<AnyRank, NoInfer<D>> {
  const chances = NDArrayObject.isInstance(p) ? Array.from(p.storage.elements()) : Array.from(p as readonly number[]);
  const total = chances.slice(0, -1).reduce((sum, chance) => sum + chance, 0);
  if (chances.length === 0 || !chances.every(isProbability) || total > 1 + 1e-12) throw new RangeError(`multinomial: probabilities from 0 to 1 with a sum of at most 1 are wanted, got ${chances.join(', ')}`);
  if (!isCount(n)) throw new RangeError(`multinomial: n must be a whole number of 0 or more, got ${n}`);
  const sizes = shapeOf('multinomial', shape);
  const source = new UniformSource(stateOf(options));
  const counts = new Float64Array(sizeOf(sizes) * chances.length);
  for (let row = 0; row < counts.length; row += chances.length) {
    let [left, rest] = [n, 1];
    for (let k = 0; k < chances.length - 1; k++) {
      const count = left === 0 || rest <= 0 ? 0 : nextBinomial(source, left, Math.min(1, chances[k]! / rest));
      counts[row + k] = count;
      left -= count;
      rest -= chances[k]!;
    }
    counts[row + chances.length - 1] = left;
  }
  return toPublic(fromNumbers(dtypeOf('multinomial', options, 'int32'), [...sizes, chances.length], counts));
}
