/**
 * Arc sine, arc cosine and arc tangent, in float64; float32 computes in float64 lanes. The arc tangent is atan t on |t| ≤ tan(π/8) after
 * atan a = π/4 + atan((a - 1)/(a + 1)) = π/2 - atan(1/a), with one division for all three cases and for y / x alike.
 */
import { productError } from './exact-parts.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { add, div, neg, number, one, sqrt, square, sub, x, y } from './terms.js';
import type { Reg } from './vector.js';

/** (atan t - t) / t³ in t², |t| ≤ tan(π/8): `atan64`. */
const atanRest = [
  -0.333333333333332982, 0.199999999999780881, -0.142857142823430094, 0.111111108788843047, -0.0909090023639146233, 0.0769210051723600713,
  -0.0666352670875143133, 0.058507479176882711, -0.0505135134284846882, 0.0383523048633716765, -0.0182047678060433087,
];
/** (asin t - t) / t³ in t², |t| ≤ 1/2: `asin64`. */
const asinRest = [
  0.16666666666666291, 0.0750000000016341067, 0.044642856952530216, 0.0303819545833699384, 0.0223718568300153853, 0.0173583398407191475,
  0.013897709954269798, 0.0120928358947291151, 0.00683795983968481669, 0.0187279317566174767, -0.0150340776615029027,
  0.0311361743771758175,
];

/** π and its parts as Math.PI rounds them, with what rounding took. */
const halfPi = Math.PI / 2;
const halfPiRest = 6.123233995736766e-17;

/** The angle of the point (b, a) in the first quadrant, a, b ≥ 0. */
function angleOfFirstQuadrant(f: FloatLanes, a: Reg, b: Reg): Reg {
  const steep = f.gt(a, f.mul(b, f.const(1 + Math.SQRT2)));
  // The cap lets infinity against infinity be the diagonal.
  const middle = f.andnot(f.gt(a, f.mul(f.pmin(b, f.const(Number.MAX_VALUE)), f.const(Math.SQRT2 - 1))), steep);
  const over = f.select(steep, f.neg(b), f.select(middle, f.sub(a, b), a));
  const under = f.select(steep, a, f.select(middle, f.add(a, b), b));
  // On the diagonal t is 0: 0/0 and ∞/∞ too.
  const t = f.andnot(f.div(over, under), f.eq(a, b));
  const base = f.or(f.and(steep, f.const(halfPi)), f.and(middle, f.const(halfPi / 2)));
  const baseRest = f.or(f.and(steep, f.const(halfPiRest)), f.and(middle, f.const(halfPiRest / 2)));
  const z = f.mul(t, t);
  const rest = f.add(f.mul(f.mul(t, z), f.polynomial(z, atanRest)), baseRest);
  return f.add(base, f.add(t, rest));
}

function arcTangent(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  return f.withSignOf(angleOfFirstQuadrant(f, magnitude, f.const(1)), a);
}

function arcTangent2(f: FloatLanes, a: Reg, b: Reg): Reg {
  // Sums of the largest numbers would overflow.
  const large = f.gt(f.pmax(f.abs(a), f.abs(b)), f.const(2 ** 1000));
  const scale = f.select(large, f.const(2 ** -3), f.const(1));
  const angle = angleOfFirstQuadrant(f, f.mul(f.abs(a), scale), f.mul(f.abs(b), scale));
  const isLeft = f.code.push('i64x2.lt_s', b, f.bits(0n));
  const left = f.sub(f.const(Math.PI), f.sub(angle, f.const(2 * halfPiRest)));
  return f.withSignOf(f.select(isLeft, left, angle), a);
}

/** Where |x| > 1/2, asin comes from t = √((1 - |x|)/2): z = t², t and asin t. */
function halfAngle(f: FloatLanes, magnitude: Reg): { readonly outer: Reg; readonly t: Reg; readonly rest: Reg } {
  const outer = f.gt(magnitude, f.const(0.5));
  const complement = f.mul(f.sub(f.const(1), magnitude), f.const(0.5));
  const z = f.select(outer, complement, f.mul(magnitude, magnitude));
  const root = f.sqrt(complement);
  // What rounding took from the root: (z - t²) / (2 t).
  const missing = productError(f, complement, root, root);
  const lost = f.div(f.mul(missing, f.const(0.5)), f.pmax(root, f.const(2 ** -60)));
  const t = f.select(outer, root, magnitude);
  return { outer, t, rest: f.add(f.and(lost, outer), f.mul(f.mul(t, z), f.polynomial(z, asinRest))) };
}

function arcSine(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const { outer, t, rest } = halfAngle(f, magnitude);
  // π/2 - 2 (t + rest) as π/4 - (2 rest - (π/4 - 2 t)).
  const quarter = f.const(halfPi / 2);
  const far = f.sub(quarter, f.sub(f.sub(f.mul(f.const(2), rest), f.const(halfPiRest)), f.sub(quarter, f.mul(f.const(2), t))));
  return f.withSignOf(f.select(outer, far, f.add(t, rest)), a);
}

function arcCosine(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const isNegative = f.lt(a, f.const(0));
  const { outer, t, rest } = halfAngle(f, magnitude);
  const twice = f.mul(f.const(2), f.add(t, rest));
  const far = f.select(isNegative, f.sub(f.const(Math.PI), f.sub(twice, f.const(2 * halfPiRest))), twice);
  const sign = f.and(a, f.signBit);
  const near = f.sub(f.const(halfPi), f.sub(f.xor(t, sign), f.sub(f.const(halfPiRest), f.xor(rest, sign))));
  return f.select(outer, far, near);
}

const asin: MapOperation = {
  kind: 'map', name: 'asin', numpy: 'arcsin', parameters: ['x'],
  doc: 'The angle from -π/2 to π/2 whose sine is x; NaN outside of [-1, 1]. arcsin x',
  signature: givesFloat,
  reference: (a) => Math.asin(a),
  recipes: float64Recipes(arcSine),
  derivative: [div(one, sqrt(sub(one, square(x))))],
  ulp: { float32: 0.6, float64: 1.1 },
};

const acos: MapOperation = {
  kind: 'map', name: 'acos', numpy: 'arccos', parameters: ['x'],
  doc: 'The angle from 0 to π whose cosine is x; NaN outside of [-1, 1]. arccos x',
  signature: givesFloat,
  reference: (a) => Math.acos(a),
  recipes: float64Recipes(arcCosine),
  derivative: [div(number(-1), sqrt(sub(one, square(x))))],
  ulp: { float32: 0.6, float64: 1.1 },
};

const atan: MapOperation = {
  kind: 'map', name: 'atan', numpy: 'arctan', parameters: ['x'],
  doc: 'The angle from -π/2 to π/2 whose tangent is x. arctan x',
  signature: givesFloat,
  reference: (a) => Math.atan(a),
  recipes: float64Recipes(arcTangent),
  derivative: [div(one, add(one, square(x)))],
  ulp: { float32: 0.6, float64: 1.6 },
};

const radius = add(square(x), square(y));

const atan2: MapOperation = {
  kind: 'map', name: 'atan2', numpy: 'arctan2', parameters: ['y', 'x'],
  doc: 'The angle from -π to π of the point (x, y). arg(x + i y)',
  signature: givesFloat,
  reference: (a, b) => Math.atan2(a, b),
  recipes: float64Recipes(arcTangent2),
  // The first operand is the ordinate.
  derivative: [div(y, radius), neg(div(x, radius))],
  ulp: { float32: 0.6, float64: 1.4 },
};

export const inverseTrigonometric: readonly MapOperation[] = [asin, acos, atan, atan2];
