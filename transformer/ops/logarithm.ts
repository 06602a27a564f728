/**
 * The logarithm family, by the scheme of fdlibm's log: x = 2^k m with m from √½ to √2, f = m - 1, s = f / (2 + f), and
 * log m = f - (f²/2 - s (f²/2 + R(s²))), which keeps f exact and adds what is small to it last.
 */
import type { Parts } from './exact-parts.js';
import { fastSum } from './exact-parts.js';
import { ln2Parts } from './exponential.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes, floatRecipes } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { add, div, mul, number, one, x } from './terms.js';
import type { Reg } from './vector.js';

/** R(z) = (log((1 + s)/(1 - s)) - 2 s) / s, z = s², from bench/accuracy/coefficients.py: `log32`, `log64`. */
const rest32 = [0.6666666269, 0.4000084996, 0.2851014435, 0.2402909249];
const rest64 = [
  0.666666666666673513, 0.399999999994108513, 0.28571428743134053, 0.222221985024782465, 0.181835678306838472,
  0.153139631698148093, 0.147968143934168489,
];

/** The bits of √½, where the mantissa is cut, and of 1. */
const sqrtHalf32 = 0x3f3504f3n;
const sqrtHalf64 = 0x3fe6a09e667f3bcdn;

/** x = 2^k m, √½ ≤ m < √2, for a positive normal x; k as a float. */
export function splitExponent(f: FloatLanes, a: Reg): { readonly k: Reg; readonly m: Reg } {
  const { mantissaBits, bias } = f.layout;
  const sqrtHalf = f.pick(sqrtHalf32, sqrtHalf64);
  const bitsOfOne = BigInt(bias) << BigInt(mantissaBits);
  const moved = f.addBits(a, f.bits(bitsOfOne - sqrtHalf));
  // The exponent, put under the mantissa of 2^23 (2^52), is a float that is that much too large.
  const big = 2 ** mantissaBits;
  const k = f.sub(f.or(f.shrU(moved, mantissaBits), f.const(big)), f.const(big + bias));
  const m = f.addBits(f.and(moved, f.bits((1n << BigInt(mantissaBits)) - 1n)), f.bits(sqrtHalf));
  return { k, m };
}

/** The same for subnormal x too. */
function splitAnyExponent(f: FloatLanes, a: Reg): { readonly k: Reg; readonly m: Reg } {
  const subnormal = f.lt(a, f.const(f.layout.smallestNormal));
  const raise = f.layout.mantissaBits + 2;
  const { k, m } = splitExponent(f, f.select(subnormal, f.mul(a, f.const(2 ** raise)), a));
  return { k: f.sub(k, f.and(subnormal, f.const(raise))), m };
}

/** -log(1 + g) - small, for √½ ≤ 1 + g < √2 and a `small` far below the last place of 1. */
function logBelow(f: FloatLanes, g: Reg, small: Reg): Reg {
  const s = f.div(g, f.add(f.const(2), g));
  const z = f.mul(s, s);
  const r = f.mul(z, f.polynomial(z, f.pick(rest32, rest64)));
  const halfSquare = f.mul(f.mul(f.const(0.5), g), g);
  return f.sub(f.sub(halfSquare, f.add(f.mul(s, f.add(halfSquare, r)), small)), g);
}

/** k ln 2 + log(1 + g) + correction, for √½ ≤ 1 + g < √2 and a correction far below the last place of 1. */
function logOfParts(f: FloatLanes, k: Reg, g: Reg, correction?: Reg): Reg {
  const { high, low } = ln2Parts[f.dtype];
  const lowPart = f.mul(k, f.const(low));
  const below = logBelow(f, g, correction === undefined ? lowPart : f.add(lowPart, correction));
  return f.sub(f.mul(k, f.const(high)), below);
}

/** The values that the formula does not give: -∞ at 0, ∞ at ∞, NaN below 0 and for NaN. */
function atTheEnds(f: FloatLanes, a: Reg, value: Reg): Reg {
  const infinity = f.const(Infinity);
  const zero = f.const(0);
  const top = f.add(value, f.andnot(a, f.lt(a, infinity)));
  return f.nanWhere(f.lt(a, zero), f.sub(top, f.and(f.eq(a, zero), infinity)));
}

