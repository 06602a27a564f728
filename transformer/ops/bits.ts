/** Operations on the bits of numbers: bitwise logic and shifts of whole numbers, signs and widths of floats. */
import { floatRecipes } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { asksFloat, givesFloat, keepsDType, keepsInteger, shiftsInteger } from './signatures.js';
import { apply, mul, number, one, where, x, y } from './terms.js';

function bitwise(name: string, sign: string, instruction: string, reference: (a: number, b: number) => number): MapOperation {
  const recipe: Recipe = (code, a, b) => code.push(instruction, a, b);
  return {
    kind: 'map', name: `bitwise${name}`, numpy: `bitwise_${name.toLowerCase()}`, parameters: ['x', 'y'],
    doc: `Bit by bit ${name.toLowerCase()} of whole numbers or bools. x ${sign} y`,
    signature: keepsInteger,
    reference,
    recipes: { int32: recipe, uint32: recipe, bool: recipe },
    derivative: [undefined, undefined],
  };
}

const invert: Recipe = (code, a) => code.push('v128.not', a);

const bitwiseNot: MapOperation = {
  kind: 'map', name: 'bitwiseNot', numpy: 'bitwise_not', parameters: ['x'],
  doc: 'All bits turned over, of whole numbers or bools. ~x',
  signature: keepsInteger,
  // Of a bool; all others are whole numbers.
  reference: (a) => Number(a === 0),
  integerReference: (a) => ~a,
  recipes: { int32: invert, uint32: invert, bool: invert },
  derivative: [undefined],
};

/** Wasm shifts all lanes by one count, so that counts that differ go lane by lane; as in NumPy, 32 and more shift everything out. */
function shift(name: string, wasm: 'shl' | 'shr_s' | 'shr_u'): Recipe {
  const left = wasm === 'shl';
  const type = wasm === 'shr_s' ? 'i32' : 'u32';
  const lane = (index: number): string => `${name}Lane(i32x4.extract_lane(a, ${index}), i32x4.extract_lane(b, ${index}))`;
  const beyond = wasm === 'shr_s' ? 'a >> 31' : '0';
  const source = `function ${name}Lane(a: i32, b: i32): i32 {
  return <u32>b < 32 ? <i32>(<${type}>a ${left ? '<<' : '>>'} <${type}>b) : ${beyond};
}

function ${name}(a: v128, b: v128): v128 {
  return i32x4(${[0, 1, 2, 3].map(lane).join(', ')});
}`;
  return (code, a, b) => {
    code.function(name, source);
    return code.text(`${name}($${a}, $${b})`);
  };
}

const isInRange = (count: number): boolean => count >= 0 && count < 32;

const leftShift: MapOperation = {
  kind: 'map', name: 'leftShift', numpy: 'left_shift', parameters: ['x', 'count'],
  doc: 'The bits moved to the left; counts from 32 on give 0. x 2^count',
  signature: shiftsInteger,
  reference: (a, count) => (isInRange(count) ? a << count : 0),
  recipes: { int32: shift('leftShiftBits', 'shl'), uint32: shift('leftShiftBits', 'shl') },
  derivative: [undefined, undefined],
};

const rightShift: MapOperation = {
  kind: 'map', name: 'rightShift', numpy: 'right_shift', parameters: ['x', 'count'],
  doc: 'The bits moved to the right, keeping the sign; counts from 32 on give 0 or -1. ⌊x / 2^count⌋',
  signature: shiftsInteger,
  reference: (a, count) => {
    if (!isInRange(count)) return a < 0 ? -1 : 0;
    return Math.floor(a / 2 ** count);
  },
  recipes: { int32: shift('rightShiftSigned', 'shr_s'), uint32: shift('rightShiftUnsigned', 'shr_u') },
  derivative: [undefined, undefined],
};

const copysign: MapOperation = {
  kind: 'map', name: 'copysign', numpy: 'copysign', parameters: ['x', 'y'],
  doc: 'The magnitude of x with the sign of y, that of -0 too. |x| sign(y)',
  signature: givesFloat,
  reference: (a, b) => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a)),
  recipes: floatRecipes((f, a, b) => f.withSignOf(f.abs(a), b)),
  derivative: [mul(apply('sign', x), where(apply('less', y, number(0)), number(-1), one)), undefined],
  ulp: { float32: 0, float64: 0 },
};

const fround: MapOperation = {
  kind: 'map', name: 'fround', parameters: ['x'],
  doc: 'The nearest float32, as JavaScript\'s Math.fround. float32(x)',
  signature: givesFloat,
  reference: (a) => Math.fround(a),
  recipes: {
    float32: (_, a) => a,
    float64: (code, a) => code.push('f64x2.promote_low_f32x4', code.push('f32x4.demote_f64x2_zero', a)),
  },
  derivative: [one],
  ulp: { float32: 0, float64: 0 },
};

const largest = { float32: (2 - 2 ** -23) * 2 ** 127, float64: Number.MAX_VALUE } as const;

