// Reductions along axes of what a loop makes, and loops over gathered elements: large enough to go run by run, sizes around its runs, blocks and strips.
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

const plain = jit((X: Matrix, Y: Matrix) => [
  bm.sum(X * Y, 0), bm.sum(X * Y, 1), bm.prod(1 + X * 1e-3, 0), bm.prod(1 + X * 1e-3, 1), bm.min(X - Y, 0), bm.max(X - Y, 1), bm.any(X > Y, 0), bm.all(X > Y - 2, 1), bm.mean(bm.abs(X - Y), 0), bm.mean(bm.abs(X - Y), 1),
]);
const broadcast = jit((X: Matrix, v: Vector, c: Matrix) => [
  bm.sum((X - v) ** 2, 1), bm.sum((X - v) ** 2, 0), bm.max(X - c, { axis: 1, keepdims: true }), bm.mean(bm.abs(X - c), 0), bm.sum(v * c, 0), bm.sum(v * c, 1), bm.any(X > v, 1), bm.countNonzero(X > v, 0),
]);
const keptToo = jit((X: Matrix, v: Vector) => {
  const D = bm.asarray(X * 2 - v);
  const E = bm.asarray(D * D);
  return [D, bm.sum(E, 1), bm.max(E, 1), E];
});
const two = jit((X: Matrix) => [bm.ptp(X * 3, 1), bm.ptp(X * 3, 0), bm.variance(X * X, 0), bm.variance(X * X, 1), bm.std(X * 2, { axis: 1, ddof: 1 }), bm.softmax(X * 2, 1), bm.softmax(X * 2, 0), bm.logsumexp(X + 1, 0), bm.logSoftmax(X - 1, 1), bm.linalg.norm(X * 2, 1)]);
const blocks = jit((Z: NDArray<3>, x: Vector) => [bm.sum(Z * x, 0), bm.sum(Z * x, 1), bm.sum(Z * x, 2), bm.sum(Z * x, [0, 1]), bm.mean(Z * x, [1, 2]), bm.sum(Z * x, { axis: [0, 1, 2], keepdims: true })]);
const parts = jit((X: Matrix) => [bm.sum(bm.at(X, '1:', ':') - bm.at(X, ':-1', ':'), 1), bm.sum(bm.at(X, ':', '::-1') * X, 0), bm.sum(bm.at(X, '::2', '1:') * 2, 1)]);
const whole = jit((N: NDArray<2, 'int32'>, U: NDArray<2, 'uint32'>, B: NDArray<2, 'bool'>) => [bm.sum(N * 3, 0), bm.min(N * 3, 1), bm.max(U * 2, 0), bm.sum(bm.logicalNot(B), 1), bm.prod(N, 1), bm.mean(N * 2, 0)]);
const full = jit((x: Vector, y: Vector) => [bm.mean(x * y), bm.variance(x * y), +bm.mean(x - y) + 1]);

const gathers = jit((x: Vector, i: NDArray<1, 'int32'>, j: NDArray<2, 'int32'>, y: Vector) => [
  bm.at(x, i) * y, bm.take(x, i) + bm.at(x, i) * 2, bm.sum(bm.at(x, j) * y, 1), bm.mean(bm.take(x, j, 0) - bm.at(x, j), 0), bm.asarray(bm.take(x, i) > 0.1), bm.sum(bm.at(x, i) * y),
]);
const several = jit((X: Matrix, i: NDArray<1, 'int32'>, y: Vector) => {
  const g = bm.take(X, i);
  return [g * y + 1, bm.take(y, i) * g];
});
const keptGather = jit((x: Vector, i: NDArray<1, 'int32'>, y: Vector) => {
  const g = bm.at(x, i);
  return [g, g * y, g.size];
});

const gathersItself = jit((x: Vector, i: NDArray<1, 'int32'>, n: number) => {
  let s: Vector = bm.asarray(x * 2);
  for (let k = 0; k < n; k++) s = bm.asarray(bm.take(s, i) + x);
  return s;
});

const followsItself = jit((i: NDArray<2, 'int32'>, p: NDArray<1, 'int32'>, n: number) => {
  let at = bm.asarray(bm.abs(i)) as NDArray<2, 'int32'>;
  for (let k = 0; k < n; k++) at = bm.asarray(bm.maximum(bm.take(p, at), bm.at(p, ':50'))) as NDArray<2, 'int32'>;
  return at;
});

