import { jit, type NDArray } from 'myelin';

const square = (k: number) => k * k;
export const scaled = jit((x: NDArray, k: number) => {
  console.log('left out of compiled code');
  return x * square(Math.abs(k));
});
