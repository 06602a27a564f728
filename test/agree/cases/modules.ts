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
  list: () => list.length + jit((k: number) => k * 2)(3),
};
