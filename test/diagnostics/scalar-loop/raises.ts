// expect: 6
import { jit, type Vector } from 'myelin';

export const total = jit((x: Vector) => {
  let sum = 0;
  for (let i = 0; i < x.size; i++) sum += x[i]! * 2;
  return sum;
});
