// expect: 4
import { jit, type NDArray } from 'myelin';

export const double = jit((x: NDArray) => x * 2);
