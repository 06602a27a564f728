// expect: 4 7
import { jit, math as bm, type NDArray } from 'myelin';

const measure = (k: number) => JSON.stringify(k).length;
export const scaled = jit((x: NDArray, k: number) => x * measure(k));
// @ts-expect-error: there is no such function
export const misspelt = jit((x: NDArray) => bm.expp(x));
