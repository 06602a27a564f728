/** The cube root and the length of a vector, in float64; float32 computes in float64 lanes. (The square root is the hardware's.) */
import { powerOfTwo } from './exponential.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes } from './float-lanes.js';
import { splitExponent } from './logarithm.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { div, number, result, square, x, y } from './terms.js';
import type { Reg } from './vector.js';

/** ∛m from √½ to √2, to 1e-5: `cbrt64`. */
const firstGuess = [0.451660357632185372, 0.904821489283077374, -0.535600439356129332, 0.21689665820743792, -0.037773677417585326];

/** t + t (m/t² - t)/(2 t + m/t²): triples the good digits (Halley), and is exact to 2/3 ULP when t has so few bits that t² is exact. */
function improve(f: FloatLanes, t: Reg, m: Reg): Reg {
  const quotient = f.div(m, f.mul(t, t));
  return f.add(t, f.mul(t, f.div(f.sub(quotient, t), f.add(f.add(t, t), quotient))));
}

/** ∛x = 2^q ∛(m 2^j) for x = 2^(3q + j) m, j = -1, 0, 1. */
function cubeRoot(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const subnormal = f.lt(magnitude, f.const(f.layout.smallestNormal));
  const { k, m } = splitExponent(f, f.select(subnormal, f.mul(magnitude, f.const(2 ** 54)), magnitude));
  const n = f.sub(k, f.and(subnormal, f.const(54)));
  const q = f.nearest(f.mul(n, f.const(1 / 3)));
  const j = f.sub(n, f.mul(q, f.const(3)));
  const big = f.const(1.5 * 2 ** 52 + f.layout.bias);
  const scaled = f.mul(m, powerOfTwo(f, f.add(j, big)));
  // 2^(j/3), by the parabola through its three values.
  const step = f.polynomial(j, [1, (Math.cbrt(2) - Math.cbrt(0.5)) / 2, (Math.cbrt(2) + Math.cbrt(0.5)) / 2 - 1]);
  const rough = improve(f, f.mul(f.polynomial(m, firstGuess), step), scaled);
  const root = improve(f, f.and(rough, f.bits(~0x7ffffffn)), scaled);
  const value = f.withSignOf(f.mul(root, powerOfTwo(f, f.add(q, big))), a);
  const isOrdinary = f.and(f.gt(magnitude, f.const(0)), f.lt(magnitude, f.const(Infinity)));
  return f.select(isOrdinary, value, a);
}

/** √(x² + y²), both scaled where squares would overflow or lose bits. */
function length(f: FloatLanes, a: Reg, b: Reg): Reg {
  const one = f.const(1);
  const larger = f.pmax(f.abs(a), f.abs(b));
  const isLarge = f.gt(larger, f.const(2 ** 500));
  const isSmall = f.lt(larger, f.const(2 ** -450));
  const scale = f.select(isLarge, f.const(2 ** -600), f.select(isSmall, f.const(2 ** 600), one));
  const back = f.select(isLarge, f.const(2 ** 600), f.select(isSmall, f.const(2 ** -600), one));
  const c = f.mul(a, scale);
  const d = f.mul(b, scale);
  const value = f.mul(f.sqrt(f.add(f.mul(c, c), f.mul(d, d))), back);
  const infinity = f.const(Infinity);
  return f.select(f.or(f.eq(f.abs(a), infinity), f.eq(f.abs(b), infinity)), infinity, value);
}

const cbrt: MapOperation = {
  kind: 'map', name: 'cbrt', numpy: 'cbrt', parameters: ['x'],
  doc: 'The cube root, with the sign of x. x^(1/3)',
  signature: givesFloat,
  reference: (a) => Math.cbrt(a),
  recipes: float64Recipes(cubeRoot),
  derivative: [div(number(1 / 3), square(result))],
  ulp: { float32: 0.6, float64: 0.7 },
};

const hypot: MapOperation = {
  kind: 'map', name: 'hypot', numpy: 'hypot', parameters: ['x', 'y'],
  doc: 'The length of a vector, with no overflow on the way; infinite if either is. √(x² + y²)',
  signature: givesFloat,
  reference: (a, b) => Math.hypot(a, b),
  recipes: float64Recipes(length),
  derivative: [div(x, result), div(y, result)],
  ulp: { float32: 0.6, float64: 1.2 },
};

export const roots: readonly MapOperation[] = [cbrt, hypot];
