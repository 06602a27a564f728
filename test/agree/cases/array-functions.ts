// Functions of arrays that compiled code has forms of: elements by index arrays, running results, order, joined arrays, other shapes.
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

type Ints<R extends number = 1> = NDArray<R, 'int32'>;

const taken = jit((x: Vector, X: Matrix, Z: NDArray<3>, i: Ints, j: Ints<2>) => [
  bm.take(x, i), bm.take(x, j), bm.take(X, i, 0), bm.take(X, i, 1), bm.take(X, i), bm.take(Z, i, -2), bm.at(x, i), bm.at(X, i), bm.at(X, ':', i), bm.at(Z, ':', j), bm.at(x, i) * bm.at(x, i) + 1, bm.take(i, i), bm.take(x > 0, i),
]);
const masked = jit((x: Vector, X: Matrix, i: Ints) => [bm.at(x, x > 0.2), bm.at(X, bm.at(X, ':', 0) > 0), bm.at(X, X > 0), bm.at(x, x > 9), bm.sum(bm.at(i, i < 0)), bm.at(x > 0, x < 0.5)]);
const written = jit((x: Vector, X: Matrix, i: Ints, y: Vector, k: number) => [
  bm.setAt(x, [i], y), bm.setAt(x, i, k), bm.setAt(x, [i], 2), bm.setAt(X, [i], 0.5), bm.setAt(X, [i], bm.take(X, i, 0) * 2), bm.addAt(x, [i], y), bm.addAt(x, [i], k), bm.addAt(X, [i], bm.take(X, i, 0)),
  bm.setAt(i, [i], i), bm.addAt(i, [i], i), bm.setAt(X, [i], bm.at(X, 0)), bm.setAt(x > 0, [i], true),
]);
const segments = jit((x: Vector, X: Matrix, s: Ints, n: Ints, k: number) => [bm.segmentSum(x, s, 5), bm.segmentSum(x, s), bm.segmentMin(x, s, k), bm.segmentMax(x, s), bm.segmentSum(X, bm.at(s, '0:4'), 4), bm.segmentMax(n, s, 6), bm.segmentMin(n, s, 6), bm.segmentProd(x, s), bm.segmentSum(x > 0, s)]);
const running = jit((x: Vector, X: Matrix, N: Ints<2>, b: NDArray<1, 'bool'>) => [
  bm.cumsum(x), bm.cumsum(X), bm.cumsum(X, 0), bm.cumsum(X, 1), bm.cumprod(X, -1), bm.cumprod(X, 0), bm.cummax(X, 0), bm.cummin(X, 1), bm.cummax(x), bm.cumsum(N, 0), bm.cumprod(N, 1), bm.cummin(N, 0), bm.cumsum(b),
]);
const ordered = jit((x: Vector, X: Matrix, N: Ints<2>) => [bm.sort(x), bm.argsort(x), bm.sort(X), bm.argsort(X, 1), bm.sort(X, 0), bm.argsort(X, 0), bm.sort(N), bm.argsort(N), bm.at(x, bm.argsort(-x))]);
const joined = jit((x: Vector, y: Vector, X: Matrix, Y: Matrix, n: Ints) => [
  bm.concatenate([x, y]), bm.concatenate([X, Y]), bm.concatenate([X, X * 2], 1), bm.stack([x, x]), bm.stack([x, x + 1, x], 1), bm.stack([X, X], 2), bm.hstack([x, y]), bm.vstack([x, x]), bm.hstack([X, X]), bm.vstack([X, Y]), bm.columnStack([x, x]),
  bm.append(x, y), bm.concatenate([x, n]), bm.append(X, Y), bm.stack([x > 0, x > 1], 1),
]);
const moved = jit((x: Vector, X: Matrix, k: number) => [
  bm.roll(x, 1), bm.roll(x, -k), bm.roll(X, 2), bm.roll(X, 1, 0), bm.roll(X, k, 1), bm.pad(x, 2), bm.pad(X, 1), bm.pad(X, [[0, 1], [2, 0]], { value: 3 }), bm.pad(x, [1, 0], { mode: 'edge' }), bm.transpose(X), bm.swapaxes(X, 0, 1),
  bm.flip(x), bm.flip(X), bm.flip(X, 0), bm.fliplr(X) * 2, bm.flipud(X), bm.diff(x), bm.diff(X), bm.diff(X, 2, 0), bm.diff(x > 0), bm.diff(x * 2) + 1,
]);
const shaped = jit((x: Vector, X: Matrix, n: number) => [bm.reshape(X, [n, -1]), bm.reshape(X, [-1]), bm.reshape(x, [2, n]), bm.ravel(X), bm.ravel(X * 2), bm.expandDims(x, 0), bm.expandDims(X, -1), bm.outer(x, bm.at(X, 0)), bm.outer(x, x) + 1]);
const ofSums = jit((x: Vector, d: NDArray<1, 'float64'>, N: Ints<2>, k: number) => [
  bm.array([bm.sum(x), bm.mean(x), 2]), bm.array([[bm.max(x), k], [x[0]!, bm.min(x)]]), bm.array([bm.sum(N), bm.max(N)]), bm.array([bm.any(x), bm.all(x)]), bm.array([bm.any(x), 2]), bm.array([bm.sum(d), 1]), bm.array([bm.sum(N)], 'int32'),
]);
const rounded = jit((x: Vector, N: Ints<2>, k: number) => [bm.round(x), bm.round(x * 3), bm.round(k), bm.round(x, 2), bm.round(x * 100, -1), bm.around(x, 1) + 1, bm.round(x, k), bm.round(N, -1), bm.round(N, 2), bm.round(x, 0)]);
const made = jit((x: Vector, n: number, v: number) => [
  bm.zeros(n), bm.ones([n, 2]), bm.full([2, n], v), bm.full(n, -0), bm.zeros(n, { dtype: 'int32' }), bm.ones(n, { dtype: 'bool' }), bm.full(3, 7, { dtype: 'int32' }), bm.zerosLike(x), bm.onesLike(bm.greater(x, 0)), bm.fullLike(x, v),
  bm.arange(n, { dtype: 'int32' }), bm.arange(0, v, 0.25), bm.arange(n, 0, -2, { dtype: 'float64' }), bm.arange(1, 4), bm.linspace(0, v, n), bm.linspace(-1, 1, 1), bm.linspace(v, 2, 7, { endpoint: false }), bm.linspace(0, 1, 0),
]);
const found = jit((x: Vector, X: Matrix, i: Ints, k: number) => [
  bm.repeat(x, 2), bm.repeat(x, k), bm.tile(x, 3), bm.tile(i, k), bm.tile(X, 2), bm.repeat(X, 2, 0), bm.countNonzero(X), bm.countNonzero(X, 0), bm.countNonzero(X > 0, 1), bm.countNonzero(x),
  bm.searchsorted(bm.sort(x), X), bm.searchsorted(bm.sort(x), x, 'right'), bm.searchsorted(bm.sort(i), i), bm.searchsorted(bm.sort(i), i * 2, 'right'), bm.searchsorted(x, 0.5),
]);
const outside = jit((x: Vector, i: Ints) => bm.take(x, i));
const outsideRows = jit((X: Matrix, i: Ints) => bm.at(X, ':', i));
const outsideWrite = jit((x: Vector, i: Ints) => bm.setAt(x, [i], 1));
const outsideSegment = jit((x: Vector, i: Ints) => bm.segmentSum(x, i, 3));
const unequal = jit((x: Vector, y: Vector) => bm.stack([x, y]));
const unequalMask = jit((x: Vector, y: Vector) => bm.at(x, y > 0));
const wrongShape = jit((x: Vector, n: number) => bm.reshape(x, [n, -1]));
const wrongSize = jit((n: number) => bm.zeros(n));

