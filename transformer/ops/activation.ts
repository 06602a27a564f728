/** What neural models put after a sum: ramps, smooth ramps, steps; and sums in the logarithmic domain, which are smooth ramps of a difference. */
import { binaryDecayInParts, decayInParts, logisticLinear } from './exponential.js';
import type { FloatLanes } from './float-lanes.js';
import { floatRecipes } from './float-lanes.js';
import { addBinaryLogOnePlus, addLogOnePlus } from './logarithm.js';
import type { MapOperation } from './operation.js';
import { givesFloat, keepsNumber } from './signatures.js';
import { add, apply, mul, number, one, result, sub, where, x, y } from './terms.js';
import type { Reg } from './vector.js';

/** x - y; equal infinities have no difference, but their distance is 0. */
function distance(f: FloatLanes, a: Reg, b: Reg): Reg {
  return f.andnot(f.sub(a, b), f.eq(a, b));
}

const relu: MapOperation = {
  kind: 'map', name: 'relu', parameters: ['x'],
  doc: 'The ramp: x where it is positive, otherwise 0. max(x, 0)',
  signature: keepsNumber,
  reference: (a) => (a < 0 ? 0 : a),
  recipes: {
    ...floatRecipes((f, a) => f.pmax(a, f.const(0))),
    int32: (code, a) => code.push('i32x4.max_s', a, code.const('i32x4', 0)),
    uint32: (_, a) => a,
  },
  derivative: [where(apply('greater', x, number(0)), one, number(0))],
  ulp: { float32: 0, float64: 0 },
};

const softplus: MapOperation = {
  kind: 'map', name: 'softplus', parameters: ['x'],
  doc: 'The smooth ramp, without overflow. ln(1 + e^x)',
  signature: givesFloat,
  reference: (a) => (a < 0 ? 0 : a) + Math.log1p(Math.exp(-Math.abs(a))),
  recipes: floatRecipes((f, a) => addLogOnePlus(f, f.pmax(a, f.const(0)), decayInParts(f, a))),
  derivative: [apply('sigmoid', x)],
  ulp: { float32: 1.2, float64: 0.9 },
};

const silu: MapOperation = {
  kind: 'map', name: 'silu', parameters: ['x'],
  doc: 'The sigmoid linear unit, or swish. x / (1 + e^-x)',
  signature: givesFloat,
  reference: (a) => (a === -Infinity ? -0 : a < 0 ? (a * Math.exp(a / 2) * Math.exp(a / 2)) / (1 + Math.exp(a)) : a / (1 + Math.exp(-a))),
  recipes: floatRecipes(logisticLinear),
  derivative: [mul(apply('sigmoid', x), add(one, mul(x, sub(one, apply('sigmoid', x)))))],
  ulp: { float32: 1.7, float64: 1.6 },
};

const heaviside: MapOperation = {
  kind: 'map', name: 'heaviside', numpy: 'heaviside', parameters: ['x', 'atZero'],
  doc: 'The step: 0 below zero, 1 above, a given value at zero. θ(x)',
  signature: givesFloat,
  reference: (a, atZero) => (a === 0 ? atZero : a < 0 ? 0 : a > 0 ? 1 : a),
  recipes: floatRecipes((f, a, atZero) => {
    const zero = f.const(0);
    const step = f.or(f.and(f.gt(a, zero), f.const(1)), f.ne(a, a));
    return f.select(f.eq(a, zero), atZero, step);
  }),
  derivative: [undefined, where(apply('equal', x, number(0)), one, number(0))],
  ulp: { float32: 0, float64: 0 },
};

const logaddexp: MapOperation = {
  kind: 'map', name: 'logaddexp', numpy: 'logaddexp', parameters: ['x', 'y'],
  doc: 'The logarithm of a sum of exponentials, without overflow; its error is that of the larger operand. ln(e^x + e^y)',
  signature: givesFloat,
  reference: (a, b) => Math.max(a, b) + (a === b ? Math.LN2 : Math.log1p(Math.exp(-Math.abs(a - b)))),
  recipes: floatRecipes((f, a, b) => addLogOnePlus(f, f.max(a, b), decayInParts(f, distance(f, a, b)))),
  derivative: [apply('exp', sub(x, result)), apply('exp', sub(y, result))],
  ulp: { float32: 1.4, float64: 1.1 },
  ulpOf: 'operands',
};

const logaddexp2: MapOperation = {
  kind: 'map', name: 'logaddexp2', numpy: 'logaddexp2', parameters: ['x', 'y'],
  doc: 'The logarithm to base 2 of a sum of powers of two, without overflow; its error is that of the larger operand. log2(2^x + 2^y)',
  signature: givesFloat,
  reference: (a, b) => Math.max(a, b) + (a === b ? 1 : Math.log1p(2 ** -Math.abs(a - b)) * Math.LOG2E),
  recipes: floatRecipes((f, a, b) => addBinaryLogOnePlus(f, f.max(a, b), binaryDecayInParts(f, distance(f, a, b)))),
  derivative: [apply('exp2', sub(x, result)), apply('exp2', sub(y, result))],
  ulp: { float32: 1.8, float64: 1.4 },
  ulpOf: 'operands',
};

export const activations: readonly MapOperation[] = [relu, softplus, silu, heaviside, logaddexp, logaddexp2];