class Net extends Base {
  readonly V: Variable<1> = new Variable(bm.divide(bm.arange(4200, { dtype: bm.getFloat() }), 4200));
  readonly w: Variable<1> = new Variable(bm.ones([4200]));
  step(i: NDArray<1, 'int32'>): void {
    this.w.value = this.w * bm.at(this.V.value, i) + 1;
    this.V.value = bm.at(this.V.value, i) * 0.5 + this.V;
    this.V.set(['1:'], bm.at(this.w, ':-1') * 2);
  }
  loop(i: NDArray<1, 'int32'>, n: number): Vector {
    let s = bm.zerosLike(this.V.value);
    for (let k = 0; k < n; k++) {
      this.V.value = bm.at(this.V.value, i) * 0.5 + s;
      s = bm.asarray(bm.take(s, i) + bm.at(this.V.value, i) * k);
    }
    return s;
  }
  call(i: NDArray<1, 'int32'>): NDArray[] {
    this.step(i);
    return [this.loop(i, 3), bm.array(this.V.value), bm.array(this.w.value)];
  }
}

const X = (rows: number, columns: number, by = 1.7): Matrix => bm.reshape(bm.sin(bm.multiply(bm.arange(rows * columns, { dtype: bm.getFloat() }), by)), [rows, columns]);
const v = (size: number): Vector => bm.asarray(bm.divide(bm.arange(size, { dtype: bm.getFloat() }), size));
const sizes = [[60, 70], [2, 4100], [4100, 2], [8200, 1], [1, 5003], [2, 4096], [4, 1024], [65, 64], [330, 13]] as const;
const each = (make: (X: Matrix, rows: number, columns: number) => unknown): unknown => sizes.map(([rows, columns]) => make(X(rows, columns), rows, columns));
const indices = (count: number, size: number): NDArray<1, 'int32'> => bm.asarray(bm.subtract(bm.mod(bm.multiply(bm.arange(count), 7919), 2 * size), size)) as unknown as NDArray<1, 'int32'>;
const wrong = (at: number): NDArray<1, 'int32'> => {
  const i = new Int32Array(4200);
  i[4199] = at;
  return bm.array(i) as NDArray<1, 'int32'>;
};
const attempt = (make: () => unknown): unknown => {
  try {
    return make();
  } catch (error) {
    return (error as Error).name;
  }
};

export const cases = {
  plain: () => each((M, rows, columns) => plain(M, X(rows, columns, 0.3))),
  broadcast: () => each((M, rows, columns) => broadcast(M, v(columns), bm.reshape(v(rows), [rows, 1]))),
  broadcastOne: () => broadcast(X(60, 70), v(1), X(1, 1)),
  keptToo: () => each((M, _, columns) => keptToo(M, v(columns))),
  two: () => [two(X(65, 64)), two(X(330, 13)), two(X(1, 4100)), two(X(4100, 1))],
  blocks: () => [blocks(bm.reshape(X(60, 77), [6, 10, 77]), v(77)), blocks(bm.reshape(X(6, 5000), [3, 2, 5000]), v(5000)), blocks(bm.reshape(X(20, 615), [2, 1230, 5]), v(5)), blocks(bm.reshape(X(20, 615), [1, 6150, 2]), v(2))],
  parts: () => each(parts),
  whole: () => {
    const N = bm.reshape(bm.astype(bm.multiply(X(90, 41), 90), 'int32'), [90, 41]);
    return whole(N, bm.astype(N, 'uint32'), bm.greater(N, 20));
  },
  full: () => [full(v(5000), bm.sin(v(5000))), full(v(9), bm.sin(v(9)))],
  gathers: () => [4100, 4099, 100].map((size) => gathers(bm.sin(v(500)), indices(size, 500), bm.reshape(indices(size * 3, 500), [3, size]), v(size))),
  gathersOfOne: () => gathers(bm.sin(v(500)), indices(4100, 500), bm.reshape(indices(4100 * 3, 500), [3, 4100]), v(1)),
  wrongIndices: () => [500, -501].map((at) => attempt(() => gathers(v(500), wrong(at), bm.reshape(indices(12600, 500), [3, 4200]), v(4200)))),
  wrongShapes: () => [attempt(() => gathers(v(500), indices(4200, 500), bm.reshape(indices(12600, 500), [3, 4200]), v(4199))), attempt(() => plain(X(60, 70), X(60, 71))), attempt(() => broadcast(X(60, 70), v(71), X(60, 1)))],
  several: () => several(X(20, 30), indices(4200, 600), v(4200)),
  keptGather: () => keptGather(v(70), indices(4200, 70), v(4200)),
  gathersItself: () => gathersItself(v(4200), indices(4200, 4200), 4),
  followsItself: () => followsItself(bm.reshape(bm.mod(bm.multiply(bm.arange(4200), 7919), 4200), [84, 50]) as NDArray<2, 'int32'>, bm.asarray(bm.mod(bm.multiply(bm.arange(4200), 31), 4200)) as NDArray<1, 'int32'>, 3),
  stores: () => {
    const net = new Net();
    return [jit(net)(indices(4200, 4200)), net.V.value, net.w.value];
  },
  wrongStores: () => {
    const net = new Net();
    return [attempt(() => jit(net)(wrong(4200))), net.V.value, net.w.value];
  },
};
