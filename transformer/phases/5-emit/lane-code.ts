/**
 * How values of each dtype live in vectors of one width: loads, stores, casts. `width` is the number of elements a vector holds:
 * 4, or 2 where float64 takes part; then narrower values use the low half, and masks are 64 bits wide.
 *
 * In texts `@4` stands for the byte offset of the vector in flight for elements of 4 bytes (`@1`, `@8` likewise).
 */
import type { DType } from '../../../runtime/abi/dtype.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { Reg, VectorCode } from '../../ops/vector.js';

export type Width = 2 | 4;

/** Loads a vector of elements at `pointer + index`; a bool becomes a mask. `salt` keeps loads apart that stand on two sides of a store. */
export function loadLanes(code: VectorCode, width: Width, dtype: DType, pointer: string, salt: number): Reg {
  const bytes = itemSize(dtype);
  const at = `${pointer} + o${bytes}, @${bytes}`;
  const note = salt === 0 ? '' : ` /* ${salt} */`;
  if (dtype === 'bool') {
    const packed = code.text(`v128.load32_zero(${at})${note}`);
    const mask = code.push('i32x4.neg', code.push('i32x4.extend_low_i16x8_u', code.push('i16x8.extend_low_i8x16_u', packed)));
    return width === 4 ? mask : code.push('i64x2.extend_low_i32x4_s', mask);
  }
  return code.text(`${bytes * width === 16 ? 'v128.load' : 'v128.load64_zero'}(${at})${note}`);
}

/** The statement that stores a vector. */
export function storeLanes(code: VectorCode, width: Width, dtype: DType, pointer: string, value: Reg): string {
  const bytes = itemSize(dtype);
  const address = `${pointer} + o${bytes}`;
  if (dtype === 'bool') {
    const words = width === 4 ? value : narrowMask(code, value);
    const halves = code.push('i16x8.narrow_i32x4_s', words, words);
    const packed = code.push('v128.and', code.push('i8x16.narrow_i16x8_s', halves, halves), code.const('i32x4', 0x01010101));
    return `v128.store${width * 8}_lane(${address}, $${packed}, 0, @1)`;
  }
  return bytes * width === 16 ? `v128.store(${address}, $${value}, @${bytes})` : `v128.store64_lane(${address}, $${value}, 0, @${bytes})`;
}

/** A 64-bit mask's lanes in the low half, 32 bits each. */
export function narrowMask(code: VectorCode, mask: Reg): Reg {
  return code.text(`v128.shuffle<i32>($${mask}, $${mask}, 0, 2, 0, 2)`);
}

/** A mask of an operation computed in `dtype`, in the width that masks of this kernel have. */
export function canonicalMask(code: VectorCode, width: Width, dtype: DType, mask: Reg): Reg {
  return width === 2 && dtype !== 'bool' && itemSize(dtype) === 4 ? code.push('i64x2.extend_low_i32x4_s', mask) : mask;
}

/** A mask of the kernel's width as an operation computed in `dtype` wants it. */
export function operandMask(code: VectorCode, width: Width, dtype: DType, mask: Reg): Reg {
  return width === 2 && dtype !== 'bool' && itemSize(dtype) === 4 ? narrowMask(code, mask) : mask;
}

/** Converts lanes from one dtype to another: C's rules, saturating from floats to whole numbers, NaN to 0. */
export function castLanes(code: VectorCode, width: Width, from: DType, to: DType, value: Reg): Reg {
  if (from === to) return value;
  if (from === 'bool') {
    const mask = operandMask(code, width, to, value);
    if (to === 'float32') return code.push('v128.and', mask, code.const('f32x4', 1));
    if (to === 'float64') return code.push('v128.and', mask, code.const('f64x2', 1));
    return code.push('v128.and', mask, code.const('i32x4', 1));
  }
  if (to === 'bool') {
    const mask = from === 'float32' ? code.push('f32x4.ne', value, code.const('f32x4', 0))
      : from === 'float64' ? code.push('f64x2.ne', value, code.const('f64x2', 0)) : code.push('i32x4.ne', value, code.const('i32x4', 0));
    return canonicalMask(code, width, from, mask);
  }
  switch (`${from} ${to}`) {
    case 'float32 float64': return code.push('f64x2.promote_low_f32x4', value);
    case 'float64 float32': return code.push('f32x4.demote_f64x2_zero', value);
    case 'float32 int32': return code.push('i32x4.trunc_sat_f32x4_s', value);
    case 'float32 uint32': return code.push('i32x4.trunc_sat_f32x4_u', value);
    case 'float64 int32': return code.push('i32x4.trunc_sat_f64x2_s_zero', value);
    case 'float64 uint32': return code.push('i32x4.trunc_sat_f64x2_u_zero', value);
    case 'int32 float32': return code.push('f32x4.convert_i32x4_s', value);
    case 'uint32 float32': return code.push('f32x4.convert_i32x4_u', value);
    case 'int32 float64': return code.push('f64x2.convert_low_i32x4_s', value);
    case 'uint32 float64': return code.push('f64x2.convert_low_i32x4_u', value);
    default: return value;
  }
}

/** The scalar form of the same casts, as AssemblyScript text. */
export function castScalar(from: DType, to: DType, text: string): string {
  if (from === to) return text;
  if (to === 'bool') return `(${text} != 0)`;
  const type = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32' }[to];
  if (from === 'bool') return `<${type}>(${text} ? 1 : 0)`;
  // Conversions to whole numbers saturate: the non-trapping instructions are part of the baseline.
  return `<${type}>(${text})`;
}
