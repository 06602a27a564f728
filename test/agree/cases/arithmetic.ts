// Numbers meeting arrays of every dtype; %, ** and Math; masks; comparisons; broadcasting; reductions.
import { jit, math as bm, type Matrix, type MatrixLike, type NDArray, type NDArrayLike, type Vector } from 'myelin';

type Ints = NDArray<1, 'int32'>;
type Uints = NDArray<1, 'uint32'>;
type Bools = NDArray<1, 'bool'>;
type Doubles = NDArray<1, 'float64'>;
type Floats = NDArray<1, 'float32'>;

const intWeak = jit((x: Ints, k: number, flag: boolean) => {
  let total = x * 0;
  for (let i = 0; i < 3; i++) total = total + x * i;
  return [x + 2, x + 2.5, x + k, x * x.length, x - (k | 0), x / 2, x % 4, x + 2.0, -x, x * +flag, total, x + (1 + 2) * 3, x + 4 / 2];
});
const uintWeak = jit((x: Uints, k: number) => [x + 2, x - 3, x * 0.5, x + k, x % 3, x / 4, x > 2, bm.sum(x), x ** 2]);
const boolWeak = jit((x: Bools, k: number, f: Floats) => [+x * 2, +x + k, x > 0, bm.where(x, 1, 0), bm.where(x, k, 0.5), bm.where(x, f, 0), bm.sum(x), f * x, f + +x, bm.logicalNot(x)]);
const mixed = jit((i: Ints, u: Uints, f: Floats, d: Doubles, b: Bools) => [i + u, i + f, u * d, f - d, b + f, b * i, i / u, f / i, d % i, bm.sum(i * d), bm.sum(b * d), bm.max(f + d), bm.min(i - u), bm.mean(i), bm.mean(b)]);
const intBig = jit((x: Ints) => [x + 3000000000, x * 3000000000, x + 2147483648, x * -2147483649]);
const masks = jit((x: NDArray, y: NDArray) => [+(x > 0) * y, bm.where(x > 0, y, 0), bm.where(x > y, x, y), x < y, x <= y, x >= y, bm.equal(x, y), bm.notEqual(x, y), bm.logicalAnd(x > 0, y > 0), bm.logicalOr(x, y), bm.any(x > 1), bm.all(x > -100)]);
const remainders = jit((x: NDArray, k: number) => [x % 3, x % k, k % x, -7 % 3 + x * 0, x % -2.5, bm.mod(x, 3), bm.floorDivide(x, 2), 7 % k, -7.5 % k, x * (8.31441 / (2 * 96.489) * (k + 273.15))]);
const literalPowers = jit((x: NDArray) => [x ** 0, x ** 1, x ** 2, x ** 3, x ** 4, x ** 5, x ** 6, x ** 7, x ** 8, x ** 9, x ** -1, x ** -2, x ** -3, x ** 0.5, x ** -0.5, x ** 1.5, x ** 2.0]);
const parameterPowers = jit((x: NDArray, k: number) => [x ** k, 2 ** x, k ** x, x ** x, bm.pow(x, k), x ** (k + 1)]);
const loopPowers = jit((x: NDArray) => {
  let total = x * 0;
  for (let i = -3; i < 10; i++) total = total + x ** i;
  return total;
});
const scalarPowers = jit((a: number, k: number) => [a ** k, a ** 3, a ** -2, a ** 0.5, 2 ** k, a ** 0, (a + 1) ** 7, Math.pow(a, k), a ** a]);
const intPowers = jit((x: Ints) => [x ** 2, x ** 3, x ** 0, x ** 1]);
const intParameterPower = jit((x: Ints, k: number) => x ** k);
const intNegativePower = jit((x: Ints) => x ** -1);
const intLoopPower = jit((x: Ints) => { let t = x * 0; for (let i = 0; i < 4; i++) t = t + x ** i; return t; });
const mathNumbers = jit((a: number, b: number) => [Math.abs(a), Math.floor(a), Math.ceil(a), Math.round(a), Math.trunc(a), Math.sign(a), Math.sqrt(a), Math.min(a, b), Math.max(a, b), Math.max(a, b, 3), Math.min(), Math.max(a)]);
const mathTranscendental = jit((a: number) => [Math.exp(a), Math.log(a), Math.sin(a), Math.cos(a), Math.tanh(a), Math.expm1(a), Math.log1p(a), Math.log2(a), Math.log10(a), bm.exp(a), bm.sigmoid(a)]);
const mathArrays = jit((x: NDArray) => [Math.abs(x), Math.floor(x), Math.ceil(x), Math.round(x), Math.trunc(x), Math.sign(x), Math.sqrt(x), Math.min(x, 1), Math.max(x, 0.5)]);
const wholeParts = jit((a: number) => [a | 0, (a * 1e10) | 0, -a | 0, a & 7, a << 3, a >> 1, (a | 5) ^ 3]);
const numberParts = jit((a: number, b: boolean) => [+b + a, -a, +a, a * +b, Number(b), a - -a, 0 * a, a / 0, Number(a > 1)]);
const constants = jit((x: NDArray) => [x * bm.pi, x + Math.E, x * Math.SQRT2, x * Infinity, x + NaN, x * -0, x * 1e-300, x * 16777217, x * 0.1]);
const rank0 = jit((x: NDArray) => [bm.sum(x) * x, bm.sum(x) + 1, bm.sum(x) / x.size, bm.max(x) - bm.min(x), bm.sum(x) > 3, bm.exp(bm.sum(x) * 0), -bm.sum(x), bm.sqrt(bm.sum(x * x)), bm.where(bm.sum(x) > 0, x, 0)]);
const broadcast = jit((X: Matrix, r: Vector, c: Matrix, s: NDArray<0>) => [X + r, r + X, X * c, c - X, X / s, s - r, (X + r) * c + s, bm.where(X > r, c, s), r * c, bm.sum(X * c), bm.max(X - r), bm.sum((X + r) * 2)]);
const broadcastLater = jit((X: Matrix, r: NDArray, s: NDArray) => {
  const a = X * 2;
  const b = r + 1;
  const d = a + b;
  const e = d * s;
  return [a, b, d, e, bm.sum(e), bm.sum(b)];
});
const reductions = jit((x: NDArray) => [bm.sum(x), bm.prod(x), bm.min(x), bm.max(x), bm.any(x), bm.all(x), bm.mean(x), bm.sum(x * x), bm.sum(x > 0)]);
const severalReductions = jit((x: NDArray, y: NDArray) => {
  const s = bm.sum(x);
  const t = bm.sum(y * 2);
  const z = x * s + t;
  return [s, t, z, bm.max(z), bm.min(z + y), bm.sum(z) * bm.sum(x)];
});
const dots = jit((X: Matrix, v: Vector, w: Vector, Z: Matrix) => [bm.dot(X, v), bm.dot(w, X), bm.dot(X, Z), bm.dot(v, v), bm.dot(X, v * 2), bm.dot(bm.dot(w, X), v), bm.dot(X, bm.dot(Z, w)) * 2 + w, bm.matmul(X, Z)]);
/** Products in a loop keep their memory; the one that reads itself may not write where it reads. */
const productsInTurns = jit((X: Matrix, Y: Matrix, turns: number) => {
  let Z: MatrixLike = Y;
  let last = bm.matmul(X, Y);
  for (let k = 0; k < turns; k++) {
    Z = bm.matmul(X, Z) * 0.5;
    last = bm.matmul(last, X);
    const copied = bm.array(last);
    last = bm.asarray(bm.matmul(X, copied) + copied);
  }
  return [Z, last];
});
const elements = jit((x: Vector, i: number) => {
  let total = 0;
  for (let j = 0; j < x.length; j++) total += x[j]! * j;
  for (const item of x) total += item;
  return [total, x[i]!, x[x.length - 1]! + 0.1, x.size, x.ndim, x.shape[0]!];
});
const hostCalls = jit((x: Vector, k: number) => [bm.cumsum(x), bm.reshape(x, [2, 2]), bm.concatenate([x, x * 2]), bm.arange(3), bm.arange(x.length), bm.arange(0, 1, 0.25), bm.zeros([2, 2]), bm.sum(bm.reshape(x, [2, 2]), { axis: 0 }), bm.linspace(0, k, 4), bm.ones(x.length) * k, bm.at(x, -1), bm.argmax(x), bm.std(x), bm.transpose(bm.reshape(x, [2, 2]))]);
const random = jit(() => { const x = bm.random.rand(4); const y = bm.random.normal(0, 1, 4); return [x * 2, y + x, bm.sum(x)]; });
const aliasOfWhole = jit((x: NDArray) => { const y = x; let z: NDArrayLike = y; const w = z; z = z + 1; return [w, z, y * 2]; });
const nanChoices = jit((x: NDArray) => [bm.minimum(x, 0), bm.maximum(x, 0), bm.fmin(x, 1), bm.fmax(x, 1), bm.clip(x, -1, 1), bm.isnan(x), bm.isfinite(x), bm.where(x, 1, 2), bm.sign(x), bm.abs(x)]);
// oxlint-disable-next-line no-unused-vars -- a value that nothing reads is the case
const unused = jit((x: NDArray) => { const y = bm.exp(x); const z = y * 2; return x + 1; });
const floatKinds = jit((x: NDArray) => { let k = 2; k = 3; const m = 4; const n = k; return [x * k, x * m, x + n]; });
const intKinds = jit((x: Ints) => { let k = 2; k = 3; const m = 4; const n = m * 2 - 1; let total = 0; for (let i = 0; i < 4; i += 2) total += i; return [x * k, x * m, x + n, x + total, x + (k > 2 ? 1 : 2), x * x.shape[0]!]; });

