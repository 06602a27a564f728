/**
 * Whole division and its remainders. A remainder of floats is exact, so it needs the whole quotient: that is found at once where it
 * has fewer bits than the mantissa, and step by step in a function for the rare lanes beyond. SIMD divides no whole numbers: these go through float64.
 */
import { productError } from './exact-parts.js';
import type { FloatBody, FloatLanes } from './float-lanes.js';
import { floatRecipes, inFloat64Halves } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { keepsNumberOrInt32 } from './signatures.js';
import { apply, div, neg, number, x, y } from './terms.js';
import type { Reg, VectorCode } from './vector.js';

/** `a % b` lane by lane, by AssemblyScript's own exact loop on the bits. */
const rareFloat64 = `function remainderFloat64(a: v128, b: v128): v128 {
  return f64x2(f64x2.extract_lane(a, 0) % f64x2.extract_lane(b, 0), f64x2.extract_lane(a, 1) % f64x2.extract_lane(b, 1));
}`;

/** The remainder of magnitudes when the quotient is below 2^51: a - q b with the product in two exact parts (Dekker). */
function remainderByProduct(f: FloatLanes, a: Reg, b: Reg, quotient: Reg): Reg {
  const q = f.trunc(quotient);
  const product = f.mul(q, b);
  const r = f.add(f.sub(a, product), productError(f, product, q, b));
  // A quotient that was rounded up to a whole number is one too large.
  return f.add(r, f.and(f.lt(r, f.const(0)), b));
}

/** JavaScript's a % b (C's fmod): exact, with the sign of a. */
function remainder64(f: FloatLanes, a: Reg, b: Reg): Reg {
  const magnitude = f.abs(a);
  const divisor = f.abs(b);
  const quotient = f.div(magnitude, divisor);
  const usual = f.select(f.lt(magnitude, divisor), magnitude, remainderByProduct(f, magnitude, divisor, quotient));
  // Not by lanes: both ways are exact, so they agree. Negated, so that NaN is rare too; near the largest numbers the product may overflow.
  const fine = f.and(f.lt(quotient, f.const(2 ** 51)), f.lt(magnitude, f.const(2 ** 1000)));
  f.code.function('remainderFloat64', rareFloat64);
  const value = f.code.text(`i64x2.all_true($${fine}) ? $${usual} : remainderFloat64($${magnitude}, $${divisor})`);
  return f.or(value, f.and(a, f.signBit));
}

/** The same in float64 lanes for operands of 24 bits: with a quotient below 2^28, quotient, product and difference are exact. */
function remainderOfFloat32(f: FloatLanes, a: Reg, b: Reg): Reg {
  const quotient = f.div(a, b);
  const direct = f.sub(a, f.mul(f.trunc(quotient), b));
  const usual = f.select(f.lt(f.abs(a), f.abs(b)), a, direct);
  const fine = f.lt(f.abs(quotient), f.const(2 ** 28));
  f.code.function('remainderFloat64', rareFloat64);
  const value = f.code.text(`i64x2.all_true($${fine}) ? $${usual} : remainderFloat64($${a}, $${b})`);
  return f.or(value, f.and(a, f.signBit));
}

const remainder32: Recipe = inFloat64Halves(remainderOfFloat32);

const remainder: FloatBody = (f, a, b) => (f.dtype === 'float32' ? remainder32(f.code, a, b) : remainder64(f, a, b));

/** NumPy's mod: the remainder moved by the divisor where their signs differ; a zero takes the divisor's sign. */
function modulo(f: FloatLanes, a: Reg, b: Reg): Reg {
  const r = remainder(f, a, b);
  const zero = f.const(0);
  const isZero = f.eq(r, zero);
  const moved = f.add(r, f.andnot(f.and(differInSign(f, r, b), b), isZero));
  return f.select(isZero, f.and(b, f.signBit), moved);
}

function differInSign(f: FloatLanes, a: Reg, b: Reg): Reg {
  return f.xor(f.lt(a, f.const(0)), f.lt(b, f.const(0)));
}

/** NumPy's floor_divide: (a - mod) / b, rounded to the whole number that it is up to rounding; a / b where b is 0. */
function floorQuotient(f: FloatLanes, a: Reg, b: Reg): Reg {
  const r = remainder(f, a, b);
  const moved = f.andnot(differInSign(f, r, b), f.eq(r, f.const(0)));
  const quotient = f.sub(f.div(f.sub(a, r), b), f.and(moved, f.const(1)));
  const below = f.floor(quotient);
  const whole = f.add(below, f.and(f.gt(f.sub(quotient, below), f.const(0.5)), f.const(1)));
  const plain = f.div(a, b);
  const signed = f.select(f.eq(quotient, f.const(0)), f.and(plain, f.signBit), whole);
  return f.select(f.eq(b, f.const(0)), plain, signed);
}

