import { type NDArray } from 'myelin';

// Nothing is marked, so nothing is assembled.
export const double = (x: NDArray) => x * 2;