const special = () => bm.array([NaN, 0, -0, Infinity, -Infinity, 1e-42, -1e-42, 1.5, -2.5, 3e38, 0.49999997, 2.5]);
const ints = () => bm.array([1, -2, 3, 2147483647, -2147483648], { dtype: 'int32' });
const uints = () => bm.array([1, 2, 3, 4294967295, 0], { dtype: 'uint32' });
const bools = () => bm.array([true, false, true, true, false]);
const floats = () => bm.array([0.5, -1.5, 2.25, 1e30, -0], { dtype: 'float32' });
const doubles = () => bm.array([0.1, -1.1, 2.7, 1e300, -0], { dtype: 'float64' });
const X = () => bm.array([[1, 2, 3], [4, 5.5, -6]]) as Matrix;
const x4 = () => bm.array([1, 2.5, -3, 0.125]);
/** How plain numbers meet int and bool arrays is decided by how they are written, in calls too. */
const kindsInCalls = jit((i: NDArray<1, 'int32'>, k: number) => [bm.add(i, k), bm.add(i, 2), bm.mul(i, k), bm.where(i > 0, k, 0), bm.where(i > 0, 1, 0), bm.maximum(i, k), bm.clip(i, 0, k), bm.pow(i, 2), bm.pow(i, k), bm.div(i, 2), bm.minimum(2, i), bm.sub(k, i)]);
const kindsOfMasks = jit((m: NDArray<1, 'bool'>, k: number) => [bm.add(m, k), bm.add(m, 1), bm.mul(m, 2), bm.maximum(m, k)]);
const kindsOfNumbers = jit((k: number) => [bm.add(k, 2), bm.exp(k), bm.pow(k, 3), bm.maximum(k, 1)]);

