// expect: 5 9
import { jit, type Vector } from 'myelin';

export const clear = jit((x: Vector) => {
  x[0] = 0;
  return x * 2;
});
export const raise = jit((x: Vector, i: number) => {
  x[i]! += 1;
  return x * 2;
});
