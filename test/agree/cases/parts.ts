/** Parts of arrays: `at` by numbers and slices, `set` on arrays of the function and on Variables, in every mixture of steps and ranks. */
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

const counting = (shape: readonly number[]) => bm.reshape(bm.astype(bm.arange(shape.reduce((a, b) => a * b, 1)), bm.getFloat()), shape);
const matrix = (rows: number, columns: number): Matrix => bm.asarray(counting([rows, columns])) as unknown as Matrix;
const vector = (n: number): Vector => bm.astype(bm.arange(n), bm.getFloat());

const inner = jit((x: Matrix) => bm.at(x, '1:-1', '1:-1') * 2);
const five = jit((a: Matrix) => 0.2 * (bm.at(a, '1:-1', '1:-1') + bm.at(a, '1:-1', ':-2') + bm.at(a, '1:-1', '2:') + bm.at(a, '2:', '1:-1') + bm.at(a, ':-2', '1:-1')));
const steps = jit((x: Vector, step: number) => [bm.at(x, '::2') + 1, bm.at(x, '::-1') * 1, bm.at(x, bm.slice(null, null, step)) * 1, bm.at(x, '5:1:-2') * 1, bm.at(x, '3:3') * 1]);
const mixed = jit((x: NDArray<3>, i: number) => [bm.at(x, i) * 1, bm.at(x, ':', i) * 1, bm.at(x, '...', -1) * 1, bm.at(x, i, '1:', i) * 1, bm.at(x, null, i, i) * 1, bm.at(x, i, null, '::2', '::-1') * 1]);
const element = jit((x: NDArray<3>, i: number, j: number) => bm.at(x, i, j, -1) + bm.at(x, 0, -1, j));
const flags = jit((x: NDArray<1, 'bool'>) => [+bm.at(x, '1:') * 2, bm.at(x, '::-1'), bm.at(x, 2) ? 1 : 0]);

const templates = jit((x: Vector, from: number, count: number) => {
  const y = bm.array(x);
  for (let i = 0; i < count; i++) y.set([`${from + i}:${from + i + 2}`], i * 10);
  y.set([`${count}:-1`], bm.at(y, `${count}:-1`) + 0.5);
  return [y, bm.at(x, `:${count}`) * 1, bm.at(x, `${from}:${2 * from + 3}:2`) * 1, bm.at(x, ` ${-count} : `) * 1];
});

const jacobi = jit((start: Matrix, turns: number) => {
  const a = bm.array(start);
  const b = bm.array(start);
  for (let t = 1; t < turns; t++) {
    b.set(['1:-1', '1:-1'], 0.2 * (bm.at(a, '1:-1', '1:-1') + bm.at(a, '1:-1', ':-2') + bm.at(a, '1:-1', '2:') + bm.at(a, '2:', '1:-1') + bm.at(a, ':-2', '1:-1')));
    a.set(['1:-1', '1:-1'], 0.2 * (bm.at(b, '1:-1', '1:-1') + bm.at(b, '1:-1', ':-2') + bm.at(b, '1:-1', '2:') + bm.at(b, '2:', '1:-1') + bm.at(b, ':-2', '1:-1')));
  }
  return [a, b];
});

const inPlace = jit((x: Vector) => {
  const shifted = bm.array(x);
  shifted.set(['1:'], bm.at(shifted, ':-1') * 2);
  const back = bm.array(x);
  back.set([':-1'], bm.at(back, '1:') + bm.at(back, ':-1'));
  const turned = bm.array(x);
  turned.set([':'], bm.at(turned, '::-1') * 1);
  const apart = bm.array(x);
  apart.set(['::2'], bm.at(apart, bm.slice(0, 2 * Math.ceil(apart.length / 2), 2)) + 1);
  return [shifted, back, turned, apart];
});

const rows = jit((x: Matrix) => {
  const a = bm.array(x);
  for (let i = 1; i < a.shape[0]!; i++) {
    a.set([i, '1:'], bm.at(a, i, '1:') + bm.at(a, i - 1, '1:') + bm.at(a, i - 1, ':-1'));
    for (let j = 1; j < a.shape[1]!; j++) a.set([i, j], (bm.at(a, i, j) + bm.at(a, i, j - 1)) / 9);
  }
  a.set([':', 0], bm.at(a, ':', -1) * 2);
  a.set([0], 7);
  return a;
});

