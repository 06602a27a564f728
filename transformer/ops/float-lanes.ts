/**
 * Writes one recipe for both float dtypes: names the instructions of f32x4 or f64x2 and knows the layout of their bits.
 * A recipe of several formulas takes a `FloatLanes` and leaves the lane width to it.
 */
import type { FloatDType } from '../../runtime/abi/dtype.js';
import type { Recipe } from './operation.js';
import type { Reg, VectorCode } from './vector.js';

/** The layout of a float: bits of mantissa stored, exponent bias, and the names of the instructions on it. */
interface Layout {
  readonly lanes: 'f32x4' | 'f64x2';
  readonly bitLanes: 'i32x4' | 'i64x2';
  readonly mantissaBits: number;
  readonly bias: number;
  readonly smallestNormal: number;
}

const layouts: Readonly<Record<FloatDType, Layout>> = {
  float32: { lanes: 'f32x4', bitLanes: 'i32x4', mantissaBits: 23, bias: 127, smallestNormal: 2 ** -126 },
  float64: { lanes: 'f64x2', bitLanes: 'i64x2', mantissaBits: 52, bias: 1023, smallestNormal: 2 ** -1022 },
};

export class FloatLanes {
  readonly code: VectorCode;
  readonly dtype: FloatDType;
  readonly layout: Layout;

  constructor(code: VectorCode, dtype: FloatDType) {
    this.code = code;
    this.dtype = dtype;
    this.layout = layouts[dtype];
  }

  /** The value meant for this dtype, where two dtypes need different constants. */
  pick<T>(float32: T, float64: T): T {
    return this.dtype === 'float32' ? float32 : float64;
  }

  const(value: number): Reg {
    return this.code.const(this.layout.lanes, value);
  }

  /** A pattern of bits in every lane. */
  bits(pattern: bigint): Reg {
    const { bitLanes } = this.layout;
    return bitLanes === 'i32x4' ? this.code.const(bitLanes, Number(BigInt.asIntN(32, pattern)))
      : this.code.const(bitLanes, BigInt.asIntN(64, pattern));
  }

  get signBit(): Reg {
    return this.const(-0);
  }

