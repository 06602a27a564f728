// expect: 6 10
import { jit, type NDArray } from 'myelin';

const calls = { count: 0 };
export const traced = jit((x: NDArray) => {
  calls.count += 1;
  return x * 2;
});
const history = [0];
const remember = (value: number) => { history[0] = value; };
export const kept = jit((x: NDArray, k: number) => {
  remember(k);
  return x * k;
});
