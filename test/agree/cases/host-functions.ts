// Functions of math that compiled code calls on the host: tuples, options, dtypes that follow from operands.
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

const probabilities = jit((X: Matrix) => bm.softmax(X * 2, -1) + bm.sum(bm.softmax(X), { axis: 0 }));
const spread = jit((X: Matrix) => bm.std(X, { axis: 0, ddof: 1 }) + bm.median(X, { axis: 0 }) - bm.quantile(X, 0.25, { axis: 0 }));
const counted = jit((X: Matrix) => bm.countNonzero(X > 0, { axis: 1 }) + bm.argmax(X, { axis: 1 }));
const batched = jit((A: NDArray<3>, B: NDArray<3>) => { const C = bm.matmul(A, B); return [C, bm.matmul(C, bm.at(A, 0)), bm.sum(C, [1, 2]), bm.transpose(C, [2, 0, 1]), bm.dot(bm.at(A, 0), bm.at(B, 1))]; });
// What a function gives has the rank of its operands, whatever type its place asks for.
const attention = jit((q: Matrix, v: Matrix) => { let s = q * 2; s = bm.where(s > 1, s, -1e9); return bm.matmul(bm.softmax(s, 1), v); });
const solved = jit((X: Matrix, y: Vector) => {
  const A = bm.matmul(X, bm.transpose(X)) + bm.eye(4) * 3;
  const [w, V] = bm.eigh(A);
  const [q, r] = bm.qr(A);
  return bm.solve(A, y) + w + bm.at(V, 0) + bm.dot(bm.matmul(q, r), y) + bm.det(A);
});
// The transpose as a member, and dtypes in the place of options.
const members = jit((X: Matrix, x: Vector) => {
  const counts = bm.zeros(X.shape[1]!, 'int32');
  counts[0] = 3;
  return [X.T, bm.matmul(X.T, X) * 2, x.T, bm.arange(X.shape[0]!, 'float64'), counts];
});
// Of an expression the type checker knows no rank: the parts' ranks follow from its own.
const components = jit((X: Matrix) => {
  const Z = X - bm.mean(X, 0);
  const [w, V] = bm.eigh(bm.matmul(bm.transpose(Z), Z) / (X.length - 1));
  const [q, r] = bm.qr(Z * 2);
  const [, s] = bm.svd(Z + 1);
  return [bm.at(V, ':', bm.flip(bm.argsort(w))), bm.cumsum(w) / bm.sum(w), bm.sum(q, 0), bm.sum(r, 1), bm.cumsum(s), bm.eigvalsh(bm.matmul(Z, bm.transpose(Z)) * 1)];
});
const sums = jit((X: Matrix, Y: Matrix) => bm.einsum('ij,kj->ik', X, Y) + bm.linalg.norm(X));
const halves = jit((x: Vector) => {
  const [values, counts] = bm.uniqueCounts(x);
  return bm.sum(values) + bm.max(counts) + bm.searchsorted(bm.sort(x), 2);
});
const grid = jit((x: Vector, y: Vector) => {
  const [X, Y] = bm.meshgrid(x, y);
  return X * 10 + Y;
});
const shapes = jit((x: Vector) => bm.concatenate([bm.pad(bm.roll(x, 1), 1), bm.tile(x, 2), bm.repeat(x, 2)]) * 2);
const bins = jit((x: Vector) => {
  const [counts, limits] = bm.histogram(x, 4);
  return bm.sum(limits) + counts;
});
const ints = jit((n: NDArray<1, 'int32'>, x: Vector) => bm.bincount(n) + bm.sum(bm.diff(n)) + bm.mean(n) * bm.interp(1.5, x, x));
const masks = jit((m: NDArray<1, 'bool'>) => bm.cumsum(m) + bm.sum(bm.flip(m)) + bm.convolve(m, m, 'same'));
const draws = jit((n: number) => {
  const x = bm.random.gamma(2, 1.5, 5) * n + bm.random.poisson(3, 5);
  return x + bm.random.laplace(0, 1, 5) + bm.random.truncatedNormal(-1, 1, 5);
});

