/**
 * The exponential family. All start from x = n ln 2 + r, |r| ≤ (ln 2)/2, in two parts of ln 2 so that n ln2High is exact, and
 * e^r = 1 + r + r^2 q(r) with q from bench/accuracy/coefficients.py. n comes from adding a number so large that the sum's last
 * place is 1: its low bits then are n plus a bias, ready to be shifted into an exponent.
 */
import type { FloatDType } from '../../runtime/abi/dtype.js';
import type { Parts } from './exact-parts.js';
import { fastSum } from './exact-parts.js';
import type { FloatLanes } from './float-lanes.js';
import { floatRecipes } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { add, apply, div, mul, number, one, result, square, sub, where, x } from './terms.js';
import type { Reg } from './vector.js';

/** q(r) = (e^r - 1 - r) / r^2 on |r| ≤ 0.3466: `exp32`, `exp64`. */
const rest32 = [0.4999999404, 0.1666652709, 0.04166837037, 0.008368113078, 0.001381092123];
const rest64 = [
  0.500000000000000444, 0.16666666666666452, 0.0416666666665767502, 0.00833333333348790749, 0.00138888889324748446,
  0.000198412694921730237, 0.000024801503765022446, 2.75576181605203654e-6, 2.76267029303923039e-7, 2.49854008747848371e-8,
];

/** ln 2 in a part of 15 (33) bits and the rest: n times the first is exact for every exponent. */
export const ln2Parts: Readonly<Record<FloatDType, { readonly high: number; readonly low: number }>> = {
  float32: { high: 0.69314575195, low: 1.4286067653e-6 },
  float64: { high: 6.93147180369123816490e-1, low: 1.90821492927058770002e-10 },
};

/** The exponents that a result can have, subnormals included, and the x beyond which it is 0 or infinite. */
const limits32 = { low: -104, high: 89 };
const limits64 = { low: -746, high: 710 };

interface Reduced {
  /** Float whose low bits are n + bias. */
  readonly shifted: Reg;
  /** |r| ≤ (ln 2)/2, the difference of high (exact) and low, rounded. */
  readonly r: Reg;
  readonly high: Reg;
  readonly low: Reg;
}

/** x = n ln 2 + r. */
export function reduceByLn2(f: FloatLanes, a: Reg, bias: number): Reduced {
  const big = f.const(f.pick(1.5 * 2 ** 23, 1.5 * 2 ** 52) + bias);
  const shifted = f.add(f.mul(a, f.const(Math.LOG2E)), big);
  const n = f.sub(shifted, big);
  const { high, low } = ln2Parts[f.dtype];
  const rHigh = f.sub(a, f.mul(n, f.const(high)));
  const rLow = f.mul(n, f.const(low));
  const r = f.sub(rHigh, rLow);
  return { shifted, r, high: rHigh, low: rLow };
}

/** e^r - 1 for |r| ≤ 0.3466, good to its last place also near 0. */
export function expm1Reduced(f: FloatLanes, r: Reg): Reg {
  return f.add(r, f.mul(f.mul(r, r), f.polynomial(r, f.pick(rest32, rest64))));
}

/** 2^n from a float whose low bits are n plus the exponent's bias. */
export function powerOfTwo(f: FloatLanes, shifted: Reg): Reg {
  return f.shl(shifted, f.layout.mantissaBits);
}

/** e^x = 2^n (1 + change); the low part of r is added to small numbers, which spares a rounding of r: 1.02 ULP at most become 0.9. */
function reducedExponential(f: FloatLanes, a: Reg): { readonly shifted: Reg; readonly change: Reg } {
  const limits = f.pick(limits32, limits64);
  const clamped = f.pmax(f.pmin(a, f.const(limits.high)), f.const(limits.low));
  const { shifted, r, high, low } = reduceByLn2(f, clamped, 2 * f.layout.bias);
  const rest = f.mul(f.mul(r, r), f.polynomial(r, f.pick(rest32, rest64)));
  return { shifted, change: f.add(high, f.sub(rest, low)) };
}

/** e^x for any x. */
function exponential(f: FloatLanes, a: Reg): Reg {
  const { shifted, change } = reducedExponential(f, a);
  return scaleInHalves(f, shifted, f.add(f.const(1), change));
}

