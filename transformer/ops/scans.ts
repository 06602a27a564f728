/** Running results along an axis as AssemblyScript text: in sequence, each step rounded to the dtype. */
export type ScanOperation = 'cumsum' | 'cumprod' | 'cummin' | 'cummax';
export type ScanTag = 'f32' | 'f64' | 'i32' | 'u32';

/**
 * `OP_T(outer: i32, n: i32, inner: i32, out: usize, x: usize): void` along the middle axis of [outer, n, inner], not exported in the text.
 * `x` may be read and `out` written up to 64 bytes past the end. Rows of one element each go four at a time: their sums wait for each other.
 */
export function scanFunction(op: ScanOperation, tag: ScanTag): string {
  const size = tag === 'f64' ? 8 : 4;
  const lanes = { f32: 'f32x4', f64: 'f64x2', i32: 'i32x4', u32: 'i32x4' }[tag];
  const sign = tag === 'i32' ? '_s' : tag === 'u32' ? '_u' : '';
  const combine = (a: string, b: string): string => ({ cumsum: `${a} + ${b}`, cumprod: `${a} * ${b}`, cummin: `min<${tag}>(${a}, ${b})`, cummax: `max<${tag}>(${a}, ${b})` })[op];
  const combineLanes = (a: string, b: string): string => `${lanes}.${{ cumsum: 'add', cumprod: 'mul', cummin: `min${sign}`, cummax: `max${sign}` }[op]}(${a}, ${b})`;
  return `function ${op}_${tag}(outer: i32, n: i32, inner: i32, out: usize, x: usize): void {
  if (n == 0) return;
  const stride = <usize>inner * ${size};
  if (inner == 1) {
    const length = stride * <usize>n;
    let o = 0;
    for (; o + 4 <= outer; o += 4) {
      let a = load<${tag}>(x), b = load<${tag}>(x + length), c = load<${tag}>(x + 2 * length), d = load<${tag}>(x + 3 * length);
      for (let end = x + length;;) {
        store<${tag}>(out, a);
        store<${tag}>(out + length, b);
        store<${tag}>(out + 2 * length, c);
        store<${tag}>(out + 3 * length, d);
        x += ${size};
        out += ${size};
        if (x == end) break;
        a = ${combine('a', `load<${tag}>(x)`)};
        b = ${combine('b', `load<${tag}>(x + length)`)};
        c = ${combine('c', `load<${tag}>(x + 2 * length)`)};
        d = ${combine('d', `load<${tag}>(x + 3 * length)`)};
      }
      x += 3 * length;
      out += 3 * length;
    }
    for (; o < outer; o++) {
      let sum = load<${tag}>(x);
      store<${tag}>(out, sum);
      for (let at: usize = ${size}; at < length; at += ${size}) {
        sum = ${combine('sum', `load<${tag}>(x + at)`)};
        store<${tag}>(out + at, sum);
      }
      x += length;
      out += length;
    }
    return;
  }
  for (let o = 0; o < outer; o++) {
    for (let at: usize = 0; at < stride; at += 16) v128.store(out + at, v128.load(x + at));
    for (let i = 1; i < n; i++) {
      const before = out;
      out += stride;
      x += stride;
      // The last vector's surplus belongs to the row that comes next: what of it was read is not needed again.
      for (let at: usize = 0; at < stride; at += 16) v128.store(out + at, ${combineLanes('v128.load(before + at)', 'v128.load(x + at)')});
    }
    out += stride;
    x += stride;
  }
}
`;
}
