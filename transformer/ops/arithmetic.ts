/** The arithmetic that hardware has: sums, products, quotients, roots and signs, and their wrapping forms for whole numbers. */
import type { FloatBody } from './float-lanes.js';
import { floatRecipes } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { givesFloat, keepsDType, keepsNumber } from './signatures.js';
import { apply, div, neg, number, one, result, square as squareOf, x, y, add as sum } from './terms.js';

/** One i32x4 instruction for both kinds of whole numbers. */
function wrapping(instruction: string): { readonly int32: Recipe; readonly uint32: Recipe } {
  const recipe: Recipe = (code, ...args) => code.push(`i32x4.${instruction}`, ...args);
  return { int32: recipe, uint32: recipe };
}

const plus: FloatBody = (f, a, b) => f.add(a, b);
const times: FloatBody = (f, a, b) => f.mul(a, b);

const add: MapOperation = {
  kind: 'map', name: 'add', numpy: 'add', parameters: ['x', 'y'],
  doc: 'The sum, element by element; whole numbers wrap, bools are or-ed. x + y',
  signature: keepsDType,
  reference: (a, b) => a + b,
  recipes: { ...floatRecipes(plus), ...wrapping('add'), bool: (code, a, b) => code.push('v128.or', a, b) },
  derivative: [one, one],
  ulp: { float32: 0.5, float64: 0.5 },
};

const sub: MapOperation = {
  kind: 'map', name: 'sub', numpy: 'subtract', parameters: ['x', 'y'],
  doc: 'The difference, element by element; whole numbers wrap. x - y',
  signature: keepsNumber,
  reference: (a, b) => a - b,
  recipes: { ...floatRecipes((f, a, b) => f.sub(a, b)), ...wrapping('sub') },
  derivative: [one, number(-1)],
  ulp: { float32: 0.5, float64: 0.5 },
};

const multiply: MapOperation = {
  kind: 'map', name: 'mul', numpy: 'multiply', parameters: ['x', 'y'],
  doc: 'The product, element by element; whole numbers wrap, bools are and-ed. x y',
  signature: keepsDType,
  reference: (a, b) => a * b,
  integerReference: (a, b) => Math.imul(a, b),
  recipes: { ...floatRecipes(times), ...wrapping('mul'), bool: (code, a, b) => code.push('v128.and', a, b) },
  derivative: [y, x],
  ulp: { float32: 0.5, float64: 0.5 },
};

const divide: MapOperation = {
  kind: 'map', name: 'div', numpy: 'divide', parameters: ['x', 'y'],
  doc: 'The quotient, element by element, always in floats. x / y',
  signature: givesFloat,
  reference: (a, b) => a / b,
  recipes: floatRecipes((f, a, b) => f.div(a, b)),
  derivative: [div(one, y), neg(div(result, y))],
  ulp: { float32: 0.5, float64: 0.5 },
};

const negative: MapOperation = {
  kind: 'map', name: 'neg', numpy: 'negative', parameters: ['x'],
  doc: 'The opposite, element by element; whole numbers wrap. -x',
  signature: keepsNumber,
  reference: (a) => -a,
  recipes: { ...floatRecipes((f, a) => f.neg(a)), ...wrapping('neg') },
  derivative: [number(-1)],
  ulp: { float32: 0, float64: 0 },
};

const abs: MapOperation = {
  kind: 'map', name: 'abs', numpy: 'absolute', parameters: ['x'],
  doc: 'The magnitude, element by element; the smallest int32 stays as it is. |x|',
  signature: keepsDType,
  reference: (a) => Math.abs(a),
  recipes: { ...floatRecipes((f, a) => f.abs(a)), int32: (code, a) => code.push('i32x4.abs', a), uint32: (_, a) => a, bool: (_, a) => a },
  derivative: [apply('sign', x)],
  ulp: { float32: 0, float64: 0 },
};

const sign: MapOperation = {
  kind: 'map', name: 'sign', numpy: 'sign', parameters: ['x'],
  doc: 'One with the sign of x; zeros and NaN are kept. x / |x|',
  signature: keepsNumber,
  reference: (a) => Math.sign(a),
  recipes: {
    // x where it is 0 or NaN (neither x < 0 nor x > 0), otherwise 1 with x's sign.
    ...floatRecipes((f, a) => f.select(f.or(f.lt(a, f.const(0)), f.gt(a, f.const(0))), f.withSignOf(f.const(1), a), a)),
    int32: (code, a) => code.push('i32x4.max_s', code.push('i32x4.min_s', a, code.const('i32x4', 1)), code.const('i32x4', -1)),
    uint32: (code, a) => code.push('i32x4.min_u', a, code.const('i32x4', 1)),
  },
  derivative: [undefined],
  ulp: { float32: 0, float64: 0 },
};

const square: MapOperation = {
  kind: 'map', name: 'square', numpy: 'square', parameters: ['x'],
  doc: 'The square, element by element; whole numbers wrap. x^2',
  signature: keepsDType,
  reference: (a) => a * a,
  integerReference: (a) => Math.imul(a, a),
  recipes: {
    ...floatRecipes((f, a) => f.mul(a, a)),
    int32: (code, a) => code.push('i32x4.mul', a, a), uint32: (code, a) => code.push('i32x4.mul', a, a), bool: (_, a) => a,
  },
  derivative: [sum(x, x)],
  ulp: { float32: 0.5, float64: 0.5 },
};

const reciprocal: MapOperation = {
  kind: 'map', name: 'reciprocal', numpy: 'reciprocal', parameters: ['x'],
  doc: 'One divided by x, always in floats. 1 / x',
  signature: givesFloat,
  reference: (a) => 1 / a,
  recipes: floatRecipes((f, a) => f.div(f.const(1), a)),
  derivative: [neg(squareOf(result))],
  ulp: { float32: 0.5, float64: 0.5 },
};

const sqrt: MapOperation = {
  kind: 'map', name: 'sqrt', numpy: 'sqrt', parameters: ['x'],
  doc: 'The square root; NaN below zero. x^(1/2)',
  signature: givesFloat,
  reference: (a) => Math.sqrt(a),
  recipes: floatRecipes((f, a) => f.sqrt(a)),
  derivative: [div(number(0.5), result)],
  ulp: { float32: 0.5, float64: 0.5 },
};

export const arithmetic: readonly MapOperation[] = [add, sub, multiply, divide, negative, abs, sign, square, reciprocal, sqrt];