/** 2^n (1 + change) and what rounding the sum takes. */
function exponentialInParts(f: FloatLanes, shifted: Reg, change: Reg): Parts {
  const { value, rest } = fastSum(f, f.const(1), change);
  return { value: scaleInHalves(f, shifted, value), rest: scaleInHalves(f, shifted, rest) };
}

/** e^-|x| in parts. */
export function decayInParts(f: FloatLanes, a: Reg): Parts {
  const { shifted, change } = reducedExponential(f, f.or(a, f.signBit));
  return exponentialInParts(f, shifted, change);
}

/** 2^-|x| in parts. */
export function binaryDecayInParts(f: FloatLanes, a: Reg): Parts {
  const { shifted, r } = reduceByOne(f, f.or(a, f.signBit));
  return exponentialInParts(f, shifted, expm1Reduced(f, r));
}

/**
 * 2^n times a value near 1, for a `shifted` of twice the bias: in two factors, so that subnormal results round once and the largest
 * don't overflow early.
 */
export function scaleInHalves(f: FloatLanes, shifted: Reg, value: Reg): Reg {
  const half = f.shrU(shifted, 1);
  return f.mul(f.mul(value, powerOfTwo(f, half)), powerOfTwo(f, f.subBits(shifted, half)));
}

/** 2^n e^r */
export function scaledExponential(f: FloatLanes, shifted: Reg, r: Reg): Reg {
  return scaleInHalves(f, shifted, f.add(f.const(1), expm1Reduced(f, r)));
}

/** 2^x = 2^n e^r: n is x rounded, and r = (x - n) ln 2. */
function reduceByOne(f: FloatLanes, a: Reg): { readonly shifted: Reg; readonly r: Reg } {
  const held = f.pmax(f.pmin(a, f.const(f.pick(129, 1025))), f.const(f.pick(-151, -1076)));
  const big = f.const(f.pick(1.5 * 2 ** 23, 1.5 * 2 ** 52) + 2 * f.layout.bias);
  const shifted = f.add(held, big);
  return { shifted, r: f.mul(f.sub(held, f.sub(shifted, big)), f.const(Math.LN2)) };
}

/** 2^x */
function binaryExponential(f: FloatLanes, a: Reg): Reg {
  const { shifted, r } = reduceByOne(f, a);
  return scaledExponential(f, shifted, r);
}

/** log10 2 in a part of 16 (42) bits and the rest. */
const log2Parts32 = { high: 0.301025390625, low: 4.6050389811952e-6 };
const log2Parts64 = { high: 0.30102999566383914498, low: 1.4205023227266099418e-13 };

/** 10^x: x = n log10 2 + r / ln 10. */
function decimalExponential(f: FloatLanes, a: Reg): Reg {
  const held = f.pmax(f.pmin(a, f.const(f.pick(39, 309))), f.const(f.pick(-46, -324.5)));
  const big = f.const(f.pick(1.5 * 2 ** 23, 1.5 * 2 ** 52) + 2 * f.layout.bias);
  const shifted = f.add(f.mul(held, f.const(Math.LN10 / Math.LN2)), big);
  const n = f.sub(shifted, big);
  const { high, low } = f.pick(log2Parts32, log2Parts64);
  const rest = f.sub(f.sub(held, f.mul(n, f.const(high))), f.mul(n, f.const(low)));
  return scaledExponential(f, shifted, f.mul(rest, f.const(Math.LN10)));
}

/** Below this e^x - 1 is -1. */
const expm1Floor32 = -18;
const expm1Floor64 = -38;

/** e^x - 1 = s (e^r - 1) + (s - 1) with s = 2^n. */
function expMinusOne(f: FloatLanes, a: Reg): Reg {
  const { bias } = f.layout;
  const clamped = f.pmin(f.pmax(a, f.const(f.pick(expm1Floor32, expm1Floor64))), f.const(f.pick(limits32, limits64).high));
  const { shifted, r } = reduceByLn2(f, clamped, bias);
  // 2^128 (2^1024) is no float: scale by one less and double where n is the largest.
  const largest = f.const(f.pick(1.5 * 2 ** 23, 1.5 * 2 ** 52) + 2 * bias);
  const capped = f.pmin(shifted, largest);
  const s = powerOfTwo(f, capped);
  const value = f.add(f.mul(s, expm1Reduced(f, r)), f.sub(s, f.const(1)));
  // shifted - capped is 1 where n is the largest, otherwise 0.
  return f.withSignOf(f.add(value, f.mul(value, f.sub(shifted, capped))), a);
}