const spread = jit((x: Matrix, row: Vector, column: Matrix) => {
  const a = bm.array(x);
  a.set(['1:'], row);
  const b = bm.array(x);
  b.set([':', '1:-1'], column);
  const c = bm.array(x);
  c.set(['::2', '::3'], 5);
  const d = bm.array(x);
  d.set([':', bm.slice(2, 4)], bm.at(row, null, ':2'));
  return [a, b, c, d, bm.at(x, ':', '1:') * bm.at(row, '1:') + column, bm.at(x, ':', null, 0) + row];
});

const outer = jit((a: Vector, b: Vector) => bm.at(a, ':', null) * b - bm.at(b, null, ':') / (bm.at(a, ':', null) + 1));
const broadcast = jit((x: Matrix, row: Vector, column: Matrix) => [(x - row) * column, x + column, row + column, row * column - x]);

const kinds = jit((x: Vector) => {
  const whole = bm.zeros(6, { dtype: 'int32' });
  whole.set(['1:4'], bm.at(x, ':3') * 1.5);
  whole.set([4], 2.9);
  const truth = bm.zeros(6, { dtype: 'bool' });
  truth.set(['::2'], bm.at(x, ':3') > 0);
  truth.set([1], true);
  const wide = bm.zeros(6, { dtype: 'float64' });
  wide.set(['2:'], bm.at(x, ':4') + bm.at(wide, '2:'));
  const unsigned = bm.zeros(6, { dtype: 'uint32' });
  unsigned.set(['::-1'], bm.at(whole, ':') + 3);
  return [whole, truth, wide, unsigned];
});

const masked = jit((x: Vector, limit: number) => {
  const a = bm.array(x);
  a.set(a > limit, -1);
  const b = bm.array(x);
  b.set(bm.logicalAnd(b > 1, b < 4), 0);
  const c = bm.array(x);
  c.set([[0, 2]], 9);
  c.set(c > 3, bm.at(c, c > 3) * 2);
  return [a, b, c];
});

const copied = jit((x: Matrix) => {
  const y = bm.setAt(x, [0, '1:'], 4);
  const kept = bm.at(y, 0);
  const z = bm.setAt(y, [0], kept * 2);
  return [y, kept, z, bm.setAt(x, [1, 1], 8)];
});

const alias = jit((x: Vector) => {
  const a = bm.array(x);
  const b = a;
  b.set(['1:3'], 0);
  const before = bm.at(a, ':');
  a.set([0], 100);
  return [a, b, before];
});

const grown = jit((x: Vector, turns: number) => {
  let y = x * 1;
  for (let i = 0; i < turns; i++) y = bm.at(bm.asarray(y), '::-1') + bm.at(bm.asarray(y), ':') * 0.5;
  let total = 0;
  for (let i = 0; i < x.length; i++) total += bm.at(bm.asarray(y), i) + bm.sum(bm.at(bm.asarray(y), bm.slice(i, null))).item();
  return [y, total];
});

const tall = jit((x: NDArray<3>) => {
  const out = bm.zeros([x.shape[0]!, x.shape[1]! - 2, x.shape[2]!]);
  out.set([':', ':', '1:'], bm.at(x, ':', '2:', '1:') - bm.at(x, ':', ':-2', ':-1') + bm.at(x, ':', '1:-1', '1:') * 3);
  return out;
});

const products = jit((a: Matrix, x: Vector) => {
  let total = 0;
  for (let i = 0; i < a.shape[0]!; i++) total += bm.dot(bm.at(a, i, ":"), bm.at(x, ":")).item() + bm.dot(bm.at(a, ":", 0), bm.at(a, ":", i)).item();
  return [total, bm.dot(bm.at(a, '1:', '::2'), bm.at(x, '::2')), bm.sum(bm.at(a, '1:', '1:') * bm.at(x, '1:')), bm.max(bm.at(a, ':', 1)), bm.mean(bm.at(a, 1))];
});

class Grid extends Base {
  readonly u = new Variable(bm.zeros([4, 5]));
  readonly n = new Variable(bm.zeros(3, { dtype: 'int32' }));
  call(x: Matrix, row: number) {
    this.u.set([row, ':'], 3);
    this.u.set([':', '1:'], bm.at(this.u, ':', ':-1') + x);
    this.n.set([row], bm.at(this.n, row) + 1);
    return bm.at(this.u, '::2') * 1;
  }
}