class Ring extends Base {
  readonly spikes: Variable<2, 'bool'> = new Variable(bm.asarray(bm.greater(bm.sin(bm.reshape(bm.linspace(0, 26, 27), [3, 9])), 0)));
  readonly indices: Vector<'int32'> = bm.array(Array.from({ length: 40 }, (_, k) => (k * 5) % 7), { dtype: 'int32' });
  readonly indptr: Vector<'int32'> = bm.array([0, 3, 3, 10, 11, 20, 21, 30, 33, 40], { dtype: 'int32' });

  call(now: Vector<'bool'>, sent: Vector, weights: Vector, one: Vector, i: number): Vector {
    const late = bm.event.readRow(this.spikes, (i + 3) % 3);
    const all = bm.event.propagate(late, this.indices, this.indptr, weights, 7) + bm.event.propagate(now, this.indices, this.indptr, one, 7) * 3;
    const sums = bm.event.propagate(sent, this.indices, this.indptr, weights, 7) - bm.event.propagate(sent, this.indices, this.indptr, one, 7);
    const plain = bm.event.propagate(now, this.indices, this.indptr, 0.3, 7) - bm.event.propagate(late, this.indices, this.indptr, i, 7);
    return bm.asarray(bm.sum(bm.event.readRow(this.spikes, 1)) + all + sums + plain);
  }
}

const flows = jit((pre: Vector, post: Vector, indices: Vector<'int32'>, indptr: Vector<'int32'>, weights: Vector, one: Vector) =>
  bm.event.diffuse(pre, post, indices, indptr, weights) - bm.event.diffuse(pre, post, indices, indptr, one));
/** With one target that there is not. */
function flow(dtype: 'float32' | 'float64'): NDArray {
  const wave = (count: number, step: number): Vector => bm.sin(bm.mul(step, bm.arange(count, { dtype }))) as Vector;
  const indices = bm.array(Array.from({ length: 40 }, (_, k) => (k * 5) % 8), { dtype: 'int32' });
  return flows(wave(9, 0.7), wave(7, 1.3), indices, bm.array([0, 3, 3, 10, 11, 20, 21, 30, 33, 40], { dtype: 'int32' }), wave(40, 0.3), bm.array([0.3], { dtype }));
}

const X = (): Matrix => bm.reshape(bm.sin(bm.linspace(-3, 9, 24)), [4, 6]);
const x = (): Vector => bm.array([3, 1, 2.5, 7, 1, 4]);
const n = (): NDArray<1, 'int32'> => bm.array([1, 0, 3, 3, 1, 0], { dtype: 'int32' });

export const cases = {
  batched: () => { const A = bm.reshape(bm.sin(bm.arange(12, { dtype: 'float32' })), [2, 2, 3]); return batched(A, bm.reshape(bm.multiply(A, 2), [2, 3, 2])); },
  components: () => components(X()),
  flow: () => [flow('float32'), flow('float64')],
  attention: () => attention(X(), bm.transpose(X())),
  probabilities: () => probabilities(X()),
  spread: () => spread(X()),
  counted: () => counted(X()),
  solved: () => solved(X(), bm.at(x(), ':4')),
  sums: () => sums(X(), X()),
  halves: () => halves(x()),
  members: () => members(bm.reshape(bm.linspace(0, 5, 6), [2, 3]), x()),
  grid: () => grid(x(), bm.at(x(), ':2')),
  shapes: () => shapes(x()),
  bins: () => bins(x()),
  ints: () => ints(n(), bm.sort(x())),
  masks: () => masks(bm.greater(x(), 2)),
  draws: () => {
    bm.random.seed(3);
    return [draws(2), draws(3)];
  },
  events: () => {
    const ring = jit(new Ring());
    const weights = bm.sin(bm.linspace(0, 39, 40));
    const sent = bm.maximum(bm.cos(bm.linspace(0, 8, 9)), 0);
    return [-2, -1, 0, 1, 2, 3].map((i) => ring(bm.asarray(bm.greater(bm.sin(bm.arange(9)), 0.1 * i)), bm.asarray(sent), bm.asarray(weights), bm.array([0.7]), i));
  },
};
