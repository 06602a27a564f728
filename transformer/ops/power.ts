/**
 * x^y as 2^(y log2 x). In float64 log2 x is carried in two parts of some 66 bits together (the scheme of fdlibm's pow), since an error
 * of log2 x comes out up to 1024 times larger; float32 computes in float64 lanes, where one part suffices.
 * Whole exponents that are plain numbers never come here: they multiply.
 */
import { upperPart } from './exact-parts.js';
import { powerOfTwo, scaledExponential } from './exponential.js';
import { FloatLanes, inFloat64Halves } from './float-lanes.js';
import { splitExponent } from './logarithm.js';
import type { MapOperation, Recipe } from './operation.js';
import { keepsNumberOrInt32 } from './signatures.js';
import { apply, mul, number, one, result, sub, where, x, y } from './terms.js';
import type { Reg, VectorCode } from './vector.js';

/** (log((1 + s)/(1 - s)) 3/2 / s - 3 - z) / z², z = s²: `pow64log`. */
const logRest = [
  0.599999999999999978, 0.428571428571465241, 0.333333333315742109, 0.272727276504515503, 0.230768801917201699,
  0.200027524824330283, 0.17546990114244912, 0.176968707256291047,
];
/** log2((1 + s)/(1 - s)) / s in z = s²: `log2in64for32`. */
const log2Coefficients = [
  2.8853900817778495, 0.961796694113808748, 0.577077942245109221, 0.412209264396807107, 0.319905188912461835, 0.282907730733223617,
];
/** 2^r on |r| ≤ 1/2: `exp2in64for32`. */
const exp2Coefficients = [
  0.999999999961609709, 0.693147180738756363, 0.240226511977410129, 0.0555041031999563075, 0.00961802730491925946,
  0.00133339494628635842, 0.000154692792791512128, 0.0000151957686005351654,
];

/** 2 / (3 ln 2), whole and in a part of 26 bits and the rest. */
const toLog2 = 0.9617966939259756;
const toLog2High = 0.96179668605327606201171875;
const toLog2Low = 7.872699542894897704e-9;

/** Exponents are held here: beyond, any x but 1 overflows or underflows, and the parts below stay finite. */
const exponentLimit = 2 ** 65;

/** |x|^y in float64, for finite non-zero x and |y| ≤ 2^65. */
function powerOfMagnitude64(f: FloatLanes, magnitude: Reg, exponent: Reg): Reg {
  const { high, low } = log2InParts(f, magnitude);
  const exponentHigh = upperPart(f, exponent);
  const held = (a: Reg, limit: number): Reg => f.pmax(f.pmin(a, f.const(limit)), f.const(-limit));
  const productHigh = held(f.mul(exponentHigh, high), 1100);
  const productLow = held(f.add(f.mul(f.sub(exponent, exponentHigh), high), f.mul(exponent, low)), 1);
  const big = f.const(1.5 * 2 ** 52 + 2 * f.layout.bias);
  const shifted = f.add(f.add(productHigh, productLow), big);
  const fraction = f.add(f.sub(productHigh, f.sub(shifted, big)), productLow);
  return scaledExponential(f, shifted, f.mul(fraction, f.const(Math.LN2)));
}

/** log2 of a positive number as high + low, high of 26 bits. */
function log2InParts(f: FloatLanes, a: Reg): { readonly high: Reg; readonly low: Reg } {
  const subnormal = f.lt(a, f.const(f.layout.smallestNormal));
  const { k, m } = splitExponent(f, f.select(subnormal, f.mul(a, f.const(2 ** 54)), a));
  const n = f.sub(k, f.and(subnormal, f.const(54)));
  // s = (m - 1)/(m + 1) as sHigh + sLow.
  const difference = f.sub(m, f.const(1));
  const sum = f.add(m, f.const(1));
  const inverse = f.div(f.const(1), sum);
  const s = f.mul(difference, inverse);
  const sHigh = upperPart(f, s);
  const sumHigh = upperPart(f, sum);
  const sumLow = f.sub(m, f.sub(sumHigh, f.const(1)));
  const sLow = f.mul(inverse, f.sub(f.sub(difference, f.mul(sHigh, sumHigh)), f.mul(sHigh, sumLow)));
  // (3/2) log m = s (3 + s² + r)
  const z = f.mul(s, s);
  const r = f.add(f.mul(f.mul(z, z), f.polynomial(z, logRest)), f.mul(sLow, f.add(sHigh, s)));
  const exactSquare = f.mul(sHigh, sHigh);
  const seriesHigh = upperPart(f, f.add(f.add(f.const(3), exactSquare), r));
  const seriesLow = f.sub(r, f.sub(f.sub(seriesHigh, f.const(3)), exactSquare));
  const u = f.mul(sHigh, seriesHigh);
  const v = f.add(f.mul(sLow, seriesHigh), f.mul(seriesLow, s));
  const pHigh = upperPart(f, f.add(u, v));
  const pLow = f.sub(v, f.sub(pHigh, u));
  const zHigh = f.mul(f.const(toLog2High), pHigh);
  const zLow = f.add(f.mul(f.const(toLog2Low), pHigh), f.mul(pLow, f.const(toLog2)));
  const high = upperPart(f, f.add(f.add(zHigh, zLow), n));
  return { high, low: f.sub(zLow, f.sub(f.sub(high, n), zHigh)) };
}

