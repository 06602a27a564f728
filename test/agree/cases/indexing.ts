// Reads and writes by index, and functions of math that compiled code calls on the host: their dtypes and ranks are stated right.
import { jit, math as bm, Base, Variable, type Matrix, type NDArray, type Vector } from 'myelin';

const jacobi = jit((A: Matrix) => bm.asarray<2>((bm.at(A, '1:-1', '1:-1') + bm.at(A, '1:-1', ':-2') + bm.at(A, '2:', '1:-1')) / 3));
const bounds = jit((x: Vector, n: number) => bm.at(x, bm.slice(1, n)) * 2 + bm.at(x, bm.slice(n - 1)));
const rows = jit((X: Matrix, i: number) => bm.at(X, i) * 2);
const picked = jit((x: Vector, i: NDArray<1, 'int32'>) => bm.take(x, i) + bm.at(x, i));
const paired = jit((X: Matrix, i: NDArray<1, 'int32'>, j: NDArray<1, 'int32'>) => bm.at(X, i, j) * 2 + bm.at(X > 0, j, i));
const pairedParts = jit((X: NDArray<3>, i: NDArray<2, 'int32'>, j: NDArray<2, 'int32'>) => bm.at(X, i, j) + 1);
const chosenRows = jit((X: Matrix, i: NDArray<1, 'int32'>) => bm.take(X, i, 0) + bm.at(X, 0) * 2);
const listed = jit((X: Matrix, i: NDArray<1, 'int32'>) => {
  const [a, b] = bm.unravelIndex(i, [2, 3]);
  return [bm.asarray(a! * 10 + b!), ...bm.nonzero(X), ...bm.broadcastArrays(X, bm.at(X, 0))];
});
const rowSums = jit((X: Matrix) => {
  let total = 0;
  const sums = bm.zeros(X.shape[0]!);
  let k = 0;
  for (const row of X) {
    sums[k++] = bm.sum(row * row).item();
    total += row[0]!;
  }
  return [sums, total] as const;
});
const unpacked = jit((X: Matrix, x: Vector) => {
  const [first, , third] = X;
  const [a, b] = x;
  const [i, j] = bm.indices([2, 3]);
  return [bm.asarray(first! * a! + third! * b!), bm.asarray(i! * 10 + j!)] as const;
});
const element = jit((X: Matrix, i: number, j: number) => bm.at(X, i, j) * 2 + bm.at(X, -1, -1));
const masked = jit((x: Vector) => bm.sum(bm.at(x, x > 1)));
const newAxis = jit((x: Vector) => bm.at(x, ':', null) * bm.at(x, null, ':'));
const replaced = jit((x: Vector) => bm.setAt(x, ['1:3'], bm.at(x, ':2') * 10) + bm.setAt(x, [x > 2], 0));
const columns = jit((X: Matrix) => {
  const [a, b] = bm.split(X, 2, 1);
  return a - b;
});
const counts = jit((x: NDArray<1, 'bool'>, i: NDArray<1, 'int32'>) => bm.take(x, i));
const groups = jit((x: Vector, i: NDArray<1, 'int32'>) => bm.segmentSum(x, i, 4) / 2);
const sorted = jit((x: Vector) => bm.at(bm.sort(x), '::-1') + bm.argsort(x));

class Model extends Base {
  v: Variable<1> = new Variable(bm.arange(6, { dtype: bm.getFloat() }));
  m: Variable<2> = new Variable([2, 3]);
  n: Variable<1, 'int32'> = new Variable(4, { dtype: 'int32' });
  call(x: number): NDArray {
    this.v.set(['1:3'], x * 2);
    this.v.set(this.v > 4, -1);
    this.m.set([0, bm.slice(1, null)], bm.at(this.v, ':2'));
    this.m.set(['...', 0], 7);
    this.n.set([bm.array([1, 3], { dtype: 'int32' })], 2.75);
    return bm.asarray(bm.sum(this.v) + this.m + this.n.length);
  }
}

const x = (): Vector => bm.array([3, 1, 2.5, 7, -1, 4]);
const X = (): Matrix => bm.reshape(bm.linspace(-1, 5, 24), [4, 6]);
const i = (): NDArray<1, 'int32'> => bm.array([1, 0, 3, 3, 1, 0], { dtype: 'int32' });

