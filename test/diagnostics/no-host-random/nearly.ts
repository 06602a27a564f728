import { jit, math as bm, type NDArray } from 'myelin';

export const jitter = jit((x: NDArray) => x + bm.random.rand(3));
export const start = Date.now() + Math.random();
