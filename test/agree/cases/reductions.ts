// Reductions along axes in compiled code, alone and made of others; every order of axes, odd sizes, several blocks, no elements.
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

const first = jit((X: Matrix) => [bm.sum(X, 0), bm.prod(X, 0), bm.min(X, 0), bm.max(X, 0), bm.any(X > 0, 0), bm.all(X > -0.9, 0), bm.mean(X, 0), bm.variance(X, 0), bm.std(X, { axis: 0, ddof: 1 }), bm.ptp(X, 0)]);
const last = jit((X: Matrix) => [bm.sum(X, 1), bm.prod(X, -1), bm.min(X, 1), bm.max(X, 1), bm.any(X > 0.9, 1), bm.all(X > -0.9, 1), bm.mean(X, -1), bm.variance(X, 1), bm.std(X, 1), bm.ptp(X, 1)]);
const kept = jit((X: Matrix) => [bm.sum(X, { axis: 0, keepdims: true }), X - bm.mean(X, { axis: 1, keepdims: true }), X / bm.std(X, { axis: 0, keepdims: true }), bm.max(X, { keepdims: true }), bm.argmax(X, { axis: 0, keepdims: true })]);
const places = jit((X: Matrix) => [bm.argmin(X, 0), bm.argmax(X, 0), bm.argmin(X, 1), bm.argmax(X, 1), bm.argmin(X), bm.argmax(X), bm.argmax(X > 0, 1), bm.argmin(X * 2 - 1, 1)]);
const several = jit((Z: NDArray<3>) => [bm.sum(Z, [0, 1]), bm.mean(Z, [1, 2]), bm.max(Z, [0, 2]), bm.variance(Z, [0, 1]), bm.sum(Z, [2, 1, 0]), bm.sum(Z, 1), bm.argmin(Z, 1), bm.mean(Z, { axis: [0, 2], keepdims: true })]);
const full = jit((X: Matrix) => [bm.variance(X), bm.std(X, { ddof: 1 }), bm.mean(X, [0, 1]), bm.ptp(X), bm.logsumexp(X), bm.linalg.norm(X), +bm.argmin(X) + 1]);
const exponentials = jit((X: Matrix) => [bm.softmax(X), bm.softmax(X, 0), bm.softmax(X, [0, 1]), bm.logSoftmax(X), bm.logSoftmax(X, 0), bm.logsumexp(X, 0), bm.logsumexp(X, 1), bm.logsumexp(X, { axis: 1, keepdims: true })]);
const norms = jit((X: Matrix) => [bm.linalg.norm(X, 0), bm.linalg.norm(X, { axis: 1, ord: 1 }), bm.linalg.norm(X, { axis: 1, ord: 2, keepdims: true }), bm.linalg.norm(X, { axis: 0, ord: Infinity })]);
const fused = jit((X: Matrix, v: Vector) => [bm.sum(bm.square(X - v), 1), bm.sum(bm.exp(X) * v, 0), bm.argmin(bm.abs(X - v), 1), bm.mean(X > v, 0)]);
const ofWhole = jit((N: NDArray<2, 'int32'>, B: NDArray<2, 'bool'>) => [
  bm.sum(N, 0), bm.prod(N, 1), bm.min(N, 0), bm.max(N, 1), bm.mean(N, 0), bm.variance(N, 1), bm.argmax(N, 0), bm.sum(B, 0), bm.sum(B, 1), bm.mean(B, 1), bm.prod(B, 0), bm.max(B, 0), bm.min(B, 1), bm.argmax(B, 1),
  bm.any(B, 0), bm.all(B, 1), bm.ptp(N, 0), bm.softmax(N), bm.logsumexp(N, 1), bm.any(N, 1),
]);
const unstated = jit((X: NDArray) => [bm.sum(X, 0), bm.mean(X, 0), bm.argmax(X, 0)]);
const computed = jit((X: Matrix, axis: number) => [bm.sum(X, axis), bm.mean(X, { axis })]);
const started = jit((X: Matrix) => [bm.sum(X, { axis: 0, initial: 10 }), bm.max(X, { axis: 1, initial: 0.25 })]);
const smallest = jit((X: Matrix, axis: 0 | 1) => (axis === 0 ? bm.min(X, 0) : bm.min(X, 1)));
const inLoop = jit((X: Matrix, n: number) => {
  let m = X;
  for (let i = 0; i < n; i++) m = bm.asarray(m - bm.mean(m, { axis: 0, keepdims: true }) * 0.5 + bm.max(m, { axis: 1, keepdims: true }));
  return m;
});

const X = (rows: number, columns: number): Matrix => bm.reshape(bm.sin(bm.multiply(bm.arange(rows * columns, { dtype: bm.getFloat() }), 1.7)), [rows, columns]);
const sizes = [[4, 6], [7, 1], [1, 9], [33, 17], [3, 4100], [4100, 3], [20, 600]] as const;
const each = (make: (X: Matrix) => unknown): unknown => sizes.map(([rows, columns]) => make(X(rows, columns)));
const specials = (): Matrix => bm.array([[NaN, 1, -0, 0], [2, NaN, 0, -0], [Infinity, -Infinity, -1, 1], [Infinity, 3, 3, 3]]);
const v = (size: number): Vector => bm.asarray(bm.divide(bm.arange(size, { dtype: bm.getFloat() }), size));

export const cases = {
  first: () => [each(first), first(specials())],
  last: () => [each(last), last(specials())],
  kept: () => each(kept),
  places: () => [each(places), places(specials())],
  several: () => [several(bm.reshape(X(30, 4), [5, 6, 4])), several(bm.reshape(X(30, 4), [2, 30, 2]))],
  full: () => each(full),
  exponentials: () => [exponentials(X(4, 6)), exponentials(X(33, 17)), exponentials(specials())],
  norms: () => each(norms),
  fused: () => each((M) => fused(M, v(M.shape[1]!))),
  ofWhole: () => ofWhole(bm.reshape(bm.astype(bm.multiply(X(5, 7), 90), 'int32'), [5, 7]), bm.greater(X(5, 7), 0.2)),
  unstated: () => unstated(X(3, 5)),
  computed: () => [computed(X(3, 5), 0), computed(X(3, 5), -1)],
  started: () => started(X(3, 5)),
  none: () => [first(bm.ones([3, 0])), bm.ones([0, 3])],
  noneToChoose: () => smallest(bm.ones([0, 3]), 0),
  noneToChooseOfEach: () => smallest(bm.ones([3, 0]), 1),
  inLoop: () => inLoop(X(5, 4), 7),
};
