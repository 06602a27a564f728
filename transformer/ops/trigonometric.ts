/**
 * Sine, cosine and tangent. float64: r in two parts, fdlibm's kernels for sin r and cos r on |r| ≤ π/4, chosen by quadrant. float32 in
 * float64 lanes: sine and cosine take one polynomial on |r| ≤ π/2.
 */
import type { Parts } from './exact-parts.js';
import { fastSum, productError } from './exact-parts.js';
import type { FloatLanes } from './float-lanes.js';
import { floatRecipes, inFloat64Halves } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import type { ReducedAngle } from './reduction-by-pi.js';
import { reduceByHalfPi, reduceFloat32 } from './reduction-by-pi.js';
import { givesFloat } from './signatures.js';
import { add, apply, div, mul, neg, number, one, result, square, sub, where, x } from './terms.js';
import type { Reg } from './vector.js';

/** (sin r - r) / r³ and (cos r - 1 + r²/2) / r⁴ in r², |r| ≤ π/4: `sin64`, `cos64`. */
const sinRest = [
  -0.166666666666666324, 0.00833333333332243048, -0.000198412698297895009, 2.75573136797295467e-6, -2.50507556926211059e-8,
  1.5896638046930017e-10,
];
const cosRest = [
  0.0416666666666666158, -0.00138888888888765273, 0.0000248015872908008926, -2.75573146943650716e-7, 2.08757656738279203e-9,
  -1.13616737931828978e-11,
];
/** (sin r - r) / r³ for float32, |r| ≤ π/2: `sin64for32`; and both kernels on π/4: `sin64for32quarter`, `cos64for32quarter`. */
const sinRest32 = [-0.166666666274555397, 0.00833333114824525052, -0.000198408722677855372, 2.75255556693472466e-6, -2.38914708806438627e-8];
const sinQuarter32 = [-0.16666666641022268, 0.00833332932272352368, -0.000198393166027484698, 2.71815453568365809e-6];
const cosQuarter32 = [0.0416666666242409833, -0.00138888838514982546, 0.000024799541702264609, -2.72117819097871752e-7];

/** sin(high + low) as high + rest. */
function sineKernel(f: FloatLanes, high: Reg, low: Reg): Parts {
  const z = f.mul(high, high);
  const cube = f.mul(z, high);
  // r³ P(r²) + low (1 - r²/2)
  const rest = f.add(f.mul(cube, f.polynomial(z, sinRest)), f.sub(low, f.mul(f.mul(z, f.const(0.5)), low)));
  return { value: high, rest };
}

/** cos(high + low) as (1 - r²/2, rounded) + rest. */
function cosineKernel(f: FloatLanes, high: Reg, low: Reg): Parts {
  const z = f.mul(high, high);
  const half = f.mul(z, f.const(0.5));
  const value = f.sub(f.const(1), half);
  const lost = f.sub(f.sub(f.const(1), value), half);
  const series = f.sub(f.mul(f.mul(z, z), f.polynomial(z, cosRest)), f.mul(high, low));
  return { value, rest: f.add(lost, series) };
}

/** All ones where n is odd. */
function isOdd(f: FloatLanes, shifted: Reg): Reg {
  return f.code.push('i64x2.eq', f.and(shifted, f.bits(1n)), f.bits(1n));
}

/** The sign bit where n is 2 or 3 modulo 4. */
function lowerHalf(f: FloatLanes, shifted: Reg): Reg {
  return f.and(f.shl(shifted, 62), f.signBit);
}

/** The sine of n π/2 + high + low. */
export function sineOfReduced(f: FloatLanes, { shifted, high, low }: ReducedAngle): Reg {
  const sine = sineKernel(f, high, low);
  const cosine = cosineKernel(f, high, low);
  const odd = isOdd(f, shifted);
  const value = f.select(odd, f.add(cosine.value, cosine.rest), f.add(sine.value, sine.rest));
  return f.xor(value, lowerHalf(f, shifted));
}

function sine64(f: FloatLanes, a: Reg): Reg {
  // What is so small is its own sine, -0 and subnormals included.
  return f.select(f.lt(f.abs(a), f.const(2 ** -27)), a, sineOfReduced(f, reduceByHalfPi(f, a)));
}