function holdFinite(a: number, limit: number): number {
  return Number.isNaN(a) ? 0 : Math.min(Math.max(a, -limit), limit);
}

const nanToNum: MapOperation = {
  kind: 'map', name: 'nanToNum', numpy: 'nan_to_num', parameters: ['x'],
  doc: 'NaN made 0, infinities made the largest finite numbers of the dtype; whole numbers and bools stay. x',
  signature: keepsDType,
  reference: (a) => holdFinite(a, largest.float64),
  integerReference: (a) => a,
  float32Reference: (a) => holdFinite(a, largest.float32),
  recipes: {
    ...floatRecipes((f, a) => {
      const limit = largest[f.dtype];
      return f.and(f.pmax(f.pmin(a, f.const(limit)), f.const(-limit)), f.eq(a, a));
    }),
    int32: (_, a) => a, uint32: (_, a) => a, bool: (_, a) => a,
  },
  derivative: [where(apply('isfinite', x), one, number(0))],
  ulp: { float32: 0, float64: 0 },
};

const bytes = new DataView(new ArrayBuffer(8));

/** The next float64 above or below; NaN stays. */
function neighbour64(a: number, up: boolean): number {
  if (a === 0) return up ? 5e-324 : -5e-324;
  bytes.setFloat64(0, a);
  bytes.setBigInt64(0, bytes.getBigInt64(0) + (up === a > 0 ? 1n : -1n));
  return bytes.getFloat64(0);
}

function neighbour32(a: number, up: boolean): number {
  if (a === 0) return up ? 2 ** -149 : -(2 ** -149);
  bytes.setFloat32(0, a);
  bytes.setInt32(0, bytes.getInt32(0) + (up === a > 0 ? 1 : -1));
  return bytes.getFloat32(0);
}

const towards = (neighbour: (a: number, up: boolean) => number) => (a: number, b: number): number =>
  (Number.isNaN(a) || Number.isNaN(b) ? NaN : a === b ? b : neighbour(a, a < b));

const nextafter: MapOperation = {
  kind: 'map', name: 'nextafter', numpy: 'nextafter', parameters: ['x', 'y'],
  doc: 'The number next to x in its dtype, in the direction of y. x ± ulp',
  signature: givesFloat,
  reference: towards(neighbour64),
  float32Reference: towards(neighbour32),
  // The bits of a float, as a whole number, grow with its magnitude.
  recipes: floatRecipes((f, a, b) => {
    const away = f.xor(f.lt(a, b), f.lt(a, f.const(0)));
    const moved = f.select(away, f.addBits(a, f.bits(1n)), f.subBits(a, f.bits(1n)));
    const fromZero = f.withSignOf(f.bits(1n), b);
    const next = f.select(f.eq(a, f.const(0)), fromZero, moved);
    return f.nanWhere(f.or(f.ne(a, a), f.ne(b, b)), f.select(f.eq(a, b), b, next));
  }),
  derivative: [one, undefined],
  ulp: { float32: 0, float64: 0 },
};

const spacing: MapOperation = {
  kind: 'map', name: 'spacing', numpy: 'spacing', parameters: ['x'],
  doc: 'The distance from x to the number next to it, away from 0, with the sign of x; NaN of infinities. ulp(x)',
  signature: givesFloat,
  reference: (a) => (Math.abs(a) === Infinity ? NaN : a === 0 ? 5e-324 : neighbour64(a, a > 0) - a),
  float32Reference: (a) => (Math.abs(a) === Infinity ? NaN : a === 0 ? 2 ** -149 : neighbour32(a, a > 0) - a),
  recipes: floatRecipes((f, a) => {
    const difference = f.sub(f.addBits(a, f.bits(1n)), a);
    return f.nanWhere(f.eq(f.abs(a), f.const(Infinity)), f.select(f.eq(a, f.const(0)), f.bits(1n), difference));
  }),
  derivative: [undefined],
  ulp: { float32: 0, float64: 0 },
};

const signbit: MapOperation = {
  kind: 'map', name: 'signbit', numpy: 'signbit', parameters: ['x'],
  doc: 'Whether the sign is negative, that of -0 too. x < 0',
  signature: asksFloat,
  reference: (a) => Number(a < 0 || Object.is(a, -0)),
  // 1 with the sign of x: also where x is -0.
  recipes: floatRecipes((f, a) => f.andnot(f.lt(f.withSignOf(f.const(1), a), f.const(0)), f.ne(a, a))),
  derivative: [undefined],
};

export const bitOperations: readonly MapOperation[] = [
  bitwise('And', '&', 'v128.and', (a, b) => a & b),
  bitwise('Or', '|', 'v128.or', (a, b) => a | b),
  bitwise('Xor', '^', 'v128.xor', (a, b) => a ^ b),
  bitwiseNot, leftShift, rightShift, copysign, fround, nanToNum, nextafter, spacing, signbit,
];
