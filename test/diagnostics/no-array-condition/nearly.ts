import { jit, math as bm, type NDArray } from 'myelin';

// Arrays of rank 0 and numbers are conditions.
export const choose = jit((x: NDArray, k: number, on: boolean) => {
  if (bm.any(x > 0) && on) return x * 1;
  let total = 0;
  while (total < bm.sum(x) && total < 10) total += 1;
  return k > 0 ? bm.where(x > 0, x, 0) : x * total;
});