function cosine64(f: FloatLanes, a: Reg): Reg {
  const reduced = reduceByHalfPi(f, a);
  return sineOfReduced(f, { ...reduced, shifted: f.addBits(reduced.shifted, f.bits(1n)) });
}

/** sin r (-1)^n for x = n π + r, or for x + π/2 = n π + r: the cosine. */
function sine32(f: FloatLanes, a: Reg, quarter: 0 | 1): Reg {
  const { shifted, high } = reduceFloat32(f, a, { period: 'pi', quarter });
  const z = f.mul(high, high);
  // As a product, which keeps the sign of -0.
  const value = f.mul(high, f.add(f.const(1), f.mul(z, f.polynomial(z, sinRest32))));
  return f.xor(value, f.shl(shifted, 63));
}

/** tan r or -1/tan r by quadrant, as one division of the kernels with their lost parts put back. */
function tangent64(f: FloatLanes, a: Reg): Reg {
  const { shifted, high, low } = reduceByHalfPi(f, a);
  const roughSine = sineKernel(f, high, low);
  const roughCosine = cosineKernel(f, high, low);
  const sine = fastSum(f, roughSine.value, roughSine.rest);
  const cosine = fastSum(f, roughCosine.value, roughCosine.rest);
  const odd = isOdd(f, shifted);
  const over = f.select(odd, cosine.value, sine.value);
  const under = f.select(odd, sine.value, cosine.value);
  const overRest = f.select(odd, cosine.rest, sine.rest);
  const underRest = f.select(odd, sine.rest, cosine.rest);
  const quotient = f.div(over, under);
  const missing = f.sub(f.add(productError(f, over, quotient, under), overRest), f.mul(quotient, underRest));
  const value = f.xor(f.add(quotient, f.div(missing, under)), f.and(odd, f.signBit));
  return f.select(f.lt(f.abs(a), f.const(2 ** -27)), a, value);
}

function tangent32(f: FloatLanes, a: Reg): Reg {
  const { shifted, high } = reduceFloat32(f, a, { period: 'half-pi', quarter: 0 });
  const z = f.mul(high, high);
  const sine = f.mul(high, f.add(f.const(1), f.mul(z, f.polynomial(z, sinQuarter32))));
  const cosine = f.add(f.sub(f.const(1), f.mul(z, f.const(0.5))), f.mul(f.mul(z, z), f.polynomial(z, cosQuarter32)));
  const odd = isOdd(f, shifted);
  const quotient = f.div(f.select(odd, cosine, sine), f.select(odd, sine, cosine));
  return f.xor(quotient, f.and(odd, f.signBit));
}

/** π = Math.PI + this. */
const piRest = 1.2246467991473532e-16;

/** π x for 0 ≤ x, by quadrants: x = n/2 + r is exact, and π r is taken in two parts. From 2^51 on every double is whole: n is 0. */
function reduceTurns(f: FloatLanes, a: Reg): ReducedAngle {
  const big = f.const(1.5 * 2 ** 52);
  const held = f.select(f.lt(a, f.const(2 ** 51)), a, f.const(0));
  const shifted = f.add(f.add(held, held), big);
  const r = f.sub(held, f.mul(f.sub(shifted, big), f.const(0.5)));
  const pi = f.const(Math.PI);
  const high = f.mul(r, pi);
  return { shifted, high, low: f.sub(f.mul(r, f.const(piRest)), productError(f, high, r, pi)) };
}

/** sin(π x) for 0 ≤ x. */
export function sineOfTurns(f: FloatLanes, a: Reg): Reg {
  return sineOfReduced(f, reduceTurns(f, a));
}

/** sin(π x)/(π x), where what rounding took from π x enters to first order. */
function sincOf(f: FloatLanes, a: Reg): Reg {
  const pi = f.const(Math.PI);
  const magnitude = f.pmin(f.abs(a), f.const(2 ** 1000));
  const { shifted, high, low } = reduceTurns(f, magnitude);
  // In the first quadrant the divisor is rounded as the angle is, so that its second part would only harm.
  const isBeyond = f.ne(shifted, f.const(1.5 * 2 ** 52));
  const sine = sineOfReduced(f, { shifted, high, low: f.and(low, isBeyond) });
  const angle = f.mul(magnitude, pi);
  const lost = f.sub(f.mul(magnitude, f.const(piRest)), productError(f, angle, magnitude, pi));
  const quotient = f.div(sine, angle);
  const value = f.sub(quotient, f.mul(quotient, f.and(f.div(lost, angle), isBeyond)));
  // The sum with 0 makes -0, at whole x, 0.
  return f.select(f.lt(magnitude, f.const(2 ** -30)), f.const(1), f.add(value, f.const(0)));
}

