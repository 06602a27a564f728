/**
 * x = n p + r for p = π/2 or π, the first step of sine, cosine and tangent. Up to 2^20 quadrants by subtracting n times π/2 in parts of
 * 33 bits, whose products are exact; beyond, lane by lane, by the 192 bits of 2/π that matter for x (Payne and Hanek).
 */
import { differenceInParts } from './exact-parts.js';
import type { FloatLanes } from './float-lanes.js';
import type { Reg } from './vector.js';

/** r as high + low, and a float whose lowest bits are n. */
export interface ReducedAngle {
  readonly shifted: Reg;
  readonly high: Reg;
  readonly low: Reg;
}

/** Above this (2^20 quadrants) the products below are no longer exact. */
const directLimit = 1_647_099;

const big = 1.5 * 2 ** 52;

/** π/2 = first + second + third + rest, three times 33 bits (fdlibm's pio2_1, pio2_2, pio2_3 and pio2_3t). */
const halfPi = {
  first: 1.57079632673412561417, second: 6.07710050630396597660e-11, third: 2.02226624871116645580e-21, rest: 8.47842766036889956997e-32,
  /** π/2 - first, rounded (pio2_1t). */
  afterFirst: 6.07710050650619224932e-11,
} as const;

/** 1280 bits of 2/π, as much as the largest double needs. */
const twoOverPi: readonly string[] = [
  '0xa2f9836e4e441529', '0xfc2757d1f534ddc0', '0xdb6295993c439041', '0xfe5163abdebbc561', '0xb7246e3a424dd2e0',
  '0x06492eea09d1921c', '0xfe1deb1cb129a73e', '0xe88235f52ebb4484', '0xe99c7026b45f7e41', '0x3991d639835339f4',
  '0x9c845f8bbdf9283b', '0x1ff897ffde05980f', '0xef2f118b5a0a6d1f', '0x6d367ecf27cb09b7', '0x4f463f669e5fea2d',
  '0x7527bac7ebe5f17b', '0x3d0739f78a5292ea', '0x6bfb5fb11f8d5d08', '0x56033046fc7b6bab', '0xf0cfbc209af4361d',
];

const source = `
function twoOverPiWord(index: i32): u64 {
  switch (index) {
${twoOverPi.map((word, index) => `    case ${index}: return ${word};`).join('\n')}
    default: return 0;
  }
}

/** 64 bits of 2/π from bit \`start\` on; the bits before the point are 0. */
function twoOverPiBits(start: i32): u64 {
  const index = start >> 6;
  const shift = start & 63;
  const word = twoOverPiWord(index);
  return shift == 0 ? word : (word << shift) | (twoOverPiWord(index + 1) >> (64 - shift));
}

/** The upper 64 bits of a product. */
function upperProduct(a: u64, b: u64): u64 {
  const a1 = a >> 32, a0 = a & 0xffffffff, b1 = b >> 32, b0 = b & 0xffffffff;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  return a1 * b1 + (middle >> 32) + (((middle & 0xffffffff) + a0 * b1) >> 32);
}

/**
 * Part 0: n (as the low bits of 1.5 2^52 + n), 1: the high and 2: the low part of r, for x + quarter π/2 = n p + r, where p is π/2
 * if wholeBits is 2, π if it is 1.
 */
function reduceAngle(x: f64, quarter: i32, wholeBits: i32, part: i32): f64 {
  const bits = reinterpret<u64>(x);
  const exponent = <i32>((bits >> 52) & 0x7ff) - 1075;
  if (exponent == 972) return NaN;
  const mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
  // x 2/π mod 4 in 192 bits, two of them before the point: bits of 2/π above give multiples of 4.
  const w2 = twoOverPiBits(exponent - 2), w1 = twoOverPiBits(exponent + 62), w0 = twoOverPiBits(exponent + 126);
  let p0 = w0 * mantissa;
  const middle = upperProduct(w0, mantissa);
  let p1 = w1 * mantissa + middle;
  let p2 = w2 * mantissa + upperProduct(w1, mantissa) + u64(p1 < middle);
  const isNegative = (bits >> 63) != 0;
  if (isNegative) {
    p0 = ~p0 + 1;
    p1 = ~p1 + u64(p0 == 0);
    p2 = ~p2 + u64(p0 == 0 && p1 == 0);
  }
  p2 += (<u64>quarter) << 62;
  // To the nearest whole: add half, take the bits before the point; the rest is a signed fraction.
  const whole = (p2 + (<u64>1 << (63 - wholeBits))) >> (64 - wholeBits);
  if (part == 0) return 6755399441055744.0 + <f64>whole;
  let f2 = (p2 << wholeBits) | (p1 >> (64 - wholeBits));
  let f1 = (p1 << wholeBits) | (p0 >> (64 - wholeBits));
  let f0 = p0 << wholeBits;
  let sign = 1.0;
  if (<i64>f2 < 0) {
    sign = -1.0;
    f0 = ~f0 + 1;
    f1 = ~f1 + u64(f0 == 0);
    f2 = ~f2 + u64(f0 == 0 && f1 == 0);
  }
  // 64 bits of the fraction from its first one on, times π in 64 bits.
  let scale = sign * (wholeBits == 2 ? 1.0842021724855044e-19 : 2.168404344971009e-19);
  if (f2 == 0) {
    f2 = f1;
    f1 = f0;
    scale *= 5.421010862427522e-20;
  }
  if (f2 == 0) return 0;
  const zeros = clz(f2);
  if (zeros > 0) f2 = (f2 << zeros) | (f1 >> (64 - zeros));
  scale *= reinterpret<f64>((1023 - zeros) << 52);
  const product = upperProduct(f2, 0xc90fdaa22168c235);
  return part == 1 ? <f64>(product & ~(<u64>0x7ff)) * scale : <f64>(product & 0x7ff) * scale;
}

/** \`usual\`, but for the lanes that are too large for it. */
function reduceAngles(x: v128, usual: v128, quarter: i32, wholeBits: i32, part: i32): v128 {
  const rare = f64x2(
    reduceAngle(f64x2.extract_lane(x, 0), quarter, wholeBits, part),
    reduceAngle(f64x2.extract_lane(x, 1), quarter, wholeBits, part),
  );
  return v128.bitselect(usual, rare, f64x2.le(f64x2.abs(x), f64x2.splat(${directLimit})));
}
`;

