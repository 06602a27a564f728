/**
 * The error function. Below 0.92 it is x + x P(x²); above it is 1 - e^(g(x)) with g = log erfc fitted where erf still differs from 1.
 */
import { fastSum, productError, sumInParts, upperPart } from './exact-parts.js';
import { expm1Reduced, powerOfTwo, reduceByLn2, scaleInHalves } from './exponential.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes, floatRecipes } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { apply, mul, neg, number, square, x } from './terms.js';
import type { Reg } from './vector.js';

/** (erf x - x) / x in z = x²: `erf32small`, `erf64small` of bench/accuracy/coefficients.py. */
const small32 = [0.1283791661, -0.3761263192, 0.1128367707, -0.02685859799, 0.00519934576, -0.0008125698077, 8.304384392e-5];
const small64 = [
  0.128379167095512586, -0.376126389031838981, 0.112837916709602179, -0.0268661706459591074, 0.00522397763298728876,
  -0.000854832744850083552, 0.000120553486022212977, -0.0000149260349115634328, 1.64684844274109159e-6, -1.64354206618324598e-7,
  1.52789996722136125e-8, -1.39792697341423378e-9, 1.07845284637485867e-10,
];

/** log erfc x from 0.91 to 4 (5.95), where float32 (float64) has erf = 1: `erf32large`, `erf64large`. */
const large32 = [-0.0001919443021, -1.127690196, -0.6371588707, -0.1039513946, 0.02223628946, -0.003045573831, 0.0001961837115];
const large64 = [
  -7.90181560365357702e-8, -1.12837833067488558, -0.636623844180135956, -0.102760587045808593, 0.0191047049385721125,
  0.000241567693449145179, -0.00172546844072890776, 0.000603194860747548905, -0.0000186275134950199725, -0.000084756785247160196,
  0.0000513479886289682291, -0.0000187178014013756405, 4.93539738053212264e-6, -9.81510055075609331e-7, 1.47194907166905773e-7,
  -1.62220391899523534e-8, 1.24290014894138683e-9, -5.92013847092229485e-11, 1.32041310663860263e-12,
];

const splitAt = 0.92;

function errorFunction(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const z = f.mul(magnitude, magnitude);
  const small = f.add(magnitude, f.mul(magnitude, f.polynomial(z, f.pick(small32, small64))));
  const held = f.pmin(magnitude, f.const(f.pick(4, 5.95)));
  const { shifted, r } = reduceByLn2(f, f.polynomial(held, f.pick(large32, large64)), f.layout.bias);
  const complement = f.mul(f.add(f.const(1), expm1Reduced(f, r)), powerOfTwo(f, shifted));
  const value = f.select(f.lt(magnitude, f.const(splitAt)), small, f.sub(f.const(1), complement));
  return f.or(value, f.xor(a, magnitude));
}

/** (1 + 2 x) e^(x²) erfc x in t = (x - 4)/(x + 4), 0 ≤ x ≤ 27: `erfc64`. */
const complementScaled = [
  1.23299511862555256, -0.139621116840562859, 0.0153796521026150473, 0.0680970542547323782, -0.101039066036157726,
  0.0937328349969866054, -0.0663303658145318331, 0.0371675155591641784, -0.0161977340340702554, 0.00503196978685067301,
  -0.000757773463821282051, -0.00019925567728890816, 0.000150622603554523114, -0.0000244025970414009554, -0.000011225404549201247,
  5.7166944364547995e-6, 3.01874464108315697e-7, -8.33674150083227756e-7, 6.26613611834373134e-8, 1.1434228141989994e-7,
  -7.95725998009389347e-9, -1.33908239413178377e-8, -1.70257260915255893e-9,
];

/**
 * erfc x = e^(-x²) S(t) / (1 + 2 x) for x ≥ 0.4, 2 - erfc(-x) below -0.4. x² is taken in two parts, since e^ feels the error of an argument
 * of 700; and of the sum, the quotient and e^r what rounding took is put back, or five roundings would add up to 4.5 ULP.
 */
