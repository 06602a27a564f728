// expect: 4 5
import { jit, type NDArray } from 'myelin';

const noise = () => Math.random() - 0.5;
export const late = jit((x: NDArray) => x + Date.now());
export const jitter = jit((x: NDArray) => x + noise());
