/**
 * The logarithm of the gamma function, in float64; float32 computes in float64 lanes. From 8 on Stirling's series; below, the recurrence
 * Γ(x + 1) = x Γ(x) to 1 … 2, where log Γ is (x - 1)(x - 2) times a polynomial, so that its zeros are exact; below 0, reflection.
 */
import type { Parts } from './exact-parts.js';
import { differenceInParts, fastSum, upperPart } from './exact-parts.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes } from './float-lanes.js';
import type { LogarithmInParts } from './logarithm.js';
import { naturalLogarithm, naturalLogarithmInParts } from './logarithm.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { sineOfTurns } from './trigonometric.js';
import type { Reg } from './vector.js';

/** log Γ(1.5 + t) / ((t + 1/2)(t - 1/2)): `gammaln64`. */
const middle = [
  0.483128950540980873, -0.145959895914306081, 0.0629114010745694535, -0.0313084875010104513, 0.0167970986308374481, -0.00942562244856261916,
  0.00544645785640806256, -0.00321207407181628652, 0.00192291593680345, -0.00116441463224218862, 0.000711523985244480223,
  -0.000437992396536058225, 0.000271273418859643573, -0.00016892372853121918, 0.000105563878166208959, -0.0000661093907606005808,
  0.0000423649830013965391, -0.0000273066758292361232, 0.0000143635114240104386, -8.16339689568087803e-6, 0.0000112433097349412056,
  -7.90987573035065228e-6,
];
/** x (log Γ(x) - (x - 1/2) log x + x - log(2 π)/2) in 1/x²: `stirling64`. */
const stirling = [
  0.0833333333333333287, -0.00277777777776670341, 0.000793650785963654856, -0.000595235733745233466, 0.000841375977640130526,
  -0.00188523166904719375, 0.0049453313334346027, 0.00059671115845074665,
];
const stirlingFrom = 8;
/** (log(2 π) - 1) / 2: Stirling's constant when (x - 1/2) log x - x is written (x - 1/2)(log x - 1) - 1/2. */
const stirlingConstant = 0.41893853320467274178;

/** log Γ(a) for a ≥ 0 as value and, from 1 on, rest; and, below 1, log Γ(a + 1). */
function ofPositive(f: FloatLanes, a: Reg): Parts & { readonly ofNext: Reg } {
  const one = f.const(1);
  const isLow = f.lt(a, one);
  const isHigh = f.ge(a, f.const(stirlingFrom));
  let y = f.pmin(a, f.const(stirlingFrom));
  let product = one;
  for (let step = 2; step < stirlingFrom; step++) {
    const isAbove = f.gt(y, f.const(2));
    const next = f.sub(y, one);
    product = f.select(isAbove, f.mul(product, next), product);
    y = f.select(isAbove, next, y);
  }
  // Below 1, log Γ(a) = log Γ(a + 1) - log a, with the distances of a + 1 from 1 and 2 unrounded.
  const fromOne = f.select(isLow, a, f.sub(y, one));
  const fromTwo = f.sub(fromOne, one);
  const series = f.mul(f.mul(fromOne, fromTwo), f.polynomial(f.sub(fromOne, f.const(0.5)), middle));
  // Where a is infinite the result still is; the parts stay finite.
  const held = f.pmin(a, f.const(Number.MAX_VALUE));
  const logarithm = naturalLogarithmInParts(f, f.select(f.or(isLow, isHigh), held, product));
  const near = fastSum(f, logarithm.whole, f.add(f.add(logarithm.high, logarithm.low), f.xor(series, f.and(isLow, f.signBit))));
  const far = byStirling(f, held, logarithm);
  // Below 1 that was log a - log Γ(a + 1).
  const value = f.select(isHigh, far.value, f.xor(near.value, f.and(isLow, f.signBit)));
  const atZero = f.and(f.eq(a, f.const(0)), f.const(Infinity));
  return { value: f.add(value, atZero), rest: f.select(isHigh, far.rest, near.rest), ofNext: series };
}