/** log x for every x. */
export function naturalLogarithm(f: FloatLanes, a: Reg): Reg {
  const { k, m } = splitAnyExponent(f, a);
  return atTheEnds(f, a, logOfParts(f, k, f.sub(m, f.const(1))));
}

/** What more the inverse hyperbolic functions know of the argument of `logOnePlus`. */
interface LogOnePlusOptions {
  /** What rounding took from x. */
  readonly rest?: Reg;
  /** A mask: lanes in which 2 (1 + x) is meant. */
  readonly doubled?: Reg;
}

/** log(1 + x) = log u + (x - (u - 1)) / u with u = 1 + x rounded: the second term is what rounding took. */
export function logOnePlus(f: FloatLanes, a: Reg, options: LogOnePlusOptions = {}): Reg {
  const one = f.const(1);
  const u = f.add(one, a);
  const { k, m } = splitExponent(f, u);
  const rounding = f.sub(a, f.sub(u, one));
  const taken = options.rest === undefined ? rounding : f.add(rounding, options.rest);
  // u is 0 or at least 2^-53; and nothing is lost at ∞.
  const lost = f.and(f.div(taken, f.pmax(u, f.const(2 ** -60))), f.lt(u, f.const(Infinity)));
  const exponent = options.doubled === undefined ? k : f.add(k, f.and(options.doubled, one));
  const value = logOfParts(f, exponent, f.sub(m, one), lost);
  return f.withSignOf(atTheEnds(f, u, value), a);
}

/** 1 + x = 2^k (1 + g), with what rounding 1 + x takes, for 0 ≤ x ≤ 1. */
function splitOnePlus(f: FloatLanes, { value, rest }: Parts): { readonly k: Reg; readonly g: Reg; readonly lost: Reg } {
  const one = f.const(1);
  const u = fastSum(f, one, value);
  const { k, m } = splitExponent(f, u.value);
  return { k, g: f.sub(m, one), lost: f.div(f.add(u.rest, rest), u.value) };
}

/** a + log(1 + x) for 0 ≤ x ≤ 1, without rounding the logarithm by itself. */
export function addLogOnePlus(f: FloatLanes, a: Reg, x: Parts): Reg {
  const { k, g, lost } = splitOnePlus(f, x);
  const { high, low } = ln2Parts[f.dtype];
  return addUnrounded(f, f.mul(k, f.const(high)), a, f.neg(logBelow(f, g, f.add(f.mul(k, f.const(low)), lost))));
}

/** a + log2(1 + x) for 0 ≤ x ≤ 1, without rounding the logarithm by itself. */
export function addBinaryLogOnePlus(f: FloatLanes, a: Reg, x: Parts): Reg {
  const { k, g, lost } = splitOnePlus(f, x);
  return addUnrounded(f, k, a, f.mul(logBelow(f, g, lost), f.const(-Math.LOG2E)));
}

/** high + a + low, for a `high` of few bits. Infinities leave no rest. */
function addUnrounded(f: FloatLanes, high: Reg, a: Reg, low: Reg): Reg {
  const { value, rest } = fastSum(f, high, a);
  return f.add(value, f.add(low, f.and(rest, f.eq(rest, rest))));
}

/** f = m - 1 as f - f²/2 and what is left of log m, for products with 1 / ln 10 and 1 / ln 2 in two parts. */
function logInParts(f: FloatLanes, g: Reg): { readonly high: Reg; readonly low: Reg } {
  const s = f.div(g, f.add(f.const(2), g));
  const z = f.mul(s, s);
  const r = f.mul(z, f.polynomial(z, f.pick(rest32, rest64)));
  const halfSquare = f.mul(f.mul(f.const(0.5), g), g);
  const high = f.and(f.sub(g, halfSquare), f.bits(~0x7ffffffn));
  const low = f.add(f.sub(f.sub(g, high), halfSquare), f.mul(s, f.add(halfSquare, r)));
  return { high, low };
}

