// Functions: closures, defaults, optional and destructured parameters, tuples and records, generics.
import { Base, NodeList, jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

const closure = jit((x: NDArray, k: number) => {
  const scale = (y: NDArrayLike) => y * k;
  const twice = (f: (y: NDArrayLike) => number, y: NDArrayLike) => f(f(y));
  return twice(scale, x);
});
const mutableClosure = jit((n: number) => {
  let total = 0;
  const add = (x: number) => { total += x; };
  for (let i = 0; i < n; i++) add(i * 2);
  return total;
});
const defaults = jit((x: NDArray, k = 3, offset: number = k * 2) => x * k + offset);
const optional = jit((x: NDArray, k?: number) => (k === undefined ? x * 1 : x * k));
const optionalDefault = jit((x: NDArray, k?: number) => x * (k ?? 7));
const optionalArray = jit((x: NDArray, y?: NDArray) => (y === undefined ? x + 1 : x + y));
const destructured = jit(({ a, b = 2 }: { a: number; b?: number }, [c, d]: [number, number]) => a + 10 * b + 100 * c + 1000 * d);
const nestedRecord = jit((o: { inner: { x: NDArray; k: number }; flag: boolean }) => (o.flag ? o.inner.x * o.inner.k : o.inner.x + 0));
const tuple = jit((x: NDArray, k: number): [NDArray, number, boolean] => [bm.asarray(x * k), k + 1, k > 2]);
const record = jit((x: NDArray, k: number) => ({ y: x * k, inner: { k, big: k > 2 }, list: [x + 1, 2] }));
const sameArrayTwice = jit((x: NDArray) => {
  const y = x * 2;
  return [y, y, x];
});
const returnsArgument = jit((x: NDArray) => x);
const rest = jit((a: number, b: number) => {
  const sum = (...all: number[]) => all.reduce((s, one) => s + one, 0);
  return sum(a, b, 3) + sum();
});
const spreadTuple = jit((a: number) => {
  const pair: [number, number] = [a, a * 2];
  const f = (x: number, y: number) => x - y;
  return f(...pair);
});
const swap = jit((a: number, b: number) => {
  let [x, y] = [a, b];
  [x, y] = [y, x];
  [x, y] = [y + 1, x + 1];
  return [x, y];
});
const swapArrays = jit((a: NDArray, b: NDArray, n: number) => {
  let x = a * 1;
  let y = b * 1;
  for (let i = 0; i < n; i++) [x, y] = [y, x + y];
  return [x, y];
});
function pick<T>(flag: boolean, a: T, b: T): T {
  return flag ? a : b;
}
const generic = jit((x: NDArray, y: NDArray, k: number) => bm.asarray(pick(k > 0, x, y)) * pick(k > 1, 10, 20));
const scalarOnly = jit((a: number, b: number) => a * b - a / b + a % b);
const recordLocal = jit((x: NDArray, k: number) => {
  const state = { y: x * 1, n: 0 };
  state.n = k + 1;
  state.y = bm.asarray(state.y + state.n);
  return state.y * state.n;
});
const spreadRecord = jit((k: number) => {
  const base = { a: k, b: 2 };
  const more = { ...base, b: 3, c: 4 };
  return more.a + 10 * more.b + 100 * more.c;
});
const mapped = jit((k: number) => [1, 2, 3].map((x, i) => x * k + i));
const tupleOfTuples = jit((k: number) => {
  const table = [[1, 2], [3, k]] as const;
  return table[1][1] * 10 + table[0][1];
});
const stringParameter = jit((x: NDArray, mode: 'up' | 'down') => (mode === 'up' ? x + 1 : x - 1));
const booleanParameter = jit((flag: boolean, other: boolean) => flag !== other);
const arrayOrNumber = jit((x: NDArrayLike, y: NDArrayLike) => x * y + 1);
function hoisted(x: number) { return inner(x) + 1; function inner(y: number) { return y * 3; } }
const hoistedJit = jit(hoisted);
const functionFromFunction = jit((x: NDArray) => {
  const adder = (k: number) => (y: NDArrayLike) => y + k;
  return adder(3)(adder(4)(x));
});
/** @jit */
function tagged(x: NDArray, k: number) { return x * k; }
const jittedCallsJitted = jit((x: NDArray) => tagged(bm.asarray(tagged(x, 2)), 3));
const matrixParameters = jit((X: Matrix, v: Vector) => X * v + bm.dot(X, v)[0]!);
const unusedParameter = jit((x: NDArray, _unused: number) => x + 1);
const sameName = jit((x: NDArray) => { const f = (x: number) => x + 1; const y = f(3); { const f = (x: number) => x * 100; return x * y + f(2); } });
const voidHelper = jit((k: number) => { let y = k; function bump() { if (y > 5) return; y += 10; } bump(); bump(); return y; });
const returnsUndefinedSometimes = jit((k: number) => { const f = (x: number) => { if (x > 0) return; k += 1; }; f(k); f(-1); return k; });

const v = () => bm.array([1, 2, 3]);
const activations = { relu: (x: NDArrayLike) => bm.maximum(x, 0), tanh: (x: NDArrayLike) => bm.tanh(x), half: jit((x: Vector) => x / 2), leaky(x: NDArrayLike, slope = 0.1) { return bm.maximum(x, slope * x); } };
const gelus = jit((x: Vector, i: NDArray<1, 'int32'>, k: number) => [bm.gelu(x), bm.gelu(x * 2) + 1, bm.gelu(i), bm.gelu(k), bm.gelu(bm.sum(x))]);
const fromTable = jit((x: Vector) => activations.relu(x) + activations.tanh(x) + activations.half(x) + activations.leaky(x) * activations.leaky(x, 0.3));

// Functions as values: handed over, kept in records under other names, chosen as the program runs. The original runs the one that is meant, too.
const half = (x: NDArrayLike) => x / 2;
function third(x: NDArrayLike) { return x / 3; }
const apply = (f: (x: NDArrayLike) => number, x: NDArrayLike) => f(x);
const handedOver = jit((x: Vector) => [apply(half, x), apply(third, x), apply((y) => y * 7, x), apply(activations.tanh, x), apply(activations.leaky, x - 2), apply(half, bm.asarray(x * 8))]);
const table = { half, third, again: half, tanh: bm.tanh, sin: Math.sin, fifth: function (x: NDArrayLike) { return x / 5; }, k: 3 };
const named = jit((x: Vector) => table.half(x) + table.third(x) + table.again(x) + table.tanh(x) + table.fifth(x) + table.k * table.sin(x[0]!));
const chosen = jit((x: Vector, mode: string, n: number) => {
  const act = mode === 'relu' ? bm.relu : mode === 'half' ? half : (y: NDArrayLike) => y * n;
  const wave = n > 2 ? Math.sin : Math.cos;
  return [act(x), apply(n > 1 ? table.half : third, x), wave(x[0]!), (n > 1 ? half : third)(n)];
});
const compose = (...fs: ((x: NDArrayLike) => NDArrayLike)[]) => (x: NDArrayLike) => fs.reduce((y: NDArrayLike, f) => f(y), x);
const composed = jit((x: Vector) => { const f = compose(half, (y) => y + 1, third); return [f(x), compose(third, half)(x)]; });
const newton = (f: (x: number) => number, slope: (x: number) => number, start: number) => { let x = start; for (let i = 0; i < 20; i++) x -= f(x) / slope(x); return x; };
const roots = jit((a: number) => [newton((x) => x * x - a, (x) => 2 * x, 1), newton((x) => Math.cos(x) - x, (x) => -Math.sin(x) - 1, 1)]);
class Activated extends Base {
  readonly act: (x: NDArrayLike) => NDArrayLike = half;
  readonly scale = (x: NDArrayLike) => x * 2;
  call(x: Vector) { return bm.asarray(this.act(this.scale(x)) + 1); }
}
class Thirds extends Activated { override readonly act = third; }
class Own extends Activated { override readonly act = (x: NDArrayLike) => x - 5; }
class ByFields extends Base {
  readonly layers = new NodeList<Activated>([new Activated(), new Thirds(), new Own()]);
  call(x: Vector) {
    let y: NDArrayLike = x;
    for (const layer of this.layers) y = layer.act(y) + bm.sum(layer.call(x));
    return y;
  }
}

export const cases: Record<string, () => unknown> = {
  composed: () => composed(v()),
  roots: () => roots(2),
  byFields: () => [jit(new Activated())(v()), jit(new Thirds())(v()), jit(new Own())(v()), jit(new ByFields())(v())],
  handedOver: () => handedOver(v()),
  named: () => named(v()),
  chosen: () => [chosen(v(), 'relu', 1), chosen(v(), 'half', 2), chosen(v(), '', 3)],
  closure: () => closure(v(), 3),
  mutableClosure: () => mutableClosure(5),
  defaults: () => [defaults(v()), defaults(v(), 2), defaults(v(), 2, 1), defaults(v(), undefined, 1)],
  optional: () => [optional(v()), optional(v(), 2), optional(v(), undefined)],
  optionalDefault: () => [optionalDefault(v()), optionalDefault(v(), 0)],
  optionalArray: () => [optionalArray(v()), optionalArray(v(), v())],
  destructured: () => [destructured({ a: 1 }, [3, 4]), destructured({ a: 1, b: 5 }, [3, 4])],
  nestedRecord: () => [nestedRecord({ inner: { x: v(), k: 2 }, flag: true }), nestedRecord({ inner: { x: v(), k: 2 }, flag: false })],
  tuple: () => [tuple(v(), 1), tuple(v(), 3)],
  record: () => record(v(), 2),
  sameArrayTwice: () => { const x = v(); const [a, b, c] = sameArrayTwice(x); return [a, b, c, a === b, c === x]; },
  returnsArgument: () => { const x = v(); return returnsArgument(x) === x; },
  rest: () => rest(1, 2),
  spreadTuple: () => spreadTuple(3),
  swap: () => swap(1, 2),
  swapArrays: () => [0, 1, 5].map((n) => swapArrays(v(), bm.ones(3), n)),
  generic: () => [0, 1, 2].map((k) => generic(v(), bm.ones(3), k)),
  scalarOnly: () => [scalarOnly(7, 3), scalarOnly(-7, 3), scalarOnly(1, 0)],
  recordLocal: () => recordLocal(v(), 3),
  spreadRecord: () => spreadRecord(1),
  mapped: () => mapped(2),
  tupleOfTuples: () => tupleOfTuples(3),
  stringParameter: () => [stringParameter(v(), 'up'), stringParameter(v(), 'down')],
  booleanParameter: () => [booleanParameter(true, false), booleanParameter(true, true)],
  arrayOrNumber: () => [arrayOrNumber(v(), v()), arrayOrNumber(v(), 2), arrayOrNumber(3, v())],
  hoisted: () => hoistedJit(2),
  functionFromFunction: () => functionFromFunction(v()),
  jittedCallsJitted: () => [jittedCallsJitted(v()), tagged(v(), 4)],
  matrixParameters: () => matrixParameters(bm.array([[1, 2], [3, 4]]) as Matrix, bm.array([5, 6]) as Vector),
  unusedParameter: () => unusedParameter(v(), 1),
  sameName: () => sameName(v()),
  voidHelper: () => [voidHelper(1), voidHelper(6), voidHelper(-20)],
  returnsUndefinedSometimes: () => [returnsUndefinedSometimes(1), returnsUndefinedSometimes(-3)],
  gelus: () => gelus(bm.array([-Infinity, -30, -3, -1, -0.5, 0, 0.3, 1, 2.5, 8, Infinity, NaN]), bm.array([-3, 0, 2000], 'int32'), 0.7),
  fromTable: () => fromTable(bm.array([1, -2])),
};
