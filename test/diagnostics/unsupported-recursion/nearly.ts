import { jit } from 'myelin';

// Twice the same function is no cycle.
const double = (n: number) => n * 2;
export const compiled = jit((n: number) => double(double(n)));
function factorial(n: number): number { return n <= 1 ? 1 : n * factorial(n - 1); }
export const plain = factorial(3);
