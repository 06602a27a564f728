/**
 * The places of smallest and largest elements along one axis as AssemblyScript text: where the extreme that a reduction finds stands first.
 * NaN counts as extreme, as in the reduction.
 */
import type { AxisTag } from './axis-reductions.js';

/** In rows up to this length the elements go one by one: vectors would be mostly empty. */
const shortRow = 16;

/**
 * `OP_T_axis(outer: i32, n: i32, inner: i32, out: usize, x: usize): void` writes int32 places along the middle axis of [outer, n, inner], for n
 * of 1 or more; not exported in the text. Needs the text of `axisFunctions` for `min` or `max` of the same dtype beside it, and 64 KiB of
 * `scratch`. `x` may be read and `out` written up to 64 bytes past the end.
 */
export function extremePlaces(op: 'argmin' | 'argmax', tag: Exclude<AxisTag, 'bool'>): string {
  const name = `${op}_${tag}_axis`;
  const extreme = `${op.slice(3)}_${tag}_axis`;
  const lanes = { f32: 'f32x4', f64: 'f64x2', i32: 'i32x4', u32: 'i32x4' }[tag];
  const isFloat = tag === 'f32' || tag === 'f64';
  const size = tag === 'f64' ? 8 : 4;
  const found = (value: string, wanted: string): string => (isFloat
    ? `v128.or(${lanes}.eq(${value}, ${wanted}), v128.and(${lanes}.ne(${value}, ${value}), ${lanes}.ne(${wanted}, ${wanted})))`
    : `${lanes}.eq(${value}, ${wanted})`);
  const keep = size === 4
    ? 'v128.store(places + at, v128.bitselect(place, v128.load(places + at), mask))'
    : 'v128.store64_lane(places + (at >> 1), v128.bitselect(place, v128.load64_zero(places + (at >> 1)), v128.shuffle<i32>(mask, mask, 0, 2, 0, 2)), 0)';
  return `function ${name}_first(n: i32, x: usize): i32 {
  if (n <= ${shortRow}) {
    let place = 0, extreme = load<${tag}>(x);
    for (let i = 0; i < n; i++, x += ${size}) {
      const value = load<${tag}>(x);
      ${isFloat ? 'if (value != value) return i;' : ''}
      if (value ${op === 'argmin' ? '<' : '>'} extreme) {
        extreme = value;
        place = i;
      }
    }
    return place;
  }
  const wanted = ${lanes}.splat(${extreme}_row(n, x));
  for (let i = 0; i < n; i += ${16 / size}) {
    const value = v128.load(x);
    const mask = ${found('value', 'wanted')};
    if (v128.any_true(mask)) return i + ctz(${size === 4 ? 'i32x4' : 'i64x2'}.bitmask(mask));
    x += 16;
  }
  return 0;
}

function ${name}(outer: i32, n: i32, inner: i32, out: usize, x: usize): void {
  const stride = <usize>inner * ${size};
  const step = stride * <usize>n;
  if (inner == 1) {
    for (let o = 0; o < outer; o++) {
      store<i32>(out, ${name}_first(n, x));
      out += 4;
      x += step;
    }
    return;
  }
  for (let o = 0; o < outer; o++) {
    for (let from: usize = 0; from < stride; from += 2048) {
      const bytes = (min<usize>(stride - from, 2048) + 15) & ~15;
      memory.copy(scratch, x + from, bytes);
      ${extreme}_rows(n - 1, bytes, scratch, x + from + stride, stride);
      const places = out + ${size === 4 ? 'from' : '(from >> 1)'};
      // From the last row up, so that the first of equals stays.
      let row = x + from + (step - stride);
      for (let i = n - 1; i >= 0; i--) {
        const place = i32x4.splat(i);
        for (let at: usize = 0; at < bytes; at += 16) {
          const value = v128.load(row + at);
          const wanted = v128.load(scratch + at);
          const mask = ${found('value', 'wanted')};
          ${keep};
        }
        row -= stride;
      }
    }
    out += <usize>inner << 2;
    x += step;
  }
}
`;
}