const sin: MapOperation = {
  kind: 'map', name: 'sin', numpy: 'sin', parameters: ['x'],
  doc: 'The sine of an angle in radians, for angles of any size. sin x',
  signature: givesFloat,
  reference: (a) => Math.sin(a),
  recipes: { float32: inFloat64Halves((f, a) => sine32(f, a, 0)), float64: floatRecipes(sine64).float64 },
  derivative: [apply('cos', x)],
  ulp: { float32: 0.6, float64: 0.9 },
};

const cos: MapOperation = {
  kind: 'map', name: 'cos', numpy: 'cos', parameters: ['x'],
  doc: 'The cosine of an angle in radians, for angles of any size. cos x',
  signature: givesFloat,
  reference: (a) => Math.cos(a),
  recipes: { float32: inFloat64Halves((f, a) => sine32(f, a, 1)), float64: floatRecipes(cosine64).float64 },
  derivative: [neg(apply('sin', x))],
  ulp: { float32: 0.6, float64: 0.9 },
};

const tan: MapOperation = {
  kind: 'map', name: 'tan', numpy: 'tan', parameters: ['x'],
  doc: 'The tangent of an angle in radians, for angles of any size. sin x / cos x',
  signature: givesFloat,
  reference: (a) => Math.tan(a),
  recipes: { float32: inFloat64Halves(tangent32), float64: floatRecipes(tangent64).float64 },
  derivative: [add(one, square(result))],
  ulp: { float32: 0.6, float64: 1 },
};

/** As the recipe reduces it: x - n/2 is exact in doubles too. */
function sincReference(a: number): number {
  const magnitude = Math.abs(a);
  if (magnitude < 2 ** -30) return 1;
  if (magnitude === Infinity) return 0;
  const held = magnitude < 2 ** 51 ? magnitude : 0;
  const n = Math.round(held * 2);
  const angle = Math.PI * (held - n / 2);
  const sine = [Math.sin(angle), Math.cos(angle), -Math.sin(angle), -Math.cos(angle)][n % 4] ?? NaN;
  return sine / (Math.PI * magnitude) + 0;
}

const sinc: MapOperation = {
  kind: 'map', name: 'sinc', numpy: 'sinc', parameters: ['x'],
  doc: 'The normalized sinc function, 1 at 0. sin(π x) / (π x)',
  signature: givesFloat,
  reference: sincReference,
  recipes: { float32: inFloat64Halves(sincOf), float64: floatRecipes(sincOf).float64 },
  // (cos(π x) - sinc x) / x, and -π² x / 3 near 0 where that cancels.
  derivative: [where(
    apply('less', apply('abs', x), number(1e-3)),
    mul(number(-(Math.PI ** 2) / 3), x),
    div(sub(apply('cos', mul(number(Math.PI), x)), result), where(apply('equal', x, number(0)), one, x)),
  )],
  ulp: { float32: 0.6, float64: 1.9 },
};

const degree = Math.PI / 180;

const deg2rad: MapOperation = {
  kind: 'map', name: 'deg2rad', numpy: 'deg2rad', parameters: ['x'],
  doc: 'Degrees to radians. π x / 180',
  signature: givesFloat,
  reference: (a) => a * degree,
  recipes: floatRecipes((f, a) => f.mul(a, f.const(degree))),
  derivative: [number(degree)],
  ulp: { float32: 1.1, float64: 1.1 },
};

const rad2deg: MapOperation = {
  kind: 'map', name: 'rad2deg', numpy: 'rad2deg', parameters: ['x'],
  doc: 'Radians to degrees. 180 x / π',
  signature: givesFloat,
  reference: (a) => a * (180 / Math.PI),
  recipes: floatRecipes((f, a) => f.mul(a, f.const(180 / Math.PI))),
  derivative: [number(180 / Math.PI)],
  ulp: { float32: 1.1, float64: 1.1 },
};

export const trigonometric: readonly MapOperation[] = [sin, cos, tan, sinc, deg2rad, rad2deg];
