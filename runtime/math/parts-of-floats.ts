/** Numbers taken apart and put together: `divmod`, `modf`, `frexp`, `ldexp`, `round`. */
import type { DType } from '../abi/dtype.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fillArray } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, Operand } from '../array/types.js';
import { broadcastShapes } from '../abi/shape.js';
import { castArray } from './cast.js';
import { widenMap } from './define-map.js';
import { div } from './generated/div.js';
import { floorDivide } from './generated/floorDivide.js';
import { mod } from './generated/mod.js';
import { mul } from './generated/mul.js';
import { round as rint } from './generated/round.js';
import { sub } from './generated/sub.js';
import { trunc } from './generated/trunc.js';
import { copysign } from './generated/copysign.js';
import { isinf } from './generated/isinf.js';
import { where } from './generated/where.js';
import { checkReduced } from './reduce.js';
import { broadcastTo } from './rearrange.js';

/** `[floorDivide(x, y), mod(x, y)]`: x = q y + r. */
export function divmod(x: Operand, y: Operand): [quotient: NDArray, remainder: NDArray] {
  return [floorDivide(x, y), mod(x, y)];
}

/** `[fraction, whole]`, both with the sign of x; the fraction of an infinity is 0. */
export function modf<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): [fraction: NDArray<R, FloatOf<D>>, whole: NDArray<R, FloatOf<D>>] {
  const source = checkReduced('modf', x);
  const floats = toPublic<NDArray<R, FloatOf<D>>>(castArray(source, floating(source.dtype, getFloat())));
  const whole = trunc(floats) as unknown as NDArray<R, FloatOf<D>>;
  return [copysign(where(isinf(floats), 0, sub(floats, whole)), floats) as unknown as NDArray<R, FloatOf<D>>, whole];
}

/** `[mantissa, exponent]` with x = mantissa · 2^exponent and 0.5 ≤ |mantissa| < 1; zeros, infinities and NaN are their own mantissa. */
export function frexp<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): [mantissa: NDArray<R, FloatOf<D>>, exponent: NDArray<R, 'int32'>] {
  const given = checkReduced('frexp', x);
  const source = castArray(given, floating(given.dtype, getFloat()));
  const exponents = fillArray('int32', source.shape, [source], (to, from) => { for (let i = 0; i < to.length; i++) to[i] = exponentOf(from[i]!); });
  const mantissas = fillArray(source.dtype, source.shape, [source], (to, from) => { for (let i = 0; i < to.length; i++) to[i] = scale(from[i]!, -exponentOf(from[i]!)); });
  return [toPublic(mantissas), toPublic(exponents)];
}

/** x · 2^exponent, rounded once. */
export function ldexp<R extends number = AnyRank>(x: Given<R>, exponent: Operand): NDArray<R> {
  const [given, powers] = [checkReduced('ldexp', x), checkReduced('ldexp', exponent)];
  const shape = broadcastShapes('ldexp', [given.shape, powers.shape], ['x', 'exponent']);
  const dtype = floating(given.dtype, getFloat());
  const wide = checkReduced('ldexp', broadcastTo(toPublic<NDArray>(castArray(given, dtype)), shape));
  const counts = checkReduced('ldexp', broadcastTo(toPublic<NDArray>(castArray(powers, 'int32')), shape));
  return toPublic(fillArray(dtype, shape, [wide, counts], (to, from, by) => { for (let i = 0; i < to.length; i++) to[i] = scale(from[i]!, by[i]!); }));
}

/** The exponent of the mantissa in [0.5, 1); 0 where there is none. */
function exponentOf(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return 0;
  let exponent = Math.floor(Math.log2(Math.abs(x))) + 1;
  // The logarithm may be off by one next to a power of two, and of subnormals.
  while (scale(Math.abs(x), -exponent) >= 1) exponent++;
  while (scale(Math.abs(x), -exponent) < 0.5) exponent--;
  return exponent;
}

/** x · 2^k: in steps whose results are exact but for the last. */
function scale(x: number, k: number): number {
  if (k > 1023) return scale(x * 2 ** 1023, Math.max(k - 1023, 0) > 4000 ? 4000 : k - 1023);
  if (k < -1022) {
    // A subnormal on the way would be rounded twice.
    const rest = Math.max(k + 969, -4000);
    return scale(x * 2 ** -969, rest);
  }
  return x * 2 ** k;
}

/** To a number of decimals (0; negative ones: tens, hundreds), halves to the even one. Whole numbers are rounded too where decimals are negative. */
export const round: <R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, decimals?: number) => NDArray<R, D> = /* @__PURE__ */ widenMap(rint, roundTo);

function roundTo<R extends number, D extends DType>(x: Given<R, D>, decimals: number = 0): NDArray<R, D> {
  if (!Number.isInteger(decimals)) throw new RangeError(`round: the number of decimals must be a whole number, got ${decimals}`);
  if (decimals === 0) return rint(x) as unknown as NDArray<R, D>;
  const source = checkReduced('round', x);
  const given = toPublic<NDArray>(source);
  if (source.dtype !== 'float32' && source.dtype !== 'float64') {
    if (decimals > 0) return toPublic(source);
    const tens = div(given, 10 ** -decimals);
    return toPublic(castArray(checkReduced('round', mul(rint(tens), 10 ** -decimals)), source.dtype));
  }
  const scaled = decimals > 0 ? div(rint(mul(given, 10 ** decimals)), 10 ** decimals) : mul(rint(div(given, 10 ** -decimals)), 10 ** -decimals);
  return scaled as unknown as NDArray<R, D>;
}
