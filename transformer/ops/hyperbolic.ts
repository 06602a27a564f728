/** Hyperbolic sine and cosine and the inverse functions, in float64; float32 computes in float64 lanes. (tanh is with the exponentials.) */
import { fastSum, sumInParts } from './exact-parts.js';
import { reduceByLn2, scaledExponential } from './exponential.js';
import type { FloatLanes } from './float-lanes.js';
import { float64Recipes } from './float-lanes.js';
import { logOnePlus } from './logarithm.js';
import type { MapOperation } from './operation.js';
import { givesFloat } from './signatures.js';
import { add, apply, div, one, sqrt, square, sub, x } from './terms.js';
import type { Reg } from './vector.js';

/** (sinh x - x) / x³ in x², |x| ≤ 1: `sinh64`. */
const sinhRest = [
  0.166666666666666657, 0.00833333333333352577, 0.00019841269841125168, 2.75573192775201408e-6, 2.50520975350853864e-8,
  1.60602727475938887e-10, 7.57406580163101383e-13, 4.6008937564639032e-15,
];

/** e^a / 2 for 0 ≤ a: it overflows only where cosh does. */
function halfExponential(f: FloatLanes, a: Reg): Reg {
  const { shifted, r } = reduceByLn2(f, f.pmin(a, f.const(711)), 2 * f.layout.bias - 1);
  return scaledExponential(f, shifted, r);
}

function hyperbolicSine(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const z = f.mul(magnitude, magnitude);
  const small = f.add(magnitude, f.mul(f.mul(magnitude, z), f.polynomial(z, sinhRest)));
  const rising = halfExponential(f, magnitude);
  const large = f.sub(rising, f.div(f.const(0.25), rising));
  return f.withSignOf(f.select(f.lt(magnitude, f.const(1)), small, large), a);
}

function hyperbolicCosine(f: FloatLanes, a: Reg): Reg {
  const rising = halfExponential(f, f.abs(a));
  return f.add(rising, f.div(f.const(0.25), rising));
}

/** From here on the argument of the logarithm is 2 x, which might overflow. */
const hugeArgument = 2 ** 60;

/** asinh x = log(1 + x + x² / (1 + √(1 + x²))), with the sum in two parts. */
function inverseSine(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const isHuge = f.gt(magnitude, f.const(hugeArgument));
  const z = f.mul(magnitude, magnitude);
  const excess = f.andnot(f.div(z, f.add(f.const(1), f.sqrt(f.add(f.const(1), z)))), isHuge);
  const { value, rest } = fastSum(f, magnitude, excess);
  return f.withSignOf(logOnePlus(f, value, { rest, doubled: isHuge }), a);
}

/** acosh x = log(1 + t + √(2 t + t²)), t = x - 1. */
function inverseCosine(f: FloatLanes, a: Reg): Reg {
  const isHuge = f.gt(a, f.const(hugeArgument));
  const t = f.sub(a, f.const(1));
  const root = f.andnot(f.sqrt(f.add(f.add(t, t), f.mul(t, t))), isHuge);
  const { value, rest } = sumInParts(f, t, root);
  return f.nanWhere(f.lt(a, f.const(1)), logOnePlus(f, value, { rest, doubled: isHuge }));
}

/** atanh x = log(1 + 2 x + 2 x² / (1 - x)) / 2 */
function inverseTangent(f: FloatLanes, a: Reg): Reg {
  const magnitude = f.abs(a);
  const twice = f.add(magnitude, magnitude);
  const excess = f.div(f.mul(twice, magnitude), f.sub(f.const(1), magnitude));
  const { value, rest } = sumInParts(f, twice, excess);
  const half = f.mul(logOnePlus(f, value, { rest }), f.const(0.5));
  return f.nanWhere(f.gt(magnitude, f.const(1)), f.withSignOf(half, a));
}

const sinh: MapOperation = {
  kind: 'map', name: 'sinh', numpy: 'sinh', parameters: ['x'],
  doc: 'The hyperbolic sine. (e^x - e^-x) / 2',
  signature: givesFloat,
  reference: (a) => Math.sinh(a),
  recipes: float64Recipes(hyperbolicSine),
  derivative: [apply('cosh', x)],
  ulp: { float32: 0.6, float64: 1.3 },
};

const cosh: MapOperation = {
  kind: 'map', name: 'cosh', numpy: 'cosh', parameters: ['x'],
  doc: 'The hyperbolic cosine. (e^x + e^-x) / 2',
  signature: givesFloat,
  reference: (a) => Math.cosh(a),
  recipes: float64Recipes(hyperbolicCosine),
  derivative: [apply('sinh', x)],
  ulp: { float32: 0.6, float64: 1.3 },
};

const asinh: MapOperation = {
  kind: 'map', name: 'asinh', numpy: 'arcsinh', parameters: ['x'],
  doc: 'The number whose hyperbolic sine is x. ln(x + √(x² + 1))',
  signature: givesFloat,
  reference: (a) => Math.asinh(a),
  recipes: float64Recipes(inverseSine),
  derivative: [div(one, sqrt(add(square(x), one)))],
  ulp: { float32: 0.6, float64: 1.1 },
};

const acosh: MapOperation = {
  kind: 'map', name: 'acosh', numpy: 'arccosh', parameters: ['x'],
  doc: 'The number of at least 0 whose hyperbolic cosine is x; NaN below 1. ln(x + √(x² - 1))',
  signature: givesFloat,
  reference: (a) => Math.acosh(a),
  recipes: float64Recipes(inverseCosine),
  derivative: [div(one, sqrt(sub(square(x), one)))],
  ulp: { float32: 0.6, float64: 1.6 },
};

const atanh: MapOperation = {
  kind: 'map', name: 'atanh', numpy: 'arctanh', parameters: ['x'],
  doc: 'The number whose hyperbolic tangent is x; NaN outside of [-1, 1]. ln((1 + x) / (1 - x)) / 2',
  signature: givesFloat,
  reference: (a) => Math.atanh(a),
  recipes: float64Recipes(inverseTangent),
  derivative: [div(one, sub(one, square(x)))],
  ulp: { float32: 0.6, float64: 1.1 },
};

export const hyperbolic: readonly MapOperation[] = [sinh, cosh, asinh, acosh, atanh];
