/** The functions of `math` that are handed functions: loops, branches and `vmap`. */
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

function twice(x: Vector) {
  return bm.asarray(x * 2);
}

class Counter extends Base {
  readonly n = new Variable(bm.zeros(2));
  readonly total = new Variable(bm.zeros(1));
  call(xs: Vector, steps: number) {
    bm.forLoop((i) => { this.n.value += i; }, steps);
    return bm.forLoop((x) => {
      this.total.value += x;
      return { before: this.total - x, now: this.total.value };
    }, xs, { reverse: true });
  }
}

const countUp = jit((n: number) => bm.forLoop((i) => i * i + 0.5, n));
const rows = jit((X: Matrix) => bm.forLoop((row: Vector) => row * bm.sum(row), X));
const byName = jit((X: Matrix) => bm.forLoop(twice, X));
const several = jit((X: Matrix, y: Vector) => bm.forLoop((row, k) => [row * k, row > k, bm.max(row)] as const, [X, y] as const));
const reversed = jit((x: Vector) => bm.forLoop((one) => [one * 2, one > 1] as const, x, { reverse: true }));
const record = jit((x: Vector, y: Vector) => bm.forLoop((p: { a: NDArray<0>; b: NDArray<0> }) => ({ sum: p.a + p.b, product: p.a * p.b }), { a: x, b: y }));
const nested = jit((X: Matrix) => bm.forLoop((row: Vector) => bm.forLoop((one) => one * 2 + bm.sum(row), row), X));
const shapesDiffer = jit((x: Vector) => bm.forLoop((i) => bm.at(x, bm.slice(0, i + 1)), 3));
const early = jit((x: Vector) => bm.forLoop((one) => {
  if (one > 1) return one * 10;
  return one - 1;
}, x));
const cumulative = jit((x: Vector) => bm.scan((sum, one) => [sum + one, sum * one] as const, 0, x));
const fibonacci = jit((n: number) => bm.scan(([a, b]: readonly [number, number], _: NDArray<0>) => [[b, a + b], a] as const, [0, 1] as const, bm.zeros(n)));
const momentum = jit((X: Matrix, w0: Vector) => bm.scan(({ w, v }, x) => {
  const next = 0.9 * v + (w - x);
  return [{ w: w - 0.1 * next, v: next }, bm.sum(next * next)] as const;
}, { w: w0, v: bm.zerosLike(w0) }, X));
const collatz = jit((n: number) => bm.whileLoop((x, _k) => x > 1, (x, k) => [bm.cond(x % 2 < 1, () => x / 2, () => 3 * x + 1), k + 1], [n, 0]));
const newton = jit((a: Vector) => bm.whileLoop((x) => bm.max(bm.abs(x * x - a)) > 1e-5, (x) => [0.5 * (x + a / x)], [a as NDArray]));
const swap = jit((a: Vector, b: Vector) => bm.whileLoop((_a, _b, n) => n < 3, (x, y, n) => [y, x * 2, n + 1], [a as NDArray, b as NDArray, 0]));
const choose = jit((x: Vector, y: number) => [
  bm.cond(bm.sum(x) > y, (a) => a * 2, (a) => a + 1, [x as NDArray]), bm.cond(y > 0, 1, 2), bm.ifelse([y > 5, y > 2], [1, () => 2, (k: number) => k + 3], [7] as const),
]);
const grade = jit((x: NDArray) => bm.ifelse([bm.max(x) > 3, bm.max(x) > 1], [(v: NDArray) => v * 3, (v: NDArray) => v * 2, (v: NDArray) => v + 0], [x] as const));
const batched = jit((X: Matrix, Y: Matrix) => bm.vmap((a: Vector, b: Vector) => bm.dot(a, b))(X, Y));
const axes = jit((X: Matrix, k: number) => bm.vmap((a: NDArray<1>, s: number) => [a * s, bm.mean(a)] as const, { inAxes: [1, null], outAxes: -1 })(X, k));
const outer = jit((x: Vector, y: Vector) => bm.vmap((a: NDArray<0>) => bm.vmap((b: NDArray<0>) => a * 10 + b)(y))(x));

const matrix = (n: number, m: number): Matrix => bm.reshape(bm.sin(bm.arange(n * m, { dtype: bm.getFloat() })), [n, m]);
const vector = (n: number): Vector => bm.mul(bm.cos(bm.arange(n, { dtype: bm.getFloat() })), 2);
const counter = (n: number, list: boolean): unknown => {
  const model = new Counter();
  return [jit(model)(bm.array(list ? [1, 2, 3] : []), n), model.n, model.total];
};

export const cases = {
  countUp: () => countUp(5),
  countUpNone: () => countUp(0),
  rows: () => rows(matrix(3, 5)),
  byName: () => byName(matrix(3, 5)),
  several: () => several(matrix(4, 3), vector(4)),
  severalSizes: () => several(matrix(4, 3), vector(3)),
  reversed: () => reversed(vector(5)),
  record: () => record(vector(4), vector(4)),
  nested: () => nested(matrix(3, 4)),
  shapesDiffer: () => shapesDiffer(vector(5)),
  early: () => early(vector(7)),
  cumulative: () => cumulative(vector(6)),
  fibonacci: () => fibonacci(9),
  momentum: () => momentum(matrix(4, 3), vector(3)),
  collatz: () => collatz(27),
  newton: () => newton(bm.array([1, 2, 3])),
  swap: () => swap(vector(3), bm.array([1, 2, 3])),
  choose: () => [choose(vector(3), 1), choose(vector(3), 3), choose(vector(3), 9)],
  grade: () => [grade(bm.array([1, 2])), grade(bm.array([4])), grade(bm.zeros([2, 2]))],
  batched: () => batched(matrix(4, 3), matrix(4, 3)),
  axes: () => axes(matrix(4, 3), 2),
  outer: () => outer(vector(3), vector(4)),
  mismatch: () => batched(matrix(4, 3), matrix(3, 3)),
  emptyBatch: () => batched(bm.zeros([0, 3]), bm.zeros([0, 3])),
  counter: () => counter(4, true),
  counterThrows: () => counter(4, false),
};