  #op(name: string, ...args: readonly Reg[]): Reg {
    return this.code.push(`${this.layout.lanes}.${name}`, ...args);
  }

  add(a: Reg, b: Reg): Reg { return this.#op('add', a, b); }
  sub(a: Reg, b: Reg): Reg { return this.#op('sub', a, b); }
  mul(a: Reg, b: Reg): Reg { return this.#op('mul', a, b); }
  div(a: Reg, b: Reg): Reg { return this.#op('div', a, b); }
  neg(a: Reg): Reg { return this.#op('neg', a); }
  abs(a: Reg): Reg { return this.#op('abs', a); }
  sqrt(a: Reg): Reg { return this.#op('sqrt', a); }
  floor(a: Reg): Reg { return this.#op('floor', a); }
  ceil(a: Reg): Reg { return this.#op('ceil', a); }
  trunc(a: Reg): Reg { return this.#op('trunc', a); }
  /** To the nearest whole number, halves to even. */
  nearest(a: Reg): Reg { return this.#op('nearest', a); }
  /** NaN if either is; -0 is less than 0. Seven instructions or more in V8. */
  min(a: Reg, b: Reg): Reg { return this.#op('min', a, b); }
  max(a: Reg, b: Reg): Reg { return this.#op('max', a, b); }
  /** `b < a ? b : a`: one instruction; gives `a` when either is NaN, so the operand that may be NaN goes first. */
  pmin(a: Reg, b: Reg): Reg { return this.#op('pmin', a, b); }
  /** `a < b ? b : a`: one instruction; gives `a` when either is NaN. */
  pmax(a: Reg, b: Reg): Reg { return this.#op('pmax', a, b); }
  eq(a: Reg, b: Reg): Reg { return this.#op('eq', a, b); }
  ne(a: Reg, b: Reg): Reg { return this.#op('ne', a, b); }
  lt(a: Reg, b: Reg): Reg { return this.#op('lt', a, b); }
  le(a: Reg, b: Reg): Reg { return this.#op('le', a, b); }
  gt(a: Reg, b: Reg): Reg { return this.#op('gt', a, b); }
  ge(a: Reg, b: Reg): Reg { return this.#op('ge', a, b); }

  and(a: Reg, b: Reg): Reg { return this.code.push('v128.and', a, b); }
  or(a: Reg, b: Reg): Reg { return this.code.push('v128.or', a, b); }
  xor(a: Reg, b: Reg): Reg { return this.code.push('v128.xor', a, b); }
  not(a: Reg): Reg { return this.code.push('v128.not', a); }
  /** `a & ~b` */
  andnot(a: Reg, b: Reg): Reg { return this.code.push('v128.andnot', a, b); }
  /** `mask ? a : b`, lane by lane. */
  select(mask: Reg, a: Reg, b: Reg): Reg { return this.code.push('v128.bitselect', a, b, mask); }

  addBits(a: Reg, b: Reg): Reg { return this.code.push(`${this.layout.bitLanes}.add`, a, b); }
  subBits(a: Reg, b: Reg): Reg { return this.code.push(`${this.layout.bitLanes}.sub`, a, b); }
  shl(a: Reg, count: number): Reg { return this.code.text(`${this.layout.bitLanes}.shl($${a}, ${count})`); }
  shrU(a: Reg, count: number): Reg { return this.code.text(`${this.layout.bitLanes}.shr_u($${a}, ${count})`); }

  /** The magnitude of `a` with the sign of `b`, for a `magnitude` whose sign bit is clear or already that of `b`. */
  withSignOf(magnitude: Reg, b: Reg): Reg {
    return this.or(magnitude, this.and(b, this.signBit));
  }

  /** All ones (a NaN) in the lanes of `mask`, `a` elsewhere. */
  nanWhere(mask: Reg, a: Reg): Reg {
    return this.or(a, mask);
  }

  /**
   * c0 + c1 x + c2 x^2 + …, in pairs (Estrin): as many instructions as Horner's form but for the powers of x, and a chain of
   * dependent instructions that is about half as long.
   */
  polynomial(x: Reg, coefficients: readonly number[]): Reg {
    const [first, second] = coefficients;
    if (first === undefined) return this.const(0);
    if (second === undefined) return this.const(first);
    if (coefficients.length === 2) return this.add(this.const(first), this.mul(x, this.const(second)));
    let half = 2;
    let power = this.mul(x, x);
    while (half * 2 < coefficients.length) {
      half *= 2;
      power = this.mul(power, power);
    }
    return this.add(this.polynomial(x, coefficients.slice(0, half)), this.mul(power, this.polynomial(x, coefficients.slice(half))));
  }
}

/** The body of a recipe that serves both float dtypes. */
export type FloatBody = (f: FloatLanes, ...args: readonly Reg[]) => Reg;

/** The recipes of both float dtypes from one body. */
export function floatRecipes(body: FloatBody): { readonly float32: Recipe; readonly float64: Recipe } {
  return {
    float32: (code, ...args) => body(new FloatLanes(code, 'float32'), ...args),
    float64: (code, ...args) => body(new FloatLanes(code, 'float64'), ...args),
  };
}

/**
 * A float32 recipe that computes in float64, two lanes at a time, and rounds once at the end: half the speed of float32, and
 * within 0.51 ULP where `body` is good to some 2^-30.
 */
export function inFloat64Halves(body: FloatBody): Recipe {
  return (code, ...args) => {
    const f = new FloatLanes(code, 'float64');
    const low = body(f, ...args.map((arg) => code.push('f64x2.promote_low_f32x4', arg)));
    const high = body(f, ...args.map((arg) => code.push('f64x2.promote_low_f32x4', code.text(`i64x2.shuffle($${arg}, $${arg}, 1, 1)`))));
    return joinHalves(code, code.push('f32x4.demote_f64x2_zero', low), code.push('f32x4.demote_f64x2_zero', high));
  };
}

/** The recipes of an operation that is written for float64 alone, which float32 borrows. */
export function float64Recipes(body: FloatBody): { readonly float32: Recipe; readonly float64: Recipe } {
  return { float32: inFloat64Halves(body), float64: floatRecipes(body).float64 };
}

/** The low 64 bits of two vectors side by side. */
export function joinHalves(code: VectorCode, low: Reg, high: Reg): Reg {
  return code.text(`i64x2.shuffle($${low}, $${high}, 0, 2)`);
}