/**
 * (e^x - 1) / x with x moved away from 0 to where the quotient still is 1, and 2^n and x both scaled down, so that it overflows only
 * where the quotient does.
 */
function relativeExponential(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const moved = f.or(f.pmax(magnitude, f.const(f.pick(2 ** -60, 2 ** -200))), f.xor(a, magnitude));
  const capped = f.pmin(moved, f.const(f.pick(93.5, 716.7)));
  const lowered = f.pick(8, 11);
  const scale = f.const(2 ** -lowered);
  const { shifted, r } = reduceByLn2(f, f.pmax(capped, f.const(f.pick(expm1Floor32, expm1Floor64))), f.layout.bias - lowered);
  const s = powerOfTwo(f, shifted);
  return f.div(f.add(f.mul(s, expm1Reduced(f, r)), f.sub(s, scale)), f.mul(capped, scale));
}

/** Below these both the sigmoid and x times it are 0; above the others the sigmoid is 1. */
const logisticLimits32 = { low: -110, high: 18 };
const logisticLimits64 = { low: -755, high: 40 };

/** What 2^n is multiplied with in the sigmoid's divisor, so that it is normal where the quotient is subnormal. */
const logisticScale32 = 2 ** -40;
const logisticScale64 = 2 ** -80;

/**
 * `scale` (1 + e^-x), rounded once but for what rounding takes from small numbers: e^-x = s + s q with s = 2^n and q = e^r - 1, and
 * 1 + s is exact, or what it loses is added to s q.
 */
function logisticDivisor(f: FloatLanes, a: Reg, scale: Reg): Reg {
  const limits = f.pick(logisticLimits32, logisticLimits64);
  const held = f.pmax(f.pmin(a, f.const(limits.high)), f.const(limits.low));
  const { shifted, r, high, low } = reduceByLn2(f, f.neg(held), f.layout.bias + Math.log2(f.pick(logisticScale32, logisticScale64)));
  const s = powerOfTwo(f, shifted);
  const q = f.add(high, f.sub(f.mul(f.mul(r, r), f.polynomial(r, f.pick(rest32, rest64))), low));
  const sum = f.add(s, scale);
  const lost = f.sub(scale, f.sub(sum, s));
  return f.add(sum, f.add(lost, f.mul(s, q)));
}

/** 1 / (1 + e^-x) */
function logistic(f: FloatLanes, a: Reg): Reg {
  const scale = f.const(f.pick(logisticScale32, logisticScale64));
  return f.div(scale, logisticDivisor(f, a, scale));
}

/** x / (1 + e^-x), scaled last since x or the result may be subnormal; x itself where the sigmoid is 1. */
export function logisticLinear(f: FloatLanes, a: Reg): Reg {
  const { low, high } = f.pick(logisticLimits32, logisticLimits64);
  const scale = f.const(f.pick(logisticScale32, logisticScale64));
  const held = f.pmax(f.pmin(a, f.const(high)), f.const(low));
  return f.select(f.gt(a, f.const(high)), a, f.mul(f.div(held, logisticDivisor(f, a, scale)), scale));
}

/** From here on tanh is 1. */
const tanhCeiling32 = 9.2;
const tanhCeiling64 = 19.5;

/** tanh |x| = (1 - E) / (1 + E) with E = e^(-2|x|) = s + s q, q = e^r - 1: (1 - s) - s q loses nothing near 0. */
function hyperbolicTangent(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const held = f.pmin(magnitude, f.const(f.pick(tanhCeiling32, tanhCeiling64)));
  const { s, r } = reduceForTanh(f, f.mul(held, f.const(-2)));
  const change = f.mul(s, expm1Reduced(f, r));
  const one = f.const(1);
  const quotient = f.div(f.sub(f.sub(one, s), change), f.add(f.add(one, s), change));
  return f.or(quotient, f.xor(a, magnitude));
}

