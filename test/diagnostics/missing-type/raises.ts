// expect: 4 5 6
import { jit, math as bm, type NDArray } from 'myelin';

export const twice = jit((x: any) => x * 2);
export const first = jit((x: unknown) => bm.sum(x as NDArray));
export const named = jit((x: NDArray, at: Date) => x * at.getTime());
