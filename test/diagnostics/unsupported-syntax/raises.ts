// expect: 5 11
import { jit, type NDArray } from 'myelin';

export const guarded = jit((x: NDArray) => {
  try {
    return x * 2;
  } catch {
    return x * 1;
  }
});
export const closure = jit((x: NDArray) => {
  const add = (y: number) => x + y;
  return add;
});
