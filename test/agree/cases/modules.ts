// Helpers, constants, enums, classes and captured arrays of other modules.
import { jit, math as bm, type NDArray } from 'myelin';
import fallback, { GAIN, Mode, Store, chain, half as h, shift, weights } from './modules.helpers.js';
import * as helpers from './modules.helpers.js';

const local = bm.array([100, 200, 300]);
const table = { a: 2, inner: { b: 3 } };
const list = [1, 2, 4];
const pair: [number, number] = [5, 6];
const useAll = jit((x: NDArray) => [shift(x), chain(x, 2), fallback(x), x * GAIN * h, x + weights, x + local * table.a + table.inner.b]);
const useNamespace = jit((x: NDArray) => helpers.chain(x, 1) + helpers.GAIN);
const useEnum = jit((mode: number) => (mode === Mode.On ? 1 : mode === Mode.Off ? 2 : 3));
const useStatic = jit((x: NDArray) => Store.scale(x) + Store.LIMIT);
const useTuple = jit((k: number) => pair[0] * k + pair[1]);
const useParameterStore = jit((s: Store, x: NDArray) => s.add(x));
// Other names for what the library and JavaScript have.
const { random } = bm;
const stream = bm.random;
const { rand, normal: gaussian } = bm.random;
const { exp, sum: total } = bm;
const allOnes = bm.ones;
const M = Math;
const root = Math.sqrt;
const { PI, hypot } = Math;
const useNames = jit((x: NDArray<1>, k: number) => {
  const { log } = Math;
  const n = x.length;
  const drawn = rand(n) + random.normal(0, 1, n) + stream.uniform(0, 1, n) + gaussian(0, 1, n);
  return drawn + exp(x) * total(x) * allOnes(n) + M.cos(x) * root(2) + PI * hypot(x, k) + root(x) + log(x) + M.PI;
});
const captureInHelper = () => { const inner = bm.array([7, 8, 9]); return jit((x: NDArray) => x * inner); };
const x = () => bm.array([1, 2, 3]);
export const cases: Record<string, () => unknown> = {
  useAll: () => useAll(x()),
  useNamespace: () => useNamespace(x()),
  useEnum: () => [0, 5, 1].map((mode) => useEnum(mode)),
  useStatic: () => useStatic(x()),
  useTuple: () => useTuple(2),
  useParameterStore: () => { const s = new Store(); return [useParameterStore(s, x()), s.v.value]; },
  captureInHelper: () => captureInHelper()(x()),
  useNames: () => { bm.random.seed(4); return [useNames(x(), 2), useNames(x(), -1)]; },
  list: () => list.length + jit((k: number) => k * 2)(3),
};