/** A whole number that becomes an array. */
const sumOfRows = jit((X: Matrix) => { let total = 0; for (let i = 0; i < X.shape[0]!; i++) total += bm.sum(bm.at(X, i)); return total / 2; });
const sumOfVectors = jit((x: Vector) => { let z: NDArrayLike = 0; for (let i = 0; i < 3; i++) z = z + x * i; return z; });
const bestOf = jit((x: Vector, y: Vector) => { let best = 0; for (let i = 0; i < 4; i++) { const d = bm.dot(x * i, y); if (d > best) best = d; } return [best, x * best]; });
const sumOfInts = jit((x: NDArray<1, 'int32'>) => { let s = 1; let n = 0; for (let k = 0; k < 3; k++) { s = s * 2 + bm.sum(x); n += k; } return [s, n, x * s, x * n]; });
const maybeMean = jit((x: Vector) => { let m = 0; if (bm.sum(x) > 1) m = bm.mean(x); return m; });

export const cases: Record<string, () => unknown> = {
  intWeak: () => intWeak(ints(), 3, true),
  uintWeak: () => uintWeak(uints(), 3),
  boolWeak: () => boolWeak(bools(), 3, floats()),
  mixed: () => mixed(ints(), uints(), floats(), doubles(), bools()),
  intBig: () => intBig(ints()),
  masks: () => masks(special(), bm.array([1, 2, 0, 4, -5, 6, 1e-42, 8, 9, 10, 11, 2.5])),
  remainders: () => [remainders(special(), 2.5), remainders(x4(), -1), remainders(x4(), 0)],
  literalPowers: () => [literalPowers(x4()), literalPowers(special())],
  parameterPowers: () => [2, 3, -2, 0, 8, 9, 0.5, -0.5, NaN, Infinity].map((k) => parameterPowers(special(), k)),
  loopPowers: () => loopPowers(x4()),
  scalarPowers: () => [[1.5, 3], [2, -3], [-2, 0.5], [0, 0], [1.1, 8], [1.1, 9], [-1.5, 2.5]].map(([a, k]) => scalarPowers(a!, k!)),
  intPowers: () => intPowers(ints()),
  intParameterPower: () => [0, 1, 2, 3].map((k) => intParameterPower(ints(), k)),
  intNegativePower: () => intNegativePower(ints()),
  intLoopPower: () => intLoopPower(ints()),
  mathNumbers: () => [[1.5, 2], [-2.5, NaN], [-0, 0], [0.49999999999999994, 1]].map(([a, b]) => mathNumbers(a!, b!)),
  mathTranscendental: () => [0.5, -3, 0, 700, NaN, 1e-300].map((a) => mathTranscendental(a)),
  mathArrays: () => mathArrays(special()),
  wholeParts: () => [1.7, -1.7, 1e12, NaN, Infinity, -0, 4294967296.5].map((a) => wholeParts(a)),
  numberParts: () => [numberParts(1.5, true), numberParts(-0, false)],
  constants: () => [constants(x4()), constants(special())],
  rank0: () => rank0(x4()),
  broadcast: () => broadcast(X(), bm.array([1, 2, 3]) as Vector, bm.array([[10], [20]]) as Matrix, bm.array(3) as NDArray<0>),
  broadcastLater: () => [broadcastLater(X(), bm.array([1, 2, 3]), bm.array([[10], [20]])), broadcastLater(X(), X(), X()), broadcastLater(X(), bm.array([5]), bm.array([[1]])), broadcastLater(X(), bm.array(5), X())],
  reductions: () => [reductions(x4()), reductions(special()), reductions(bm.zeros(0)), reductions(bm.zeros([0, 3])), reductions(bm.full(5, -0)), reductions(X())],
  severalReductions: () => [severalReductions(x4(), x4()), severalReductions(x4(), bm.array(2)), severalReductions(bm.zeros(0), bm.zeros(0))],
  productsInTurns: () => productsInTurns(bm.reshape(bm.linspace(-1, 1, 25), [5, 5]), bm.reshape(bm.arange(0, 2.5, 0.1), [5, 5]), 4),
  dots: () => dots(bm.array([[1.1, 2], [3, 4.7]]) as Matrix, bm.array([5, 6.3]) as Vector, bm.array([7.9, 8]) as Vector, bm.array([[0.1, 0.2], [0.3, 0.4]]) as Matrix),
  elements: () => elements(bm.array([1.1, 2.2, 3.3]), 1),
  elementOutside: () => [3, -1, 0.5, NaN].map((i) => { try { return elements(bm.array([1, 2, 3]), i); } catch (error) { return (error as Error).name; } }),
  hostCalls: () => hostCalls(x4() as Vector, 2),
  random: () => { bm.random.seed(5); return [random(), random()]; },
  aliasOfWhole: () => aliasOfWhole(x4()),
  nanChoices: () => nanChoices(special()),
  unused: () => unused(x4()),
  floatKinds: () => floatKinds(x4()),
  intKinds: () => intKinds(ints()),
  kindsInCalls: () => [kindsInCalls(bm.array([3, -1, 7], { dtype: 'int32' }), 2), kindsInCalls(bm.array([3, -1, 7], { dtype: 'int32' }), 2.5)],
  kindsOfMasks: () => kindsOfMasks(bm.array([true, false]), 2),
  kindsOfNumbers: () => kindsOfNumbers(2),
  sumOfRows: () => [sumOfRows(bm.array([[1, 2], [3, 4.5]])), sumOfRows(bm.zeros([0, 2]))],
  sumOfVectors: () => sumOfVectors(bm.array([1, 2])),
  bestOf: () => bestOf(bm.array([1, 2]), bm.array([0.1, 3])),
  sumOfInts: () => sumOfInts(bm.array([1, 2], { dtype: 'int32' })),
  maybeMean: () => [maybeMean(bm.array([1, 2])), maybeMean(bm.array([-1, -2]))],
};
