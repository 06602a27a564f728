// Shapes and errors at the edges: ranks that change, empty arrays, sizes around the vector width, sums over several blocks.
import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

const growsRank = jit((x: Vector, X: Matrix) => { let y: NDArrayLike = x * 1; y = y + X; return bm.sum(y) * y; });
const growsInLoop = jit((x: NDArray, X: NDArray, n: number) => { let y: NDArrayLike = x * 1; for (let i = 0; i < n; i++) y = y + X; return y; });
const sums = jit((x: NDArray, y: NDArray) => [bm.sum(x), bm.sum(x * y), bm.prod(1 + x / 1e6), bm.max(x - y), bm.mean(x), bm.sum(x > 0), bm.all(x > -1e9)]);
const rows = jit((X: Matrix, w: Vector, Y: Vector) => { const r = 1 / (1 + bm.exp(-Y * bm.dot(X, w))) - 1; return [bm.dot(r * Y, X), r]; });
const products = jit((X: Matrix, w: Vector, v: Vector) => [bm.dot(X, w), bm.dot(v, X), bm.dot(w, w)]);
const scalarIntoVariable = jit((m: Model, k: number) => { m.v.value = k; m.w.value = bm.sum(m.v); m.v.value = m.v + bm.max(m.w); return m.w * 1; });
const wrongShapes = jit((m: Model, x: NDArray) => { m.v.value = m.v * 2; m.w.value = m.v + x; return m.v * 1; });
const wrongDot = jit((X: Matrix, w: Vector) => bm.dot(X, w));
const wrongBroadcast = jit((x: NDArray, y: NDArray) => { const a = x * 2; const b = a + y; return b * 3; });
/** A snapshot of a Variable that was given its own elements outlives the call and the write after it. */
const ownElements = jit((m: Model) => { m.v.value = m.v; const before = m.v.value; m.v.value = m.v * 2; return before; });
class Model extends Base {
  readonly v = new Variable(bm.ones(3));
  readonly w = new Variable(bm.zeros(3));
}
const name = (run: () => unknown): unknown => { try { return run(); } catch (error) { return (error as Error).name; } };
const ramp = (n: number, k = 1) => bm.array(Float64Array.from({ length: n }, (_, i) => Math.sin(i * k + 1) * 2 ** (i % 9)), { dtype: bm.getFloat() });
export const cases: Record<string, () => unknown> = {
  growsRank: () => growsRank(bm.array([1, 2]), bm.array([[1, 2], [3, 4]]) as Matrix),
  growsInLoop: () => [0, 1, 3].map((n) => growsInLoop(bm.array([1, 2]), bm.array([[1, 2], [3, 4]]), n)),
  sums: () => [1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 100, 4095, 4096, 4097, 8192, 12_289].map((n) => sums(ramp(n), ramp(n, 3))),
  rows: () => [0, 1, 3, 4, 5, 255, 257, 4097].map((m) => [1, 3, 16, 17].map((n) => rows(bm.reshape(ramp(m * n), [m, n]) as Matrix, ramp(n) as Vector, ramp(m) as Vector))),
  products: () => [0, 1, 5, 33].map((m) => [0, 1, 4, 16, 17, 40].map((n) => products(bm.reshape(ramp(m * n), [m, n]) as Matrix, ramp(n) as Vector, ramp(m) as Vector))),
  scalarIntoVariable: () => { const m = new Model(); return [scalarIntoVariable(m, 0.1), m.v.value, m.w.value]; },
  ownElements: () => { const m = new Model(); return [ownElements(m), ownElements(m), m.v.value]; },
  wrongShapes: () => [3, 1, 4].map((n) => { const m = new Model(); return [name(() => wrongShapes(m, bm.ones(n))), m.v.value, m.w.value]; }),
  wrongDot: () => name(() => wrongDot(bm.ones([2, 3]) as Matrix, bm.ones(2) as Vector)),
  wrongBroadcast: () => [name(() => wrongBroadcast(bm.ones(3), bm.ones(4))), name(() => wrongBroadcast(bm.ones(3), bm.ones([2, 1])))],
  wrongDType: () => [wrongBroadcast(bm.ones(3), bm.ones(3)), name(() => wrongBroadcast(bm.ones(3, { dtype: 'float32' }), bm.ones(3, { dtype: 'float64' })))],
  emptyArrays: () => [wrongBroadcast(bm.zeros(0), bm.zeros(0)), wrongBroadcast(bm.zeros([0, 3]), bm.ones(3)), wrongBroadcast(bm.zeros([2, 0]), bm.ones([2, 1]))],
};