/** log x as whole + high + low: whole is a multiple of the first part of ln 2, exact, and high has 26 bits. */
export interface LogarithmInParts {
  readonly whole: Reg;
  readonly high: Reg;
  readonly low: Reg;
}

/** log x in float64 for a finite positive x. */
export function naturalLogarithmInParts(f: FloatLanes, a: Reg): LogarithmInParts {
  const { k, m } = splitAnyExponent(f, a);
  const { high, low } = logInParts(f, f.sub(m, f.const(1)));
  return { whole: f.mul(k, f.const(ln2Parts[f.dtype].high)), high, low: f.add(low, f.mul(k, f.const(ln2Parts[f.dtype].low))) };
}

/** The parts of log_b 2 (of few bits, so that k times it is exact) and of 1 / ln b (of 26 bits). */
interface Base {
  readonly twoHigh: number;
  readonly twoLow: number;
  readonly unitHigh: number;
  readonly unitLow: number;
}

const base2: Base = { twoHigh: 1, twoLow: 0, unitHigh: 1.44269502162933349609375, unitLow: 1.9259629911266174681e-8 };
const base10: Base = {
  twoHigh: 0.30102999566383914498, twoLow: 1.4205023227266099418e-13, unitHigh: 0.43429447710514068603515625, unitLow: 4.7981111416159726689e-9,
};

/** log_b x = k log_b 2 + log m / ln b, the larger terms exact, summed in two parts. */
function logOfBase(f: FloatLanes, a: Reg, base: Base): Reg {
  const { k: n, m } = splitAnyExponent(f, a);
  const { high, low } = logInParts(f, f.sub(m, f.const(1)));
  const unitHigh = f.const(base.unitHigh);
  const whole = f.mul(n, f.const(base.twoHigh));
  const product = f.mul(high, unitHigh);
  const rest = f.add(f.mul(f.add(low, high), f.const(base.unitLow)), f.add(f.mul(low, unitHigh), f.mul(n, f.const(base.twoLow))));
  const sum = f.add(whole, product);
  return atTheEnds(f, a, f.add(sum, f.add(rest, f.add(f.sub(whole, sum), product))));
}

const log: MapOperation = {
  kind: 'map', name: 'log', numpy: 'log', parameters: ['x'],
  doc: 'The natural logarithm; -∞ at 0, NaN below. ln x',
  signature: givesFloat,
  reference: (a) => Math.log(a),
  recipes: floatRecipes(naturalLogarithm),
  derivative: [div(one, x)],
  ulp: { float32: 0.9, float64: 0.9 },
};

const log1p: MapOperation = {
  kind: 'map', name: 'log1p', numpy: 'log1p', parameters: ['x'],
  doc: 'The natural logarithm of one plus x, without cancellation near 0. ln(1 + x)',
  signature: givesFloat,
  reference: (a) => Math.log1p(a),
  recipes: floatRecipes((f, a) => logOnePlus(f, a)),
  derivative: [div(one, add(one, x))],
  ulp: { float32: 0.9, float64: 0.8 },
};

const log2: MapOperation = {
  kind: 'map', name: 'log2', numpy: 'log2', parameters: ['x'],
  doc: 'The logarithm to base 2, exact for powers of 2; -∞ at 0, NaN below. ln x / ln 2',
  signature: givesFloat,
  reference: (a) => Math.log2(a),
  recipes: float64Recipes((f, a) => logOfBase(f, a, base2)),
  derivative: [div(one, mul(x, number(Math.LN2)))],
  ulp: { float32: 0.6, float64: 0.8 },
};

const log10: MapOperation = {
  kind: 'map', name: 'log10', numpy: 'log10', parameters: ['x'],
  doc: 'The logarithm to base 10; -∞ at 0, NaN below. ln x / ln 10',
  signature: givesFloat,
  reference: (a) => Math.log10(a),
  recipes: float64Recipes((f, a) => logOfBase(f, a, base10)),
  derivative: [div(one, mul(x, number(Math.LN10)))],
  ulp: { float32: 0.6, float64: 0.7 },
};

export const logarithms: readonly MapOperation[] = [log, log1p, log2, log10];