const madeBefore = jit((x: Vector) => {
  const y = bm.asarray<1>(x * 2);
  const turned = bm.at(y, '::-1') + y;
  const longer = y + y.length;
  const z = bm.array(x);
  z.set([':'], bm.at(z, '::-1') + z.length);
  const w = bm.asarray<1>(x + 1);
  w.set(w > 2, bm.at(w, 0));
  return [turned, longer, z, w];
});
const turns = jit((x: Matrix, count: number) => {
  let last: Vector = bm.zeros(3);
  const out = bm.zeros([count, 3]);
  for (let i = 0; i < count; i++) {
    const sums = bm.sum(x, 0);
    const running = bm.cumsum(sums + i);
    const [a, b] = bm.split(bm.concatenate([running, sums]), 2);
    out.set([i], a - b + bm.sort(running));
    last = running;
  }
  return [out, last];
});
const saturated = jit((x: NDArray<1, 'float64'>) => {
  const whole = bm.zeros(5, { dtype: 'int32' });
  whole.set([':'], x);
  const unsigned = bm.zeros(5, { dtype: 'uint32' });
  unsigned.set(['::-1'], x);
  return [whole, unsigned];
});

export const cases = {
  hostInLoops: () => [turns(matrix(4, 3), 5), turns(matrix(4, 3), 0)],
  madeBefore: () => [madeBefore(vector(5)), madeBefore(vector(2000))],
  castsOfArrays: () => saturated(bm.array([-1.5, 5e9, Number.NaN, -7e12, 3.99], { dtype: 'float64' })),
  parts: () => [inner(matrix(5, 7)), inner(matrix(3, 200)), inner(matrix(2, 2)), five(matrix(4, 6)), five(matrix(70, 75)), five(matrix(90, 3))],
  slices: () => [steps(vector(11), 3), steps(vector(1), -1), steps(vector(0), 2), steps(vector(3000), -7), steps(vector(6), 100)],
  ranks: () => [mixed(counting([3, 3, 4]) as unknown as NDArray<3>, 1), mixed(counting([3, 3, 4]) as unknown as NDArray<3>, -1), mixed(counting([5, 5, 90]) as unknown as NDArray<3>, 2)],
  elements: () => [element(counting([3, 3, 4]) as unknown as NDArray<3>, 2, 0), element(counting([3, 3, 4]) as unknown as NDArray<3>, -3, -1)],
  bools: () => flags(bm.array([true, false, true, true])),
  templates: () => [templates(vector(9), 1, 3), templates(vector(2), 0, 1), templates(vector(40), 5, 9)],
  stencil: () => [jacobi(matrix(6, 7), 4), jacobi(matrix(3, 130), 3), jacobi(matrix(100, 100), 2)],
  overlaps: () => [inPlace(vector(7)), inPlace(vector(3001)), inPlace(vector(1)), inPlace(vector(0))],
  wavefront: () => [rows(matrix(5, 6)), rows(matrix(3, 100))],
  broadcastWrites: () => [spread(matrix(4, 6), vector(6), matrix(4, 1)), spread(matrix(3, 200), vector(200), matrix(3, 1))],
  outerProducts: () => [outer(vector(4), vector(5)), outer(vector(100), vector(80)), outer(vector(1), vector(3)), outer(vector(0), vector(3))],
  broadcasts: () => [broadcast(matrix(3, 5), vector(5), matrix(3, 1)), broadcast(matrix(70, 90), vector(90), matrix(70, 1)), broadcast(matrix(1, 1), vector(1), matrix(1, 1)), broadcast(matrix(400, 3), vector(3), matrix(400, 1))],
  dtypes: () => [kinds(bm.array([1, -2, 3.7, 4, 5]))],
  masks: () => [masked(vector(6), 2), masked(vector(100), 50)],
  copies: () => copied(matrix(3, 4)),
  aliases: () => alias(vector(5)),
  loops: () => [grown(vector(6), 5), grown(vector(2000), 3)],
  cubes: () => [tall(counting([2, 4, 5]) as unknown as NDArray<3>), tall(counting([3, 5, 70]) as unknown as NDArray<3>)],
  reductions: () => products(matrix(4, 6), vector(6)),
  variables: () => {
    const grid = new Grid();
    const run = jit(grid);
    return [run(matrix(4, 4), 1), run(matrix(4, 4), -1), grid.u.value, grid.n.value];
  },
  indexOutside: () => element(counting([3, 3, 4]) as unknown as NDArray<3>, 3, 0),
  indexNotWhole: () => element(counting([3, 3, 4]) as unknown as NDArray<3>, 0.5, 0),
  stepOfZero: () => steps(vector(4), 0),
  doesNotFit: () => spread(matrix(4, 6), vector(5), matrix(4, 1)),
};