/** The same for float32 operands in float64 lanes, where the quotient is never rounded to a whole number that it does not reach. */
function floorQuotientOfFloat32(f: FloatLanes, a: Reg, b: Reg): Reg {
  const zero = f.const(0);
  const infinity = f.const(Infinity);
  const quotient = f.div(a, b);
  // Of a finite number by an infinite one: -1 if the signs differ, though the quotient is -0; of an infinite one: unknown, unless by 0.
  const below = f.and(f.eq(f.abs(b), infinity), f.xor(f.gt(a, zero), f.gt(b, zero)));
  const isBelow = f.andnot(below, f.eq(a, zero));
  const unknown = f.andnot(f.not(f.lt(f.abs(a), infinity)), f.eq(b, zero));
  return f.nanWhere(unknown, f.select(isBelow, f.const(-1), f.floor(quotient)));
}

/** The whole quotient of i32x4 lanes through float64, where it is exact; wraps (the lowest int32 by -1), and is 0 where b is 0. */
function wholeQuotient(code: VectorCode, a: Reg, b: Reg, kind: { readonly signed: boolean; readonly round: 'floor' | 'trunc' }): Reg {
  const f64 = (reg: Reg): Reg => code.push(`f64x2.convert_low_i32x4_${kind.signed ? 's' : 'u'}`, reg);
  const upper = (reg: Reg): Reg => code.text(`i64x2.shuffle($${reg}, $${reg}, 1, 1)`);
  const half = (left: Reg, right: Reg): Reg => {
    const quotient = code.push(`f64x2.${kind.round}`, code.push('f64x2.div', f64(left), f64(right)));
    // Adding 1.5 · 2^52 leaves the low 32 bits of the whole number at the bottom of the sum.
    return code.push('f64x2.add', quotient, code.const('f64x2', 1.5 * 2 ** 52));
  };
  const low = half(a, b);
  const high = half(upper(a), upper(b));
  const joined = code.text(`i32x4.shuffle($${low}, $${high}, 0, 2, 4, 6)`);
  return code.push('v128.andnot', joined, code.push('i32x4.eq', b, code.const('i32x4', 0)));
}

/** a - b q, which is 0 where b is 0 because a is masked out. */
function wholeRemainder(signed: boolean, round: 'floor' | 'trunc'): Recipe {
  return (code, a, b) => {
    const r = code.push('i32x4.sub', a, code.push('i32x4.mul', b, wholeQuotient(code, a, b, { signed, round })));
    return code.push('v128.andnot', r, code.push('i32x4.eq', b, code.const('i32x4', 0)));
  };
}

const rem: MapOperation = {
  kind: 'map', name: 'rem', numpy: 'fmod', parameters: ['x', 'y'],
  doc: 'The exact remainder with the sign of x, JavaScript\'s %; 0 for whole numbers where y is 0. x - y trunc(x / y)',
  signature: keepsNumberOrInt32,
  reference: (a, b) => a % b,
  recipes: { ...floatRecipes(remainder), int32: wholeRemainder(true, 'trunc'), uint32: wholeRemainder(false, 'trunc') },
  derivative: [number(1), neg(apply('trunc', div(x, y)))],
  ulp: { float32: 0, float64: 0 },
};

/** NumPy's definition, step by step (npy_divmod). */
function floorDivideReference(a: number, b: number): number {
  if (b === 0) return a / b;
  const r = a % b;
  const quotient = (a - r) / b - (r !== 0 && r < 0 !== b < 0 ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const below = Math.floor(quotient);
  return quotient - below > 0.5 ? below + 1 : below;
}

function modReference(a: number, b: number): number {
  const r = a % b;
  if (r === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return r < 0 !== b < 0 ? r + b : r;
}

const mod: MapOperation = {
  kind: 'map', name: 'mod', numpy: 'mod', parameters: ['x', 'y'],
  doc: 'The remainder with the sign of y; 0 for whole numbers where y is 0. x - y ⌊x / y⌋',
  signature: keepsNumberOrInt32,
  reference: modReference,
  recipes: { ...floatRecipes(modulo), int32: wholeRemainder(true, 'floor'), uint32: wholeRemainder(false, 'floor') },
  derivative: [number(1), neg(apply('floor', div(x, y)))],
  ulp: { float32: 0.5, float64: 0.5 },
};

const floorDivide: MapOperation = {
  kind: 'map', name: 'floorDivide', numpy: 'floor_divide', parameters: ['x', 'y'],
  doc: 'The whole quotient, rounded down; 0 for whole numbers where y is 0. ⌊x / y⌋',
  signature: keepsNumberOrInt32,
  reference: floorDivideReference,
  recipes: {
    float32: inFloat64Halves(floorQuotientOfFloat32),
    float64: floatRecipes(floorQuotient).float64,
    int32: (code, a, b) => wholeQuotient(code, a, b, { signed: true, round: 'floor' }),
    uint32: (code, a, b) => wholeQuotient(code, a, b, { signed: false, round: 'floor' }),
  },
  derivative: [undefined, undefined],
  ulp: { float32: 1, float64: 1 },
};

export const remainders: readonly MapOperation[] = [rem, mod, floorDivide];