/** log Γ(a) for a ≥ 8, with log a in parts: its error comes out a times larger. */
function byStirling(f: FloatLanes, a: Reg, { whole, high, low }: LogarithmInParts): Parts {
  const sum = fastSum(f, f.sub(whole, f.const(1)), high);
  const logHigh = upperPart(f, sum.value);
  const logLow = f.add(f.sub(sum.value, logHigh), f.add(sum.rest, low));
  const factor = f.sub(a, f.const(0.5));
  const factorHigh = upperPart(f, factor);
  const inverse = f.div(f.const(1), a);
  const rest = f.add(f.const(stirlingConstant), f.mul(inverse, f.polynomial(f.mul(inverse, inverse), stirling)));
  const productLow = f.add(f.mul(factor, logLow), f.mul(f.sub(factor, factorHigh), logHigh));
  return fastSum(f, f.mul(factorHigh, logHigh), f.add(productLow, rest));
}

/** log π and what rounding took from it. */
const logPi = 1.1447298858494002;
const logPiRest = 1.0265951162707826e-17;

/** log |Γ(x)|; below 0, log π - log |x sin π x| - log Γ(|x|), where between -1 and 0 the logarithm of |x| is in neither. */
function logGamma(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const { value, rest, ofNext } = ofPositive(f, magnitude);
  const isLow = f.lt(magnitude, f.const(1));
  const sine = f.abs(sineOfTurns(f, magnitude));
  const logarithm = naturalLogarithm(f, f.select(isLow, sine, f.mul(sine, magnitude)));
  const first = differenceInParts(f, f.const(logPi), logarithm);
  const second = differenceInParts(f, first.value, f.select(isLow, ofNext, value));
  const lost = f.add(second.rest, f.sub(f.add(first.rest, f.const(logPiRest)), f.andnot(rest, isLow)));
  // Infinities leave no rest.
  const mirrored = f.add(second.value, f.and(lost, f.eq(lost, lost)));
  // Next to 0 both sides are -log |x|.
  const isMirrored = f.and(f.lt(a, f.const(-(2 ** -60))), f.gt(a, f.const(-Infinity)));
  return f.select(isMirrored, mirrored, value);
}

function evaluate(x: number, coefficients: readonly number[]): number {
  return coefficients.reduceRight((sum, c) => c + x * sum, 0);
}

/** The same steps in plain numbers; what checks both is MPFR. */
function reference(a: number): number {
  const magnitude = Math.abs(a);
  if (a < -(2 ** -60) && a > -Infinity) {
    const sine = Math.abs(Math.sin(Math.PI * (magnitude - Math.round(magnitude))));
    return Math.log(Math.PI / (magnitude * sine)) - reference(magnitude);
  }
  if (magnitude === Infinity) return Infinity;
  if (magnitude >= stirlingFrom) {
    const inverse = 1 / magnitude;
    return (magnitude - 0.5) * (Math.log(magnitude) - 1) + (stirlingConstant + inverse * evaluate(inverse * inverse, stirling));
  }
  if (magnitude < 1) return magnitude * (magnitude - 1) * evaluate(magnitude - 0.5, middle) - Math.log(magnitude);
  let y = magnitude;
  let product = 1;
  while (y > 2) product *= --y;
  return (y - 1) * (y - 2) * evaluate(y - 1.5, middle) + Math.log(product);
}

const gammaln: MapOperation = {
  kind: 'map', name: 'gammaln', parameters: ['x'],
  doc: 'The logarithm of the magnitude of the gamma function; ∞ at 0 and at negative whole numbers. ln |Γ(x)|',
  signature: givesFloat,
  reference,
  recipes: float64Recipes(logGamma),
  // The digamma function is no operation here.
  ulp: { float32: 0.6, float64: 1.4 },
  ulpOf: 'operands',
};

export const gammaFunctions: readonly MapOperation[] = [gammaln];