function complementaryErrorFunction(f: FloatLanes, a: Reg): Reg {
  const one = f.const(1);
  const held = f.pmin(f.abs(a), f.const(27.5));
  const high = upperPart(f, held);
  const { shifted, ...square } = reduceByLn2(f, f.neg(f.mul(high, high)), 2 * f.layout.bias);
  const r = f.sub(square.high, f.add(square.low, f.mul(f.sub(held, high), f.add(held, high))));
  const power = fastSum(f, one, expm1Reduced(f, r));
  const four = f.const(4);
  const t = f.div(f.sub(held, four), f.add(held, four));
  const [first = 0, ...others] = complementScaled;
  const series = fastSum(f, f.const(first), f.mul(t, f.polynomial(t, others)));
  const divisor = sumInParts(f, one, f.add(held, held));
  const quotient = f.div(series.value, divisor.value);
  const missing = f.sub(f.add(productError(f, series.value, quotient, divisor.value), series.rest), f.mul(quotient, divisor.rest));
  const rest = f.add(f.mul(power.value, f.div(missing, divisor.value)), f.mul(power.rest, quotient));
  const outer = scaleInHalves(f, shifted, f.add(f.mul(power.value, quotient), rest));
  // Near 0, where t is near -1 and its rounding would tell, 1 - erf x has nothing to cancel.
  const z = f.mul(a, a);
  const inner = f.sub(one, f.add(a, f.mul(a, f.polynomial(z, small64))));
  return f.select(f.lt(f.abs(a), f.const(0.4)), inner, f.select(f.lt(a, f.const(0)), f.sub(f.const(2), outer), outer));
}

const erf: MapOperation = {
  kind: 'map', name: 'erf', parameters: ['x'],
  doc: 'The error function. 2/√π ∫ e^(-t²) dt from 0 to x',
  signature: givesFloat,
  reference: errorFunctionReference,
  recipes: floatRecipes(errorFunction),
  derivative: [mul(number(2 / Math.sqrt(Math.PI)), apply('exp', neg(square(x))))],
  ulp: { float32: 1.4, float64: 1.5 },
};

/** The Maclaurin series below 1/2 (Abramowitz and Stegun 7.1.5), and 1 - erfc above. */
export function errorFunctionReference(a: number): number {
  const magnitude = Math.abs(a);
  if (!(magnitude < 0.5)) return Number.isNaN(a) ? a : Math.sign(a) * (1 - complementByFraction(magnitude));
  if (a === 0) return a;
  let power = a;
  let sum = a;
  for (let n = 1; n < 16; n++) {
    power *= (-a * a) / n;
    sum += power / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** erfc x = e^(-x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) for x ≥ 1/2 (7.1.14); the fewer terms, the larger x. */
export function complementByFraction(a: number): number {
  if (a > 28) return 0;
  let tail = a;
  for (let n = Math.ceil(20 + 300 / (a * a)); n > 0; n--) tail = a + n / 2 / tail;
  // The square of the upper part is exact: e^ would multiply the error of a rounded one by it.
  const upper = Math.fround(a);
  return (Math.exp(-upper * upper) * Math.exp((upper - a) * (upper + a))) / Math.sqrt(Math.PI) / tail;
}

function complementReference(a: number): number {
  return a < 0.5 ? 1 - errorFunctionReference(a) : complementByFraction(a);
}

const erfc: MapOperation = {
  kind: 'map', name: 'erfc', parameters: ['x'],
  doc: 'The complementary error function, without cancellation. 1 - erf x',
  signature: givesFloat,
  reference: complementReference,
  recipes: float64Recipes(complementaryErrorFunction),
  derivative: [mul(number(-2 / Math.sqrt(Math.PI)), apply('exp', neg(square(x))))],
  ulp: { float32: 0.6, float64: 1.7 },
};

export const errorFunctions: readonly MapOperation[] = [erf, erfc];
