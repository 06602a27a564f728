// Plain numbers that compiled code keeps as integers, and those that it must not: bounds, steps, -0, wrapping, division, indices out of range.
import { jit, math as bm, type Matrix, type Vector } from 'myelin';

const sieve = jit((n: number) => {
  const crossed = bm.zeros(n, { dtype: 'int32' });
  let count = 0;
  for (let i = 2; i < n; i++) {
    if (crossed[i] !== 0) continue;
    count++;
    for (let j = i * i; j < n; j += i) crossed[j] = 1;
  }
  return count;
});

const flatIndex = jit((x: Vector, n: number) => {
  let s = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) s += x[i * n + j]! * (j - i);
  return s;
});

const ring = jit((x: Vector) => {
  const n = x.length;
  let s = 0;
  for (let i = 0; i < 3 * n; i++) s = s * 0.5 + x[(i * 7 + 3) % n]!;
  return s;
});

const backwards = jit((x: Vector) => {
  let s = 0;
  for (let i = x.length - 1; i >= 0; i--) s = s * 0.5 + x[i]!;
  return s;
});

/** Grows past every integer: float64 throughout. */
const growing = jit((n: number) => {
  let [a, b] = [1, 1];
  for (let i = 0; i < n; i++) {
    const next = a + b;
    a = b;
    b = next;
  }
  return a;
});

const factorial = jit((n: number) => {
  let f = 1;
  for (let i = 1; i <= n; i++) f *= i;
  return f;
});

/** -0 tells itself apart: 1 / -0 is -Infinity. */
const negativeZero = jit((n: number) => {
  let reciprocals = 0;
  for (let i = -2; i < n; i++) {
    const product = i * 0;
    const rest = i % 2;
    reciprocals += (1 / product > 0 ? 1 : 10) + (1 / (rest * 0 - 0) > 0 ? 100 : 1000) + (1 / -i > 0 ? 0.5 : 0.25);
  }
  return reciprocals;
});

const bits = jit((seed: number, n: number) => {
  let h = seed | 0;
  for (let i = 0; i < n; i++) h = ((h ^ (i << 7)) * 5 + (h >> (i % 40)) + (h >>> (i % 37)) + (1 << i)) | 0;
  return h;
});

const quotients = jit((n: number) => {
  let s = 0;
  for (let i = 0; i < n; i++) s = s * 3 % 1000003 + Math.floor(i / 7) + ((i / 3) | 0) + Math.trunc(i / 2) + Math.ceil(i / 2) + Math.floor(-i / 4);
  return s;
});

const wide = jit((x: number) => ((x * 4294967296) | 0) + ((x / 3) | 0) + (Math.floor(x) | 0));

/** The bound is no whole number, and the body moves a second counter. */
const twoCounters = jit((limit: number) => {
  let s = 0;
  let j = 10;
  for (let i = 0; i < limit; i++) {
    s += i * 100 + j;
    j -= 3;
  }
  return s;
});

const changedInside = jit((x: Vector) => {
  let s = 0;
  for (let i = 0; i < x.length; i++) {
    s += x[i]!;
    if (s > 2) i += 2;
  }
  return s;
});

const afterLoop = jit((x: Vector) => {
  let i = 0;
  while (i < x.length && x[i]! < 0.7) i++;
  return i * i - i;
});

const corners = jit((X: Matrix) => {
  const [m, n] = [X.shape[0]!, X.shape[1]!];
  let s = 0;
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) s = s * 0.5 + bm.at(X, i, j) - bm.at(X, -i - 1, -1 - j) * bm.at(X, i, (j + 1) % n);
  return s;
});

const pastEnd = jit((x: Vector) => {
  let s = 0;
  for (let i = 0; i <= x.length; i++) s += x[i]!;
  return s;
});

const beforeStart = jit((x: Vector) => {
  let s = 0;
  for (let i = 1; i > -2; i--) s += x[i]!;
  return s;
});

const between = jit((x: Vector) => {
  let s = 0;
  for (let i = 0; i < 3; i += 0.5) s += x[i]!;
  return s;
});

const pastRow = jit((X: Matrix) => {
  let s = 0;
  for (let i = 0; i < 9; i++) s += bm.at(X, 0, i);
  return s;
});

const ringOfNone = jit((x: Vector, n: number) => {
  let s = 0;
  for (let i = 0; i < 3; i++) s += x[i % (n | 0)]!;
  return s;
});

const shifts = jit((a: number, count: number) => [
  a << count, a >> count, a >>> count, (a >>> count) >>> 1, a << (count & 7), (a >>> (count % 13)) ^ (a >>> 0), 1 << (count | 0), (a >>> 3) & (a >>> 5) | 6,
]);

const powersOfTwo = jit((x: number) => [x % 1, x % 2, x % 4, x % 1073741824, x % 2 === 0 ? 1 : 0, 1 / (x % 8)]);

/** Each part of a test leaves the loop or the branch by itself; `continue` still makes the step. */
const compoundTests = jit((x: Vector, limit: number) => {
  let s = 0;
  for (let i = 0; i < x.length && x[i]! < limit && s < 100; i++) {
    if (x[i]! < 0 && i > 2 && s > 0) continue;
    if (s > 0 && x[i]! > 1) s += 10;
    s += x[i]!;
  }
  let k = 0;
  while (k < 50 && (s < 20 || k < 3) && s !== 7) { s = s * 1.5 + k; k++; }
  return s + k;
});

const vector = () => bm.array([0.25, 0.5, 0.75, 1, 1.25, -3, 2.5, 0.125, 9]);
const matrix = () => bm.array([[1, 2, 3.5], [-4, 5, 6], [0.5, 8, 9]]);

export const cases = {
  sieve: () => [1, 2, 100, 1000].map((n) => sieve(n)),
  flatIndex: () => [flatIndex(vector(), 3), flatIndex(vector(), 0)],
  ring: () => ring(vector()),
  backwards: () => backwards(vector()),
  growing: () => [growing(10), growing(100), growing(1600)],
  factorial: () => [factorial(0), factorial(20), factorial(171)],
  negativeZero: () => negativeZero(4),
  bits: () => [bits(1, 100), bits(-7.5, 33), bits(1e12, 5), bits(Number.NaN, 3)],
  quotients: () => quotients(200),
  wide: () => [wide(1.5), wide(-7), wide(1e20), wide(Number.NaN), wide(3e9)],
  twoCounters: () => [twoCounters(4.5), twoCounters(-1), twoCounters(Number.NaN)],
  changedInside: () => changedInside(vector()),
  afterLoop: () => [afterLoop(vector()), afterLoop(bm.zeros(4))],
  corners: () => corners(matrix()),
  pastEnd: () => pastEnd(vector()),
  beforeStart: () => beforeStart(vector()),
  between: () => between(vector()),
  pastRow: () => pastRow(matrix()),
  ringOfNone: () => [ringOfNone(vector(), 2), ringOfNone(vector(), 0)],
  shifts: () => [1, -5, 0x9abcdef1, 2.5, 1e12].flatMap((a) => [0, 1, 31, 32, 45, -1, 7.9].map((count) => shifts(a, count))),
  powersOfTwo: () => [0, -0, 1, 2, 3, -3, -4, 7.5, -7.25, 5e-324, -5e-324, 1e300, 2 ** 53 + 2, -(2 ** 31), Infinity, -Infinity, Number.NaN].map((x) => powersOfTwo(x)),
  compoundTests: () => [1, 3, 10, Number.NaN].map((limit) => compoundTests(vector(), limit)),
};