function addRare(f: FloatLanes): void {
  f.code.function('reduceAngles', source);
}

/** x = n π/2 + high + low in float64, |high| ≤ π/4, good to some 2^-60 of r for every x. */
export function reduceByHalfPi(f: FloatLanes, a: Reg): ReducedAngle {
  addRare(f);
  const shifted = f.add(f.mul(a, f.const(2 / Math.PI)), f.const(big));
  const n = f.sub(shifted, f.const(big));
  const first = f.sub(a, f.mul(n, f.const(halfPi.first)));
  const second = differenceInParts(f, first, f.mul(n, f.const(halfPi.second)));
  const third = differenceInParts(f, second.value, f.mul(n, f.const(halfPi.third)));
  const low = f.sub(f.add(second.rest, third.rest), f.mul(n, f.const(halfPi.rest)));
  const fine = f.le(f.abs(a), f.const(directLimit));
  const part = (usual: Reg, index: number): Reg =>
    f.code.text(`i64x2.all_true($${fine}) ? $${usual} : reduceAngles($${a}, $${usual}, 0, 2, ${index})`);
  return { shifted: part(shifted, 0), high: part(third.value, 1), low: part(low, 2) };
}

/**
 * x = n p + r for float32 operands in float64 lanes: r in one part, good to some 2^-34. `period` is π/2 or π; `quarter` 1 reduces
 * x + π/2 instead, with n in the low bits of `shifted` and r exact where that sum would not be.
 */
export function reduceFloat32(f: FloatLanes, a: Reg, options: { readonly period: 'half-pi' | 'pi'; readonly quarter: 0 | 1 }): Omit<ReducedAngle, 'low'> {
  addRare(f);
  const scale = options.period === 'pi' ? 2 : 1;
  const offset = options.quarter / scale;
  const turns = f.mul(a, f.const(2 / Math.PI / scale));
  const shifted = f.add(options.quarter === 1 ? f.add(turns, f.const(offset)) : turns, f.const(big));
  const whole = f.sub(shifted, f.const(big));
  const n = options.quarter === 1 ? f.sub(whole, f.const(offset)) : whole;
  const high = f.sub(f.sub(a, f.mul(n, f.const(halfPi.first * scale))), f.mul(n, f.const(halfPi.afterFirst * scale)));
  const fine = f.le(f.abs(a), f.const(directLimit));
  const part = (usual: Reg, index: number): Reg =>
    f.code.text(`i64x2.all_true($${fine}) ? $${usual} : reduceAngles($${a}, $${usual}, ${options.quarter}, ${3 - scale}, ${index})`);
  return { shifted: part(shifted, 0), high: part(high, 1) };
}