@jit
class Store extends Base {
  readonly v = new Variable(bm.linspace(0, 1, 7));
  call(i: Ints, y: Vector): Vector {
    this.v.value = bm.addAt(this.v, [i], y);
    this.v.set([i], y * 2);
    this.v.set(i, 3);
    return bm.asarray(bm.take(this.v, i) + bm.sum(this.v));
  }
}

const X = (): Matrix => bm.reshape(bm.sin(bm.multiply(bm.arange(24, { dtype: bm.getFloat() }), 1.7)), [4, 6]);
const x = (): Vector => bm.array([0.5, -0.25, 3, 0, -7, 0.125]);
const specials = (): Vector => bm.array([3, NaN, -0, 0, Infinity, -Infinity, 1, -0, 1, NaN, -1, 1e-40, -1e-40]);
const long = (): Vector => bm.asarray(bm.sin(bm.multiply(bm.arange(1000, { dtype: bm.getFloat() }), 12.9898)));
const i = (...values: number[]): Ints => bm.array(values, { dtype: 'int32' });
const N = (): Ints<2> => bm.reshape(bm.astype(bm.multiply(X(), 1e9), 'int32'), [4, 6]);

const inDTypeOf = jit((mask: NDArray<1, 'bool'>, x: Vector) => bm.sum(bm.reshape(bm.astype(mask, x.dtype), [2, 2]), 1) * bm.zeros(2, x.dtype) + bm.astype(mask, 'int32').size);
export const cases = {
  inDTypeOf: () => inDTypeOf(bm.array([true, false, true, true]), bm.ones(3)),
  taken: () => taken(x(), X(), bm.reshape(X(), [2, 4, 3]), i(3, 0, -1, 3), bm.reshape(i(1, 0, -2, 2), [2, 2])),
  takenNone: () => [bm.take(x(), i()), outside(x(), i())],
  takenManyRows: () => outsideRows(bm.reshape(long(), [2, 500]), i(...Array.from({ length: 700 }, (_, k) => (k * 37) % 500))),
  masked: () => masked(x(), X(), i(-1, 2, -3, 4)),
  maskedLong: () => masked(long(), bm.reshape(long(), [40, 25]), i(-1, 2)),
  written: () => written(x(), X(), i(2, 0, -1, 2), bm.array([1.5, 2.5, 3.5, 0.1]), 0.3),
  segments: () => segments(x(), X(), i(1, 0, 3, 3, 2, 1), i(5, -4, 3, 2, 1, 0), 4),
  running: () => [running(x(), X(), N(), bm.greater(x(), 0)), running(specials(), bm.reshape(long(), [50, 20]), N(), bm.greater(specials(), 0))],
  ordered: () => [ordered(x(), X(), N()), ordered(specials(), bm.reshape(long(), [10, 100]), N()), ordered(long(), bm.reshape(bm.round(bm.multiply(long(), 5)), [2, 500]), N()), ordered(bm.zeros(0), bm.ones([3, 0]), N())],
  joined: () => joined(x(), specials(), X(), bm.at(X(), '1:3'), i(1, 2)),
  moved: () => [moved(x(), X(), 4), moved(specials(), bm.reshape(long(), [20, 50]), -3), moved(bm.array([1]), bm.ones([1, 1]), 0)],
  shaped: () => shaped(x(), X(), 3),
  ofSums: () => ofSums(x(), bm.array([1 / 3, 2], 'float64'), bm.array([[1, 2], [3, 4]], 'int32'), 0.1),
  rounded: () => rounded(x(), bm.array([[15, 25], [-14, 7]], { dtype: 'int32' }), 1),
  made: () => [made(x(), 5, 1.3), made(x(), 0, -0.7)],
  found: () => [found(x(), X(), i(3, 1, 2, 1), 2), found(specials(), bm.reshape(specials(), [13, 1]), i(1), 0)],
  repeatedLess: () => found(x(), X(), i(1), -1),
  outside: () => outside(x(), i(0, 6, 1)),
  outsideBelow: () => outside(x(), i(0, 1, 2, 3, 4, -7)),
  outsideRows: () => outsideRows(X(), i(0, 6)),
  outsideWrite: () => outsideWrite(x(), i(0, 99)),
  outsideSegment: () => outsideSegment(x(), i(0, 1, 2, 3, 0, 0)),
  segmentsOfOtherSize: () => outsideSegment(x(), i(0, 1)),
  unequal: () => unequal(x(), specials()),
  unequalMask: () => unequalMask(x(), specials()),
  wrongShape: () => wrongShape(x(), 4),
  wrongSize: () => [wrongSize(3), wrongSize(1.5)],
  negativeSize: () => wrongSize(-1),
  store: () => { const s = new Store(); return [s.call(i(1, 5, -1, 1), bm.array([1, 2, 3, 4])), s.v.value]; },
  storeOutside: () => { const s = new Store(); try { s.call(i(1, 7), bm.array([1, 2])); } catch (error) { return [String((error as Error).name), s.v.value]; } return 'no error'; },
};