/** Index arrays that are expressions: to the type checker numbers. */
const computedPlaces = jit((x: Vector, X: Matrix, i: NDArray<1, 'int32'>, B: NDArray<3>) => {
  const w = i + 1;
  const m = x > 1;
  const K = bm.at(i, ':', null) + bm.at(i, null, ':');
  return [
    bm.at(x, w), bm.at(x, w) * 2, bm.sum(bm.at(x, w)), bm.at(X, w), bm.at(X, ':', w), bm.at(X, w, 0), bm.at(X, w, w), bm.at(X, 0, w), bm.at(x, m), bm.at(X, m), bm.at(X, X > 1), bm.at(X, '...', w),
    bm.at(X, w, null), bm.at(x, K), bm.at(X, K), bm.at(X, K, 1), bm.at(B, w, ':', w), bm.at(B, ':', w, w), bm.at(B, 0, '1:', w), bm.at(B, w), bm.at(B, B > 1), bm.at(B, bm.at(B, ':', ':', 0) > 2, 0),
    bm.nonzero(m)[0]! + 1, bm.diff(bm.nonzero(bm.logicalAnd(x > 0, x < 4))[0]!), bm.at(x, bm.nonzero(x > 2)[0]! - 1),
  ];
});
/** A part of a local at a place that a call finds, in a result: the local is read once, there. */
const partOfLocal = jit((x: Vector) => {
  const w = bm.sort(x);
  return bm.at(w, bm.argmax(x)) * 2;
});
const partOfOne = jit((i: NDArray<1, 'int32'>) => {
  const [u, c] = bm.uniqueCounts(i);
  return [u, bm.at(u, bm.argmax(c)), u[bm.argmin(c)]!];
});
/** Bounds with a sign before them. */
const signed = jit((x: Vector, n: number) => [bm.at(x, `:-${n}`), bm.at(x, `-${n}:`), bm.at(x, `${n}:-1`), bm.at(x, `-${n + 1}:-${n}:${n}`), [0, 1].flatMap((k) => [bm.at(x, `${k}:`), x * k])]);

const whole = (...values: readonly number[]): NDArray<1, 'int32'> => bm.array(values, { dtype: 'int32' });

export const cases = {
  paired: () => paired(bm.reshape(bm.sin(bm.arange(16)), [4, 4]), whole(3, 0, 0, 2, 1), whole(1, 1, 0, 3, 2)),
  pairedNone: () => paired(bm.ones([4, 4]), whole(), whole()),
  pairedFromTheEnd: () => paired(bm.reshape(bm.arange(16, { dtype: 'float32' }), [4, 4]), whole(-1, 0), whole(1, -4)),
  pairedWithOne: () => paired(bm.reshape(bm.arange(16, { dtype: 'float32' }), [4, 4]), whole(2), whole(1, 3, 0)),
  pairedOutside: () => paired(bm.ones([4, 4]), whole(0, 4), whole(0, 0)),
  pairedParts: () => pairedParts(bm.reshape(bm.cos(bm.arange(24)), [2, 4, 3]), bm.reshape(whole(0, 1, 1, 0), [2, 2]), bm.reshape(whole(3, 0, 2, 1), [2, 2])),
  computedPlaces: () => {
    const from = (shape: readonly number[]): NDArray => bm.reshape(bm.arange(shape.reduce((a, b) => a * b), { dtype: 'float64' }), shape);
    return computedPlaces(from([6]) as Vector, from([6, 6]) as Matrix, bm.array([0, 2], 'int32'), from([4, 4, 4]) as NDArray<3>);
  },
  partOfLocal: () => partOfLocal(bm.array([3, 1, 2])),
  partOfOne: () => partOfOne(bm.array([3, 1, 3, 2], 'int32')),
  signed: () => [0, 1, 2, -2].map((n) => signed(bm.arange(6, { dtype: 'float64' }), n)),
  jacobi: () => jacobi(X()),
  bounds: () => bounds(x(), 4),
  boundsFail: () => bounds(x(), 2.5),
  rows: () => rows(X(), -2),
  rowsOutside: () => rows(X(), 4),
  picked: () => picked(x(), i()),
  chosenRows: () => chosenRows(X(), i()),
  listed: () => listed(X(), i()),
  rowSums: () => rowSums(X()),
  unpacked: () => unpacked(X(), x()),
  element: () => element(X(), 1, 2),
  masked: () => masked(x()),
  newAxis: () => newAxis(x()),
  replaced: () => replaced(x()),
  columns: () => columns(X()),
  counts: () => counts(bm.greater(x(), 1), i()),
  groups: () => groups(x(), i()),
  sorted: () => sorted(x()),
  sets: () => {
    const model = new Model();
    const compiled = jit(model);
    return [compiled(3), compiled(5), model.v.value, model.m.value, model.n.value];
  },
};