/** |x|^y of float32 operands in float64 lanes. */
function powerOfMagnitude32(f: FloatLanes, magnitude: Reg, exponent: Reg): Reg {
  const { k, m } = splitExponent(f, magnitude);
  const s = f.div(f.sub(m, f.const(1)), f.add(m, f.const(1)));
  const log2 = f.add(k, f.mul(s, f.polynomial(f.mul(s, s), log2Coefficients)));
  const product = f.pmax(f.pmin(f.mul(exponent, log2), f.const(200)), f.const(-200));
  const big = f.const(1.5 * 2 ** 52 + f.layout.bias);
  const shifted = f.add(product, big);
  const p = f.polynomial(f.sub(product, f.sub(shifted, big)), exp2Coefficients);
  return f.mul(p, powerOfTwo(f, shifted));
}

/** What C99 and NumPy say of zeros, infinities, negative bases and NaN; `value` is |x|^y for all others. */
function atTheEnds(f: FloatLanes, base: Reg, exponent: Reg, value: Reg): Reg {
  const zero = f.const(0);
  const infinity = f.const(Infinity);
  const magnitude = f.abs(base);
  const isInfinite = f.eq(magnitude, infinity);
  const half = f.mul(exponent, f.const(0.5));
  const isWhole = f.eq(f.nearest(exponent), exponent);
  const isOdd = f.andnot(isWhole, f.eq(f.nearest(half), half));
  const extreme = f.and(f.xor(isInfinite, f.lt(exponent, zero)), infinity);
  const ended = f.select(f.or(f.eq(magnitude, zero), isInfinite), extreme, value);
  const signed = f.xor(ended, f.and(f.and(base, f.signBit), isOdd));
  const noRoot = f.andnot(f.andnot(f.lt(base, zero), isWhole), isInfinite);
  const unknown = f.or(f.ne(base, base), f.ne(exponent, exponent));
  const isOne = f.or(f.eq(exponent, zero), f.eq(base, f.const(1)));
  return f.select(isOne, f.const(1), f.nanWhere(f.or(noRoot, unknown), signed));
}

function powerRecipe(dtype: 'float32' | 'float64'): Recipe {
  const halves = inFloat64Halves(powerOfMagnitude32);
  return (code, base, exponent) => {
    const f = new FloatLanes(code, dtype);
    const held = f.pmax(f.pmin(exponent, f.const(exponentLimit)), f.const(-exponentLimit));
    const value = dtype === 'float32' ? halves(code, f.abs(base), held) : powerOfMagnitude64(f, f.abs(base), held);
    return atTheEnds(f, base, exponent, value);
  };
}

const wholePowerSource = `function powWhole(base: v128, exponent: v128): v128 {
  const one = i32x4.splat(1);
  let product = one;
  while (v128.any_true(exponent)) {
    product = v128.bitselect(i32x4.mul(product, base), product, i32x4.eq(v128.and(exponent, one), one));
    base = i32x4.mul(base, base);
    exponent = i32x4.shr_u(exponent, 1);
  }
  return product;
}`;

function wholePower(code: VectorCode, base: Reg, exponent: Reg): Reg {
  code.function('powWhole', wholePowerSource);
  return code.text(`powWhole($${base}, $${exponent})`);
}

/** Negative exponents leave a fraction, cut to 0, of all bases but 1 and -1 (whose powers know only odd and even). */
const signedPower: Recipe = (code, base, exponent) => {
  const isFraction = code.push('v128.andnot', code.push('i32x4.lt_s', exponent, code.const('i32x4', 0)),
    code.push('i32x4.eq', code.push('i32x4.abs', base), code.const('i32x4', 1)));
  return code.push('v128.andnot', wholePower(code, base, exponent), isFraction);
};

function powerReference(base: number, exponent: number): number {
  if (base === 1 || exponent === 0) return 1;
  return base === -1 && Math.abs(exponent) === Infinity ? 1 : base ** exponent;
}

function wholePowerReference(base: number, exponent: number): number {
  if (exponent < 0) return Math.abs(base) === 1 ? base ** (exponent % 2) : 0;
  let product = 1;
  for (let left = exponent, factor = base; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) product = Math.imul(product, factor);
    factor = Math.imul(factor, factor);
  }
  return product;
}

const pow: MapOperation = {
  kind: 'map', name: 'pow', numpy: 'power', parameters: ['x', 'y'],
  doc: 'x to the power of y; whole numbers wrap, and lose the fraction of a negative exponent. x^y',
  signature: keepsNumberOrInt32,
  reference: powerReference,
  integerReference: wholePowerReference,
  recipes: { float32: powerRecipe('float32'), float64: powerRecipe('float64'), int32: signedPower, uint32: wholePower },
  derivative: [
    mul(y, apply('pow', x, sub(y, one))),
    mul(result, apply('log', where(apply('equal', x, number(0)), one, x))),
  ],
  ulp: { float32: 0.6, float64: 1.1 },
};

export const powers: readonly MapOperation[] = [pow];
