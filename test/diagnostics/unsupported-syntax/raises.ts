// expect: 5 11 17 19
import { jit, type NDArray, type Vector } from 'myelin';

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
export const lengths = jit((x: NDArray, k: number) => {
  if (k > 0) return [x, k];
  return [x, k, 1];
});
export const gathered = jit((x: Vector, i: NDArray<1, 'int32'>) => x[i]! * 2);