/**
 * In float32 tanh needs no second part of ln 2: Math.fround(ln 2) has only 21 bits, so n ln 2 is exact up to |n| = 7, and
 * beyond that tanh feels an error of r only by 2 s.
 */
function reduceForTanh(f: FloatLanes, a: Reg): { readonly s: Reg; readonly r: Reg } {
  if (f.dtype === 'float64') {
    const { shifted, r } = reduceByLn2(f, a, f.layout.bias);
    return { s: powerOfTwo(f, shifted), r };
  }
  const big = f.const(1.5 * 2 ** 23 + f.layout.bias);
  const shifted = f.add(f.mul(a, f.const(Math.LOG2E)), big);
  return { s: powerOfTwo(f, shifted), r: f.sub(a, f.mul(f.sub(shifted, big), f.const(Math.LN2))) };
}

const exp: MapOperation = {
  kind: 'map', name: 'exp', numpy: 'exp', parameters: ['x'],
  doc: 'The exponential function. e^x',
  signature: givesFloat,
  reference: (a) => Math.exp(a),
  recipes: floatRecipes(exponential),
  derivative: [result],
  ulp: { float32: 1, float64: 1 },
};

const expm1: MapOperation = {
  kind: 'map', name: 'expm1', numpy: 'expm1', parameters: ['x'],
  doc: 'The exponential function minus one, without cancellation near 0. e^x - 1',
  signature: givesFloat,
  reference: (a) => Math.expm1(a),
  recipes: floatRecipes(expMinusOne),
  derivative: [add(result, one)],
  ulp: { float32: 1.7, float64: 2 },
};

const exprel: MapOperation = {
  kind: 'map', name: 'exprel', parameters: ['x'],
  doc: 'The relative exponential, 1 at 0. (e^x - 1) / x',
  signature: givesFloat,
  reference: (a) => {
    if (a === 0) return 1;
    return a === Infinity ? a : Math.expm1(a) / a;
  },
  recipes: floatRecipes(relativeExponential),
  // (x e^x - (e^x - 1)) / x^2 = (e^x - exprel x) / x; its series where that cancels.
  derivative: [where(
    apply('less', apply('abs', x), number(0.02)),
    [1 / 840, 1 / 144, 1 / 30, 1 / 8, 1 / 3, 1 / 2].map(number).reduce((sum, c) => add(c, mul(x, sum))),
    div(sub(apply('exp', x), result), where(apply('equal', x, number(0)), one, x)),
  )],
  ulp: { float32: 1.9, float64: 1.8 },
};

const sigmoid: MapOperation = {
  kind: 'map', name: 'sigmoid', parameters: ['x'],
  doc: 'The logistic function. 1 / (1 + e^-x)',
  signature: givesFloat,
  reference: (a) => (a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a))),
  recipes: floatRecipes(logistic),
  derivative: [mul(result, sub(one, result))],
  ulp: { float32: 1.7, float64: 1.7 },
};

const tanh: MapOperation = {
  kind: 'map', name: 'tanh', numpy: 'tanh', parameters: ['x'],
  doc: 'The hyperbolic tangent. (e^x - e^-x) / (e^x + e^-x)',
  signature: givesFloat,
  reference: (a) => Math.tanh(a),
  recipes: floatRecipes(hyperbolicTangent),
  derivative: [sub(one, square(result))],
  ulp: { float32: 2, float64: 2 },
};

const exp2: MapOperation = {
  kind: 'map', name: 'exp2', numpy: 'exp2', parameters: ['x'],
  doc: 'Two to the power of x, exact for whole x. 2^x',
  signature: givesFloat,
  reference: (a) => 2 ** a,
  recipes: floatRecipes(binaryExponential),
  derivative: [mul(result, number(Math.LN2))],
  ulp: { float32: 1.1, float64: 1 },
};

const exp10: MapOperation = {
  kind: 'map', name: 'exp10', parameters: ['x'],
  doc: 'Ten to the power of x. 10^x',
  signature: givesFloat,
  reference: (a) => 10 ** a,
  recipes: floatRecipes(decimalExponential),
  derivative: [mul(result, number(Math.LN10))],
  ulp: { float32: 1.2, float64: 1.3 },
};

export const exponentials: readonly MapOperation[] = [exp, expm1, exprel, sigmoid, tanh, exp2, exp10];
