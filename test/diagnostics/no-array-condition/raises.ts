// expect: 4 6 9 11 12 13 15
import { jit, math as bm, type NDArray } from 'myelin';

export const leaky = jit((x: NDArray) => (x > 0 ? x : x * 0.1));
export const relu = jit((x: NDArray) => {
  if (x > 0) return x * 1;
  return x * 0;
});
export const halve = jit((x: NDArray) => { let y = x * 1; while (y > 1) y = y / 2; return y; });
export const masks = [
  jit((x: NDArray, y: NDArray) => bm.sum(x > 0 && y > 0)),
  jit((x: NDArray) => bm.sum(!(x > 0))),
  jit((x: NDArray, y: NDArray) => (x === y ? 1 : 2)),
];
export const given = jit((x: NDArray, bias?: NDArray) => (bias ? x + bias : x * 1));
